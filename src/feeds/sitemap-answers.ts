/** The sitemap index and the news sitemap. */

import { latestNews, type MapKind, mapFiles, mapKinds } from '../../db/articles/sitemaps.ts';
import type { Db } from '../../db/engine/database.ts';
import type { Reads } from '../caching/reads.ts';
import { articles, sources, topics } from '../caching/tags.ts';
import { articleUrl } from '../site/urls.ts';
import { newsSitemap, sitemapIndex } from './sitemap.ts';
import type { TextAnswer } from './text-answer.ts';

/** News a map may have, by Google's rule. */
const MAX_NEWS = 1_000;

export const sitemapHeaders = { 'Content-Type': 'application/xml; charset=utf-8' } as const;

export interface MapSettings {
  readonly publicUrl: string;
  readonly siteName: string;
}

export interface MapNeeds extends MapSettings {
  readonly db: Db;
  /** Told what the answer depends on. */
  readonly reads: Pick<Reads, 'tag'>;
}

export function mapPath(kind: MapKind, file: number): string {
  return kind === 'articles' ? `/sitemap-${file}.xml` : `/sitemap-${kind}-${file}.xml`;
}

/** @param perFile URLs in a file */
export async function answerIndex({ db, publicUrl, reads }: MapNeeds, perFile: number): Promise<TextAnswer> {
  for (const tag of [articles, topics, sources]) reads.tag(tag);
  const kinds = await Promise.all(
    mapKinds.map(async (kind) =>
      (await mapFiles(db, kind, perFile)).map(({ file, changed_at }) => {
        return { url: publicUrl + mapPath(kind, file), changedAt: changed_at };
      }),
    ),
  );
  return { status: 200, headers: sitemapHeaders, body: sitemapIndex(kinds.flat()) };
}

/** What is two days old leaves it without anything having changed: it may not be kept for long. */
export async function answerNews({ db, publicUrl, siteName, reads }: MapNeeds): Promise<TextAnswer> {
  reads.tag(articles);
  const rows = await latestNews(db, MAX_NEWS);
  const news = rows.map(({ slug, headline, language, ...dates }) => {
    const { first_published_at: publishedAt, published_date_only: isDateOnly } = dates;
    return { url: articleUrl(publicUrl, slug), headline, language, publishedAt, isDateOnly };
  });
  return { status: 200, headers: sitemapHeaders, body: newsSitemap(news, siteName) };
}
