/** Topic extraction: keywords, tags and sections of a page, as names that a reader would recognise. */

import { distinctNames } from '../distinct-names.ts';
import { squeeze } from './dom.ts';
import { isNode, type LinkedData, plainText } from './linked-data.ts';
import type { MetaTags } from './meta-tags.ts';

const MAX_TOPICS = 20;

/** The most particular first, each once whatever its case. */
export interface PageTopics {
  /** At most 20. */
  readonly keywords: string[];
  readonly sections: string[];
}

/** @param shown names of the page's own links that say of themselves that they lead to a tag */
export function readTopics(linked: LinkedData, meta: MetaTags, shown: readonly string[]): PageTopics {
  const listed = [...linked.values('keywords'), ...linked.values('about')].flatMap((value) =>
    split(isNode(value) ? plainText(value.name) : plainText(value)),
  );
  const tagged = meta
    .all(
      'article:tag',
      'og:article:tag',
      'parsely-tags',
      'news_keywords',
      'citation_keywords',
      'dc.subject',
      'sailthru.tags',
    )
    .flatMap(split);
  // The plain tag is often made of the headline's words: it counts only where there is nothing better.
  const isOpen = listed.length + tagged.length === 0;
  const plain = isOpen ? meta.all('keywords').flatMap(split) : [];
  const words = isOpen && plain.length === 0 ? shown.flatMap(split) : plain;
  const sections = [
    ...linked.values('articleSection').map(plainText),
    ...meta.all('article:section', 'og:article:section', 'parsely-section'),
  ].flatMap(split);
  return { keywords: distinct([...listed, ...tagged, ...words]).slice(0, MAX_TOPICS), sections: distinct(sections) };
}

const distinct = (names: readonly string[]) => distinctNames(names.filter(isTopic));

function split(line: string): string[] {
  return line.split(/[,;，、|]/).map((name) => squeeze(name).replace(/^#+/, '').replace(/_/g, ' ').trim());
}

/** Not a machine tag (`ns:foo=bar`), an address, a number or an identifier. */
function isTopic(name: string): boolean {
  if (name.length < 2 || name.length > 60 || !/\p{L}{2}/u.test(name)) return false;
  return !/^[\w.-]+:\S*$|=|https?:|^\s*[0-9a-f-]{16,}$|^[a-z]+\d{4,}$|^[a-z]+\/\S/i.test(name);
}
