/** Operation by `operationName`: which of a document's operations is run, and the error when that can't be said. */

import { type DocumentNode, Kind, type OperationDefinitionNode } from 'graphql';
import { refusal } from '../../http/refusal.ts';

const MAX_NAMES_SHOWN = 10;

/**
 * The operation of that name, or the only one when no name is given.
 *
 * @throws GraphQLError 400 `OPERATION_RESOLUTION_FAILURE` that lists the names there are.
 */
export function chooseOperation(document: DocumentNode, name: string | null | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [only] = operations;
  if (only === undefined) throw unresolved('The document has no operation.');
  const names = operations
    .slice(0, MAX_NAMES_SHOWN)
    .map((operation) => (operation.name ? `"${operation.name.value}"` : 'one without a name'))
    .concat(operations.length > MAX_NAMES_SHOWN ? '…' : [])
    .join(', ');
  if (name) {
    const named = operations.find((operation) => operation.name?.value === name);
    if (named === undefined) throw unresolved(`The document has no operation "${name}"; it has ${names}.`);
    return named;
  }
  if (operations.length > 1)
    throw unresolved(`The document has several operations (${names}): say which in "operationName".`);
  return only;
}

function unresolved(message: string): Error {
  return refusal(400, message, { code: 'OPERATION_RESOLUTION_FAILURE' });
}
