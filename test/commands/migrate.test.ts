/** Migrations and their command: up, down, several processes, and the catalogue’s own rules. */

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import { migrate, migrationStatus, planMigration } from '../../db/engine/migrate.ts';
import { withDatabase } from '../../src/commands/database.ts';
import { importCommand } from '../../src/commands/import.ts';
import { migrateCommand } from '../../src/commands/migrate.ts';
import { tokenCommand } from '../../src/commands/token.ts';
import { call } from '../support/command.ts';
import { openCopy } from '../support/newsroom.ts';
import { type Environment, run } from '../support/process.ts';

let folder: string;
let copy: Awaited<ReturnType<typeof openCopy>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-migrate-'));
  copy = await openCopy();
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await copy.close();
  await copy.remove?.();
});

const environment = (): Environment =>
  copy.url === undefined ? { DATA_DIR: join(folder, 'newsroom') } : { DATABASE_URL: copy.url };
const command = (...args: string[]) => call(migrateCommand, args, environment());
const spawned = (...args: string[]) => run('src/commands/migrate.ts', args, environment());

test('all migrations down and up again give the same schema', async () => {
  const { db } = copy;
  const whole = await migrationStatus(db);
  expect(whole.every(({ executedAt }) => executedAt)).toBe(true);
  await migrate(db, 'none');
  const left = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relname not like 'kysely%'
    union all select typname from pg_type where typnamespace = 'public'::regnamespace and typname not like '%kysely%'
    union all select proname from pg_proc where pronamespace = 'public'::regnamespace`.execute(db);
  expect(left.rows).toEqual([]);
  expect(await planMigration(db)).toHaveLength(whole.length);
  await migrate(db, '0004-articles');
  expect((await migrationStatus(db)).filter(({ executedAt }) => executedAt)).toHaveLength(4);
  await migrate(db);
  expect(await planMigration(db)).toEqual([]);
});

test('likenesses that go down and up again find the same keys of the sources that are there', async () => {
  const { db } = copy;
  const keys = async () => {
    const { rows } = await sql`select key, source_id, reason::text from source_key order by key, source_id`.execute(db);
    return rows;
  };
  await sql`insert into source (slug, name, kind, homepage, aliases) values
    ('ann', 'Dr Ann Maria Reed', 'PERSON', null, '{Annie Reed}'),
    ('wave', 'Wave News GmbH', 'COMPANY', 'https://www.wave.example/', '{}')`.execute(db);
  await sql`insert into former_source_slug (slug, source_id, name)
    select 'old-wave', id, 'Old Wave' from source where slug = 'wave'`.execute(db);
  const found = await keys();
  expect(found.length).toBeGreaterThan(12);
  await migrate(db, '0070-marks-without-joins');
  expect(await keys()).not.toEqual(found);
  await migrate(db);
  expect(await keys()).toEqual(found);
  await sql`delete from former_source_slug`.execute(db);
  await sql`delete from source`.execute(db);
});

test('an unknown target is refused before anything is migrated', async () => {
  await expect(migrate(copy.db, '0099-nothing')).rejects.toThrow(/no migration "0099-nothing"/);
  expect(await planMigration(copy.db)).toEqual([]);
});

test('every foreign key has an index that begins with its columns', async () => {
  const { rows } = await sql<{ name: string }>`
    select c.conrelid::regclass || ' (' || c.conname || ')' as name
    from pg_constraint c
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (
      select from pg_index i
      where i.indrelid = c.conrelid and (i.indkey::int2[])[0:0] <@ c.conkey
    )`.execute(copy.db);
  expect(rows).toEqual([]);
});

const migrations = (await readdir(join(import.meta.dirname, '../../db/migrations')))
  .sort()
  .map((file) => file.replace('.ts', ''));

test('the command migrates, prints the status, and plans without a change', async () => {
  const [target, one, last] = migrations.slice(-3) as [string, string, string];
  expect(await spawned('up')).toMatchObject({ code: 0, stderr: '' });
  expect((await command('up')).stdout).toBe('Nothing to do.\n');
  const plan = await command('down', '--to', target, '--dry-run');
  expect(plan.stdout).toBe(`would go down  ${last}\nwould go down  ${one}\n`);
  const down = await command('down', '--to', target);
  expect(down).toMatchObject({ code: 0, stdout: `down  ${last}\ndown  ${one}\n` });
  const { stdout } = await command('status');
  expect(stdout).toMatch(new RegExp(`${target} {2}20\\S+Z\n${one} {2}pending\n${last} {2}pending\n`));
  expect((await command()).stdout).toBe(`up  ${one}\nup  ${last}\n`);
});

test('on a newer schema the former version’s commands work, and none of them migrates', async () => {
  const env = environment();
  await command('up');
  const later = (statement: RawBuilder<unknown>) => withDatabase(env, ({ db }) => statement.execute(db));
  await later(sql`insert into kysely_migration (name, timestamp) values ('0999-later', '2026-01-01T00:00:00Z')`);
  try {
    expect(await command('up')).toEqual({ code: 0, stdout: 'Nothing to do.\n', stderr: '' });
    const token = await call(tokenCommand, ['create', '--role', 'editor', '--name', 'desk'], env);
    expect(token).toMatchObject({ code: 0, stderr: '' });
    const input = join(import.meta.dirname, '../fixtures/inputs/ferry.html');
    expect(await call(importCommand, [input], env)).toMatchObject({ code: 0 });
    const down = await command('down', '--to', migrations.at(-2) ?? '');
    expect(down).toMatchObject({ code: 1, stdout: '' });
    expect(down.stderr).toContain(
      'A later version has run these here, and it alone can migrate from there: 0999-later',
    );
  } finally {
    await later(sql`delete from kysely_migration where name = '0999-later'`);
  }
});

test.each([
  [['sideways'], 'sideways'],
  [['down'], '--to'],
  [['up', '--to', 'none'], 'other way'],
  [['status', '--to', '0004-articles'], 'status takes no --to'],
  [['up', 'down'], '"down" is too much'],
])('misuse prints the usage and ends with code 2: %s', async (args, message) => {
  const { code, stderr } = await command(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).toContain('Usage');
});

test('where there is no newsroom, neither the status nor a plan nor going down makes one', async () => {
  const dataDir = join(folder, 'none', 'newsroom');
  const there = (...args: string[]) => call(migrateCommand, args, { DATA_DIR: dataDir });
  const pending = migrations.map((name) => `${name}  pending\n`).join('');
  expect(await there('status')).toEqual({ code: 0, stdout: pending, stderr: '' });
  const plan = migrations.map((name) => `would go up  ${name}\n`).join('');
  expect(await there('--dry-run')).toEqual({ code: 0, stdout: plan, stderr: '' });
  expect(await there('down', '--to', 'none')).toEqual({ code: 0, stdout: 'Nothing to do.\n', stderr: '' });
  expect(existsSync(join(folder, 'none'))).toBe(false);
  await mkdir(dataDir, { recursive: true });
  expect((await there('status')).stdout).toBe(pending);
  expect(await readdir(dataDir)).toEqual([]);
});

test.runIf(inject('serverUrl') !== null)('the status of an empty database leaves it empty', async () => {
  const name = `dateline_empty_${process.pid}`;
  const databaseUrl = Object.assign(new URL(environment().DATABASE_URL ?? ''), { pathname: name }).href;
  await sql`create database ${sql.id(name)}`.execute(copy.db);
  try {
    const { code, stdout } = await call(migrateCommand, ['status'], { DATABASE_URL: databaseUrl });
    expect([code, stdout]).toEqual([0, migrations.map((each) => `${each}  pending\n`).join('')]);
    const { db, close } = await openDatabase({ databaseUrl, dataDir: '', poolSize: 1, statementTimeoutMs: 0 });
    const { rows } = await sql`select from pg_class where relnamespace = 'public'::regnamespace`.execute(db);
    await close();
    expect(rows).toEqual([]);
  } finally {
    await sql`drop database ${sql.id(name)} with (force)`.execute(copy.db);
  }
});

test.runIf(inject('serverUrl') !== null)('of several processes that start at once one migrates', async () => {
  await migrate(copy.db, 'none');
  await sql`drop table kysely_migration, kysely_migration_lock`.execute(copy.db);
  const results = await Promise.all(Array.from({ length: 4 }, () => spawned('up')));
  expect(results.map(({ code, stderr }) => [code, stderr])).toEqual(Array(4).fill([0, '']));
  expect(results.filter(({ stdout }) => stdout !== 'Nothing to do.\n')).toHaveLength(1);
  expect(await planMigration(copy.db)).toEqual([]);
});

test('an embedded database in a folder survives a restart', async () => {
  const options = { dataDir: join(folder, 'kept'), poolSize: 1, statementTimeoutMs: 0 };
  const first = await openDatabase(options);
  await migrate(first.db);
  await sql`insert into topic (slug, name) values ('kept', 'Kept')`.execute(first.db);
  await first.close();
  const second = await openDatabase(options);
  expect(await second.db.selectFrom('topic').select('slug').execute()).toEqual([{ slug: 'kept' }]);
  await second.close();
});
