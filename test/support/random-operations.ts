/** Random operations that are valid by the schema, with random values in the arguments. */

import type { GeneratorValue } from 'fast-check';
import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql';
import { encodeId } from '../../src/ids.ts';

export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const MAX_ROOT_FIELDS = 3;
const MAX_FIELDS = 4;
const MAX_DEPTH = 4;

/** Of the demo, and of nothing. */
const slugs = ['ferries', 'harbour', 'port-of-merrowhaven', 'port-and-fishers-agree-on-another-bank', 'nowhere', ''];
const types = ['Article', 'Topic', 'Source', 'Draft', 'Webhook', 'Event', 'WebhookDelivery'] as const;
const cursors = [['PUBLISHED_AT', '2026-01-01T00:00:00.000Z', 1], ['topics', 'a', 1], ['drafts'], ['RELEVANCE', 1e9]];
const odd = [
  '\u0000',
  "'; drop table article; --",
  '%',
  '\\',
  '"',
  '<b>',
  '\ud83d',
  '👩‍👩‍👧',
  'x'.repeat(3_000),
  '2026-02-30',
  '1e400',
];

const ofBase64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Mostly what can be meant, so that not all is refused for one of its values. */
function often<Value>(likely: fc.Arbitrary<Value>, unlikely: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 9, arbitrary: likely }, { weight: 1, arbitrary: unlikely });
}

const text = fc.oneof(
  fc.constantFrom(...slugs, ...odd, 'en', 'de', 'UTC', 'Europe/Berlin', 'whsec_eA=='),
  fc.constantFrom(...cursors.map(ofBase64)),
  fc.string({ maxLength: 20, unit: 'binary' }),
);
const id = often(
  fc.tuple(fc.constantFrom(...types), fc.integer({ min: 1, max: 60 })).map(([type, number]) => encodeId(type, number)),
  text,
);
const int = often(
  fc.integer({ min: 1, max: 12 }),
  fc.constantFrom(-1, 0, 50, 101, 100_000, 2_147_483_647, -2_147_483_648),
);
// Nothing leaves the machine: nobody listens at the one, and the other is nobody's.
const url = often(
  fc.constantFrom('http://127.0.0.1:9/a', 'https://192.0.2.7/b'),
  fc.oneof(fc.constant('ftp://192.0.2.7'), text),
);
const moment = often(
  fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  fc.constantFrom('0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-02-30T00:00:00Z', 'tomorrow'),
);
/** Of what an argument or a field of that name is about. */
function idLike(name: string): fc.Arbitrary<string> {
  const type = types.find((each) => each.toLowerCase() === name);
  return fc
    .tuple(type ? fc.constant(type) : fc.constantFrom(...types), fc.integer({ min: 1, max: 30 }))
    .map(([of, number]) => encodeId(of, number));
}

const key = fc.integer({ min: 1, max: 9 }).map((number) => `a key of the fuzzer's ${number}`);

/** In a hundred: how often an argument is given that may be left out. */
const chances: Readonly<Record<string, number>> = { first: 60, last: 3, after: 5, before: 5 };

const scalars: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  Boolean: fc.boolean(),
  DateTime: moment,
  Float: fc.double(),
  ID: id,
  Int: int,
  JSON: fc.jsonValue({ maxDepth: 2 }),
  String: text,
  URL: url,
};

/** Chooses with `draw`, so that a failure is made smaller and found again by its seed. */
export function randomOperation(schema: GraphQLSchema, draw: GeneratorValue): RandomOperation {
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  let aliases = 0;
  const chance = (percent: number) => draw(fc.integer, { min: 1, max: 100 }) <= percent;
  const some = <Item>(all: readonly Item[], most: number): Item[] =>
    all.length === 0 ? [] : draw(() => fc.subarray([...all], { minLength: 1, maxLength: Math.min(most, all.length) }));

  const randomValue = (type: GraphQLInputType, name: string): unknown => {
    if (isNonNullType(type)) return randomValue(type.ofType, name);
    if (isListType(type))
      return Array.from({ length: draw(fc.integer, { min: 0, max: 3 }) }, () => randomValue(type.ofType, name));
    if (isEnumType(type)) return draw(() => fc.constantFrom(...type.getValues().map(({ name }) => name)));
    if (type.name === 'ID') return draw(() => often(idLike(name), id));
    if (name === 'idempotencyKey') return draw(() => often(key, text));
    if (!isInputObjectType(type)) return draw(() => scalars[type.name] as fc.Arbitrary<unknown>);
    const fields = Object.values(type.getFields());
    const given = type.isOneOf ? some(fields, 1) : fields.filter((field) => isNonNullType(field.type) || chance(25));
    return Object.fromEntries(given.map((field) => [field.name, randomValue(field.type, field.name)]));
  };

  const argumentsOf = ({ args }: GraphQLField<unknown, unknown>): string => {
    const given = args.filter(({ name, type }) => isNonNullType(type) || chance(chances[name] ?? 15));
    const written = given.map((argument) => {
      const name = `v${declared.length}`;
      declared.push(`$${name}: ${argument.type}`);
      variables[name] = randomValue(argument.type, argument.name);
      return `${argument.name}: $${name}`;
    });
    return written.length === 0 ? '' : `(${written.join(', ')})`;
  };

  const fieldOf = (field: GraphQLField<unknown, unknown>, depth: number, isOfMember: boolean): string => {
    const given = argumentsOf(field);
    // Where members of a union have a field of one name, its arguments and its type would have to be the same.
    const isShared = isOfMember && field.name !== 'message';
    const alias = given === '' && !isShared ? '' : `a${++aliases}: `;
    return `${alias}${field.name}${given}${selectionOf(getNamedType(field.type), depth)}`;
  };

  const ofObject = (
    type: GraphQLNamedOutputType & { getFields(): Record<string, GraphQLField<unknown, unknown>> },
    depth: number,
    isMember = false,
  ) => {
    const usable = Object.values(type.getFields()).filter((field) => depth > 0 || isLeafType(getNamedType(field.type)));
    return ['__typename', ...some(usable, MAX_FIELDS).map((field) => fieldOf(field, depth - 1, isMember))];
  };

  const selectionOf = (type: GraphQLNamedOutputType, depth: number): string => {
    if (isLeafType(type)) return '';
    if (isUnionType(type)) {
      const parts = some(type.getTypes(), 3).map(
        (member) => `... on ${member.name} { ${ofObject(member, depth, true).join(' ')} }`,
      );
      return ` { __typename ${parts.join(' ')} }`;
    }
    return ` { ${ofObject(type, depth).join(' ')} }`;
  };

  const isMutation = chance(20);
  const root = (isMutation ? schema.getMutationType() : schema.getQueryType()) as GraphQLObjectType;
  const selection = some(Object.values(root.getFields()), MAX_ROOT_FIELDS).map((field) =>
    fieldOf(field, MAX_DEPTH, false),
  );
  const head = declared.length === 0 ? '' : `(${declared.join(', ')})`;
  return { query: `${isMutation ? 'mutation' : 'query'} ${head} { ${selection.join(' ')} }`, variables };
}
