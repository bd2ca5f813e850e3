/** Upgrades in two steps, expand and contract: the version before goes on working on a database that the next one has migrated. */

import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate } from '../../db/engine/migrate.ts';
import { contractionsOf, reasonOf } from '../support/contractions.ts';
import { root } from '../support/documents.ts';
import { formerRevision } from '../support/former-release.ts';
import { openCopy, useNewsroom } from '../support/newsroom.ts';

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

const inSql = (statement: string) => `await sql\`${statement}\`.execute(db);`;
const migration = (up: string) =>
  `export async function up(db) { ${up} }\nexport async function down(db) {\n  await sql\`drop table x\`.execute(db);\n}\n`;

test.each([
  ['alter table draft drop column a', 'drops'],
  ['alter table draft drop a', 'drops'],
  ['alter table draft alter a drop not null', 'drops'],
  ['drop index a', 'drops'],
  ['do $$ begin drop table draft; end $$', 'drops'],
  ['alter table draft alter a drop default', 'takes a default away'],
  ['alter table draft rename column a to b', 'renames'],
  ["alter type a rename value 'b' to 'c'", 'renames'],
  ['alter table draft\n alter column "a" type bigint', 'changes a type'],
  ['alter table draft alter a set data type bigint', 'changes a type'],
  ['alter table draft alter column a set not null', 'demands a value'],
  ['alter table draft alter a set not null', 'demands a value'],
  ['alter table draft add column a text not null', 'adds a column that former inserts leave out'],
  ['alter table draft add column b text, add a numeric(3, 1) not null', 'adds a column that former inserts leave out'],
  ['alter table draft add constraint a check (b > 0)', 'constrains'],
  ['alter table draft add column a integer references topic (id)', 'constrains'],
  ['alter table draft add foreign key (a) references topic (id)', 'constrains'],
  ['create unique index a on draft (b)', 'constrains'],
  ['create table if not exists draft (a text); create unique index b on draft (a)', 'constrains'],
  ['create trigger a before insert on draft for each row execute function b()', 'adds a trigger'],
  ['create or replace view a as select 1', 'replaces'],
  ['revoke select on draft from public', 'revokes'],
  ['truncate draft', 'deletes'],
  ['delete from draft', 'deletes'],
  ['alter table draft enable row level security', 'alters'],
  [`alter table draft \${action}`, 'alters'],
  ['alter sequence a maxvalue 3', 'alters'],
])('of SQL, %s is seen as what it takes away', (statement, what) => {
  expect(contractionsOf(migration(inSql(statement)))).toEqual([what]);
});

test.each([
  [".alterTable('draft').dropColumn('a')", 'drops'],
  [".dropTable('draft').ifExists()", 'drops'],
  [".alterTable('draft').renameTo('a')", 'renames'],
  [".alterTable('draft').alterColumn('a', (a) => a.setNotNull())", 'demands a value'],
  [".alterTable('draft').alterColumn('a', (a) => a.setDataType('text'))", 'changes a type'],
  [
    ".alterTable('draft').addColumn('a', sql`citext`, (a) => a.notNull())",
    'adds a column that former inserts leave out',
  ],
  [".alterTable('draft').addUniqueConstraint('a', ['b'])", 'constrains'],
  [".createIndex('a').unique().on('draft').column('b')", 'constrains'],
])('of Kysely’s builder, %s is seen as what it takes away', (built, what) => {
  expect(contractionsOf(migration(`await db.schema${built}.execute();`))).toEqual([what]);
});

test.each([
  'alter table draft add column a text not null default 1, add column b text',
  'alter table draft add a integer not null generated always as (1) stored',
  'alter table draft alter a set default 1',
  'alter table draft set (fillfactor = 90)',
  'create table a (b text not null unique); create unique index c on a (b); alter table a add check (b > 0)',
  'create index a on draft (b)',
  'create function a() returns void language plpgsql as $$ begin delete from b; end $$',
  'insert into draft (a) select b from c',
])('%s only adds', (statement) => {
  expect(contractionsOf(migration(inSql(statement)))).toEqual([]);
});

test('what helpers take away is seen as well; the way down and what it alone calls aren’t, nor comments', async () => {
  const helper = (name: string, statement: string) => `async function ${name}(db) {\n  ${inSql(statement)}\n}\n`;
  const bare = `/** Nothing to drop. */\n${migration('await before(db); for (const way of [behind]) await way(db);')}`;
  expect(contractionsOf(bare)).toEqual([]);
  const [before, behind] = [helper('before', 'truncate a'), helper('behind', 'drop view a')];
  expect(contractionsOf(`${before}${bare}${behind}`)).toEqual(['deletes', 'drops']);
  expect(contractionsOf(`${bare}const statement = sql\`drop type a\`;\n`)).toEqual(['drops']);
  const downwards = migration('').replace('await sql`drop table x`.execute(db)', 'await before(db)');
  expect(contractionsOf(`${before}${downwards}`)).toEqual([]);
  // Of those before the rule some do, and are found.
  const former = await readFile(join(root, 'db/migrations/0054-unused-columns.ts'), 'utf8');
  expect(contractionsOf(former)).toEqual(['drops']);
});

test('a reason is a line that says more than a word', () => {
  expect(
    reasonOf('/**\n * Takes it away.\n * Contracts: nothing reads it since 0.2.0, which came before.\n */'),
  ).toBeDefined();
  expect(reasonOf('/** Takes it away. */')).toBeUndefined();
  expect(reasonOf('/**\n * Contracts: fine.\n */')).toBeUndefined();
});

/** What the version before asked the database for its readers; without a history to tell it from, what this one asks. */
async function formerStatements(): Promise<string[]> {
  const revision = await formerRevision();
  const show = promisify(execFile);
  const files = (await readdir(join(root, 'test/golden'))).filter((name) => name.endsWith('.sql'));
  const texts = await Promise.all(
    files.map((name) =>
      revision === undefined
        ? readFile(join(root, 'test/golden', name), 'utf8')
        : show('git', ['show', `${revision}:test/golden/${name}`], { cwd: root }).then(
            ({ stdout }) => stdout,
            () => '',
          ),
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

test('what the version before asked for its readers can be prepared on this version’s schema', async () => {
  const statements = await formerStatements();
  expect(statements.length).toBeGreaterThan(30);
  expect(await unpreparable(statements)).toEqual([]);
  // That a column is missed is noticed.
  await sql`alter table lead_image rename column caption to legend`.execute(newsroom.db);
  const missed = await unpreparable(statements);
  await sql`alter table lead_image rename column legend to caption`.execute(newsroom.db);
  expect(new Set(missed)).toEqual(new Set(['column i.caption does not exist']));
});

test('a migration that Postgres gives up for what the former version writes begins anew', async () => {
  const [before = '', last = ''] = migrations.slice(-2).map((name) => name.slice(0, -'.ts'.length));
  const copy = await openCopy();
  try {
    await migrate(copy.db, before);
    // A sequence isn't rolled back: it knows of the attempt before. Each migration is written down, whatever else it does.
    await sql`create sequence attempt`.execute(copy.db);
    await sql`
      create function give_up() returns trigger language plpgsql as $$ begin
        if nextval('attempt') = 1 then raise exception 'deadlock detected' using errcode = '40P01'; end if;
        return new;
      end $$`.execute(copy.db);
    await sql`create trigger give_up before insert on kysely_migration for each row execute function give_up()`.execute(
      copy.db,
    );
    expect(await migrate(copy.db)).toEqual([{ name: last, direction: 'Up' }]);
    const { rows } = await sql<{ attempts: string }>`select last_value::text as attempts from attempt`.execute(copy.db);
    expect(Number(rows[0]?.attempts)).toBeGreaterThan(1);
  } finally {
    await copy.close();
    await copy.remove?.();
  }
});
