/** An article as schema.org's NewsArticle: https://schema.org/NewsArticle. */

import { inertText } from '../text/inert.ts';

interface Party {
  readonly name: string;
  readonly kind: string;
  readonly homepage: string | null;
}

export interface NewsArticleParts {
  readonly article: {
    readonly headline: string;
    readonly standfirst: string | null;
    readonly language: string;
    readonly word_count: number;
    readonly published_at: Date;
    /** Whether only its day is known. */
    readonly published_date_only: boolean;
    readonly updated_at: Date;
  };
  readonly url: string;
  /** Plain text of the body. */
  readonly text: string;
  readonly image: {
    readonly url: string;
    readonly width: number | null;
    readonly height: number | null;
    readonly caption: string | null;
    readonly credit_line: string | null;
  } | null;
  readonly topics: readonly { readonly name: string }[];
  readonly attributions: readonly { readonly role: string; readonly source: Party }[];
  readonly corrections: readonly { readonly note: string; readonly corrected_at: Date }[];
}

/** What search engines show of a headline; longer ones are cut by them anyway. */
const MAX_HEADLINE_CHARACTERS = 110;

/**
 * Absent values are left out, as search engines ask; dates carry their zone. No text in it ends the element that it is put into.
 */
export function newsArticle(parts: NewsArticleParts): Record<string, unknown> {
  const { article, url, text, topics, attributions, corrections } = parts;
  const inRole = (role: string) => attributions.filter((each) => each.role === role).map(({ source }) => party(source));
  const content = withoutEmpty({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': url,
    url,
    mainEntityOfPage: { '@type': 'WebPage', '@id': url },
    headline: shortened(article.headline),
    description: article.standfirst,
    inLanguage: article.language,
    datePublished: article.published_at
      .toISOString()
      .slice(0, article.published_date_only ? 'YYYY-MM-DD'.length : undefined),
    dateModified: article.updated_at.toISOString(),
    wordCount: article.word_count,
    articleSection: topics[0]?.name,
    keywords: topics.map(({ name }) => name),
    articleBody: text,
    image: parts.image && [imageObject(parts.image)],
    author: inRole('AUTHOR'),
    publisher: inRole('PUBLISHER')[0],
    citation: [...new Set(['WIRE', 'CITED', 'QUOTED'].flatMap((role) => inRole(role).map(({ name }) => name)))],
    correction: corrections.map(({ note, corrected_at }) => ({
      '@type': 'CorrectionComment',
      text: note,
      datePublished: corrected_at.toISOString(),
    })),
  });
  return inert(content);
}

function inert<Value>(value: Value): Value {
  if (typeof value === 'string') return inertText(value) as Value;
  if (Array.isArray(value)) return value.map(inert) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inert(each)])) as Value;
}

function party({ name, kind, homepage }: Party) {
  return withoutEmpty({ '@type': kind === 'PERSON' ? 'Person' : partyType(kind), name, url: homepage });
}

function partyType(kind: string): string {
  return ['NEWS_AGENCY', 'NEWSPAPER', 'BROADCASTER', 'MAGAZINE'].includes(kind)
    ? 'NewsMediaOrganization'
    : 'Organization';
}

function imageObject({ url, width, height, caption, credit_line }: NonNullable<NewsArticleParts['image']>) {
  return withoutEmpty({ '@type': 'ImageObject', url, width, height, caption, creditText: credit_line });
}

function shortened(headline: string): string {
  return headline.length <= MAX_HEADLINE_CHARACTERS
    ? headline
    : `${headline.slice(0, MAX_HEADLINE_CHARACTERS - 1).trimEnd()}…`;
}

function withoutEmpty<Value extends Record<string, unknown>>(value: Value): Value {
  const isEmpty = (each: unknown) => each == null || each === '' || (Array.isArray(each) && each.length === 0);
  return Object.fromEntries(Object.entries(value).filter(([, each]) => !isEmpty(each))) as Value;
}
