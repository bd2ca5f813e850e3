/** Validation by GraphQL's own rules, where what is wrong in the same words at several places is one error that names all of them. */

import { type DocumentNode, GraphQLError, type GraphQLSchema, type ValidationRule, validate } from 'graphql';

interface ValidationOptions {
  readonly maxErrors: number;
  /** Whether nothing that there is shall be suggested in place of what there isn't. */
  readonly hideSuggestions?: boolean;
}

export function validationErrors(
  schema: GraphQLSchema,
  document: DocumentNode,
  rules: readonly ValidationRule[] | undefined,
  options: ValidationOptions,
): readonly GraphQLError[] {
  const byMessage = Map.groupBy(validate(schema, document, rules, options), ({ message }) => message);
  return [...byMessage.values()].map((same) => (same.length === 1 ? (same[0] as GraphQLError) : merged(same)));
}

function merged(errors: readonly GraphQLError[]): GraphQLError {
  const [{ message = '', extensions = {} } = {}] = errors;
  return new GraphQLError(message, { nodes: errors.flatMap(({ nodes }) => nodes ?? []), extensions });
}
