/** What feedsmith's fields say of a feed's items, taken as they are: what the importer has to be better than. */

import { parseFeed } from 'feedsmith';

/** What is compared of an item that was read; its time as ISO 8601 or as feeds write it. */
export interface ReadItem {
  readonly headline: string;
  readonly time?: string | undefined;
  readonly authors: readonly string[];
  readonly sections: readonly string[];
  readonly link?: string | undefined;
}

export function rivalItems(text: string): ReadItem[] {
  const { format, feed } = parseFeed(text);
  switch (format) {
    case 'rss':
      return (feed.items ?? []).map((item) => ({
        headline: item.title ?? '',
        time: item.pubDate,
        authors: item.dc?.creators ?? named(item.authors),
        sections: (item.categories ?? []).flatMap(({ domain, name }) => (domain && name ? [name] : [])),
        link: item.link,
      }));
    case 'rdf':
      return (feed.items ?? []).map((item) => ({
        headline: item.title ?? '',
        time: item.dc?.dates?.[0],
        authors: item.dc?.creators ?? [],
        sections: [],
        link: item.link,
      }));
    case 'atom':
      return (feed.entries ?? []).map((entry) => ({
        headline: entry.title?.value ?? '',
        time: entry.published ?? entry.updated,
        authors: named(entry.authors),
        sections: (entry.categories ?? []).flatMap(({ scheme, label, term }) => (scheme ? [label ?? term ?? ''] : [])),
        link: entry.links?.find(({ rel = 'alternate' }) => rel === 'alternate')?.href,
      }));
    case 'json':
      return (feed.items ?? []).map((item) => ({
        headline: item.title ?? '',
        time: item.date_published,
        authors: named(item.authors),
        sections: [],
        link: item.url,
      }));
  }
}

const named = (people: readonly { readonly name?: string | undefined }[] = []) =>
  people.flatMap(({ name }) => name ?? []);
