/** Usage of operations: what is counted for whom, what is kept of it, and for how long. */

import { parse } from 'graphql';
import { afterEach, expect, test } from 'vitest';
import type { Db } from '../../db/engine/database.ts';
import { addUses, forgetUses, KEPT_DAYS, otherUses, reportedUses } from '../../db/usage/operation-uses.ts';
import { reader } from '../../src/roles.ts';
import { DAY_MS } from '../../src/time/units.ts';
import { createUsage } from '../../src/usage/usage.ts';
import { piece, publish } from '../support/articles.ts';
import { openBudgeted } from '../support/budgeted-service.ts';
import { admin, useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom((db) => publish(db, [piece('first')]));
afterEach(async () => {
  await newsroom.db.deleteFrom('operation_use').execute();
  await newsroom.db.deleteFrom('used_operation').where('hash', '<>', '').execute();
});

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
const today = daysAgo(0);
const use = (hash: string, caller: string, uses = 1, day = today) => ({
  operation: { hash, name: hash, body: `query ${hash}{a}` },
  ...{ caller, uses, day },
});
const kept = async () => (await reportedUses(newsroom.db)).map(({ name, caller, uses }) => [name, caller, uses]);
const quiet = { error: () => {} };

test('what is executed is counted by operation and token, without values; what is refused or cached isn’t', async () => {
  const create =
    'mutation ($input: CreateTokenInput!) { createToken(input: $input) { ... on CreatedToken { token } } }';
  const input = { role: 'WRITER', name: 'The site' };
  const { data } = await newsroom.askAs<{ createToken: { token: string } }>(admin, create, { input });
  const site = { authorization: `Bearer ${data?.createToken.token}` };
  const service = await openBudgeted(newsroom, 0);
  const find = (slug: string) => `query find { one: article(by: { slug: "${slug}" }) { slug } }`;
  for (const slug of ['first', 'second', 'third']) await service.ask(find(slug), site);
  for (let nth = 0; nth < 3; nth += 1) await service.get(find('first'));
  await service.ask('query wrong { nonsense }', site);
  await service.usage.write();
  await service.ask(find('first'), site);
  await service.close();
  const body = 'query find{article(by:{slug:""}){slug}}';
  const found = (await reportedUses(newsroom.db)).map(({ lastDay, ...rest }) => rest);
  expect(found).toEqual([
    { name: 'find', body, caller: expect.stringMatching(/^The site \(token:\d+\)$/), uses: 4 },
    { name: 'find', body, caller: 'anonymous', uses: 1 },
  ]);
});

test('anonymous callers of many operations fill neither the database nor the places of tokens', async () => {
  const most = { token: 2, anonymous: 2 };
  await addUses(
    newsroom.db,
    ['a', 'b', 'c', 'd'].map((hash) => use(hash, 'anonymous')),
    most,
  );
  await addUses(
    newsroom.db,
    ['e', 'f'].map((hash) => use(hash, 'anonymous')),
    most,
  );
  expect(await kept()).toEqual([
    ['a', 'anonymous', 1],
    ['b', 'anonymous', 1],
  ]);
  expect(await otherUses(newsroom.db)).toBe(4);
  await addUses(newsroom.db, [use('g', 'token:99'), use('a', 'anonymous', 2), use('b', 'token:99')], most);
  expect(await kept()).toEqual([
    ['a', 'anonymous', 3],
    ['b', 'anonymous', 1],
    ['b', 'token:99', 1],
    ['g', 'token:99', 1],
  ]);
});

test('nor the memory: what has no place is counted together', async () => {
  const usage = createUsage(Date.now, 2);
  const documents = ['a', 'b', 'c', 'd'].map((name) => parse(`query ${name} { a }`));
  for (const document of documents) usage.count(document, undefined, reader);
  for (const document of documents) usage.count(document, undefined, reader);
  await usage.writeTo(newsroom.db, quiet).close();
  expect(await kept()).toEqual([
    ['a', 'anonymous', 2],
    ['b', 'anonymous', 2],
  ]);
  expect(await otherUses(newsroom.db)).toBe(4);
});

test('what can’t be written is kept for the next time, and people have no names', async () => {
  const usage = createUsage();
  const away = new Proxy(
    {},
    {
      get: () => {
        throw new Error('away');
      },
    },
  ) as Db;
  const document = parse('query a { a }');
  usage.count(document, 'a', { ...reader, name: 'Rae', id: 'jwt:issuer|rae@home.example' });
  const lost = usage.writeTo(away, quiet);
  await expect(lost.write()).rejects.toThrow();
  await lost.close();
  usage.count(document, 'a', reader);
  await usage.writeTo(newsroom.db, quiet).close();
  expect(await kept()).toEqual(
    expect.arrayContaining([
      ['a', 'people', 1],
      ['a', 'anonymous', 1],
    ]),
  );
});

test('uses are forgotten after 90 days, and texts that nobody asks any more', async () => {
  await addUses(newsroom.db, [
    use('a', 'token:99', 1, daysAgo(KEPT_DAYS + 2)),
    use('b', 'token:99', 1, daysAgo(KEPT_DAYS + 2)),
    use('b', 'token:99'),
  ]);
  await forgetUses(newsroom.db);
  expect(await kept()).toEqual([['b', 'token:99', 1]]);
  const texts = await newsroom.db.selectFrom('used_operation').select('hash').orderBy('hash').execute();
  expect(texts.map(({ hash }) => hash)).toEqual(['', 'b']);
});

test('places of anonymous texts that are taken for nothing become free again', async () => {
  await addUses(newsroom.db, [
    use('a', 'anonymous', 9, daysAgo(3)),
    use('b', 'anonymous', 10, daysAgo(3)),
    use('c', 'anonymous', 9),
    use('d', 'token:99', 9, daysAgo(3)),
  ]);
  await forgetUses(newsroom.db, { token: 10, anonymous: 7 });
  expect((await kept()).map(([name]) => name).sort()).toEqual(['a', 'b', 'c', 'd']);
  await forgetUses(newsroom.db, { token: 10, anonymous: 6 });
  expect((await kept()).map(([name]) => name).sort()).toEqual(['b', 'c', 'd']);
});
