/** Opens the newsroom: the database at its latest version, filled if it should be, its trending lists kept fresh, its jobs done. */

import { indexFormerLater } from '../../db/articles/search-index.ts';
import { countNameUses } from '../../db/catalogue/completion.ts';
import { emptyTemplate } from '../../db/engine/cluster-templates.ts';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Database, Db } from '../../db/engine/database.ts';
import type { OpeningStep } from '../../db/engine/database-options.ts';
import { DatabaseUnusable } from '../../db/engine/database-unusable.ts';
import { faultOfDatabase } from '../../db/engine/faults.ts';
import { type Lending, lendDatabase } from '../../db/engine/lend.ts';
import type { Log } from '../../db/engine/log.ts';
import { hasPendingMigrations, migrate } from '../../db/engine/migrate.ts';
import { openReplica, openStateQuery } from '../../db/engine/replica.ts';
import { programVersion } from '../../db/engine/version.ts';
import { type Probe, probe } from '../../db/health/probe.ts';
import { rollUpCoverage, tidyCoverage } from '../../db/insights/roll-up.ts';
import { awaitsDemo } from '../../db/seed.ts';
import { tidyLog } from '../../db/tidy.ts';
import { rebuildTrending, refreshTrending, tidyTrending } from '../../db/trending/refresh.ts';
import { type Config, directly } from '../config.ts';
import { demoTemplate } from '../demo/template.ts';
import { startDueEvents } from '../events/due.ts';
import { type EventFeed, openEventFeed } from '../events/feed.ts';
import { addressRule } from '../outbound/address-guard.ts';
import { type Repeating, repeat } from '../repeat.ts';
import { followReplicas, type Replicas } from '../replicas/replicas.ts';
import { countSome, indexSome } from '../search/index-articles.ts';
import { startJobsLater } from './jobs.ts';

export interface Newsroom {
  readonly db: Db;
  readonly engine: 'an embedded' | 'a server’s';
  /** Articles of the demo newsroom that were made just now. */
  readonly demoArticles: number;
  /** What happens from now on. */
  readonly events: EventFeed;
  /** Of the server, which answer readers; undefined where there are none. */
  readonly replicas?: Replicas | undefined;
  /** Of a server's connections. */
  readonly poolState?: Database['poolState'];
  /** @throws when the database doesn't answer */
  probe(): Promise<Probe>;
  close(): Promise<void>;
}

/** Trending lists are never older than this. */
const REFRESH_EVERY_MS = 30_000;
/** What readers don't wait for begins so long after the newsroom is open. */
const FIRST_REFRESH_MS = 1_000;
const REFRESHES_PER_TIDYING = 20;
/** Half an hour; the first one is when a process starts. */
const REFRESHES_PER_COUNT = 60;
const ROLL_UP_EVERY_MS = 60_000;
const FIRST_ROLL_UP_MS = 5_000;
const NEXT_ROLL_UP_MS = 200;
const INDEX_EVERY_MS = 5_000;
const NEXT_INDEX_MS = 20;

function inWords(step: OpeningStep, template?: string): string {
  if (step === 'opening') return 'Opening the database …';
  if (step === 'making') return 'Making the database …';
  return template === emptyTemplate ? 'Copying the empty newsroom …' : 'Copying the demo newsroom …';
}

/** @param say told of what it is doing, in words, before it does it */
export async function openNewsroom(config: Config, log: Log, say: (step: string) => void): Promise<Newsroom> {
  let demoArticles = 0;
  const fill = async (db: Db) => {
    demoArticles = await fillWithDemo(db, () => say('Filling in the demo …'));
  };
  const database = await openDatabase({
    ...config,
    poolSize: config.databasePoolSize,
    queue: { maxWaiting: config.databaseQueue, maxWaitMs: config.databaseQueueMs },
    beginsAs: config.isDemo ? { template: demoTemplate, complete: fill } : undefined,
    onStep: (step, template) => say(inWords(step, template)),
    onConnectionError: (error) => log.error({ err: error }, 'A database connection broke.'),
  });
  const { db } = database;
  const ready = Promise.withResolvers<void>();
  const lending = await lendToCommands(database, config, ready.promise, log);
  try {
    if (await hasPendingMigrations(db)) {
      say('Migrating …');
      await migrateWithoutTimeout(config, db, database.engine);
    }
    if (config.isDemo && demoArticles === 0 && (await awaitsDemo(db))) await fill(db);
    // A newsroom made just now has no lists yet; one that was there has those of before, and needn't wait for the next.
    const isNew = demoArticles > 0;
    if (isNew) {
      say('Ranking what is read …');
      await rebuildTrending(db);
    }
    const refreshing = refreshRegularly(database, log, isNew);
    const rollingUp = rollUpRegularly(database, log);
    const indexing = indexRegularly(database, log);
    const dueEvents = startDueEvents(db, log);
    const events = openEventFeed(database, log);
    const replicas = await openReplicas(config, database, events, log);
    const stopJobs = startJobsLater(database, addressRule(config.mayCallPrivately), log);
    ready.resolve();
    return {
      db,
      engine: database.engine === 'embedded' ? 'an embedded' : 'a server’s',
      demoArticles,
      events,
      replicas,
      poolState: database.poolState,
      probe: () => probe(db),
      close: async () => {
        await lending?.close();
        await refreshing.stop();
        await rollingUp.stop();
        await indexing.stop();
        await dueEvents.stop();
        await replicas?.close();
        await events.close();
        await stopJobs();
        await database.close();
      },
    };
  } catch (error) {
    ready.reject(error);
    await lending?.close();
    await database.close();
    throw faultOfDatabase(error) === 'damaged' ? damagedDatabase(error) : error;
  }
}

/** What the engine says names a file of it. */
function damagedDatabase(error: unknown): DatabaseUnusable {
  return new DatabaseUnusable(
    `The database is damaged: ${(error as Error).message}. Restore the latest dump beside it, and start with that one:\n` +
      '  npm run restore -- newsroom.sql.gz    (with a new DATA_DIR, or the DATABASE_URL of an empty database)',
  );
}

/** Of an embedded database, which is this process's alone: imports and the other commands work through it. */
async function lendToCommands(
  database: Database,
  { dataDir }: Config,
  ready: Promise<void>,
  log: Log,
): Promise<Lending | undefined> {
  // Whoever waits for it is told by its own rejection.
  ready.catch(() => {});
  if (database.engine !== 'embedded' || dataDir.startsWith('memory://')) return undefined;
  try {
    return await lendDatabase(database, dataDir, { version: await programVersion(), ready });
  } catch (error) {
    log.warn({ err: error }, 'No command can work on the newsroom while it runs: its folder takes no socket.');
    return undefined;
  }
}

async function openReplicas(
  config: Config,
  { db }: Database,
  events: EventFeed,
  log: Log,
): Promise<Replicas | undefined> {
  const {
    databaseUrl,
    databaseDirectUrl,
    databaseReplicaUrls: urls,
    databasePoolSize: poolSize,
    statementTimeoutMs,
  } = config;
  if (databaseUrl === undefined || urls.length === 0) return undefined;
  const replicas = urls.map((url) => openReplica(url, db, { poolSize, statementTimeoutMs }));
  return followReplicas(replicas, openStateQuery(databaseDirectUrl ?? databaseUrl), events, log);
}

/** A migration, or the wait for another process that is at it, may take longer than a reader's statement. */
async function migrateWithoutTimeout(config: Config, db: Db, engine: 'embedded' | 'server'): Promise<void> {
  if (engine === 'embedded') {
    await migrate(db);
    return;
  }
  const patient = await openDatabase({ ...directly(config), poolSize: 2, statementTimeoutMs: 0 });
  try {
    await migrate(patient.db);
  } finally {
    await patient.close();
  }
}

/** The demo is loaded only when it is needed. */
async function fillWithDemo(db: Db, onBegin: () => void): Promise<number> {
  const { seedDemo } = await import('../demo/seed.ts');
  return seedDemo(db, new Date(), onBegin);
}

function refreshRegularly({ db, engine }: Database, log: Log, isFresh: boolean): Repeating {
  let refreshes = 0;
  const refreshAndTidy = async () => {
    if (!(await refreshTrending(db))) return;
    if (refreshes % REFRESHES_PER_COUNT === 0) await countNameUses(db);
    refreshes += 1;
    if (refreshes % REFRESHES_PER_TIDYING !== 0) return;
    await tidyLog(db);
    await indexFormerLater(db);
    if (engine === 'embedded') await tidyTrending(db);
  };
  return repeat(refreshAndTidy, {
    everyMs: REFRESH_EVERY_MS,
    firstMs: isFresh ? REFRESH_EVERY_MS : FIRST_REFRESH_MS,
    onError: (error) => log.error({ err: error }, 'Could not refresh trending, or tidy up.'),
  });
}

/** What is published or imported is indexed with that; what was there before an upgrade, or has another name now, is here. */
function indexRegularly({ db }: Database, log: Log): Repeating {
  const index = async () => {
    const some = (await indexSome(db)) + (await countSome(db));
    return some > 0 ? NEXT_INDEX_MS : INDEX_EVERY_MS;
  };
  return repeat(index, {
    everyMs: INDEX_EVERY_MS,
    firstMs: FIRST_REFRESH_MS,
    onError: (error) => log.error({ err: error }, 'Could not index articles for search.'),
  });
}

/** Coverage is right however seldom this is done; what is rolled up needn't be counted for each question. */
function rollUpRegularly({ db, engine }: Database, log: Log): Repeating {
  const rollUpAndTidy = async () => {
    const days = await rollUpCoverage(db);
    if (days > 0 && engine === 'embedded') await tidyCoverage(db);
    // A newsroom that was just filled, or migrated, has thousands of days.
    return days > 0 ? NEXT_ROLL_UP_MS : ROLL_UP_EVERY_MS;
  };
  return repeat(rollUpAndTidy, {
    everyMs: ROLL_UP_EVERY_MS,
    firstMs: FIRST_ROLL_UP_MS,
    onError: (error) => log.error({ err: error }, 'Could not roll coverage up.'),
  });
}
