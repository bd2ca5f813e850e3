/** Coverage: what its arguments take and refuse, and who may ask. */

import { expect, test } from 'vitest';
import { piece, publish } from '../support/articles.ts';
import { analyst, useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom((db) =>
  publish(
    db,
    ['2026-01-05', '2026-01-06', '2026-01-20'].map((day, index) =>
      piece(day, { publishedAt: new Date(`${day}T12:00:00Z`), topics: ['Ports', ['Ferries', 'Games'][index] ?? ''] }),
    ),
  ),
);

interface Rows {
  readonly insights: { readonly coverage: readonly Record<string, unknown>[] };
}

async function coverage(args: string, fields = 'periodStart articles cursor'): Promise<Rows['insights']['coverage']> {
  const { data, errors } = await newsroom.ask<Rows>(`{ insights { coverage(${args}) { ${fields} } } }`);
  expect(errors).toBeUndefined();
  return data?.insights.coverage ?? [];
}

/** A cursor as nobody was given it. */
const forged = (...values: readonly (string | number)[]) => Buffer.from(JSON.stringify(values)).toString('base64url');

test.each([
  ['groupBy: [TOPIC], interval: DAY', 'interval', '`interval` takes PERIOD in `groupBy`.'],
  ['groupBy: [TOPIC], orderBy: { field: PERIOD, direction: ASC }', 'orderBy.field', 'takes PERIOD in `groupBy`'],
  ['groupBy: [PERIOD], timeZone: "Mars/Olympus"', 'timeZone', 'must be a time zone of the IANA database'],
  ['groupBy: [PERIOD], timeZone: "+01:00"', 'timeZone', 'must be a time zone of the IANA database'],
  ['groupBy: [TOPIC], after: "nonsense"', 'after', 'not a cursor of this list'],
  [`groupBy: [PERIOD], after: "${forged('coverage PERIOD PERIOD up', 'x', 1)}"`, 'after', 'not a cursor of this list'],
  [
    `groupBy: [SOURCE], after: "${forged('coverage SOURCE ARTICLES down', -3, 1.5)}"`,
    'after',
    'not a cursor of this list',
  ],
  [
    `groupBy: [LANGUAGE], after: "${forged('coverage LANGUAGE ARTICLES down', -3, 1)}"`,
    'after',
    'not a cursor of this list',
  ],
  [
    'groupBy: [PERIOD], interval: HOUR, where: { publishedAt: { from: "2016-01-01T00:00:00Z" } }',
    'where.publishedAt',
    'spans more than 5000 periods',
  ],
  [
    'groupBy: [PERIOD], interval: HOUR, first: 1, where: { publishedAt: { from: "0001-01-01T00:00:00Z", before: "9999-12-31T00:00:00Z" } }',
    'where.publishedAt',
    'spans about 87649392 periods; at most 5000 are counted at once',
  ],
])('coverage(%s) is refused by the name of %s', async (args, path, message) => {
  const { data, errors } = await newsroom.ask(`{ insights { coverage(${args}) { articles } } }`);
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', path: path.split('.') } }]);
  expect(errors?.[0]?.message).toContain(message);
});

test('a page has at most 1,000 rows', async () => {
  const { errors } = await newsroom.ask('{ insights { coverage(groupBy: [TOPIC], first: 1001) { articles } } }');
  expect(errors?.[0]).toMatchObject({ extensions: { code: 'PAGE_SIZE_OUT_OF_RANGE', maximum: 1000 } });
  expect(await coverage('groupBy: [TOPIC], first: 1000')).toHaveLength(3);
});

test('pages of one order follow each other without a gap, and a cursor of another order is refused', async () => {
  const args = 'groupBy: [PERIOD, TOPIC], interval: DAY';
  const all = await coverage(args);
  expect(all).toHaveLength(16 * 3);
  for (const order of [
    '',
    ', orderBy: { field: ARTICLES, direction: ASC }',
    ', orderBy: { field: CHANGE, direction: DESC }',
  ]) {
    const whole = await coverage(args + order);
    const paged: unknown[] = [];
    for (let after = ''; ; ) {
      const page = await coverage(`${args}${order}, first: 7${after}`);
      paged.push(...page);
      if (page.length < 7) break;
      after = `, after: "${page.at(-1)?.cursor}"`;
    }
    expect(paged).toEqual(whole);
  }
  const query = `{ insights { coverage(groupBy: [TOPIC], after: "${all[0]?.cursor}") { articles } } }`;
  expect((await newsroom.ask(query)).errors?.[0]?.extensions).toMatchObject({ path: ['after'] });
});

test('what nobody selects is not read', async () => {
  newsroom.statements.length = 0;
  await coverage('groupBy: [TOPIC]', 'articles');
  expect(newsroom.statements.join()).not.toMatch(/article_views|from quote/);
  await coverage('groupBy: [TOPIC]', '...on CoverageRow { v: views quotes }');
  expect(newsroom.statements.join()).toMatch(/article_views.*from quote|from quote.*article_views/s);
});

test('insights are open to readers', async () => {
  const query = '{ insights { coverage(groupBy: []) { articles } } }';
  expect((await newsroom.ask(query)).data).toEqual({ insights: { coverage: [{ articles: 3 }] } });
  expect((await newsroom.askAs(analyst, query)).errors).toBeUndefined();
});

test.each([
  ['coverage', 'groupBy: []', 'articles'],
  ['diversity', 'groupBy: []', 'articles'],
  ['corrections', 'groupBy: []', 'articles'],
  ['trends', 'of: TOPIC', 'articles'],
  ['singleSource', '', 'totalCount'],
  ['turnaround', '', 'articles'],
])('%s over a topic or a source that there isn’t is an error that names it', async (field, args, selected) => {
  const asked = (where: string) =>
    newsroom.askAs(analyst, `{ insights { ${field}(${args} where: { ${where} }) { ${selected} } } }`);
  const refused = async (where: string) => (await asked(where)).errors?.[0];
  expect(await refused('topics: { anyOf: ["Ports", "port", "fish"] }')).toMatchObject({
    message: 'There are no topics "port", "fish": `topics(where: { search: … })` finds slugs by names.',
    extensions: { code: 'BAD_USER_INPUT', path: ['where', 'topics', 'anyOf'] },
  });
  expect(await refused('sources: { noneOf: ["nobody"] }')).toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', path: ['where', 'sources', 'noneOf'] },
  });
  expect((await asked('topics: { allOf: ["ports"] }')).errors).toBeUndefined();
});

test('a limit counts the periods of all insights together, with ten years for a span without a beginning', async () => {
  const over = async (interval: string, count: number) => {
    const one = (n: number) => `c${n}: coverage(groupBy: [PERIOD], interval: ${interval}, first: 1) { articles }`;
    const answer = await newsroom.ask(`{ insights { ${Array.from({ length: count }, (_, n) => one(n)).join(' ')} } }`);
    return answer.errors?.[0]?.extensions;
  };
  expect(await over('DAY', 13)).toBeUndefined();
  expect(await over('DAY', 14)).toMatchObject({ code: 'QUERY_TOO_COSTLY', cost: 1 + 14 * (2 + 3_652) });
});
