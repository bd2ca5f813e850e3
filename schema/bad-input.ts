/** Input errors (`BAD_USER_INPUT`): which argument is wrong, by its path, and what is allowed. */

import { GraphQLError } from 'graphql';

/**
 * An error for input that is valid GraphQL but can't be meant: code `BAD_USER_INPUT`, HTTP 400 if nothing was answered.
 *
 * @param message One sentence for the caller, with the range or the form that is allowed.
 * @param path Names the argument and the field within it: `['where', 'publishedAt', 'from']`.
 */
export function badInput(message: string, path: readonly (string | number)[]): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', path } });
}
