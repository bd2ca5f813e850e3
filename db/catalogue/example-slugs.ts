/** Slugs by which examples ask: which of those that they name are there, and one of each kind of what is latest. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { isCited } from './citations.ts';

export interface NamedSlugs {
  readonly articles: readonly string[];
  readonly topics: readonly string[];
  readonly sources: readonly string[];
}

export interface ExampleSlugs {
  /** Of those that were asked for. */
  readonly there: NamedSlugs;
  /** The latest whole article, and what most of the latest are about and rest on; null for none. */
  readonly article: string | null;
  readonly topic: string | null;
  readonly source: string | null;
}

/** Of so many what most have is looked for, by the index over `published_at`. */
const LATEST = 200;

export async function exampleSlugs(db: Db, { articles, topics, sources }: NamedSlugs): Promise<ExampleSlugs> {
  const { rows } = await sql<Omit<ExampleSlugs, 'there'> & NamedSlugs>`
    with latest as materialized (
      select id, slug, is_teaser, published_at from published_article order by published_at desc, id desc limit ${LATEST}
    )
    select
      array(select slug from published_article where slug = any(${articles}::text[])) as articles,
      array(select slug from topic where slug = any(${topics}::text[])) as topics,
      array(select slug from source where slug = any(${sources}::text[])) as sources,
      (select slug from latest where not is_teaser order by published_at desc, id desc limit 1) as article,
      (select t.slug from latest join article_topic e on e.article_id = latest.id join topic t on t.id = e.topic_id
        group by t.slug order by count(*) desc, t.slug limit 1) as topic,
      (select s.slug from latest join attribution x on x.article_id = latest.id and ${isCited} join source s on s.id = x.source_id
        group by s.slug order by count(distinct latest.id) desc, s.slug limit 1) as source
  `.execute(db);
  const [row] = rows;
  const { article = null, topic = null, source = null } = row ?? {};
  const there = { articles: row?.articles ?? [], topics: row?.topics ?? [], sources: row?.sources ?? [] };
  return { there, article, topic, source };
}
