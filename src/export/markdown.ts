/** An article as Markdown with front matter, as makers of static sites read it. */

import { stringify } from 'yaml';
import type { ExportedArticle } from '../../db/articles/exported.ts';
import { bodyAsMarkdown } from '../text/markdown-out.ts';
import { markdownDigestOf } from './digest.ts';
import { plainItemOf } from './plain-item.ts';

/** What wrote it, in front matter, by which it is known again. */
export const generator = 'Dateline';

export function markdownOf(article: ExportedArticle, publicUrl: string): string {
  const { url, slug, headline, standfirst, body, language, publishedAt, updatedAt, authors, topics, image, ...rest } =
    plainItemOf(article, publicUrl);
  const matter = {
    title: headline,
    ...(standfirst !== null && { description: standfirst }),
    slug,
    canonical: url,
    date: article.published_date_only ? publishedAt.slice(0, 10) : publishedAt,
    lastmod: updatedAt,
    ...(language !== 'und' && { lang: language }),
    ...(authors.length > 0 && { authors }),
    ...(topics.length > 0 && { tags: topics }),
    ...(image !== null && {
      image: withoutEmpty({
        src: image.url,
        width: image.width,
        height: image.height,
        alt: image.alt,
        caption: image.caption,
        credit: image.creditLine,
        creditedSource: image.creditedSource && withoutEmpty(image.creditedSource),
      }),
    }),
    ...(rest.isTeaser && { teaser: true }),
    ...(rest.sources.length > 0 && { sources: rest.sources.map(withoutEmpty) }),
    ...(rest.corrections.length > 0 && { corrections: rest.corrections }),
    ...(article.former_slugs.length > 0 && { aliases: article.former_slugs.map((former) => `/articles/${former}`) }),
    generator,
  };
  const text = bodyAsMarkdown(body);
  const signed = { ...matter, digest: markdownDigestOf(matter, text) };
  return `---\n${stringify(signed, { lineWidth: 0 })}---\n\n${text}\n`;
}

const withoutEmpty = (record: object) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
