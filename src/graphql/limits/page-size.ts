/** Length of a field's list, from its paging arguments (`first`, `last`, `ids`), its declaration or a default. */

import { type FieldNode, type GraphQLField, GraphQLNonNull, isListType } from 'graphql';
import { givenValue, type Variables } from './values.ts';

export interface PageSizeOptions {
  readonly maxPageSize: number;
  /** Length of a page whose `first` and `last` are both missing. */
  readonly defaultPageSize: number;
}

export interface PageProblem {
  readonly field: string;
  /** `first`, `last`, `ids`, or `first and last` when both are given. */
  readonly argument: 'first' | 'last' | 'ids' | 'first and last';
  readonly given: number;
  readonly maximum: number;
}

type Field = GraphQLField<unknown, unknown>;

export function isList({ type }: Field): boolean {
  return isListType(type instanceof GraphQLNonNull ? type.ofType : type);
}

/** `extensions: { dateline: { listSize: 12 } }` on a field: about how long its list is. */
export function declaredSize(field: Field): number | undefined {
  const declared = field.extensions.dateline as { readonly listSize?: unknown } | undefined;
  return typeof declared?.listSize === 'number' ? declared.listSize : undefined;
}

/** `extensions: { dateline: { maxPageSize: 1000 } }` on a field: the longest page that it gives, where that isn't everybody's. */
function declaredMaximum(field: Field): number | undefined {
  const declared = field.extensions.dateline as { readonly maxPageSize?: unknown } | undefined;
  return typeof declared?.maxPageSize === 'number' ? declared.maxPageSize : undefined;
}

/** How many ids a field's `exclude` has, each of which may be a row that is read and left out. */
export function excludedCount(node: FieldNode, field: Field, variables: Variables): number {
  const ids = argumentOf(node, field, 'exclude', variables);
  return Array.isArray(ids) ? ids.length : 0;
}

/**
 * The size that a field's arguments ask for; undefined if it takes no such argument.
 *
 * @param report told of each size that isn't served
 */
export function askedSize(
  node: FieldNode,
  field: Field,
  variables: Variables,
  { maxPageSize, defaultPageSize }: PageSizeOptions,
  report: (problem: PageProblem) => void,
): number | undefined {
  const argument = (name: 'first' | 'last' | 'ids') => argumentOf(node, field, name, variables);
  const maximum = declaredMaximum(field) ?? maxPageSize;
  const ids = argument('ids');
  if (Array.isArray(ids)) {
    if (ids.length > maximum) report({ field: field.name, argument: 'ids', given: ids.length, maximum });
    return ids.length;
  }
  const first = argument('first');
  const last = argument('last');
  for (const [name, size] of Object.entries({ first, last }) as ['first' | 'last', unknown][]) {
    if (typeof size === 'number' && (size < 1 || size > maximum)) {
      report({ field: field.name, argument: name, given: size, maximum });
    }
  }
  if (typeof first === 'number' && typeof last === 'number') {
    report({ field: field.name, argument: 'first and last', given: first, maximum });
  }
  const size = first ?? last;
  if (typeof size === 'number') return Math.max(0, size);
  const isPaged = field.args.some(({ name }) => name === 'first' || name === 'last');
  return isPaged ? (declaredSize(field) ?? defaultPageSize) : undefined;
}

function argumentOf(node: FieldNode, field: Field, name: string, variables: Variables): unknown {
  const definition = field.args.find((arg) => arg.name === name);
  if (definition === undefined) return undefined;
  const value = node.arguments?.find((arg) => arg.name.value === name)?.value;
  return (value && givenValue(value, variables)) ?? definition.defaultValue;
}
