/**
 * Completion: what somebody who begins to type may mean, of topics, sources and headlines, the most used first. Bounded
 * however many names there are: the names in most use are looked through, then the next of those that begin so.
 */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../engine/database.ts';
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

const typed = (prefix: string) =>
  sql`typed as materialized (select sort_name(${prefix}) as low, sort_name(${prefix}) || ${'\u{10ffff}'} as high)`;

/**
 * Topics and sources with a name that has a word which begins so. Relies on name_beginning_used and, for the rest, on the
 * primary key. Of a text without a letter or digit there is nothing.
 */
export async function namesBeginning(db: Db, { prefix, first }: TypedBeginning): Promise<readonly CompletedName[]> {
  const begins = sql<boolean>`n.rest collate "C" >= (select low from typed) and n.rest collate "C" < (select high from typed)`;
  const few = sql`${first * CANDIDATES}::int`;
  const { rows } = await sql<CompletedName>`
    with ${typed(prefix)},
    near as materialized (
      select n.* from (
        select kind, id, rest, is_start, uses from name_beginning order by uses desc, kind, id limit ${USED_NAMES_READ}
      ) n where ${begins} and n.uses > 0 order by n.uses desc, n.kind, n.id limit ${few}
    ),
    far as materialized (
      select n.kind, n.id, n.rest, n.is_start, n.uses from name_beginning n
      where ${begins} and (select count(*) from near) < ${few} order by n.rest, n.kind, n.id limit ${NAMES_READ}
    ),
    best as (
      select kind, id, max(ln(1 + uses) + case when is_start then 1.5 else 0 end) as score
      from (select * from near union all select * from far) n
      where (select low from typed) <> ''
      group by kind, id order by score desc, kind desc, id limit ${few}
    )
    select kind, id from best
    where case kind
      when 'topic' then exists (select from article_topic x where x.topic_id = best.id and ${isEdgePublished})
      else exists (select from attribution x where x.source_id = best.id and ${isEdgePublished}) end
    order by score desc, kind desc, id limit ${first}
  `.execute(db);
  return rows;
}

export interface Headline {
  readonly id: number;
  readonly headline: string;
}

/** Headlines that may complete what is typed: the most read of a month first, then the latest. */
export async function headlinesInUse(db: Db): Promise<readonly Headline[]> {
  const { rows } = await sql<Headline>`
    select a.id, a.headline from (
      select id, min(rank) as rank from (
        (
          select r.article_id as id, r.rank from trending_rank r
          where r."window" = 'MONTH' and r.measure = 'VIEWS' and r.rank <= ${RANKED_READ}
        )
        union all
        (
          select a.id, 1000 + row_number() over (order by a.published_at desc, a.id desc) from published_article a
          order by a.published_at desc, a.id desc limit ${LATEST_READ}
        )
      ) c group by id
    ) c join published_article a on a.id = c.id order by c.rank
  `.execute(db);
  return rows;
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
