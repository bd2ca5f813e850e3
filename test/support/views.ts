/** The service's own views and API over HTTP, on a test's database and by a test's clock. */

import { pino } from 'pino';
import type { Db } from '../../db/engine/database.ts';
import { createLoaders } from '../../db/loaders.ts';
import { schema } from '../../schema/schema.ts';
import { readConfig } from '../../src/config.ts';
import { encodeId } from '../../src/ids.ts';
import { MINUTE_MS } from '../../src/time/units.ts';
import { createViews } from '../../src/views/counting.ts';
import { start } from './http-server.ts';
import { publicUrl } from './newsroom.ts';
import { patient } from './patience.ts';

export const browser =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** The beginning of a UTC day. */
export const midnight = Date.UTC(2026, 2, 20);

/** @param db answers mutations, and is written to by `flush` unless another is given to it */
export async function startViews(db: Db, env: Partial<Record<string, string>> = {}) {
  const clock = { now: midnight + 600 * MINUTE_MS };
  const config = readConfig({ PUBLIC_URL: publicUrl, TRUSTED_PROXIES: 'loopback', ...patient, ...env });
  const warnings: string[] = [];
  const logger = pino({}, { write: (line: string) => void warnings.push((JSON.parse(line) as { msg: string }).msg) });
  const views = createViews(config, logger, () => clock.now);
  const loaders = createLoaders(db);
  const server = await start(
    { PUBLIC_URL: publicUrl, ...env },
    {
      schema,
      routes: views.routes,
      createContext: (request) => ({ db, loaders, publicUrl, recordView: views.recorderOf(request) }),
    },
  );
  const headers = (address: string, agent: string) => ({ 'x-forwarded-for': address, 'user-agent': agent });
  return {
    ...server,
    clock,
    views,
    warnings,
    /** Sends a beacon as a browser does, from an address. */
    beacon: (
      body: BodyInit,
      { address = '203.0.113.7', agent = browser, ...more }: Record<string, string> = {},
    ): Promise<Response> =>
      fetch(`${server.url}/views`, { method: 'POST', body, headers: { ...headers(address, agent), ...more } }),
    recordView: async (id: number, address = '203.0.113.7', agent = browser): Promise<boolean> => {
      const answer = await server.query(
        `mutation { recordView(article: "${encodeId('Article', id)}") }`,
        headers(address, agent),
      );
      return (answer.data as { recordView: boolean }).recordView;
    },
    flush: async (into: Db = db): Promise<void> => {
      const flushing = views.writeTo(into);
      await flushing.close();
    },
  };
}

/** What the database has for an article: views by hour, as text. */
export async function viewsOf(db: Db, articleId: number): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('article_views')
    .select(['hour', 'views'])
    .where('article_id', '=', articleId)
    .orderBy('hour')
    .execute();
  return Object.fromEntries(rows.map(({ hour, views }) => [hour.toISOString().slice(0, 16), views]));
}
