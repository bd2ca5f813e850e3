/**
 * Completion: what somebody who begins to type may mean, of topics, sources and headlines, the most used first. Bounded
 * however many names there are: the names in most use are looked through, then the next of those that begin so.
 */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { prepared } from '../engine/prepared.ts';
import { isEdgePublished } from './citations.ts';

/** Names in most use that are looked through; then so many of those that begin so, by their letters. */
const USED_NAMES_READ = sql.lit(3000);
const NAMES_READ = sql.lit(2000);
/** Of each kind whose articles are looked at: whoever has none that is published isn't suggested. */
const CANDIDATES = 3;
/** Headlines: of what was read most in a month, and of the latest. */
const RANKED_READ = sql.lit(300);
const LATEST_READ = sql.lit(300);

export interface TypedBeginning {
  readonly prefix: string;
  readonly first: number;
}

export interface CompletedName {
  readonly kind: 'topic' | 'source';
  readonly id: number;
}

interface NamesParameters extends Record<string, unknown> {
  readonly prefix: string;
  readonly first: number;
  readonly candidates: number;
}

const begins = sql<boolean>`n.rest collate "C" >= (select low from typed) and n.rest collate "C" < (select high from typed)`;

const preparedNames = prepared<NamesParameters, CompletedName>(
  'names_beginning',
  ({ prefix, first, candidates }) => sql`
    with typed as materialized (
      select low, low || ${sql.lit('\u{10ffff}')} as high from (select name_as_typed(${prefix}::text) as low) t
    ),
    near as materialized (
      select n.* from (
        select kind, id, rest, is_start, uses from name_beginning order by uses desc, kind, id limit ${USED_NAMES_READ}
      ) n where ${begins} and n.uses > 0 order by n.uses desc, n.kind, n.id limit ${candidates}
    ),
    far as materialized (
      select n.kind, n.id, n.rest, n.is_start, n.uses from name_beginning n
      where ${begins} and (select count(*) from near) < ${candidates}::int order by n.rest, n.kind, n.id limit ${NAMES_READ}
    ),
    best as (
      select kind, id, max(ln(1 + uses) + case when is_start then 1.5 else 0 end) as score
      from (select * from near union all select * from far) n
      where (select low from typed) <> ''
      group by kind, id order by score desc, kind desc, id limit ${candidates}
    )
    select kind, id from best
    where case kind
      when 'topic' then exists (select from article_topic x where x.topic_id = best.id and ${isEdgePublished})
      else exists (select from attribution x where x.source_id = best.id and ${isEdgePublished}) end
    order by score desc, kind desc, id limit ${first}`,
);

/**
 * Topics and sources with a name that has a word which begins so. Relies on name_beginning_used and, for the rest, on the
 * primary key. Of a text without a letter or digit there is nothing. Prepared, since to plan it takes as long as to run it.
 */
export function namesBeginning(db: Db, { prefix, first }: TypedBeginning): Promise<readonly CompletedName[]> {
  return preparedNames(db, { prefix, first, candidates: first * CANDIDATES });
}

export interface Headline {
  readonly id: number;
  readonly headline: string;
}

const preparedHeadlines = prepared<Record<never, unknown>, Headline>(
  'headlines_in_use',
  () => sql`
    select id, min(headline) as headline from (
      (
        select a.id, a.headline, r.rank from trending_rank r join published_article a on a.id = r.article_id
        where r."window" = 'MONTH' and r.measure = 'VIEWS' and r.rank <= ${RANKED_READ}
      )
      union all
      (
        select a.id, a.headline, 1000 + row_number() over (order by a.published_at desc, a.id desc) from published_article a
        order by a.published_at desc, a.id desc limit ${LATEST_READ}
      )
    ) c group by id order by min(rank)`,
);

/** Headlines that may complete what is typed: the most read of a month first, then the latest. */
export function headlinesInUse(db: Db): Promise<readonly Headline[]> {
  return preparedHeadlines(db, {});
}

/** Counts anew how often each name is used, a role each; to two digits, so that a row is written only when it matters. */
export async function countNameUses(db: Db): Promise<void> {
  const counted = (of: 'topic' | 'source', edges: RawBuilder<unknown>, id: RawBuilder<unknown>) => sql`
    select ${sql.lit(of)} as kind, ${id} as id, count(*)::numeric as uses
    from ${edges} x where ${isEdgePublished} group by ${id}`;
  const rounded = sql`coalesce(round(c.uses, 1 - floor(log(greatest(c.uses, 10)))::int), 0)::int`;
  await sql`
    update name_beginning n set uses = c.uses
    from (
      select b.kind, b.id, ${rounded} as uses
      from (select distinct kind, id from name_beginning) b
      left join (
        ${counted('topic', sql`article_topic`, sql`x.topic_id`)}
        union all
        ${counted('source', sql`attribution`, sql`x.source_id`)}
      ) c on c.kind = b.kind and c.id = b.id
    ) c
    where n.kind = c.kind and n.id = c.id and n.uses <> c.uses
  `.execute(db);
}
