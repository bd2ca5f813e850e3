/** Signatures of operations, and which places of the schema they use. */

import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { coordinatesOf } from '../../src/usage/coordinates.ts';
import { deprecatedUses } from '../../src/usage/report.ts';
import { MAX_SIGNATURE_CHARACTERS, signatureOf } from '../../src/usage/signature.ts';

const signature = (text: string, name?: string) => signatureOf(parse(text), name);

test('a signature has no value and no alias, and the fragments of its own operation only', () => {
  const text = `
    query reads($slug: String = "me@home.example") {
      mine: article(by: { slug: "secret" }, at: 12.5, first: 7) { ...card }
      articles(ids: ["a", "b"], where: [{ topic: { slug: "x" } }, { topic: { slug: "y" } }], order: LATEST, isNew: true)
    }
    query others { article { ...other } }
    fragment card on Article { slug @include(if: $slug) text: body(format: """TEXT""") }
    fragment other on Article { id }`;
  expect(signature(text, 'reads').body).toBe(
    'query reads($slug:String=""){article(by:{slug:""}at:0 first:0){...card}articles(ids:[""]where:[{topic:{slug:""}}]' +
      'order:LATEST isNew:true)}fragment card on Article{slug@include(if:$slug)body(format:"")}',
  );
  expect(signature(text.replace('secret', 'other').replace('mine:', 'yours:'), 'reads')).toEqual(
    signature(text, 'reads'),
  );
  expect(signature(text, 'others').hash).not.toBe(signature(text, 'reads').hash);
});

test('what is too long to be kept has the hash of all such', () => {
  const fields = Array.from({ length: MAX_SIGNATURE_CHARACTERS / 2 }, (_, nth) => `f${nth}`).join(' ');
  expect(signature(`{ ${fields} }`)).toEqual({ hash: '', name: null, body: '' });
  expect(signature(`query ${'n'.repeat(201)} { a }`).hash).toBe('');
});

const schema = buildSchema(`
  interface Node { id: ID! }
  enum Order { LATEST OLD @deprecated(reason: "Since 0.2: use LATEST.") }
  input Where { topic: String, tag: String @deprecated(reason: "Since 0.2: use topic.") }
  type Article implements Node { id: ID! @deprecated(reason: "Since 0.2: use slug."), slug: String }
  type Query {
    node: Node
    articles(where: [Where], first: Int, order: Order, old: Int @deprecated(reason: "Since 0.2: use first.")): [Article]
  }`);

test('an operation uses fields, arguments, input fields and enum values, and of an interface those of its types', () => {
  const used = coordinatesOf(
    schema,
    parse(
      '{ articles(where: { topic: "" }, order: OLD) { ...c } node { id } } fragment c on Article { slug @include(if: true) }',
    ),
  );
  expect([...used].sort()).toEqual(
    [
      ...['Article.id', 'Article.slug', 'Node.id', 'Order.OLD', 'Query.articles', 'Query.articles(order:)'],
      ...['Query.articles(where:)', 'Query.node', 'Where.topic'],
    ].sort(),
  );
});

test('what is deprecated is reported as long as it is used', () => {
  const use = { name: 'page', caller: 'site (token:5)', uses: 3, lastDay: '2026-03-20' };
  const uses = [
    { ...use, body: 'query page{articles(old:0 where:[{tag:""}]){slug}}' },
    { ...use, name: null, body: '{articles(first:0){slug}}' },
  ];
  expect(deprecatedUses(schema, uses)).toEqual(
    [
      ['Where.tag', 'topic'],
      ['Query.articles(old:)', 'first'],
    ].map(([coordinate, instead]) => ({
      coordinate,
      reason: `Since 0.2: use ${instead}.`,
      uses: [{ operation: 'page', caller: 'site (token:5)', uses: 3, lastDay: '2026-03-20' }],
    })),
  );
});
