/** Whose word a fetched wire is: that of the site which it came from, and of no other. */

import type { ImportedPage } from '../imported-document.ts';
import { isOnSite } from '../sister-addresses.ts';

/** Of a file, which is trusted, all stays. Ids that are no addresses count as the site's own, as those of a fetched feed do. */
export function asFetched(page: ImportedPage, address: string | undefined): ImportedPage {
  if (address === undefined) return page;
  const documents = page.documents.map((document) => {
    const { origin, url } = document;
    const isAddress = /^https?:/i.test(origin);
    const own = isAddress ? document : { ...document, origin: `${new URL('/', address).href}#${origin}` };
    const addresses = [...(isAddress ? [origin] : []), ...(url === undefined ? [] : [url])];
    const isOfAnotherSite = addresses.some((each) => /^https?:/i.test(each) && !isOnSite([address], each));
    return isOfAnotherSite ? { ...own, isOfAnotherSite, isEntered: false } : own;
  });
  return { ...page, documents };
}
