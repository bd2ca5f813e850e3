/** Meta tags of a page: Open Graph, Dublin Core, parsely, citation and plain ones, and microdata. */

import { type PageDocument, type PageElement, squeeze, textOf } from './dom.ts';
import { decodeEntities } from './entities.ts';

export interface MetaTags {
  /** Every non-empty content of the given names, in their order; names are compared in lower case. */
  readonly all: (...names: string[]) => string[];
  readonly first: (...names: string[]) => string | undefined;
}

export function readMetaTags(document: PageDocument): MetaTags {
  const byName = new Map<string, string[]>();
  for (const meta of document.querySelectorAll('meta')) {
    const content = squeeze(decodeEntities(meta.getAttribute('content') ?? ''));
    for (const attribute of ['property', 'name', 'itemprop']) {
      const name = meta.getAttribute(attribute)?.toLowerCase();
      if (
        !name ||
        content === '' ||
        (attribute === 'itemprop' && meta.closest('[itemscope]') !== meta.closest('[itemtype*="Article"]'))
      )
        continue;
      byName.set(name, [...(byName.get(name) ?? []), content]);
    }
  }
  const all = (...names: string[]) => names.flatMap((name) => byName.get(name.toLowerCase()) ?? []);
  return { all, first: (...names) => all(...names)[0] };
}

/** The microdata properties of the page's article (not those of things inside it), as elements. */
export function microdata(document: PageDocument, property: string): PageElement[] {
  const article = document.querySelector('[itemscope][itemtype*="Article"], [itemscope][itemtype*="BlogPosting"]');
  const all = (article ?? document).querySelectorAll(`[itemprop~="${property}"]`);
  return [...all].filter((element) => {
    const scope = element.parentElement?.closest('[itemscope]');
    return scope === undefined || scope === null || scope === article || property === 'author';
  });
}

/** The value that an element of microdata carries, as HTML's microdata section says it. */
export function microdataValue(element: PageElement): string {
  const inner = element.hasAttribute('itemscope') ? (element.querySelector('[itemprop~="name"]') ?? element) : element;
  return squeeze(inner.getAttribute('content') ?? inner.getAttribute('datetime') ?? '') || textOf(inner);
}
