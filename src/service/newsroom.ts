/** Opens the newsroom: the database at its latest version, filled if it should be, its trending lists kept fresh, its jobs done. */

import { setTimeout as delay } from 'node:timers/promises';
import { EMPTY_TEMPLATE } from '../db/engine/cluster-templates.ts';
import { type Database, type Db, type OpeningStep, openDatabase } from '../db/engine/connect.ts';
import { type Jobs, type JobsLog, startJobs } from '../db/engine/job-queue.ts';
import { hasPendingMigrations, migrate } from '../db/engine/migrate.ts';
import { ping } from '../db/engine/ping.ts';
import { tidyLog } from '../db/tidy.ts';
import { rebuildTrending, refreshTrending, tidyTrending } from '../db/trending/refresh.ts';
import type { Config } from './config.ts';
import { demoTemplate } from './demo/template.ts';
import { startDueEvents } from './events/due.ts';
import { type EventFeed, openEventFeed } from './events/feed.ts';
import { addressRule } from './outbound/address-guard.ts';
import { relateJobs } from './related/jobs.ts';
import { webhookJobs } from './webhooks/jobs.ts';

export interface Newsroom {
  readonly db: Db;
  readonly engine: 'an embedded' | 'a server’s';
  /** Articles of the demo newsroom that were made just now. */
  readonly demoArticles: number;
  /** What happens from now on. */
  readonly events: EventFeed;
  /** @throws when the database doesn't answer */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Trending lists are never older than this. */
const refreshEveryMs = 30_000;
/** What readers don't wait for begins so long after the newsroom is open. */
const quietMs = 1_000;
/** Refreshes. */
const tidyEvery = 20;
/** Jobs that take longer to end when the service stops go back into their queue. */
const jobsGraceMs = 10_000;

const stepWords: Readonly<Record<OpeningStep, string>> = {
  copying: 'Copying a prepared database …',
  making: 'Making the database …',
  opening: 'Opening the database …',
};

/** @param say told of what it is doing, in words, before it does it */
export async function openNewsroom(config: Config, log: JobsLog, say: (step: string) => void): Promise<Newsroom> {
  const database = await openDatabase({
    ...config,
    poolSize: config.databasePoolSize,
    template: () => (config.isDemo ? demoTemplate() : EMPTY_TEMPLATE),
    onStep: (step) => say(stepWords[step]),
    onConnectionError: (error) => log.error({ err: error }, 'A database connection broke.'),
  });
  const { db } = database;
  try {
    if (await hasPendingMigrations(db)) {
      say('Migrating …');
      await migrateWithoutTimeout(config, db, database.engine);
    }
    const demoArticles = config.isDemo ? await seedIfEmpty(db, () => say('Filling in the demo …')) : 0;
    // A newsroom made just now has no lists yet; one that was there has those of before, and needn't wait for the next.
    const isNew = demoArticles > 0;
    if (isNew) {
      say('Ranking what is read …');
      await rebuildTrending(db);
    }
    const stopRefreshing = keepFresh(database, log, isNew);
    const stopDueEvents = startDueEvents(db, log);
    const events = openEventFeed(database, log);
    const webhooks = webhookJobs(db, addressRule(config.mayCallPrivately));
    const handlers = { ...relateJobs(db), ...webhooks.handlers };
    const starting = new AbortController();
    const jobs = startLater(() => startJobs(database, handlers, log), starting.signal, log);
    return {
      db,
      engine: database.engine === 'embedded' ? 'an embedded' : 'a server’s',
      demoArticles,
      events,
      ping: () => ping(db),
      close: async () => {
        await stopRefreshing();
        await stopDueEvents();
        await events.close();
        starting.abort();
        await (await jobs)?.stop(jobsGraceMs);
        await webhooks.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The first readers are answered before jobs are begun, which takes a while. */
async function startLater(start: () => Promise<Jobs>, signal: AbortSignal, log: JobsLog): Promise<Jobs | undefined> {
  try {
    await delay(quietMs, undefined, { signal, ref: false });
    return await start();
  } catch (error) {
    if (!signal.aborted) log.error({ err: error }, 'Could not start the background jobs.');
    return undefined;
  }
}

/** A migration, or the wait for another process that is at it, may take longer than a reader's statement. */
async function migrateWithoutTimeout(config: Config, db: Db, engine: 'embedded' | 'server'): Promise<void> {
  if (engine === 'embedded') {
    await migrate(db);
    return;
  }
  const patient = await openDatabase({ ...config, poolSize: 2, statementTimeoutMs: 0 });
  try {
    await migrate(patient.db);
  } finally {
    await patient.close();
  }
}

/** The demo is loaded only when it is needed. */
async function seedIfEmpty(db: Db, onBegin: () => void): Promise<number> {
  const { seedDemo } = await import('./demo/seed.ts');
  return seedDemo(db, new Date(), onBegin);
}

function keepFresh({ db, engine }: Database, log: JobsLog, isFresh: boolean): () => Promise<void> {
  let refreshes = 0;
  const refreshAndTidy = async () => {
    if (!(await refreshTrending(db))) return;
    refreshes += 1;
    if (refreshes % tidyEvery !== 0) return;
    await tidyLog(db);
    if (engine === 'embedded') await tidyTrending(db);
  };
  const refresh = () =>
    refreshAndTidy().catch((error: unknown) => log.error({ err: error }, 'Could not refresh trending, or tidy up.'));
  let running: Promise<unknown> = Promise.resolve();
  const run = () => {
    running = refresh();
  };
  const first = isFresh ? undefined : setTimeout(run, quietMs).unref();
  const timer = setInterval(run, refreshEveryMs).unref();
  return async () => {
    clearTimeout(first);
    clearInterval(timer);
    await running;
  };
}
