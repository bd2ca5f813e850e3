/** The operations of a GraphQL document, read by its grammar: to a pattern, a comma or a comment can hide a mutation. */

import { Kind, type OperationDefinitionNode, parse } from 'graphql';

/** Null for what is no GraphQL. */
export function operationsIn(text: string): readonly OperationDefinitionNode[] | null {
  try {
    return parse(text).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  } catch {
    return null;
  }
}

/** Of the first operation, as GraphiQL chooses it. */
export function firstNameOf(operations: readonly OperationDefinitionNode[] | null): string | null {
  return operations?.[0]?.name?.value ?? null;
}
