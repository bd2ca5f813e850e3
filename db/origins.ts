/** Where imported articles came from, which makes importing the same again harmless. */

import { sql } from 'kysely';
import type { Db, Trx } from './connect.ts';

export interface Origin {
  readonly article_id: number;
  /** Of the content as it was imported last. */
  readonly fingerprint: string;
}

/** The origin, if it was imported before; held until the transaction ends, also against others that import it. */
export async function lockOrigin(trx: Trx, origin: string): Promise<Origin | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`origin:${origin}`}, 0))`.execute(trx);
  const row = await trx
    .selectFrom('import_origin')
    .select(['article_id', 'fingerprint'])
    .where('origin', '=', origin)
    .executeTakeFirst();
  return row ?? null;
}

export async function saveOrigin(
  trx: Trx,
  values: { origin: string; article_id: number; url: string | null; fingerprint: string },
): Promise<void> {
  await trx
    .insertInto('import_origin')
    .values(values)
    .onConflict((conflict) =>
      conflict.column('origin').doUpdateSet({
        url: values.url,
        fingerprint: values.fingerprint,
        imported_at: sql<Date>`now()`,
      }),
    )
    .execute();
}

/** Notes the order in which a page showed its hot stories; a later page's notes replace an earlier one's. */
export async function saveHints(db: Db, origins: readonly string[], notedAt: Date): Promise<void> {
  await sql`
    insert into trending_hint (article_id, rank, noted_at)
    select o.article_id, min(hot.rank), ${notedAt}
    from unnest(${origins}::text[]) with ordinality hot (origin, rank)
    join import_origin o on o.origin = hot.origin
    group by o.article_id
    on conflict (article_id) do update set rank = excluded.rank, noted_at = excluded.noted_at
    where trending_hint.noted_at <= excluded.noted_at
  `.execute(db);
}
