/** An article as flat JSON in the newsroom's own words, for whoever reads it by program. */

import type { ExportedArticle } from '../../db/articles/exported.ts';
import { articleUrl, imageUrl } from '../site/urls.ts';
import { sanitiseBody } from '../text/sanitise.ts';

export function plainItemOf(article: ExportedArticle, publicUrl: string) {
  const { slug, headline, standfirst, language, topics, attributions, image, corrections } = article;
  const inRole = (wanted: string) => [
    ...new Set(attributions.filter(({ role }) => role === wanted).map(({ name }) => name)),
  ];
  return {
    url: articleUrl(publicUrl, slug),
    slug,
    formerSlugs: article.former_slugs,
    headline,
    standfirst,
    body: sanitiseBody(article.body, `${publicUrl}/`),
    language,
    publishedAt: article.published_at.toISOString(),
    updatedAt: article.updated_at.toISOString(),
    isDateOnly: article.published_date_only,
    isTeaser: article.is_teaser,
    authors: inRole('AUTHOR'),
    publisher: inRole('PUBLISHER')[0] ?? null,
    topics,
    image: image && {
      url: image.url && imageUrl(publicUrl, image.url),
      width: image.width,
      height: image.height,
      alt: image.alt,
      caption: image.caption,
      creditLine: image.credit_line,
      creditedSource: image.credit,
    },
    sources: attributions.map(({ role, name, kind, homepage, quote }) => ({ role, name, kind, homepage, quote })),
    corrections: corrections.map(({ note, at }) => ({ note, correctedAt: new Date(at).toISOString() })),
  };
}
