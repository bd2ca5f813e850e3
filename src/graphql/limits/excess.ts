/** Errors of exceeded query limits: each says what was asked, what the maximum is, and what to do. */

import type { GraphQLError } from 'graphql';
import { refusal } from '../../http/refusal.ts';
import type { OperationCost } from './cost.ts';
import type { LimitsOptions } from './limits.ts';
import { MAX_COUNT, type OperationShape } from './operation-shape.ts';
import type { PageProblem } from './page-size.ts';

/** One error for each limit that an operation's form exceeds. */
export function shapeErrors(
  shape: OperationShape & { readonly repeats: number },
  options: LimitsOptions,
): GraphQLError[] {
  const { maxDepth, maxAliases, maxRootFields, maxDirectives, maxRepeatedFields } = options;
  return [
    ...excess('QUERY_TOO_DEEP', 'depth', shape.depth, maxDepth, (depth) => `${depth} levels of fields`),
    ...excess('TOO_MANY_ALIASES', 'aliases', shape.aliases, maxAliases, (aliases) => `${aliases} aliases`),
    ...excess('TOO_MANY_ROOT_FIELDS', 'fields', shape.rootFields, maxRootFields, (fields) => `${fields} root fields`),
    ...excess('TOO_MANY_DIRECTIVES', 'directives', shape.directives, maxDirectives, (many) => `${many} directives`),
    ...excess(
      'TOO_MANY_REPEATED_FIELDS',
      'fields',
      shape.repeats,
      maxRepeatedFields,
      (again) => `${again} repeated fields`,
    ),
  ];
}

function excess(
  code: string,
  measure: string,
  found: number,
  maximum: number,
  words: (number: string) => string,
): GraphQLError[] {
  if (found <= maximum) return [];
  const message = `This operation has ${words(readable(found))}; the maximum is ${readable(maximum)}.`;
  return [refusal(400, message, { code, [measure]: found, maximum })];
}

/** Errors for pages that are too large or make no sense, or else for a cost above the budget. */
export function costErrors({ cost, pageProblems }: OperationCost, options: LimitsOptions): GraphQLError[] {
  if (pageProblems.length > 0) return pageProblems.map(pageError);
  if (cost <= options.maxCost) return [];
  const message =
    `This operation costs ${readable(cost)}; the budget is ${readable(options.maxCost)}. ` +
    'Ask for smaller pages or for fewer lists within lists.';
  return [refusal(400, message, { code: 'QUERY_TOO_COSTLY', cost, maximum: options.maxCost })];
}

function pageError({ field, argument, given, maximum }: PageProblem): GraphQLError {
  if (argument === 'first and last') {
    const message = `"${field}" takes either "first" or "last", not both at once.`;
    return refusal(400, message, { code: 'BAD_USER_INPUT', path: [field, 'last'] });
  }
  const path = [field, argument];
  if (argument === 'ids') {
    const message = `"ids" of "${field}" has ${readable(given)} items; the maximum is ${readable(maximum)}.`;
    return refusal(400, message, { code: 'PAGE_SIZE_OUT_OF_RANGE', path, given, minimum: 0, maximum });
  }
  const message = `"${argument}" of "${field}" must be from 1 to ${readable(maximum)}, the maximum; it is ${readable(given)}.`;
  return refusal(400, message, { code: 'PAGE_SIZE_OUT_OF_RANGE', path, given, minimum: 1, maximum });
}

/** For a document that is too long to be read at all. */
export function tooLong(unit: 'characters' | 'tokens', maximum: number): GraphQLError {
  const message = `This document has more than ${readable(maximum)} ${unit}, the maximum.`;
  return refusal(400, message, { code: 'QUERY_TOO_LONG', unit, maximum });
}

/** For a document whose brackets stand in one another more often than a parser may call itself. */
export function nestedTooDeep(maximum: number): GraphQLError {
  const message = `This document has brackets within one another more than ${maximum} times, the maximum.`;
  return refusal(400, message, { code: 'QUERY_NESTED_TOO_DEEP', maximum });
}

/**
 * For a name in an input object that its type doesn't have.
 *
 * @param known The names that it has; none where the schema isn't told.
 */
export function unknownName(path: readonly (string | number)[], type: string, known: readonly string[]): GraphQLError {
  const message = `Field "${path.at(-1)}" at ${path.join('.')} is not defined by type "${type}"`;
  const has = known.length > 0 ? `, which has ${known.join(', ')}.` : '.';
  return refusal(400, `${message}${has}`, { code: 'BAD_USER_INPUT', path });
}

/** For text that can't be stored, wherever it stands. */
export function badText(path: readonly (string | number)[]): GraphQLError {
  const what = 'a NUL character, half of a surrogate pair, or more than 100 marks on one letter';
  const message = `The text at ${path.join('.')} has ${what}, which is not text.`;
  return refusal(400, message, { code: 'BAD_USER_INPUT', path });
}

/** `1,234`, and "over …" for sums that stopped counting. */
function readable(number: number): string {
  return number >= MAX_COUNT ? `over ${(MAX_COUNT - 1).toLocaleString('en')}` : number.toLocaleString('en');
}
