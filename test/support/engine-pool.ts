/**
 * Embedded engines of a worker, used again by its next test file: emptying one costs a fraction of starting one. One whose
 * catalogue, settings or migrations aren't as they were is closed instead, as is one that can't be emptied.
 */

import type { PGlite } from '@electric-sql/pglite';

/** What a newsroom of nobody has before anything is done in it. */
interface Beginning {
  readonly fingerprint: string;
  /** Rows by table, as JSON. */
  readonly rows: ReadonlyMap<string, string>;
  /** Calls that put sequences where they were. */
  readonly sequences: readonly string[];
}

interface Idle {
  readonly engine: PGlite;
  readonly beginning: Beginning;
}

/** Files seldom have more newsrooms at once. */
const MAX_IDLE = 2;

/** Outlives files, as the worker does. */
const worker = globalThis as { idleEngines?: Idle[] };
worker.idleEngines ??= [];
const idle = worker.idleEngines;

/** @param start makes one where none is there; all of them make the same */
export async function takeEngine(start: () => Promise<PGlite>): Promise<PGlite> {
  for (let kept = idle.pop(); kept !== undefined; kept = idle.pop()) {
    if (await isEmptied(kept)) return lent(kept);
    await kept.engine.close();
  }
  const engine = await start();
  return lent({ engine, beginning: await beginningOf(engine) });
}

/** The engine itself, but that closing it gives it back. */
function lent(kept: Idle): PGlite {
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    if (idle.length < MAX_IDLE) idle.push(kept);
    else await kept.engine.close();
  };
  return new Proxy(kept.engine, {
    get(engine, name) {
      if (name === 'close') return close;
      if (name === 'closed') return isClosed || engine.closed;
      // Whoever goes on behind the end of its file doesn't do so in the next one's newsroom.
      if (isClosed) throw new Error('This newsroom is closed.');
      const value = Reflect.get(engine, name, engine);
      return typeof value === 'function' ? value.bind(engine) : value;
    },
  });
}

async function isEmptied({ engine, beginning }: Idle): Promise<boolean> {
  try {
    await engine.exec('discard all');
    if ((await fingerprintOf(engine)) !== beginning.fingerprint) return false;
    await empty(engine, beginning);
    return true;
  } catch {
    return false;
  }
}

async function empty(engine: PGlite, { rows, sequences }: Beginning): Promise<void> {
  const tables = (await usedTables(engine)).join(', ');
  await engine.exec(`begin; ${tables && `truncate ${tables} restart identity cascade;`} ${sequences.join(' ')}`);
  for (const [table, json] of rows) {
    await engine.query(
      `insert into ${table} overriding system value select * from json_populate_recordset(null::${table}, $1)`,
      [json],
    );
  }
  // What was learned of the rows that are gone.
  await engine.exec('delete from pg_statistic where starelid >= 16384; commit');
}

async function beginningOf(engine: PGlite): Promise<Beginning> {
  const rows = new Map<string, string>();
  for (const table of await usedTables(engine)) {
    const { rows: found } = await engine.query<{ json: string }>(`select json_agg(t)::text as json from ${table} t`);
    rows.set(table, found[0]?.json ?? '[]');
  }
  const sequences = await engine.query<{ call: string }>(`
    select format('select setval(%L, %s, %L);', format('%I.%I', schemaname, sequencename),
                  coalesce(last_value, start_value), last_value is not null) as call
    from pg_sequences`);
  return { fingerprint: await fingerprintOf(engine), rows, sequences: sequences.rows.map(({ call }) => call) };
}

/** Those with pages, or of which something was learned; which migrations ran is part of the fingerprint. */
async function usedTables(engine: PGlite): Promise<string[]> {
  const { rows } = await engine.query<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c
    where c.relkind = 'r' and c.oid >= 16384 and c.relpersistence <> 't'
      and c.relname not like 'kysely%' and (pg_relation_size(c.oid) > 0 or c.reltuples >= 0)`);
  return rows.map(({ name }) => name);
}

/** A row that was changed has a later transaction, and one that was removed is no longer counted. */
const watched = [
  'pg_attribute',
  'pg_attrdef',
  'pg_authid',
  'pg_auth_members',
  'pg_constraint',
  'pg_db_role_setting',
  'pg_enum',
  'pg_extension',
  'pg_index',
  'pg_namespace',
  'pg_policy',
  'pg_proc',
  'pg_rewrite',
  'pg_statistic_ext',
  'pg_trigger',
  'pg_ts_config',
  'pg_ts_dict',
  'pg_type',
  'kysely_migration',
];

async function fingerprintOf(engine: PGlite): Promise<string> {
  const parts = watched.map((name) => `(select count(*) || '/' || coalesce(max(xmin::text::bigint), 0) from ${name})`);
  const { rows } = await engine.query<{ fingerprint: string }>(`
    select concat_ws(' ', ${parts.join(', ')},
      (select count(*) || '/' || coalesce(sum(hashtext(concat_ws(' ', relname, relkind, reloptions, relpersistence))), 0)
       from pg_class where oid >= 16384),
      (select sum(hashtext(concat_ws(' ', name, setting))) from pg_settings where source in ('database', 'user', 'configuration file', 'global'))
    ) as fingerprint`);
  return rows[0]?.fingerprint ?? '';
}
