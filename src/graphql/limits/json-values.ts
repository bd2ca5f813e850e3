/** JSON value limits: how many values a request's variables may hold, and how deeply they may nest, before anything coerces them. */

import type { GraphQLError } from 'graphql';
import { refusal } from '../../http/refusal.ts';

/** Lists, objects and what is in them; a draft with a thousand attributions has 5,000. */
export const MAX_VALUES = 10_000;
/** Lists and objects in one another, here and in the brackets of a document. */
export const MAX_NESTING = 64;
/** Of a name in an object: no input field's is nearly as long, and errors repeat it. */
const MAX_NAME_CHARACTERS = 200;

/**
 * Refuses what is too much for the functions behind it, which call themselves for each level and quote what they refuse.
 * It looks at no more values than the maximum, and keeps its own stack.
 *
 * @param value as `JSON.parse` made it
 * @param name what it is to the caller: `variables`
 * @throws GraphQLError 400 `TOO_MANY_VALUES`, `VALUES_TOO_DEEP` or `BAD_USER_INPUT`
 */
export function checkValues(value: unknown, name: string): void {
  let level = [value];
  let count = 1;
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const structure of level) {
      if (typeof structure !== 'object' || structure === null) continue;
      if (depth >= MAX_NESTING) throw tooDeep(name);
      count += Array.isArray(structure) ? structure.length : countNames(structure, name);
      if (count > MAX_VALUES) throw tooMany(name);
      for (const inner of Object.values(structure)) next.push(inner);
    }
    level = next;
  }
}

/** Stops where there are too many, since an object of a million names takes long to list. */
function countNames(structure: object, name: string): number {
  let count = 0;
  for (const key in structure) {
    count += 1;
    if (key.length > MAX_NAME_CHARACTERS) throw longName(name);
    if (count > MAX_VALUES) break;
  }
  return count;
}

function tooMany(name: string): GraphQLError {
  const message = `"${name}" holds more than ${MAX_VALUES.toLocaleString('en')} values, the maximum: send less at once.`;
  return refusal(400, message, { code: 'TOO_MANY_VALUES', argument: name, maximum: MAX_VALUES });
}

function tooDeep(name: string): GraphQLError {
  const message = `"${name}" has lists or objects within one another more than ${MAX_NESTING} times, the maximum.`;
  return refusal(400, message, { code: 'VALUES_TOO_DEEP', argument: name, maximum: MAX_NESTING });
}

function longName(name: string): GraphQLError {
  const message = `A name in "${name}" has more than ${MAX_NAME_CHARACTERS} characters, which none has that is known here.`;
  return refusal(400, message, { code: 'BAD_USER_INPUT', argument: name, maximum: MAX_NAME_CHARACTERS });
}
