/** Hints that two sources are the same: keys of their names, in `source_key`, that they share. */

import { sql } from 'kysely';

/** What more sources than this have in common says of none who it is: Smith, or the host of many pages. */
export const MAX_SHARING = 20;

/** What two names may be shortened to without being each other's. */
const weakAlone = sql`('INITIALS', 'SURNAME', 'ACRONYM', 'SHORT_FORM')`;

/**
 * Whether a key that `k` and `o` have is a hint that their sources are the same. Two full names that could be shortened to
 * the same aren't each other's, and Pål is no Päl.
 */
export const isHint = sql<boolean>`
  o.source_id <> k.source_id
  and (o.reason <> k.reason or k.reason not in ${weakAlone})
  and not letters_differ((select name from source where id = k.source_id), (select name from source where id = o.source_id))
  and not exists (
    select from distinct_source d
    where d.low_id = least(k.source_id, o.source_id) and d.high_id = greatest(k.source_id, o.source_id)
  )`;

/** Ids of the sources that share a hint with another; reads the index over keys once from end to end. */
export const idsOfPossibleDuplicates = sql`
  with shared as materialized (
    select key from source_key group by key
    having count(*) between 2 and ${sql.lit(MAX_SHARING)}
      and (min(reason) <> max(reason) or min(reason) not in ${weakAlone})
  )
  select k.source_id from shared join source_key k using (key) join source_key o using (key) where ${isHint}`;
