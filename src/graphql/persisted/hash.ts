/** Hashes of persisted operations: SHA-256 of their text, and the texts under which an operation of a file is sent. */

import { hash } from 'node:crypto';
import { printExecutableGraphQLDocument } from '@graphql-tools/documents';
import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  print,
  visit,
} from 'graphql';

/** SHA-256 of the text in UTF-8, in hex: what clients name it by. */
export function hashOf(text: string): string {
  return hash('sha256', text, 'hex');
}

/** The hash that an id names, with or without the prefix `sha256:`; null for what is none. */
export function hashNamed(id: string): string | null {
  return /^(?:sha256:)?([0-9a-f]{64})$/i.exec(id)?.[1]?.toLowerCase() ?? null;
}

/**
 * An operation of a `.graphql` file as clients send it: with the fragments that it needs and nothing else, once as
 * graphql-js prints it (operation first, fragments as they are needed), and once sorted and on one line, as the client
 * preset writes it into `persisted-documents.json`.
 *
 * @throws Error that names a fragment which isn't there
 */
export function textsOf(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): string[] {
  const document = withFragments(operation, fragments);
  return [...new Set([print(document), printExecutableGraphQLDocument(document)])];
}

function withFragments(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): DocumentNode {
  const definitions = new Set<DefinitionNode>([operation]);
  // A Set goes on to what is added while it is walked.
  for (const definition of definitions) {
    visit(definition, {
      FragmentSpread({ name: { value } }) {
        const fragment = fragments.get(value);
        if (fragment === undefined) throw new Error(`There is no fragment "${value}".`);
        definitions.add(fragment);
      },
    });
  }
  return { kind: Kind.DOCUMENT, definitions: [...definitions] };
}
