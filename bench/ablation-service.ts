/**
 * The GraphQL endpoint over one database on several ports: as it is, and with one clever part at a time replaced by the plain
 * way. In one process, so that what else the machine does hits all alike.
 */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Plugin } from 'graphql-yoga';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { openDatabase } from '../db/engine/connect.ts';
import type { Db } from '../db/engine/database.ts';
import { createLoaders } from '../db/loaders.ts';
import type { DB } from '../db/types.ts';
import { schema } from '../schema/schema.ts';
import { type CoalescingCache, createCoalescingCache } from '../src/caching/coalescing-cache.ts';
import { createReads } from '../src/caching/reads.ts';
import { recordedLoaders } from '../src/caching/recorded-loaders.ts';
import { readConfig } from '../src/config.ts';
import { createDatelineYoga, pluginsOf, type YogaOptions } from '../src/graphql/yoga.ts';
import type { ServerContext } from '../src/http/exchange.ts';
import { reader } from '../src/roles.ts';
import { createHttpServer } from '../src/server.ts';

/** By variant: where it is. */
export type AblationUrls = Readonly<Record<(typeof variants)[number], string>>;

export const variants = ['miss', 'missUnnamed', 'hit', 'hitSerialized', 'hitByUrl'] as const;

const forEver = { expiry: () => () => Number.POSITIVE_INFINITY, caughtUp: async () => {} };
const config = readConfig({ ...process.env, PORT: '0' });
const logger = pino({ level: 'silent' });

interface Plain {
  readonly db: Db;
  readonly maxBytes?: number;
  readonly plugins?: (plugins: ReturnType<typeof pluginsOf>) => Readonly<Record<string, object>>;
}

function optionsOf({ db, maxBytes = 0 }: Plain): YogaOptions & { readonly cache: CoalescingCache } {
  const loaders = createLoaders(db);
  const cache = createCoalescingCache({ maxBytes, tagHeaderName: config.cacheTagHeader });
  cache.open(forEver);
  cache.store.open();
  return {
    ...{ config, logger, schema, cache },
    createContext: () => {
      const reads = createReads();
      return {
        ...{ db, reads, viewer: reader, publicUrl: config.publicUrl, previewDraftId: null },
        loaders: recordedLoaders(loaders, reads),
      };
    },
  };
}

/** Yoga alone, without the URL cache. */
async function listen(plain: Plain): Promise<string> {
  const options = optionsOf(plain);
  const plugins = pluginsOf(options);
  const yoga = createDatelineYoga(options, plain.plugins?.(plugins) ?? plugins);
  const server = createServer((req, res) => void yoga(req, res, { exchange: { requestId: 'bench' } }));
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

/** A hit gives Yoga the result itself, to be serialized for each request. */
function serializing(plugin: Plugin<object, ServerContext>): Plugin<object, ServerContext> {
  const results = new WeakMap<object, object>();
  return {
    ...plugin,
    onParams(payload) {
      return plugin.onParams?.({
        ...payload,
        setParamsHandler: (handler) =>
          payload.setParamsHandler(async (params) => {
            const result = await handler(params);
            const { exchange } = params.context as ServerContext;
            const response = exchange?.cached?.response;
            if (exchange === undefined || response === undefined) return result;
            delete exchange.cached;
            const own = results.get(response) ?? (JSON.parse(response.body.toString()) as object);
            results.set(response, own);
            return own;
          }),
      });
    },
  };
}

async function serve(): Promise<AblationUrls> {
  const { db, engine } = await openDatabase({ ...config, poolSize: config.databasePoolSize });
  const pool = new pg.Pool({ connectionString: config.databaseUrl, max: config.databasePoolSize });
  const unnamed = engine === 'server' ? new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }) : db;
  const hits = { db, maxBytes: 64_000_000 };
  const whole = createHttpServer({ ...optionsOf(hits), config, logger, isReady: () => ({ ready: true }) });
  return {
    miss: await listen({ db }),
    missUnnamed: await listen({ db: unnamed }),
    hit: await listen(hits),
    hitSerialized: await listen({
      ...hits,
      plugins: ({ responseCaching, ...others }) => ({
        ...others,
        ...(responseCaching && { responseCaching: serializing(responseCaching as Plugin<object, ServerContext>) }),
      }),
    }),
    hitByUrl: `${(await whole.listen()).url}/graphql`,
  };
}

process.on('message', () => process.send?.(process.cpuUsage()));
process.once('disconnect', () => process.exit());
process.send?.(await serve());
