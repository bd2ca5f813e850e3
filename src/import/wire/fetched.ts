/** Whose word a fetched wire is: that of the site which it came from, and of no other. */

import type { ImportedPage } from '../imported-document.ts';
import { isOnSite } from '../sister-addresses.ts';

/** Of a file, which is trusted, all stays. Ids that are no addresses count as the site's own, as those of a fetched feed do. */
export function asFetched(page: ImportedPage, address: string | undefined): ImportedPage {
  if (address === undefined) return page;
  const documents = page.documents.map((document) => {
    const { origin, url = origin } = document;
    if (!/^https?:/i.test(origin)) return { ...document, origin: `${new URL('/', address).href}#${origin}` };
    const isOfAnotherSite = !isOnSite([address], origin) || (/^https?:/i.test(url) && !isOnSite([address], url));
    return isOfAnotherSite ? { ...document, isOfAnotherSite, isEntered: false } : document;
  });
  return { ...page, documents };
}
