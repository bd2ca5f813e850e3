/**
 * Limits of a GraphQL request, each just served and just refused: size, depth, breadth, page size, cost, text and
 * validation.
 */

import { buildSchema, type GraphQLObjectType, getIntrospectionQuery } from 'graphql';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import type { LimitsOptions } from '../../src/graphql/limits/limits.ts';
import { createDatelineYoga } from '../../src/graphql/yoga.ts';

const schema = buildSchema(/* GraphQL */ `
  type Query {
    article(slug: String, where: Where): Article
    articles(first: Int, after: String, last: Int, where: Where): ArticleConnection!
    top(first: Int! = 10): ArticleConnection!
    nodes(ids: [ID!]!): [Article]!
    topics: [Topic!]!
    words: [String!]!
  }
  type Mutation { save(text: String!): String }
  type Subscription { saved: String }
  input Where { search: String, topics: [String!], not: Where }
  type ArticleConnection { edges: [Edge!]! nodes: [Article!]! totalCount: Int! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! }
  type Edge { cursor: String! node: Article! }
  type Article {
    slug: String! headline: String! url: String! publishedAt: String! byline: String standfirst: String
    self: Article! topics: [Topic!]! attributions: [Attribution!]!
    related(first: Int! = 6): ArticleConnection!
  }
  type Attribution { role: String! quote: String source: Source! }
  type Source { slug: String! name: String! }
  type Topic { slug: String! name: String! long: [Topic!]! }
`);
const topic = schema.getType('Topic') as GraphQLObjectType;
Object.assign(topic.getFields().long ?? {}, { extensions: { dateline: { listSize: 1_000 } } });
/** As long as what is searched. */
const extraCost = ({ where }: { where?: { search?: string } }) => where?.search?.length ?? 0;
Object.assign(schema.getQueryType()?.getFields().article ?? {}, { extensions: { dateline: { extraCost } } });

const config = { requestTimeoutMs: 5_000, isIntrospectionOn: true };

function endpoint(given: Partial<LimitsOptions> = {}, isIntrospectionOn = true) {
  const yoga = createDatelineYoga({
    config: { ...config, isIntrospectionOn },
    logger: pino({ level: 'silent' }),
    schema,
    createContext: () => ({}),
    limits: given,
  });
  return async (query: string, variables?: object, operationName?: string) => {
    const response = await yoga.fetch('http://yoga/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query, variables, operationName }),
    });
    const answer = (await response.json()) as {
      data?: unknown;
      errors?: { message: string; extensions: Record<string, unknown> }[];
    };
    return { status: response.status, ...answer, first: answer.errors?.[0] };
  };
}

const ask = endpoint();

function nested(depth: number): string {
  return `${'{self'.repeat(depth - 2)}{slug}${'}'.repeat(depth - 2)}`;
}

/** The query passed every limit; this schema has no resolvers, so what is executed may still be null. */
async function expectServed(query: string, variables?: object): Promise<void> {
  const { status, errors } = await ask(query, variables);
  const refused = errors?.filter(({ extensions }) => extensions.code !== 'INTERNAL_SERVER_ERROR') ?? [];
  expect({ status, refused }).toEqual({ status: 200, refused: [] });
}

describe('document size', () => {
  test('2,000 tokens are served and one more is refused', async () => {
    const listing = (count: number) => `{ article(where: { topics: [${'"a" '.repeat(count)}] }) { slug } }`;
    await expectServed(listing(2_000 - 16));
    const { status, first } = await ask(listing(2_000 - 15));
    expect(status).toBe(400);
    expect(first?.extensions).toEqual({ code: 'QUERY_TOO_LONG', unit: 'tokens', maximum: 2_000 });
  });

  test('a document of few but very long tokens is refused before it is parsed', async () => {
    const { status, first } = await ask(`{ article(slug: "${'x'.repeat(100_000)}") { slug } }`);
    expect(status).toBe(400);
    expect(first?.extensions).toEqual({ code: 'QUERY_TOO_LONG', unit: 'characters', maximum: 100_000 });
  });
});

describe('query depth', () => {
  test('12 levels are served and 13 are refused with both numbers', async () => {
    await expectServed(`{article${nested(12)}}`);
    const { status, first } = await ask(`{article${nested(13)}}`);
    expect(status).toBe(400);
    expect(first?.extensions).toEqual({ code: 'QUERY_TOO_DEEP', depth: 13, maximum: 12 });
    expect(first?.message).toBe('This operation has 13 levels of fields; the maximum is 12.');
  });

  test('depth counts through fragments', async () => {
    const { first } = await ask(`{article{self{...deep}}} fragment deep on Article ${nested(13)}`);
    expect(first?.extensions).toEqual({ code: 'QUERY_TOO_DEEP', depth: 14, maximum: 12 });
  });

  test("the introspection query of GraphiQL's kind is served", async () => {
    const options = { inputValueDeprecation: true, schemaDescription: true, specifiedByUrl: true, oneOf: true };
    const { data, errors } = await ask(getIntrospectionQuery(options));
    expect(errors).toBeUndefined();
    expect(data).toHaveProperty('__schema.types');
  });

  test('introspection that nests types recursively is refused', async () => {
    const circle =
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }';
    const { status, first } = await ask(circle);
    expect(status).toBe(400);
    expect(first?.message).toContain('introspection depth');
  });
});

describe('query breadth', () => {
  const many = (count: number, part: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => part(i)).join(' ');

  test('30 aliases are served and 31 are refused', async () => {
    await expectServed(`{ article { ${many(30, (i) => `a${i}: slug`)} } }`);
    const { status, first } = await ask(`{ article { ${many(31, (i) => `a${i}: slug`)} } }`);
    expect(status).toBe(400);
    expect(first?.extensions).toEqual({ code: 'TOO_MANY_ALIASES', aliases: 31, maximum: 30 });
  });

  test('aliases in a fragment count each time that it is spread', async () => {
    const { first } = await ask(
      `{ article { ${many(4, () => '...F self { ...F }')} } } fragment F on Article { ${many(4, (i) => `a${i}: slug`)} }`,
    );
    expect(first?.extensions).toMatchObject({ code: 'TOO_MANY_ALIASES', aliases: 32 });
  });

  test('20 root fields are served and 21 are refused, also through a fragment', async () => {
    await expectServed(`{ ${'words '.repeat(20)} }`);
    const { status, first } = await ask(`{ words ...F ... { ...F } } fragment F on Query { ${'words '.repeat(10)} }`);
    expect(status).toBe(400);
    expect(first?.extensions).toEqual({ code: 'TOO_MANY_ROOT_FIELDS', fields: 21, maximum: 20 });
  });

  test('50 directives are served and 51 are refused', async () => {
    const slugs = (count: number) => many(count, () => 'slug @include(if: true)');
    await expectServed(`{ article { ${slugs(50)} } }`);
    const { status, first } = await ask(`{ article { ${slugs(51)} } }`);
    expect(status).toBe(400);
    expect(first?.extensions).toEqual({ code: 'TOO_MANY_DIRECTIVES', directives: 51, maximum: 50 });
  });

  test('all violated limits are reported at once', async () => {
    const { errors } = await ask(`{ ${many(40, (i) => `a${i}: article${nested(13)}`)} }`);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([
      'QUERY_TOO_DEEP',
      'TOO_MANY_ALIASES',
      'TOO_MANY_ROOT_FIELDS',
    ]);
  });
});

describe('page size', () => {
  test('a page of 100 is served', async () => {
    await expectServed('{ articles(first: 100) { totalCount } }');
    await expectServed('query ($n: Int) { articles(last: $n) { totalCount } }', { n: 100 });
  });

  test.each([101, 0, -1, 2_147_483_647])('a page of %i is refused with the maximum and the argument', async (size) => {
    const expected = {
      code: 'PAGE_SIZE_OUT_OF_RANGE',
      path: ['articles', 'first'],
      given: size,
      minimum: 1,
      maximum: 100,
    };
    const literal = await ask(`{ articles(first: ${size}) { totalCount } }`);
    const variable = await ask('query ($n: Int) { articles(first: $n) { totalCount } }', { n: size });
    const standard = await ask(`query ($n: Int = ${size}) { articles(first: $n) { totalCount } }`);
    for (const { status, first } of [literal, variable, standard]) {
      expect(status).toBe(400);
      expect(first?.extensions).toEqual(expected);
      expect(first?.message).toMatch(/"first" of "articles" must be from 1 to 100/);
    }
  });

  test('the same document is refused for one page size and served for another', async () => {
    const query = 'query ($n: Int!) { articles(first: $n) { totalCount } }';
    expect((await ask(query, { n: 101 })).status).toBe(400);
    await expectServed(query, { n: 50 });
    expect((await ask(query, { n: 101 })).status).toBe(400);
  });

  test('first and last together are refused', async () => {
    const { status, first } = await ask('{ articles(first: 1, last: 1) { totalCount } }');
    expect(status).toBe(400);
    expect(first?.extensions).toEqual({ code: 'BAD_USER_INPUT', path: ['articles', 'last'] });
    await expectServed('{ articles(first: 1, last: null) { totalCount } }');
  });

  test('more than 100 ids are refused', async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { slug } }';
    const { status, first } = await ask(query, { ids: Array.from({ length: 101 }, String) });
    expect(status).toBe(400);
    expect(first?.extensions).toMatchObject({ code: 'PAGE_SIZE_OUT_OF_RANGE', path: ['nodes', 'ids'], given: 101 });
    await expectServed(query, { ids: Array.from({ length: 100 }, String) });
  });

  test('the page size of a skipped field is not checked', async () => {
    const query = 'query ($more: Boolean!) { words articles(first: 500) @include(if: $more) { totalCount } }';
    await expectServed(query, { more: false });
    expect((await ask(query, { more: true })).status).toBe(400);
  });
});

describe('query cost', () => {
  const costOf = async (query: string, variables?: object) => {
    const { first } = await endpoint({ maxCost: 0 })(query, variables);
    expect(first?.extensions).toMatchObject({ code: 'QUERY_TOO_COSTLY', maximum: 0 });
    return first?.extensions.cost;
  };

  test('a field costs 1, times the sizes of the lists around it', async () => {
    expect(await costOf('{ words }')).toBe(1);
    expect(await costOf('{ article { slug headline } }')).toBe(3);
    expect(await costOf('{ articles(first: 7) { totalCount nodes { slug } edges { node { slug } } } }')).toBe(
      1 + 1 + 8 + 15,
    );
    expect(await costOf('query ($n: Int = 3) { articles(last: $n) { nodes { slug } } }')).toBe(1 + 1 + 3);
  });

  test('a list without a size argument costs by its default, by its declared size, or by the default page size', async () => {
    expect(await costOf('{ top { nodes { slug } } }')).toBe(1 + 1 + 10);
    expect(await costOf('{ articles { nodes { slug } } }')).toBe(1 + 1 + 20);
    expect(await costOf('{ topics { slug } }')).toBe(1 + 5);
    expect(await costOf('{ topics { long { slug } } }')).toBe(1 + 5 * (1 + 1_000));
    expect(await costOf('{ nodes(ids: ["a", "b"]) { slug } }')).toBe(1 + 2);
  });

  const nodes = '{ nodes { slug } }';
  const page = 'fragment Page on Query { articles(last: $n) { nodes { slug } } }';
  const ids = (count: number) => ({ ids: Array.from({ length: count }, String) });
  test.each([
    ['first', `query ($n: Int) { articles(first: $n) ${nodes} }`, { n: 1 }, { n: 100 }],
    ['last', `query ($n: Int) { articles(last: $n) ${nodes} }`, { n: 1 }, { n: 100 }],
    ['last in a fragment', `query ($n: Int) { ...Page } ${page}`, { n: 1 }, { n: 100 }],
    ['first without a value', `query ($n: Int) { articles(first: $n) ${nodes} }`, { n: 1 }, {}],
    ['first with a default', `query ($n: Int = 100) { articles(first: $n) ${nodes} }`, { n: 1 }, {}],
    ['ids', 'query ($ids: [ID!]!) { nodes(ids: $ids) { slug } }', ids(2), ids(100)],
    [
      '@include(if:)',
      `query ($on: Boolean!) { words articles(first: 100) @include(if: $on) ${nodes} }`,
      { on: false },
      { on: true },
    ],
    [
      '@skip(if:)',
      `query ($on: Boolean!) { words articles(first: 100) @skip(if: $on) ${nodes} }`,
      { on: true },
      { on: false },
    ],
    [
      '@include(if:) on a fragment',
      'query ($on: Boolean!) { words ... @include(if: $on) { topics { long { slug } } } }',
      { on: false },
      { on: true },
    ],
    ['both ends', `query ($a: Int, $z: Int) { articles(first: $a, last: $z) ${nodes} }`, { a: 1 }, { z: 100 }],
  ])(
    'the cost of a document is computed again for other variables of %s, cheap before dear and dear before cheap',
    async (_, query, cheap, dear) => {
      const limited = endpoint({ maxCost: 20 });
      const codeOf = async (variables: object) => (await limited(query, variables)).first?.extensions.code;
      const served = 'INTERNAL_SERVER_ERROR';
      expect([undefined, served]).toContain(await codeOf(cheap));
      expect(await codeOf(dear)).toBe('QUERY_TOO_COSTLY');
      expect([undefined, served]).toContain(await codeOf(cheap));
      expect(await codeOf(dear)).toBe('QUERY_TOO_COSTLY');
    },
  );

  test('a variable that is null costs a default page, and one that is missing its own default', async () => {
    const limited = endpoint({ maxCost: 50 });
    const query = `query ($n: Int = 100) { articles(first: $n) ${nodes} }`;
    const codeOf = async (variables: object) => (await limited(query, variables)).first?.extensions.code;
    expect(await codeOf({ n: null })).not.toBe('QUERY_TOO_COSTLY');
    expect(await codeOf({})).toBe('QUERY_TOO_COSTLY');
  });

  test('a field costs what it declares beside its answer, by arguments that variables stand in, each time anew', async () => {
    const query =
      'query ($where: Where, $text: String) { article(where: $where) { slug } a: article(where: { search: $text }) { slug } }';
    const limited = endpoint({ maxCost: 10 });
    const codeOf = async (variables: object) => (await limited(query, variables)).first?.extensions.code;
    expect(await costOf(query, {})).toBe(4);
    expect(await costOf(query, { where: { search: '12345' }, text: '12' })).toBe(4 + 7);
    expect(await codeOf({ where: { search: '12' } })).not.toBe('QUERY_TOO_COSTLY');
    expect(await codeOf({ where: { search: '1234567' } })).toBe('QUERY_TOO_COSTLY');
    expect(await codeOf({ text: '1234567' })).toBe('QUERY_TOO_COSTLY');
  });

  test('skipped fields cost nothing', async () => {
    const query = 'query ($on: Boolean!) { words article @include(if: $on) { slug ... @skip(if: $on) { headline } } }';
    expect(await costOf(query, { on: true })).toBe(3);
    expect(await costOf(query, { on: false })).toBe(1);
  });

  test('a page size by a variable counts inside a fragment on the connection', async () => {
    const query =
      'query ($n: Int) { articles(first: $n) { ...Page } } fragment Page on ArticleConnection { nodes { slug } }';
    expect(await costOf(query, { n: 9 })).toBe(1 + 1 + 9);
    expect(await costOf(query, { n: 4 })).toBe(1 + 1 + 4);
  });

  test('a fragment costs by the page sizes around each spread', async () => {
    const query = '{ few: articles(first: 2) { ...Page } many: articles(first: 9) { ...Page } } ';
    expect(await costOf(`${query} fragment Page on ArticleConnection { nodes { slug } }`)).toBe(4 + 11);
  });

  test('a home page of 100 articles, each with topics, attributions and six related, is within the budget', async () => {
    await expectServed(/* GraphQL */ `
      query Home {
        articles(first: 100) {
          totalCount
          pageInfo { hasNextPage }
          edges { cursor node { ...Card standfirst byline attributions { role quote source { slug name } }
            related(first: 6) { edges { cursor node { ...Card } } }
          } }
        }
      }
      fragment Card on Article { slug headline url publishedAt topics { slug name } }
    `);
  });

  test('a query above the budget is refused with its cost and the budget', async () => {
    const { status, first } = await ask(
      '{ articles(first: 100) { nodes { related(first: 100) { nodes { slug topics { slug } } } } } }',
    );
    expect(status).toBe(400);
    expect(first?.extensions).toEqual({ code: 'QUERY_TOO_COSTLY', cost: 70_202, maximum: 50_000 });
    expect(first?.message).toContain('costs 70,202; the budget is 50,000');
  });
});

describe('fragment bombs', () => {
  const bomb = (spread: string, depth = 20) =>
    `{ article { ...F0 } } ${Array.from({ length: depth }, (_, i) => `fragment F${i} on Article { ${spread.replaceAll('NEXT', i + 1 < depth ? `...F${i + 1}` : 'slug')} }`).join(' ')}`;

  test('20 fragments, each spreading the next ten times, are answered within milliseconds', async () => {
    const { status, errors } = await ask(bomb('NEXT '.repeat(10)));
    // 10²⁰ times one field: graphql-js visits a fragment once in each set, so it would be harmless; its cost is not known to be.
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions).toEqual({
      code: 'QUERY_TOO_COSTLY',
      cost: Number.MAX_SAFE_INTEGER,
      maximum: 50_000,
    });
  });

  test('nested aliases are refused with counts that JSON can hold', async () => {
    const { status, errors } = await ask(bomb(Array.from({ length: 10 }, (_, i) => `a${i}: self { NEXT }`).join(' ')));
    expect(status).toBe(400);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'QUERY_TOO_DEEP', depth: 22, maximum: 12 },
      { code: 'TOO_MANY_ALIASES', aliases: Number.MAX_SAFE_INTEGER, maximum: 30 },
    ]);
  });

  test('cyclic fragments are refused by validation', async () => {
    const { status, first } = await ask(
      '{ article { ...A } } fragment A on Article { self { ...B } } fragment B on Article { ...A }',
    );
    expect(status).toBe(400);
    expect(first?.message).toContain('Cannot spread fragment "A" within itself');
  });
});

describe('text in variables and literals', () => {
  test.each(['\0', '\uD800', 'a\uDC00b'])('%j in a variable is refused with its path', async (text) => {
    const query = 'query ($where: Where) { article(where: $where) { slug } }';
    const { status, first } = await ask(query, { where: { not: { topics: ['fine', text] } } });
    expect(status).toBe(400);
    expect(first?.extensions).toEqual({ code: 'BAD_USER_INPUT', path: ['variables', 'where', 'not', 'topics', 1] });
    expect(first?.message).toContain('variables.where.not.topics.1');
  });

  test.each(['a\0', 'half \ud83d'])(
    '%j as a key of the variables is refused with the path of its object',
    async (key) => {
      const query = 'query ($where: Where) { article(where: $where) { slug } }';
      const { status, first } = await ask(query, { where: { not: { [key]: 1 } } });
      expect(status).toBe(400);
      expect(first?.extensions).toEqual({ code: 'BAD_USER_INPUT', path: ['variables', 'where', 'not'] });
      expect((await ask(query, { [key]: 1 })).first?.extensions).toEqual({
        code: 'BAD_USER_INPUT',
        path: ['variables'],
      });
    },
  );

  test('NUL in a literal is refused with the path of its argument', async () => {
    const { status, first } = await ask('{ article(where: { search: "a\\u0000" }) { slug } }');
    expect(status).toBe(400);
    expect(first?.extensions).toEqual({ code: 'BAD_USER_INPUT', path: ['article', 'where', 'search'] });
  });

  test('emoji and other characters beyond 16 bits are accepted', async () => {
    await expectServed('query ($where: Where) { article(slug: "🗞️", where: $where) { slug } }', {
      where: { search: '𝒳😀' },
    });
  });

  test('variables nested deeper than the call stack are refused or ignored, not fatal', async () => {
    const depth = 100_000;
    const yoga = createDatelineYoga({ config, logger: pino({ level: 'silent' }), schema, createContext: () => ({}) });
    const response = await yoga.fetch('http://yoga/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query":"{words}","variables":{"deep":${'['.repeat(depth)}"\\u0000"${']'.repeat(depth)}}}`,
    });
    expect(response.status).toBe(400);
  });
});

describe('choice of the operation', () => {
  const two = 'query A { words } query B { words }';

  test('an unknown operationName is refused with the names that the document has', async () => {
    const { status, first } = await ask(two, undefined, 'C');
    expect(status).toBe(400);
    expect(first?.extensions).toEqual({ code: 'OPERATION_RESOLUTION_FAILURE' });
    expect(first?.message).toBe('The document has no operation "C"; it has "A", "B".');
  });

  test('a document of several operations needs an operationName', async () => {
    const { status, first } = await ask(two);
    expect(status).toBe(400);
    expect(first?.message).toContain('say which in "operationName"');
  });

  test('limits apply to the chosen operation alone', async () => {
    const query = `query A { words } query B { article${nested(13)} }`;
    expect((await ask(query, undefined, 'A')).first?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect((await ask(query, undefined, 'B')).first?.extensions.code).toBe('QUERY_TOO_DEEP');
  });

  test('a document of fragments alone is refused', async () => {
    const { status, first } = await ask('fragment F on Query { words }');
    expect(status).toBe(400);
    expect(first?.message).toBe('The document has no operation.');
  });
});

describe('validation', () => {
  test('misspelt fields come with suggestions while the schema is open', async () => {
    expect((await ask('{ article { slog } }')).first?.message).toContain('Did you mean "slug"');
  });

  test('a closed schema neither introspects nor suggests', async () => {
    const closed = endpoint({}, false);
    expect((await closed('{ __schema { types { name } } }')).first?.message).toContain('introspection');
    expect((await closed('{ article { slog } }')).first?.message).toBe('Cannot query field "slog" on type "Article".');
    expect((await closed('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });

  test('validation stops after nine errors and says so', async () => {
    const { errors } = await ask(`{ article { ${Array.from({ length: 200 }, (_, i) => `x${i}`).join(' ')} } }`);
    expect(errors).toHaveLength(10);
    expect(errors?.at(-1)?.message).toContain('Too many validation errors');
  });

  test('100 repeated fields are validated, and 101 refused before validation compares them', async () => {
    const again = (count: number) =>
      `{ article { ${'self { slug } ... { self { slug } } '.repeat(count / 4)} ${'slug '.repeat(count % 4)} } }`;
    await expectServed(again(100 + 2));
    const { status, first } = await ask(again(100 + 4));
    expect(status).toBe(400);
    expect(first?.extensions).toEqual({ code: 'TOO_MANY_REPEATED_FIELDS', fields: 102, maximum: 100 });
  });

  test('a violated limit is a 400 for callers who accept plain JSON, too', async () => {
    const yoga = createDatelineYoga({ config, logger: pino({ level: 'silent' }), schema, createContext: () => ({}) });
    for (const query of [
      `{ article { ${'slug '.repeat(2_000)} } }`,
      `{article${nested(13)}}`,
      '{ articles(first: 0) { totalCount } }',
    ]) {
      const response = await yoga.fetch(`http://yoga/graphql?${new URLSearchParams({ query })}`);
      expect(response.status).toBe(400);
    }
  });
});
