/** What GraphiQL decides without a browser: which operations run by themselves, and what its examples must be. */

import { join } from 'node:path';
import { type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { mayRunByItself } from '../../graphiql/runs-by-itself.ts';
import { readExamples } from '../../src/graphql/example-operations.ts';

describe('an operation that nobody started', () => {
  const example = { name: 'search', query: 'query Search($q: String!) { a }', variables: '{ "q": "harbour" }' };
  const others = { isFirst: true, hasToken: false, examples: [example] };
  const of = (query: string, variables = '') => ({ query, variables });

  test.each([
    [',mutation\n{ saveTopic }'],
    ['\uFEFFmutation { a }'],
    ['query A { a }, mutation B { b }'],
    ['# query\nsubscription { a }'],
    ['query A { a '],
    ['fragment F on Query { a }'],
    [''],
  ])('never runs when it is not queries alone: %j', (query) => {
    expect(mayRunByItself(of(query), others)).toBe(false);
  });

  test('runs from a link, unless the visitor’s token would go with it', () => {
    expect(mayRunByItself(of(',query\n{ a }'), others)).toBe(true);
    expect(mayRunByItself(of('{ a }'), { ...others, isFirst: false })).toBe(false);
    expect(mayRunByItself(of('{ a }'), { ...others, hasToken: true })).toBe(false);
  });

  test('runs with a token as the example that it is, not with variables of a link', () => {
    expect(mayRunByItself(example, { ...others, isFirst: false, hasToken: true })).toBe(true);
    expect(mayRunByItself(of(example.query, '{ "q": "x" }'), { ...others, hasToken: true })).toBe(false);
  });
});

// The editor of variables takes one that may not be null for one that must be given, whatever its default is.
test('no variable of an example has a default and may not be null', async () => {
  const examples = await readExamples(join(import.meta.dirname, '../../schema/operations'));
  const defaulted = examples.flatMap(({ name, query }) => {
    const { variableDefinitions = [] } = parse(query).definitions[0] as OperationDefinitionNode;
    return variableDefinitions
      .filter(({ defaultValue }) => defaultValue !== undefined)
      .map(({ variable, type }) => ({ name: `${name} $${variable.name.value}`, kind: type.kind }));
  });
  expect(defaulted.length).toBeGreaterThan(0);
  expect(defaulted.filter(({ kind }) => kind === 'NonNullType')).toEqual([]);
});
