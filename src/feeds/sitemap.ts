/** Sitemaps as XML (https://www.sitemaps.org/protocol.html), and Google's news sitemap. */

import { escapedHtml, tidyXml } from './markup.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const newsNamespace = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"';

export interface MapEntry {
  readonly url: string;
  readonly changedAt: Date | null;
}

/** An index of maps. */
export function sitemapIndex(maps: readonly MapEntry[]): string {
  const entries = maps.map((map) => `<sitemap>${locationOf(map)}</sitemap>\n`);
  return `${declaration}<sitemapindex ${namespace}>\n${entries.join('')}</sitemapindex>\n`;
}

/** A map, part by part as the pages are read. */
export async function* sitemap(parts: AsyncIterable<readonly MapEntry[]>): AsyncGenerator<string> {
  yield `${declaration}<urlset ${namespace}>\n`;
  for await (const pages of parts) yield pages.map((page) => `<url>${locationOf(page)}</url>\n`).join('');
  yield '</urlset>\n';
}

function locationOf({ url, changedAt }: MapEntry): string {
  const changed = changedAt === null ? '' : `<lastmod>${changedAt.toISOString()}</lastmod>`;
  return `<loc>${escapedHtml(url)}</loc>${changed}`;
}

export interface NewsEntry {
  readonly url: string;
  readonly headline: string;
  /** BCP 47. */
  readonly language: string;
  readonly publishedAt: Date;
  /** Whether only its day is known. */
  readonly isDateOnly: boolean;
}

/** https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap; may be empty on quiet days. */
export function newsSitemap(news: readonly NewsEntry[], publication: string): string {
  const entries = news.map(
    ({ url, headline, language, publishedAt, isDateOnly }) => `<url>${locationOf({ url, changedAt: null })}<news:news>
<news:publication><news:name>${escapedHtml(publication)}</news:name><news:language>${googleLanguage(language)}</news:language></news:publication>
<news:publication_date>${publishedAt.toISOString().slice(0, isDateOnly ? 'YYYY-MM-DD'.length : undefined)}</news:publication_date>
<news:title>${escapedHtml(headline)}</news:title>
</news:news></url>\n`,
  );
  return tidyXml(`${declaration}<urlset ${namespace} ${newsNamespace}>\n${entries.join('')}</urlset>\n`);
}

/** A code of ISO 639; of Chinese alone Google wants to know which. */
function googleLanguage(tag: string): string {
  const [language = 'und'] = tag.split('-');
  if (language !== 'zh') return language;
  return /-(?:hant|tw|hk|mo)\b/i.test(tag) ? 'zh-tw' : 'zh-cn';
}
