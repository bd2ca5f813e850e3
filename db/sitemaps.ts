/** What maps of the site list: articles, topics and sources by ranges of ids, so that a file keeps what it has. */

import { sql } from 'kysely';
import type { Db } from './connect.ts';
import { prepared } from './prepared.ts';

/** A file of a map has the pages whose ids are above `(file - 1) * perFile` and up to `file * perFile`. */
export interface MapFile {
  /** From 1. */
  readonly file: number;
  /** When the last of its pages changed; null where that isn't known. */
  readonly changed_at: Date | null;
}

export interface MappedPage {
  readonly id: number;
  readonly slug: string;
  readonly changed_at: Date | null;
}

export const mapKinds = ['articles', 'topics', 'sources'] as const;
export type MapKind = (typeof mapKinds)[number];

const articleFiles = prepared<{ perFile: number }, MapFile>(
  'map_files_of_articles',
  ({ perFile }) => sql`
    select (a.id - 1) / ${perFile}::int + 1 as file, max(a.updated_at) as changed_at
    from published_article a group by 1 order by 1`,
);

const topicFiles = prepared<{ perFile: number }, MapFile>(
  'map_files_of_topics',
  ({ perFile }) => sql`
    select distinct (t.id - 1) / ${perFile}::int + 1 as file, null::timestamptz as changed_at from topic t order by 1`,
);

const isRestedOn = sql`exists (
  select from attribution x join published_article a on a.id = x.article_id where x.source_id = s.id
)`;

const sourceFiles = prepared<{ perFile: number }, MapFile>(
  'map_files_of_sources',
  ({ perFile }) => sql`
    select distinct (s.id - 1) / ${perFile}::int + 1 as file, null::timestamptz as changed_at
    from source s where ${isRestedOn} order by 1`,
);

/** The files of a map that have a page, in order. */
export function mapFiles(db: Db, kind: MapKind, perFile: number): Promise<MapFile[]> {
  return { articles: articleFiles, topics: topicFiles, sources: sourceFiles }[kind](db, { perFile });
}

type Range = { readonly above: number; readonly upTo: number; readonly take: number };

const mappedArticles = prepared<Range, MappedPage>(
  'mapped_articles',
  ({ above, upTo, take }) => sql`
    select a.id, a.slug, a.updated_at as changed_at from published_article a
    where a.id > ${above}::int and a.id <= ${upTo}::int order by a.id limit ${take}`,
);

const mappedTopics = prepared<Range, MappedPage>(
  'mapped_topics',
  ({ above, upTo, take }) => sql`
    select t.id, t.slug, null::timestamptz as changed_at from topic t
    where t.id > ${above}::int and t.id <= ${upTo}::int order by t.id limit ${take}`,
);

/** A source that no article rests on has an empty page. */
const mappedSources = prepared<Range, MappedPage>(
  'mapped_sources',
  ({ above, upTo, take }) => sql`
    select s.id, s.slug, null::timestamptz as changed_at from source s
    where s.id > ${above}::int and s.id <= ${upTo}::int and ${isRestedOn} order by s.id limit ${take}`,
);

/** The pages of a range of ids, by id, in parts: what is held is one part, however many there are. */
export async function* mappedPages(
  db: Db,
  kind: MapKind,
  range: { readonly above: number; readonly upTo: number },
  partSize = 2_000,
): AsyncGenerator<readonly MappedPage[]> {
  const read = { articles: mappedArticles, topics: mappedTopics, sources: mappedSources }[kind];
  let { above } = range;
  for (;;) {
    const part = await read(db, { above, upTo: range.upTo, take: partSize });
    if (part.length > 0) yield part;
    if (part.length < partSize) return;
    above = part.at(-1)?.id ?? range.upTo;
  }
}

export interface NewsPage {
  readonly slug: string;
  readonly headline: string;
  readonly language: string;
  readonly first_published_at: Date;
}

const selectNews = prepared<{ take: number }, NewsPage>(
  'mapped_news',
  ({ take }) => sql`
    select a.slug, a.headline, a.language, a.first_published_at from published_article a
    where a.published_at > now() - interval '2 days' and a.first_published_at > now() - interval '2 days'
    order by a.published_at desc, a.id desc limit ${take}`,
);

/** Published for the first time within the last two days, the latest first: what Google News takes as news. */
export function latestNews(db: Db, take: number): Promise<NewsPage[]> {
  return selectNews(db, { take });
}
