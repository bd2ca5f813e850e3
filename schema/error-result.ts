/** A user error as the result of a mutation. */

import type { UserError } from '../src/errors.ts';

/** Says which member of the union it is. */
export const kind = Symbol('kind of user error');

/** The same on an object that is no Error: GraphQL takes one that is returned for one that was thrown. */
export function asResult(error: UserError): UserError {
  const fields: UserError = { ...error, message: error.message };
  return Object.assign(fields, { [kind]: error.name });
}
