/** What plain Readability and JSON-LD make of a saved page, with no rule of Dateline's: what the importer has to be better than. */

import { Readability } from '@mozilla/readability';
import { type PageDocument, parsePage } from '../import/html/dom.ts';
import { isNode, plainText, readLinkedData } from '../import/html/linked-data.ts';
import { readMetaTags } from '../import/html/meta-tags.ts';
import type { ReadPage } from './page-comparison.ts';

export function rivalOf(html: string, url: string | undefined): ReadPage {
  const document = parsePage(html);
  const linked = readLinkedData(document, url);
  const meta = readMetaTags(document);
  const [image] = linked.values('image');
  const picture = isNode(image) ? image.url : image;
  const names = linked.values('author').flatMap((author) => plainText(isNode(author) ? author.name : author));
  const declared = {
    headline: linked.text('headline') ?? meta.first('og:title'),
    at: linked.text('datePublished') ?? meta.first('article:published_time'),
    picture: typeof picture === 'string' ? picture : meta.first('og:image'),
  };
  const read = readable(document);
  const authors = names.length > 0 ? names : [read?.byline ?? meta.first('author') ?? ''];
  return {
    headline: declared.headline ?? read?.title ?? '',
    publishedAt: new Date(declared.at ?? Number.NaN),
    attributions: authors
      .filter((name) => name !== '')
      .map((name) => ({ role: 'AUTHOR', source: { name, kind: 'PERSON' } })),
    image: declared.picture === undefined ? undefined : { url: declared.picture },
    body: read?.content ?? '',
  };
}

/** It throws on a page in a hundred, where an element that it moves has lost its parent: nothing is read then. */
function readable(document: PageDocument) {
  try {
    return new Readability(document as never, { disableJSONLD: true }).parse();
  } catch {
    return null;
  }
}
