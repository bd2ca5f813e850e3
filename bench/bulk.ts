/**
 * Bulk loading: fills tables without their secondary indexes and foreign keys, which are then built at once, many times
 * faster.
 */

import { sql } from 'kysely';
import type { Db } from '../db/engine/database.ts';

interface Dependent {
  readonly drop: string;
  readonly make: string;
}

/** The catalogue says what there is, so that the migrations stay the only place that does. */
export async function withoutIndexes(db: Db, tables: readonly string[], work: () => Promise<void>): Promise<void> {
  const { rows } = await sql<Dependent>`
    select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as drop,
           format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as make
    from pg_constraint c
    where c.contype = 'f' and c.conrelid = any(${tables}::regclass[])
    union all
    select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
    from pg_index i
    where i.indrelid = any(${tables}::regclass[])
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
  `.execute(db);
  for (const { drop } of rows) await sql.raw(drop).execute(db);
  await work();
  await db.transaction().execute(async (trx) => {
    await sql`set local maintenance_work_mem = '512MB'`.execute(trx);
    for (const { make } of rows) await sql.raw(make).execute(trx);
  });
}
