/** A newsroom's own export as Markdown read back, as `src/export/markdown.ts` writes it, with nothing left to be found. */

import { markdownDigestOf } from '../../export/digest.ts';
import { generator } from '../../export/markdown.ts';
import { markdownAsHtml } from '../../text/markdown-in.ts';
import { type JsonRecord, recordOf, textOf, textsOf } from '../archive/json.ts';
import type { ImportedDocument } from '../imported-document.ts';
import { isOwnPiece, isOwnSources, ownDocumentOf } from '../own-export.ts';
import { type MarkdownFile, saysMoreThanRead } from './front-matter.ts';

const names: ReadonlySet<string> = new Set([
  'title', 'description', 'slug', 'canonical', 'date', 'lastmod', 'lang', 'authors', 'tags', 'image', 'teaser', 'aliases', 'sources',
  'corrections', 'generator', 'digest',
]); // biome-ignore format: one list

/** What somebody has written a status or anything else into is a file like any other. */
export function isOwnMatter(matter: JsonRecord, text: string): boolean {
  return (
    matter.generator === generator &&
    Object.keys(matter).every((name) => names.has(name)) &&
    [matter.title, matter.canonical, matter.slug].every((value) => textOf(value) !== undefined) &&
    [matter.date, matter.lastmod].every((time) => !Number.isNaN(Date.parse(textOf(time) ?? ''))) &&
    isOwnSources(matter.sources ?? []) &&
    isOwnPiece(matter.canonical, matter.tags, isAsExported(matter, text))
  );
}

const isAsExported = ({ digest, ...said }: JsonRecord, text: string) => digest === markdownDigestOf(said, text);

/** @param file for whose matter {@link isOwnMatter} is true */
export function ownFileDocument({ matter, text, yaml = '' }: MarkdownFile): ImportedDocument {
  const image = recordOf(matter.image);
  const written = textOf(matter.date) ?? '';
  const document = ownDocumentOf({
    url: matter.canonical,
    slug: matter.slug,
    formerSlugs: textsOf(matter.aliases ?? []).map((alias) => alias.replace(/^\/articles\//, '')),
    headline: matter.title,
    standfirst: matter.description,
    body: markdownAsHtml(text),
    isTeaser: matter.teaser === true,
    language: matter.lang,
    publishedAt: written,
    isDateOnly: /^\d{4}-\d\d-\d\d$/.test(written),
    updatedAt: matter.lastmod,
    image: image && { ...image, url: image.src, creditLine: image.credit },
    topics: matter.tags,
    sources: matter.sources,
    corrections: matter.corrections,
  });
  if (saysMoreThanRead(yaml))
    return { ...document, isLossy: true, unsure: 'Its front matter has a comment or a name twice, as no export has.' };
  return { ...document, isLossy: true, isAsExported: isAsExported(matter, text) || undefined };
}
