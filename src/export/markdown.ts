/** An article as Markdown with front matter, as makers of static sites read it. */

import { stringify } from 'yaml';
import type { ExportedArticle } from '../../db/articles/exported.ts';
import { bodyAsMarkdown } from '../text/markdown-out.ts';
import { plainItemOf } from './plain-item.ts';

export function markdownOf(article: ExportedArticle, publicUrl: string): string {
  const { url, slug, headline, standfirst, body, language, publishedAt, updatedAt, authors, topics, image } =
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
    ...(image?.url && { image: { src: image.url, alt: image.alt, caption: image.caption, credit: image.creditLine } }),
    ...(article.former_slugs.length > 0 && { aliases: article.former_slugs.map((former) => `/articles/${former}`) }),
  };
  return `---\n${stringify(matter, { lineWidth: 0 })}---\n\n${bodyAsMarkdown(body)}\n`;
}
