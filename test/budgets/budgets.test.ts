/** Cost budgets: who is refused and when not any more, what costs nothing, and what processes know of each other. */

import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { createBudgets, SITE_BUDGETS } from '../../src/budgets/budgets.ts';
import { reader } from '../../src/roles.ts';
import { piece, publish } from '../support/articles.ts';
import { type BudgetedService, openBudgeted } from '../support/budgeted-service.ts';
import { admin, useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom((db) => publish(db, [piece('first'), piece('second')]));
let open: BudgetedService[] = [];
afterEach(async () => {
  await Promise.all(open.map((service) => service.close()));
  open = [];
  await newsroom.db.deleteFrom('cost_budget').execute();
});

async function service(limit: number): Promise<BudgetedService> {
  const one = await openBudgeted(newsroom, limit);
  open.push(one);
  return one;
}

async function token(role: string): Promise<Readonly<Record<string, string>>> {
  const query = 'mutation ($input: CreateTokenInput!) { createToken(input: $input) { ... on CreatedToken { token } } }';
  const { data } = await newsroom.askAs<{ createToken: { token: string } }>(admin, query, {
    input: { role, name: role },
  });
  return { authorization: `Bearer ${data?.createToken.token}` };
}

/** It requests 1 + 1 + 10, and its answer has 1 + 1 + 2. */
const articles = '{ articles(first: 10) { nodes { slug } } }';
const requested = 12;
const charged = 4;
const from = (address: string) => ({ 'x-forwarded-for': address });

describe('a budget', () => {
  test('is refused beyond with 429, the numbers and when to come again, and refills', async () => {
    const one = await service(requested + charged);
    const desk = await token('WRITER');
    const answer = await one.ask(articles, desk);
    expect(answer.status).toBe(200);
    expect(await answer.json()).not.toHaveProperty('extensions');
    expect([...answer.headers]).toEqual(
      expect.arrayContaining([
        ['ratelimit-limit', '16'],
        ['ratelimit-remaining', String(requested)],
        ['ratelimit-reset', '15'],
      ]),
    );
    expect((await one.ask(articles, desk)).status).toBe(200);
    const refused = await one.ask(articles, desk);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('15');
    expect(refused.headers.get('cache-control')).toBe('no-store');
    expect(refused.headers.get('ratelimit-remaining')).toBe('8');
    const [error] = ((await refused.json()) as { errors: { message: string; extensions: object }[] }).errors;
    expect(error?.message).toMatch(
      /^This operation costs 12, and 8 of a budget of 16 a minute is left: try again in 15 s/,
    );
    const numbers = { code: 'RATE_LIMITED', requested, limit: 16, remaining: 8, retryAfter: 15 };
    expect(error?.extensions).toEqual({ ...numbers, resetAt: expect.stringMatching(/Z$/) });
    one.pass(14);
    expect((await one.ask(articles, desk)).status).toBe(429);
    one.pass(1.1);
    expect((await one.ask(articles, desk)).status).toBe(200);
  });

  test('pays for each period of an insight, however few rows its answer has', async () => {
    const one = await service(20_000);
    const desk = await token('WRITER');
    const left = async (args: string) => {
      const span = 'where: { publishedAt: { from: "2026-01-01T00:00:00Z", before: "2026-07-01T00:00:00Z" } }';
      const answer = await one.ask(`{ insights { coverage(${args}, first: 1, ${span}) { articles } } }`, desk);
      return Number(answer.headers.get('ratelimit-remaining'));
    };
    const fields = 3;
    const days = 181;
    expect(await left('groupBy: []')).toBe(20_000 - fields);
    expect(await left('groupBy: [PERIOD], interval: HOUR')).toBe(20_000 - 2 * fields - days * 24);
    expect(await left('groupBy: PERIOD, interval: DAY')).toBe(20_000 - 3 * fields - days * 25);
  });

  test('is one for each token and for each address without one, an IPv6 network being one', async () => {
    const one = await service(requested);
    const [desk, wire] = [await token('WRITER'), await token('ANALYST')];
    const callers = [
      [{ ...desk, ...from('192.0.2.1') }, 200],
      [{ ...desk, ...from('192.0.2.2') }, 429],
      [{ ...wire, ...from('192.0.2.1') }, 200],
      [from('192.0.2.1'), 200],
      [from('192.0.2.1'), 429],
      [from('192.0.2.2'), 200],
      [from('2001:db8:0:1::1'), 200],
      [from('2001:db8:0:1:ffff::2'), 429],
      [from('2001:db8:0:2::1'), 200],
    ] as const;
    // With a receipt, for which nothing is cached.
    for (const [headers, status] of callers)
      expect((await one.ask(articles, { ...headers, 'x-dateline-receipt': '1' })).status).toBe(status);
  });

  test('of an IPv6 site is that of some households, whichever of its 65,536 networks asks', () => {
    let now = 0;
    const options = { addressCostBudget: 10, tokenCostBudget: 0, trustedProxies: [] };
    const budgets = createBudgets(options, () => now);
    const account = (address: string) => {
      const found = budgets.accountOf(reader, { headers: {}, socket: { remoteAddress: address } });
      if (found === undefined) throw new Error('There is a limit.');
      return found;
    };
    const waits = Array.from({ length: SITE_BUDGETS + 2 }, (_, n) => account(`2001:db8:1:${n}::1`).take(10));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(SITE_BUDGETS);
    const late = account('2001:db8:1:ffff::1');
    expect([late.take(10) > 0, late.limit, late.standing().remaining]).toEqual([true, 10 * SITE_BUDGETS, 0]);
    expect(account('2001:db8:2::1').take(10)).toBe(0);
    now += 60_000;
    // What was refused took nothing from the household's own.
    expect([late.take(10), late.take(10) > 0, late.limit]).toEqual([0, true, 10]);
  });

  test('pays a tenth of what is requested at least, and nothing for what isn’t executed', async () => {
    const one = await service(1_000);
    const desk = await token('WRITER');
    const left = async (query: string) => {
      const remaining = (await one.ask(query, desk)).headers.get('ratelimit-remaining');
      return remaining === null ? null : Number(remaining);
    };
    // 102 are requested; the answer has 2 fields.
    expect(await left('{ topics(first: 100) { nodes { slug } } }')).toBe(Math.floor(1_000 - 10.2));
    expect(await left('{ nonsense }')).toBeNull();
    expect(await left(articles)).toBe(Math.floor(1_000 - 10.2 - charged));
  });

  test('is told as extensions.cost to whoever asks for a receipt', async () => {
    const one = await service(1_000);
    const answer = await one.ask(articles, { 'x-dateline-receipt': '1' });
    const { extensions } = (await answer.json()) as { extensions: object };
    const cost = { requested, actual: charged, limit: 1_000, remaining: 1_000 - charged };
    expect(extensions).toMatchObject({
      cost: { ...cost, resetAt: expect.stringMatching(/Z$/) },
      receipt: { cost: { requested, actual: charged } },
    });
    expect(answer.headers.get('ratelimit-remaining')).toBe('996');
  });

  test('isn’t touched by cached answers, which have nobody’s numbers', async () => {
    const one = await service(requested);
    const made = await one.get(articles);
    expect(made.status).toBe(200);
    expect(made.headers.get('cache-control')).toMatch(/public|max-age/);
    expect(made.headers.has('ratelimit-limit')).toBe(false);
    for (const ask of [one.get, one.ask]) {
      const hit = await ask(articles, { accept: 'application/json' });
      expect(hit.status).toBe(200);
      expect(hit.headers.has('ratelimit-limit')).toBe(false);
    }
    // Now it is used up.
    expect((await one.get('{ articles(first: 9) { nodes { slug } } }')).status).toBe(429);
    expect((await one.get(articles)).status).toBe(200);
  });

  test('that is used up doesn’t refuse others who ask the same at the same time', async () => {
    const one = await service(requested);
    expect((await one.ask(articles, { ...from('192.0.2.1'), 'x-dateline-receipt': '1' })).status).toBe(200);
    const callers = ['192.0.2.1', '192.0.2.1', '192.0.2.2'];
    const asked = await Promise.all(callers.map((address) => one.get(articles, from(address))));
    expect(asked[2]?.status).toBe(200);
  });

  test('of 0 is none, and nothing is said of it', async () => {
    const one = await service(0);
    const desk = await token('WRITER');
    for (let nth = 0; nth < 3; nth += 1) {
      const answer = await one.ask(articles, { ...desk, 'x-dateline-receipt': '1' });
      expect(answer.status).toBe(200);
      expect(answer.headers.has('ratelimit-limit')).toBe(false);
      expect(((await answer.json()) as { extensions: object }).extensions).not.toHaveProperty('cost');
    }
    await one.sharing.share();
    expect(await newsroom.db.selectFrom('cost_budget').selectAll().execute()).toEqual([]);
  });

  test('pays for files, assistants and subscriptions as well', async () => {
    const one = await service(requested);
    const desk = await token('WRITER');
    const event = 'subscription { articlePublished { slug } }';
    expect((await one.ask(articles, desk)).status).toBe(200);
    const file = await one.ask(articles, { ...desk, accept: 'text/csv' });
    expect([file.status, file.headers.get('retry-after')]).toEqual([429, expect.any(String)]);
    const call = { method: 'tools/call', params: { name: 'graphql_query', arguments: { query: articles } } };
    const assistant = await fetch(one.url.replace('/graphql', '/mcp'), {
      method: 'POST',
      headers: { ...desk, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...call }),
    });
    expect(await assistant.text()).toContain('try again in');
    for (let nth = 0; nth < 4; nth += 1) await one.ask('{ viewer { role } }', desk);
    const stream = await one.ask(event, { ...desk, accept: 'text/event-stream' });
    expect([stream.status, await stream.text()]).toEqual([429, expect.stringContaining('RATE_LIMITED')]);
  });
});

test('who has spent something that isn’t told yet isn’t forgotten for a hundred thousand others', () => {
  const budgets = createBudgets({ addressCostBudget: 100, tokenCostBudget: 100, trustedProxies: [] }, () => 0);
  const from = (id: string) => budgets.accountOf({ role: 'WRITER', name: null, id }, arrival);
  const arrival = { headers: {}, socket: { remoteAddress: '192.0.2.1' } };
  expect(from('the spender')?.take(90)).toBe(0);
  for (let n = 0; n < 100_001; n += 1) from(`token ${n}`);
  expect(from('the spender')?.take(90)).toBeGreaterThan(0);
  expect(from('the spender')?.standing().remaining).toBe(10);
});

describe('processes', () => {
  test('share a budget', async () => {
    const [one, other] = [await service(1_000), await service(1_000)];
    const desk = await token('WRITER');
    const left = async (service: BudgetedService) =>
      Number((await service.ask(articles, desk)).headers.get('ratelimit-remaining'));
    for (let nth = 0; nth < 10; nth += 1) await left(one);
    expect([await left(one), await left(other)]).toEqual([1_000 - 11 * charged, 1_000 - charged]);
    for (let nth = 0; nth < 3; nth += 1) await left(other);
    await one.sharing.share();
    // So that the database's clock, which goes on, refills nothing.
    await newsroom.db.updateTable('cost_budget').set({ at: sql<Date>`now() + interval '1 day'` }).execute();
    await other.sharing.share();
    expect(await left(other)).toBe(1_000 - 16 * charged);
    for (let nth = 0; nth < 3; nth += 1) await left(one);
    await one.sharing.share();
    expect(await left(one)).toBe(1_000 - 19 * charged);
  });

  test('write nothing of who spends less than a hundredth, and no address of anybody', async () => {
    const one = await service(1_000);
    const ask = (address: string) => one.ask(articles, { ...from(address), 'x-dateline-receipt': '1' });
    await ask('192.0.2.1');
    for (let nth = 0; nth < 3; nth += 1) await ask('192.0.2.2');
    await one.sharing.share();
    const rows = await newsroom.db.selectFrom('cost_budget').selectAll().execute();
    expect(rows).toEqual([{ caller: expect.stringMatching(/^[\w-]{22}$/), used: 0.012, at: expect.any(Date) }]);
  });
});

describe('tokens that aren’t good', () => {
  const wrong = (nth: number) => ({
    ...from('192.0.2.1'),
    authorization: `Bearer dateline_${String(nth).padStart(43, 'x')}`,
  });
  const who = '{ viewer { role } }';

  test('are refused by address after a hundred, before they are looked up, but not those that were good', async () => {
    const one = await service(100_000);
    const [desk, late] = [await token('WRITER'), await token('ANALYST')];
    expect((await one.ask(who, { ...desk, ...from('192.0.2.1') })).status).toBe(200);
    for (let nth = 0; nth < 100; nth += 1) expect((await one.ask(who, wrong(nth))).status).toBe(401);
    newsroom.statements.length = 0;
    const refused = await one.ask(who, wrong(100));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    expect(newsroom.statements.filter((text) => text.includes('access_token'))).toEqual([]);
    expect((await one.ask(who, { ...late, ...from('192.0.2.1') })).status).toBe(429);
    expect((await one.ask(who, { ...late, ...from('192.0.2.2') })).status).toBe(200);
    expect((await one.ask(who, { ...desk, ...from('192.0.2.1') })).status).toBe(200);
    expect((await one.ask(who, from('192.0.2.1'))).status).toBe(200);
    one.pass(1);
    expect((await one.ask(who, wrong(100))).status).toBe(401);
    expect((await one.ask(who, wrong(101))).status).toBe(429);
  });
});
