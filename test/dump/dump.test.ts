/** Dump and restore: a dump of a newsroom, restored on either engine, is the same newsroom row for row. */

import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { insertFirstAccessToken } from '../../db/access/access-tokens.ts';
import { dump } from '../../db/dump/dump.ts';
import { CannotRestore, restore } from '../../db/dump/restore.ts';
import type { Database, Db } from '../../db/engine/database.ts';
import { embeddedDatabase } from '../../db/engine/embedded.ts';
import { enqueue } from '../../db/engine/job-queue.ts';
import { migrate, planMigration } from '../../db/engine/migrate.ts';
import { lastEventId, lastEventOfType } from '../../db/events/log.ts';
import { recordRestored } from '../../db/events/restored.ts';
import { createLoaders } from '../../db/loaders.ts';
import { holderOf, newAccessToken } from '../../src/access/access-tokens.ts';
import { readDumpFile, writeDumpFile } from '../../src/commands/dump-file.ts';
import { useDemoNewsroom } from '../support/demo.ts';
import { toolsOf, whole } from '../support/drafts.ts';
import { editor, openCopy, writer, yogaOver } from '../support/newsroom.ts';
import { allRows } from '../support/rows.ts';

/** What COPY's text format escapes, what other readers of lines split at, and what looks like a part of a dump. */
const odd = 'Tab\tand\\back \\N \\. \u2028 "{quoted}" \'n\' NULL é 🗞️';
const { token, sha256 } = newAccessToken();
const nobody = { id: null, name: null, role: null };

const newsroom = useDemoNewsroom(async (db) => {
  await insertFirstAccessToken(db, nobody, { name: odd, role: 'ADMIN', sha256, expiresInHours: null });
  await db
    .insertInto('secret')
    .values({ name: 'odd bytes', value: Buffer.from('\0\n\r\\\u{1F5DE} of 32 bytes'.padEnd(30)) })
    .execute();
  await db.transaction().execute((trx) => enqueue(trx, 'relate', [{ articleId: 1, odd }]));
});

let lines: string[];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-dump-'));
  const tools = toolsOf(newsroom);
  await tools.published(writer, editor, { ...whole, standfirst: odd });
  const first = await tools.create(writer, { ...whole, headline: 'Kept', standfirst: odd });
  await tools.step(writer, 'reviseDraft', first, { content: { ...whole, headline: 'Kept again' } });
  lines = await dumped(newsroom.db);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function dumped(db: Db): Promise<string[]> {
  const all: string[] = [];
  await dump(db, async (line) => void all.push(line));
  return all;
}

async function* each(given: readonly string[]) {
  yield* given;
}

/** Where there is a server, first an embedded one, which is of another major version, and then the server again. */
async function openTargets(): Promise<(Database & { remove?: () => Promise<void> })[]> {
  const likeTheSource = await openCopy();
  return inject('serverUrl') === null ? [likeTheSource] : [embeddedDatabase(await PGlite.create(), {}), likeTheSource];
}

const ask = async (db: Db, query: string) => {
  const body = JSON.stringify({ query });
  const headers = { 'content-type': 'application/json' };
  return (await yogaOver(db).fetch('http://yoga/graphql', { method: 'POST', headers, body })).json();
};

test('restored on each engine it is the same newsroom, with ids, sequences, cursors, tokens and jobs', async () => {
  const page = '{ articles(first: 5) { nodes { id slug related { nodes { slug } } } pageInfo { endCursor } } }';
  const before = (await ask(newsroom.db, page)) as { data: { articles: { pageInfo: { endCursor: string } } } };
  const next = `{ articles(first: 5, after: "${before.data.articles.pageInfo.endCursor}") { nodes { id slug } } }`;
  const here = await allRows(newsroom.db);
  let dumpOfLast = lines;
  for (const target of await openTargets()) {
    const { db } = target;
    await restore(db, each(dumpOfLast));
    // The next one is restored from this one's.
    dumpOfLast = await dumped(db);
    // Of each table they come as they lie, and a short row may lie where there is room for it.
    expect(dumpOfLast.toSorted()).toEqual(lines.toSorted());
    // Another major version may stem words otherwise, and so generate other columns.
    if (target.engine === newsroom.database.engine) expect(await allRows(db)).toEqual(here);
    expect(await ask(db, page)).toEqual(before);
    expect(await ask(db, next)).toEqual(await ask(newsroom.db, next));
    expect(await holderOf(token, createLoaders(db))).toMatchObject({ name: odd, role: 'ADMIN' });
    const topics = await sql<{ last: number }>`select max(id) as last from topic`.execute(db);
    const added = await db.insertInto('topic').values({ slug: 'new', name: 'New' }).returning('id').execute();
    expect(added).toEqual([{ id: (topics.rows[0]?.last ?? 0) + 1 }]);
    await expectWholeAgain(db);
    await target.close();
    await target.remove?.();
  }
});

async function expectWholeAgain(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select conname as name from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace and condeferrable
    union all select tgname from pg_trigger where tgenabled <> 'O'`.execute(db);
  expect(rows).toEqual([]);
  await expect(sql`update topic set parent_id = 999 where id = 1`.execute(db)).rejects.toThrow(/foreign key/);
  expect(await foreignKeys(db)).toEqual(await foreignKeys(newsroom.db));
}

async function foreignKeys(db: Db): Promise<unknown[]> {
  const { rows } = await sql`
    select conrelid::regclass::text as "table", conname, pg_get_constraintdef(oid) as definition, convalidated
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`.execute(db);
  expect(rows.length).toBeGreaterThan(10);
  return rows;
}

test('a dump has the jobs that wait, are to be retried or are under way, and none that is over', async () => {
  const copy = await openCopy();
  await sql`delete from pgboss.job`.execute(copy.db);
  const states = ['created', 'retry', 'active', 'completed', 'cancelled', 'failed'].map((state) => ({ state }));
  await copy.db.transaction().execute((trx) => enqueue(trx, 'relate', states));
  await sql`update pgboss.job set state = (data ->> 'state')::pgboss.job_state`.execute(copy.db);
  const found = (await dumped(copy.db)).flatMap((line) => /^relate\t.*"state": ?"(\w+)"/.exec(line)?.[1] ?? []);
  expect(found.sort()).toEqual(['active', 'created', 'retry']);
  await copy.close();
  await copy.remove?.();
});

test('a dump reads its migration in the snapshot, and waits for its reader as long as that needs', async () => {
  newsroom.statements.length = 0;
  await dumped(newsroom.db);
  const place = (part: string) => newsroom.statements.findIndex((text) => text.includes(part));
  // The first statement of its transaction is the one about timeouts.
  const places = ['idle_in_transaction_session_timeout', 'kysely_migration', 'declare dumped'].map(place);
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('rows are loaded without foreign keys, which would be remembered for each of them', async () => {
  const statements: string[] = [];
  const { db, close, remove } = await openCopy({ onText: (text) => statements.push(text) });
  await restore(db, each(lines));
  const [dropped, first] = [/drop constraint/, /insert into "public"/].map((part) =>
    statements.findIndex((text) => part.test(text)),
  );
  const last = statements.findLastIndex((text) => text.includes('insert into "public"'));
  const added = statements.findIndex((text) => text.includes('add constraint %I'));
  expect([dropped, first, last, added]).toEqual([dropped, first, last, added].toSorted((a = 0, b = 0) => a - b));
  expect(dropped).toBeGreaterThan(-1);
  await close();
  await remove?.();
});

test('that it was restored is in the log with the rows, or neither is there', async () => {
  const { db, close, remove } = await openCopy();
  await expect(restore(db, each(lines), () => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
  expect(await db.selectFrom('topic').select('id').execute()).toEqual([]);
  await restore(db, each(lines), async (trx) => {
    await recordRestored(trx);
    expect(await trx.selectFrom('topic').select('id').execute()).not.toEqual([]);
  });
  expect(await lastEventOfType(db, 'newsroom.restored')).toMatchObject({ id: await lastEventId(db) });
  await close();
  await remove?.();
});

// An embedded one has one connection: nobody can write meanwhile.
const onServer = test.skipIf(inject('serverUrl') === null);
onServer('what is written beside a restore is not lost: it refuses', async () => {
  const { db, close, remove } = await openCopy();
  const waiting = async () => {
    const { rows } = await sql`select from pg_locks where not granted and database = (
      select oid from pg_database where datname = current_database())`.execute(db);
    return rows.length;
  };
  const refused = await db.transaction().execute(async (trx) => {
    await trx.insertInto('topic').values({ slug: 'beside', name: 'Beside' }).execute();
    const restored = restore(db, each(lines)).then(
      () => null,
      (error: Error) => error,
    );
    await expect.poll(waiting).toBeGreaterThan(0);
    return { restored };
  });
  expect(await refused.restored).toMatchObject({ name: 'CannotRestore' });
  expect(await db.selectFrom('topic').select('slug').execute()).toEqual([{ slug: 'beside' }]);
  await close();
  await remove?.();
});

test('when a later migration fails behind the rows, that is said, and they stay', async () => {
  const { db, close, remove } = await openCopy();
  await migrate(db, '0017-trending-memory');
  await db.insertInto('topic').values({ slug: 'early', name: 'Early' }).execute();
  // From before there was a queue.
  const early = await dumped(db);
  expect(early.filter((line) => line.includes('pgboss'))).toEqual([]);
  await db.deleteFrom('topic').execute();
  await sql`create table event ()`.execute(db);
  await expect(restore(db, each(early))).rejects.toThrow(
    /^All \d+ rows are in the database, but .*"event" already exists/,
  );
  expect(await db.selectFrom('topic').select('slug').execute()).toEqual([{ slug: 'early' }]);
  await sql`drop table event`.execute(db);
  await migrate(db);
  await close();
  await remove?.();
});

test('a target that isn’t empty is refused and unchanged', async () => {
  await expect(restore(newsroom.db, each(lines))).rejects.toThrow(/^The database isn’t empty: "access_token" has rows/);
  expect(await dumped(newsroom.db)).toEqual(lines);
});

test('a broken or foreign dump is refused and the target stays empty; one of an earlier migration is migrated', async () => {
  const [from, to] = [await openCopy(), await openCopy()];
  const empty = await allRows(to.db);
  // Numbered 1 and 2.
  const two = [
    { slug: 'early', name: odd, parent_id: null },
    { slug: 'earlier', name: 'Earlier', parent_id: 1 },
  ];
  await from.db.insertInto('topic').values(two).execute();
  const few = await dumped(from.db);
  const topics = few.findIndex((line) => line.startsWith('COPY "public"."topic"')) + 1;
  const top = few.slice(0, 2);
  for (const [reason, wrong] of [
    ['its end is missing', few.slice(0, -1)],
    ['its end is missing', few.slice(0, topics + 1)],
    ['a later version of Dateline', [...few.slice(0, 1), '-- Migration: 9999-later', ...few.slice(2)]],
    ['not a dump', ['create table topic ();']],
    ['isn’t understood', [...top, 'drop table topic;']],
    ['table or column', [...top, 'COPY "public"."pg_class" ("oid") FROM stdin;']],
    ['doesn’t fit', [...few.slice(0, topics), '7', ...few.slice(topics)]],
    ['foreign key', [...few.slice(0, topics), ...few.slice(topics + 1)]],
  ] as const) {
    const refused = restore(to.db, each(wrong));
    await expect(refused, reason).rejects.toThrow(reason);
    if (reason !== 'foreign key') await expect(refused, reason).rejects.toThrow(CannotRestore);
    expect(await allRows(to.db)).toEqual(empty);
  }
  await migrate(from.db, '0118-quote-words');
  const early = await dumped(from.db);
  expect(early[1]).toBe('-- Migration: 0118-quote-words');
  await restore(to.db, each(early));
  expect(await planMigration(to.db)).toEqual([]);
  const restored = await to.db.selectFrom('topic').select(['slug', 'name', 'parent_id']).orderBy('id').execute();
  expect(restored).toEqual(two);
  for (const { close, remove } of [from, to]) {
    await close();
    await remove?.();
  }
});

test('a dump file is readable by its owner alone, written whole or not at all, and replaces no other file', async () => {
  const path = join(folder, 'one.sql.gz');
  await writeDumpFile(path, async (write) => {
    for (const line of lines) await write(line);
  });
  const read: string[] = [];
  for await (const line of readDumpFile(path)) read.push(line);
  expect(read).toEqual(lines);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await expect(writeDumpFile(path, async () => {})).rejects.toThrow(/exists already/);
  const failing = writeDumpFile(join(folder, 'two.sql.gz'), async (write) => {
    await write(odd);
    throw new Error('the database went away');
  });
  await expect(failing).rejects.toThrow('the database went away');
  await expect(writeDumpFile(join(folder, 'none', 'x.sql.gz'), async (write) => write(odd))).rejects.toThrow(/ENOENT/);
  // More than is buffered: whoever writes hears of the file's failure, and doesn't wait for ever.
  const long = writeDumpFile(join(folder, 'none', 'x.sql.gz'), async (write) => {
    for (;;) await write(randomBytes(50_000).toString('hex'));
  });
  await expect(long).rejects.toThrow(/ENOENT/);
  expect(await readdir(folder)).toEqual(['one.sql.gz']);
  const cut = join(folder, 'cut.sql.gz');
  await writeFile(cut, (await readFile(path)).subarray(0, 2_000));
  const readOn = async () => {
    for await (const _ of readDumpFile(cut));
  };
  await expect(readOn()).rejects.toThrow(/unexpected end of file/);
});
