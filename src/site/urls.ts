/** URLs of articles, topics and sources on the site, and the article behind a URL. */

import { isStorable } from '../text/storable.ts';

const articlePath = '/articles/';

/** Shown where only a picture's caption is known. */
const placeholderPath = '/images/placeholder.svg';

export function articleUrl(publicUrl: string, slug: string): string {
  return `${publicUrl}${articlePath}${encodeURIComponent(slug)}`;
}

export function topicUrl(publicUrl: string, slug: string): string {
  return `${publicUrl}/topics/${encodeURIComponent(slug)}`;
}

export function sourceUrl(publicUrl: string, slug: string): string {
  return `${publicUrl}/sources/${encodeURIComponent(slug)}`;
}

/** @param url absolute, or a path of our own, or null when only the caption is known */
export function imageUrl(publicUrl: string, url: string | null): string {
  return new URL(url ?? placeholderPath, `${publicUrl}/`).href;
}

/** The slug in an address of ours; null for any other address. */
export function slugOfUrl(publicUrl: string, url: URL): string | null {
  const prefix = new URL(`${publicUrl}${articlePath}`);
  if (url.origin !== prefix.origin || !url.pathname.startsWith(prefix.pathname)) return null;
  try {
    const slug = decodeURIComponent(url.pathname.slice(prefix.pathname.length).replace(/\/$/, ''));
    return slug !== '' && isStorable(slug) ? slug : null;
  } catch {
    return null;
  }
}
