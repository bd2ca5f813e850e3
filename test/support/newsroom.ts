/** A newsroom for a test file: a database of its own, the schema, and a reader to ask it. */

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, inject } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Database, Db } from '../../db/engine/database.ts';
import { embeddedDatabase } from '../../db/engine/embedded.ts';
import { loadEngine, startParams } from '../../db/engine/embedded-engine.ts';
import { createLoaders, type Loaders } from '../../db/loaders.ts';
import { schema } from '../../schema/schema.ts';
import type { CoalescingCache } from '../../src/caching/coalescing-cache.ts';
import { createReads, noReads } from '../../src/caching/reads.ts';
import { recordedLoaders } from '../../src/caching/recorded-loaders.ts';
import { type EventFeed, openEventFeed } from '../../src/events/feed.ts';
import { createDatelineYoga, type YogaOptions } from '../../src/graphql/yoga.ts';
import { previewedDraft } from '../../src/preview/links.ts';
import { reader, type Viewer } from '../../src/roles.ts';
import { takeEngine } from './engine-pool.ts';
import type { TemplateName } from './template.ts';

export interface Answer<Data = Record<string, unknown>> {
  readonly status: number;
  readonly data: Data | null;
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
}

export interface TestNewsroom {
  readonly db: Db;
  readonly database: Database;
  /** Statements since the last time this was emptied, in order, without those of the event feed. */
  readonly statements: string[];
  /** Asks as a reader does. */
  ask<Data = Record<string, unknown>>(query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>;
  /** Asks as somebody of the newsroom does. */
  askAs<Data = Record<string, unknown>>(
    viewer: Viewer,
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<Answer<Data>>;
}

export const writer: Viewer = { role: 'WRITER', name: 'Wren Writer', id: 'token:1' };
export const otherWriter: Viewer = { role: 'WRITER', name: 'Otto Other', id: 'token:2' };
export const editor: Viewer = { role: 'EDITOR', name: 'Edda Editor', id: 'token:3' };
export const admin: Viewer = { role: 'ADMIN', name: 'Ada Admin', id: 'token:4' };
export const analyst: Viewer = { role: 'ANALYST', name: 'Anna Analyst', id: 'token:5' };

export const publicUrl = 'https://news.example';

/** The event feed follows the log beside everything, at any time: its statements are nobody's. */
function isOfEventFeed(text: string): boolean {
  return text.includes('from event where id >') || /as id from event(_id_seq)?$/.test(text);
}

/** Opens before the file's tests and closes behind them; `fill` runs once on what it begins as. */
export function useNewsroom(
  fill?: (db: Db, database: Database) => Promise<unknown>,
  beginsAs: TemplateName = 'empty',
): TestNewsroom {
  const statements: string[] = [];
  let database: Database & { remove?: () => Promise<void> };
  let events: EventFeed;
  let yoga: ReturnType<typeof createDatelineYoga>;
  beforeAll(async () => {
    const onText = (text: string) => void (isOfEventFeed(text) || statements.push(text));
    database = await openCopy({ beginsAs, onText });
    events = openEventFeed(database, { error: () => {} });
    yoga = yogaOver(database.db, events);
    await fill?.(database.db, database);
    statements.length = 0;
  });
  afterAll(async () => {
    await events.close();
    await database.close();
    await database.remove?.();
  });
  return {
    get db() {
      return database.db;
    },
    get database() {
      return database;
    },
    statements,
    ask: (query, variables) => ask(yoga, reader, query, variables),
    askAs: (viewer, query, variables) => ask(yoga, viewer, query, variables),
  };
}

/**
 * @param events without it nobody can subscribe
 * @param answers without it nothing is kept
 * @param given instead of what is the same for all tests
 */
export function yogaOver(
  db: Db,
  events?: EventFeed,
  answers?: CoalescingCache,
  given: Partial<YogaOptions> = {},
): ReturnType<typeof createDatelineYoga> {
  const loaders = createLoaders(db);
  return createDatelineYoga({
    config: { requestTimeoutMs: 20_000, isIntrospectionOn: true },
    logger: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
    schema,
    cache: answers,
    createStreamContext: (role) => ({
      loaders,
      reads: noReads,
      events,
      viewer: { role, name: null, id: null },
      previewDraftId: null,
      publicUrl,
    }),
    createContext: async ({ request }) => {
      const viewer = viewers.get(request.headers.get('authorization') ?? '') ?? reader;
      const previewed = await previewedDraft(db, request.headers.get('x-dateline-preview'));
      return {
        db,
        ...recorded(loaders, viewer === reader && previewed === null ? answers : undefined),
        events,
        mayCall: () => true,
        mayImport: () => true,
        viewer,
        previewDraftId: previewed?.id ?? null,
        publicUrl,
        recordView: () => true,
      };
    },
    ...given,
  });
}

function recorded(loaders: Loaders, answers?: CoalescingCache) {
  const reads = createReads();
  return { loaders: recordedLoaders(loaders, reads, answers?.parts), reads };
}

/** By the header that stands for them: who a request's token belongs to is tested where tokens are. */
const viewers = new Map<string, Viewer>();

async function ask<Data>(
  yoga: ReturnType<typeof createDatelineYoga>,
  viewer: Viewer,
  query: string,
  variables?: Record<string, unknown>,
): Promise<Answer<Data>> {
  if (viewer.id !== null) viewers.set(viewer.id, viewer);
  const response = await yoga.fetch('http://yoga/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(viewer.id !== null && { authorization: viewer.id }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer<Data>, 'status'>) };
}

interface CopyOptions {
  readonly beginsAs?: TemplateName;
  /** Told of every statement. */
  readonly onText?: (text: string) => void;
}

/**
 * An embedded engine plans each prepared statement once here, and not at each of its first five calls: tests ask hundreds of
 * statements a few times each, on a few rows. A quarter of the CPU of `answers-after-mutations.test.ts`.
 */
const planOnce = ['-c', 'plan_cache_mode=force_generic_plan'];

/** A copy of a template on the engine that this run is about. */
export async function openCopy({
  beginsAs = 'empty',
  onText = () => {},
}: CopyOptions = {}): Promise<Database & { readonly url?: string; readonly remove?: () => Promise<void> }> {
  const onStatement = (event: { query: { sql: string } }) => onText(event.query.sql);
  const serverUrl = inject('serverUrl');
  const template = inject('templates')[beginsAs];
  if (serverUrl === null) {
    const engine = await loadEngine();
    const start = async () =>
      engine.create({ loadDataDir: await wholeFile(template), startParams: [...startParams(engine), ...planOnce] });
    return embeddedDatabase(await (beginsAs === 'empty' ? takeEngine(start) : start()), { onStatement });
  }
  const own = `dateline_test_${randomUUID().replaceAll('-', '')}`;
  // Nothing in it outlives the run: its commits needn't wait for the disk.
  await asAdmin(
    serverUrl,
    `create database ${own} template ${template}`,
    `alter database ${own} set synchronous_commit = off`,
  );
  const databaseUrl = Object.assign(new URL(serverUrl), { pathname: own }).href;
  // Two of them are for pipelined reads; tests bring three into each other's way and look on.
  const options = { databaseUrl, dataDir: '', poolSize: 6, statementTimeoutMs: 20_000, onStatement };
  const database = await openDatabase(options);
  return { ...database, url: databaseUrl, remove: () => asAdmin(serverUrl, `drop database ${own} with (force)`) };
}

/** A file as a blob that gives its bytes as they were read; a blob of them would put them together of many parts. */
async function wholeFile(path: string): Promise<Blob> {
  const { buffer } = await readFile(path);
  return Object.assign(new Blob(), { arrayBuffer: async () => buffer });
}

async function asAdmin(serverUrl: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
