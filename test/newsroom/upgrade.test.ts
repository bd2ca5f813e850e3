/** Upgrades in two steps, expand and contract: the version before goes on working on a database that the next one has migrated. */

import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { contractionsOf, reasonOf } from '../support/contractions.ts';
import { root } from '../support/documents.ts';
import { useNewsroom } from '../support/newsroom.ts';

/** Before there was a release, and this rule. */
const LAST_WITHOUT_RULE = 74;

const newsroom = useNewsroom();

const migrations = (await readdir(join(root, 'db/migrations'))).filter((name) => name.endsWith('.ts')).sort();

test('a migration that takes away what the version before may use says why that is safe', async () => {
  for (const name of migrations.filter((each) => Number.parseInt(each, 10) > LAST_WITHOUT_RULE)) {
    const source = await readFile(join(root, 'db/migrations', name), 'utf8');
    const taken = contractionsOf(source);
    if (taken.length > 0)
      expect(reasonOf(source), `${name} ${taken.join(', ')}: it needs a line "Contracts: …"`).toBeDefined();
  }
});

test('whatever takes away is recognised as such, and what only adds isn’t', async () => {
  const migration = (up: string) =>
    `export async function up(db) { await sql\`${up}\` }\nexport async function down(db) { drop table x }`;
  const found = (up: string) => contractionsOf(migration(up));
  expect(found('alter table draft drop column a')).toEqual(['drops']);
  expect(found('alter table draft rename column a to b')).toEqual(['renames']);
  expect(found('alter table draft\n alter column "a" type bigint')).toEqual(['changes a type']);
  expect(found('alter table draft alter column a set not null')).toEqual(['demands a value']);
  expect(found('alter table draft add column a text not null')).toEqual([
    'adds a column that former inserts leave out',
  ]);
  expect(found('alter table draft add column a text not null default 1, add column b text')).toEqual([]);
  expect(found('create table a (b text not null); create index c on a (b)')).toEqual([]);
  expect(
    reasonOf('/**\n * Takes it away.\n * Contracts: nothing reads it since 0.2.0, which came before.\n */'),
  ).toBeDefined();
  expect(reasonOf('/** Takes it away. */')).toBeUndefined();
  const helper = 'async function renew(db) { await sql`drop type a` }\n';
  expect(contractionsOf(`export async function up(db) { await renew(db) }\n${helper}`)).toEqual(['drops']);
  expect(
    contractionsOf(`export async function up(db) { }\nexport async function down(db) { await renew(db) }\n${helper}`),
  ).toEqual([]);
  // Of those before the rule some do, and are found.
  const former = await readFile(join(root, 'db/migrations/0054-unused-columns.ts'), 'utf8');
  expect(contractionsOf(former)).toEqual(['drops']);
});

/** What the last release asked the database for its readers; without a release, what this version asks. */
async function formerStatements(): Promise<string[]> {
  const git = async (...args: string[]) =>
    (await promisify(execFile)('git', args, { cwd: root, maxBuffer: 64_000_000 })).stdout;
  const tag = await git('describe', '--tags', '--abbrev=0').then(
    (name) => name.trim(),
    () => undefined,
  );
  const files = (await readdir(join(root, 'test/golden'))).filter((name) => name.endsWith('.sql'));
  const texts = await Promise.all(
    files.map((name) =>
      tag === undefined
        ? readFile(join(root, 'test/golden', name), 'utf8')
        : git('show', `${tag}:test/golden/${name}`).catch(() => ''),
    ),
  );
  return texts.flatMap((text) => text.split(/;\n\s*\n|;\s*$/)).filter((statement) => statement.trim() !== '');
}

/** @returns what Postgres says is wrong with each that it can't prepare */
async function unpreparable(statements: readonly string[]): Promise<string[]> {
  const wrong: string[] = [];
  await newsroom.db.connection().execute(async (one) => {
    for (const [at, statement] of statements.entries()) {
      await sql
        .raw(`prepare former_${at} as ${statement}`)
        .execute(one)
        .then(
          () => sql.raw(`deallocate former_${at}`).execute(one),
          (error: Error) => wrong.push(error.message),
        );
    }
  });
  return wrong;
}

test('what the last release asked for its readers can be prepared on this version’s schema', async () => {
  const statements = await formerStatements();
  expect(statements.length).toBeGreaterThan(30);
  expect(await unpreparable(statements)).toEqual([]);
  // That a column is missed is noticed.
  await sql`alter table lead_image rename column caption to legend`.execute(newsroom.db);
  const missed = await unpreparable(statements);
  await sql`alter table lead_image rename column legend to caption`.execute(newsroom.db);
  expect(new Set(missed)).toEqual(new Set(['column i.caption does not exist']));
});
