/** A process of the service on a newsroom, with cost budgets, a clock of its own for them, and usage that is counted. */

import { pino } from 'pino';
import { createLoaders } from '../../db/loaders.ts';
import { schema } from '../../schema/schema.ts';
import { authenticator } from '../../src/access/authenticate.ts';
import { type Budgets, createBudgets, type Sharing } from '../../src/budgets/budgets.ts';
import { failuresLimited } from '../../src/budgets/failed-tokens.ts';
import { type CoalescingCache, createCoalescingCache } from '../../src/caching/coalescing-cache.ts';
import { startInvalidation } from '../../src/caching/invalidation.ts';
import { readConfig } from '../../src/config.ts';
import { openEventFeed } from '../../src/events/feed.ts';
import { createRegistry, noOperations } from '../../src/graphql/persisted/registry.ts';
import type { Arrival } from '../../src/http/client-address.ts';
import { createHttpServer } from '../../src/server.ts';
import { contexts } from '../../src/service/context.ts';
import { createUsage } from '../../src/usage/usage.ts';
import type { CountsWriter } from '../../src/usage/waiting-counts.ts';
import { createViews } from '../../src/views/counting.ts';
import type { TestNewsroom } from './newsroom.ts';
import { patient } from './patience.ts';

export interface BudgetedService {
  readonly url: string;
  readonly budgets: Budgets;
  readonly cache: CoalescingCache;
  /** With other processes; by itself it is never done here. */
  readonly sharing: Sharing;
  readonly usage: CountsWriter;
  /** Moves its clock. */
  pass(seconds: number): void;
  ask(query: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  get(query: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

/**
 * @param limit cost units a minute, of an address and of a token
 * @param texts of operations that are built in
 * @param settings beside those that it always has
 */
export async function openBudgeted(
  { db, database }: TestNewsroom,
  limit: number,
  texts: readonly string[] = [],
  settings: NodeJS.ProcessEnv = {},
): Promise<BudgetedService> {
  const config = readConfig({ PORT: '0', TRUSTED_PROXIES: 'loopback', ...patient, ...settings });
  const logger = pino({ level: 'silent' });
  let now = 0;
  const options = { addressCostBudget: limit, tokenCostBudget: limit, trustedProxies: config.trustedProxies };
  const budgets = createBudgets(options, () => now);
  const usage = createUsage();
  const authenticate = failuresLimited(authenticator(undefined, logger), budgets);
  const loaders = createLoaders(db);
  const events = openEventFeed(database, logger);
  const cache = createCoalescingCache({ maxBytes: 1_000_000, tagHeaderName: 'Cache-Tag' });
  const invalidation = await startInvalidation(cache.store, db, events, logger);
  cache.open(invalidation);
  const newsroom = {
    ...{ db, loaders, events, engine: 'an embedded' as const, demoArticles: 0 },
    ...{ probe: async () => ({ behind: [], ahead: [], clockOffsetMs: 0 }), close: async () => {} },
  };
  const viewerOf = (arrival: Arrival) => authenticate(arrival, loaders);
  const views = createViews(config, logger);
  const publicUrl = () => config.publicUrl;
  const http = createHttpServer({
    config,
    logger,
    schema,
    cache,
    budgets,
    usage,
    registry: createRegistry({ ...noOperations, texts, mode: 'open' }),
    isReady: () => ({ ready: true }),
    live: () => newsroom,
    assistants: {
      operations: [],
      registered: async () => [],
      mayWriteOwn: async (arrival) => (await viewerOf(arrival)).role !== 'READER',
    },
    ...contexts({ parts: cache.parts, config, opening: { newsroom }, authenticate, views, publicUrl }),
  });
  await invalidation.caughtUp();
  const url = `${(await http.listen()).url}/graphql`;
  const never = { wait: () => new Promise<never>(() => {}) };
  const writing = usage.writeTo(db, logger, never);
  const sharing = await budgets.writeTo(db, logger, never);
  return {
    url,
    budgets,
    cache,
    sharing,
    usage: writing,
    pass(seconds) {
      now += seconds * 1_000;
    },
    ask: (query, headers) =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      }),
    get: (query, headers) => fetch(`${url}?${new URLSearchParams({ query })}`, headers && { headers }),
    async close() {
      await http.close();
      await sharing.close();
      await writing.close();
      await invalidation.close();
      await events.close();
    },
  };
}
