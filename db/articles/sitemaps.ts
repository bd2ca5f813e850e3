/** Rows of sitemaps: articles, topics and sources by ranges of ids, so that a file keeps what it has. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { MAX_INTEGER } from '../engine/keyset.ts';
import { prepared } from '../engine/prepared.ts';

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

/**
 * Sources that an article rests on; the page of any other is empty. One is looked for from each source, where `exists` is
 * taken for a reason to read all attributions.
 */
const restedOn = sql`source s cross join lateral (
  select from attribution x join published_article a on a.id = x.article_id where x.source_id = s.id limit 1
) found`;

type Nothing = Record<string, never>;

const largestIds = {
  articles: prepared<Nothing, { id: number | null }>(
    'largest_mapped_article',
    () => sql`select max(a.id) as id from published_article a`,
  ),
  topics: prepared<Nothing, { id: number | null }>(
    'largest_mapped_topic',
    () => sql`select max(t.id) as id from topic t`,
  ),
  sources: prepared<Nothing, { id: number | null }>(
    'largest_mapped_source',
    () => sql`select max(s.id) as id from source s`,
  ),
};

type Ids = { readonly above: number; readonly upTo: number };
type Found = { readonly changed_at: Date | null };

/** A row for a range of ids that has a page. */
const ranges = {
  articles: prepared<Ids, Found>(
    'map_file_of_articles',
    ({ above, upTo }) => sql`
      select max(a.updated_at) as changed_at from published_article a
      where a.id > ${above}::int and a.id <= ${upTo}::int having count(*) > 0`,
  ),
  topics: prepared<Ids, Found>(
    'map_file_of_topics',
    ({ above, upTo }) => sql`
      select null::timestamptz as changed_at
      where exists (select from topic t where t.id > ${above}::int and t.id <= ${upTo}::int)`,
  ),
  sources: prepared<Ids, Found>(
    'map_file_of_sources',
    ({ above, upTo }) => sql`
      select null::timestamptz as changed_at
      where exists (select from ${restedOn} where s.id > ${above}::int and s.id <= ${upTo}::int)`,
  ),
};

/**
 * The files of a map that have a page, in order. A statement for each of them: one for all would read every article, which
 * may take longer than a statement is given.
 */
export async function mapFiles(db: Db, kind: MapKind, perFile: number): Promise<MapFile[]> {
  const [largest] = await largestIds[kind](db, {});
  const files: MapFile[] = [];
  for (let file = 1; (file - 1) * perFile < (largest?.id ?? 0); file += 1) {
    const [found] = await ranges[kind](db, {
      above: (file - 1) * perFile,
      upTo: Math.min(file * perFile, MAX_INTEGER),
    });
    if (found !== undefined) files.push({ file, ...found });
  }
  return files;
}

type Part = Ids & { readonly take: number };

const mappedArticles = prepared<Part, MappedPage>(
  'mapped_articles',
  ({ above, upTo, take }) => sql`
    select a.id, a.slug, a.updated_at as changed_at from published_article a
    where a.id > ${above}::int and a.id <= ${upTo}::int order by a.id limit ${take}`,
);

const mappedTopics = prepared<Part, MappedPage>(
  'mapped_topics',
  ({ above, upTo, take }) => sql`
    select t.id, t.slug, null::timestamptz as changed_at from topic t
    where t.id > ${above}::int and t.id <= ${upTo}::int order by t.id limit ${take}`,
);

const mappedSources = prepared<Part, MappedPage>(
  'mapped_sources',
  ({ above, upTo, take }) => sql`
    select s.id, s.slug, null::timestamptz as changed_at from ${restedOn}
    where s.id > ${above}::int and s.id <= ${upTo}::int order by s.id limit ${take}`,
);

/** The pages of a range of ids, by id, in parts: what is held is one part, however many there are. */
export async function* mappedPages(
  db: Db,
  kind: MapKind,
  range: Ids,
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
  readonly published_date_only: boolean;
}

const selectNews = prepared<{ take: number }, NewsPage>(
  'mapped_news',
  ({ take }) => sql`
    select a.slug, a.headline, a.language, a.first_published_at, a.published_date_only from published_article a
    where a.published_at > now() - interval '2 days' and a.first_published_at > now() - interval '2 days'
    order by a.published_at desc, a.id desc limit ${take}`,
);

/** Published for the first time within the last two days, the latest first: what Google News takes as news. */
export function latestNews(db: Db, take: number): Promise<NewsPage[]> {
  return selectNews(db, { take });
}
