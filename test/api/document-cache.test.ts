/** Cache of parsed documents: bounded by weight, and without what only the parser needs. */

import { GraphQLError, parse, visit } from 'graphql';
import { expect, test } from 'vitest';
import { createDocumentCache } from '../../src/graphql/limits/document-cache.ts';

const queryOf = (name: string) => `{\n  article(slug: "${name}") { headline\n    topics { name }\n  }\n}`;

test('the documents used last are kept, as many as there is room for', () => {
  const one = 2 * queryOf('a').length + 300 * 18;
  const cache = createDocumentCache(3 * one);
  const keep = (name: string) => cache.set(queryOf(name), parse(queryOf(name)));
  const kept = () => ['a', 'b', 'c', 'd', 'e'].filter((name) => cache.get(queryOf(name)) !== undefined);
  for (const name of ['a', 'b', 'c']) keep(name);
  expect(kept()).toEqual(['a', 'b', 'c']);
  cache.get(queryOf('a'));
  keep('d');
  expect(kept()).toEqual(['a', 'c', 'd']);
  keep('d');
  expect(kept()).toEqual(['a', 'c', 'd']);
});

test('a kept document has no token, and an error in it says where all the same', () => {
  const cache = createDocumentCache(1_000_000);
  const document = parse(queryOf('a'));
  cache.set(queryOf('a'), document);
  let nodes = 0;
  visit(document, {
    enter(node) {
      nodes += 1;
      expect([node.loc?.startToken, node.loc?.endToken]).toEqual([undefined, undefined]);
      if (node.kind !== 'Field' || node.name.value !== 'topics') return;
      expect(new GraphQLError('Wrong.', { nodes: node }).locations).toEqual([{ line: 3, column: 5 }]);
    },
  });
  expect(nodes).toBeGreaterThan(8);
});
