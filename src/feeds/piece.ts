/** Feed items: an article with what RSS, Atom and JSON Feed show of it. */

import type { ArticleCard } from '../../db/articles/articles.ts';
import type { AttributionRow } from '../../db/articles/attributions.ts';
import type { CorrectionRow } from '../../db/articles/corrections.ts';
import type { LeadImageRow } from '../../db/articles/lead-images.ts';
import type { TopicRow } from '../../db/catalogue/topics.ts';
import { encodeId } from '../ids.ts';
import { articleUrl, imageUrl } from '../site/urls.ts';
import { bodyAsText } from '../text/body.ts';
import type { FeedImage, FeedPiece } from './feed.ts';
import { escapedHtml } from './markup.ts';

export interface ArticleParts {
  readonly article: ArticleCard;
  /** Sanitised HTML; null where nobody needs it. */
  readonly body: string | null;
  readonly topics: readonly TopicRow[];
  readonly attributions: readonly AttributionRow[];
  readonly image: LeadImageRow | null;
  readonly corrections: readonly CorrectionRow[];
}

/** @param isFull with its whole text, rather than a summary of it */
export function pieceOf(parts: ArticleParts, publicUrl: string, isFull: boolean): FeedPiece {
  const { article, body, topics, attributions, image, corrections } = parts;
  const inRole = (wanted: string) => attributions.filter(({ role }) => role === wanted).map(({ source }) => source);
  const changes = [article.published_at, article.updated_at, ...corrections.map(({ corrected_at }) => corrected_at)];
  return {
    id: pieceId(publicUrl, article.id),
    url: articleUrl(publicUrl, article.slug),
    headline: article.headline,
    summary: article.standfirst ?? beginning(body ?? '', article.language),
    content: isFull && body ? body + corrections.map((each) => correctionHtml(each, article.language)).join('') : null,
    language: article.language === 'und' ? null : article.language,
    publishedAt: article.published_at,
    updatedAt: new Date(Math.max(...changes.map(Number))),
    authors: inRole('AUTHOR'),
    publisher: inRole('PUBLISHER')[0]?.name ?? null,
    topics,
    image: image && feedImage(image, publicUrl),
    corrections: corrections.map(({ note, corrected_at }) => ({ note, correctedAt: corrected_at })),
  };
}

/**
 * A tag URI (RFC 4151) of the article's id in the graph, under the site's name, since every newsroom has an article 1.
 * The year belongs to the form; it says since when the name is the site's, and never changes.
 */
function pieceId(publicUrl: string, articleId: number): string {
  const authority = new URL(publicUrl).hostname.replace(/[^a-z0-9.-]+/g, '-').replace(/^-|-$/g, '');
  return `tag:${authority},2026:${encodeId('Article', articleId)}`;
}

const MAX_SUMMARY_CHARACTERS = 280;

/** The first words of a text, cut between two of them; null without any. */
function beginning(body: string, language: string): string | null {
  const text = bodyAsText(body, language).replace(/\s+/g, ' ');
  if (text.length <= MAX_SUMMARY_CHARACTERS) return text === '' ? null : text;
  const cut = text.slice(0, MAX_SUMMARY_CHARACTERS - 1);
  const space = cut.lastIndexOf(' ');
  // Chinese, Japanese and Thai have no spaces to cut at.
  const words = space > MAX_SUMMARY_CHARACTERS / 2 ? cut.slice(0, space) : [...cut].slice(0, -1).join('');
  return `${words.replace(/(?<![\s,;:–-])[\s,;:–-]+$/, '')}…`;
}

/** A picture without an address is only a caption, which a feed has no use for. */
function feedImage(image: LeadImageRow, publicUrl: string): FeedImage | null {
  if (image.url === null) return null;
  const url = imageUrl(publicUrl, image.url);
  const { width, height, alt, caption, credit_line: creditLine } = image;
  return { url, type: pictureType(url), width, height, alt, caption, creditLine };
}

const pictureTypes: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
};

function pictureType(url: string): string | null {
  const [, extension = ''] = /\.([a-z]+)$/i.exec(new URL(url).pathname) ?? [];
  return pictureTypes[extension.toLowerCase()] ?? null;
}

const correctionLabels: Readonly<Record<string, string>> = {
  de: 'Korrektur',
  es: 'Corrección',
  fr: 'Correction',
  it: 'Correzione',
  nl: 'Correctie',
  pt: 'Correção',
};

function correctionHtml({ note, corrected_at }: CorrectionRow, language: string): string {
  const label = correctionLabels[language.split('-')[0] ?? ''] ?? 'Correction';
  const date = corrected_at.toISOString().slice(0, 10);
  return `\n<p><strong>${label} (${date}):</strong> ${escapedHtml(note)}</p>`;
}
