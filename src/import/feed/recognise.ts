/** Recognises feeds: JSON Feed by its version, others by their root element, also within a page. */

import type { Looked } from '../formats/looked.ts';
import { isLoneEntry, isWrappedFeed } from './unwrapped.ts';

export function isFeed({ content, json, isLines, markup }: Looked): boolean {
  if (/^[[{]/.test(content)) return !isLines() && isJsonFeed(json());
  const { root, isHtmlDoctype, isDefining } = markup();
  if (root === 'rss' || root === 'feed' || root === 'rdf' || (root === 'html' && isWrappedFeed(content))) return true;
  if (root === 'entry' && isLoneEntry(content)) return true;
  // No page's doctype defines anything, so it can only be XML; its reader says what is wrong with that.
  return isDefining && !isHtmlDoctype;
}

function isJsonFeed(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || !('version' in json)) return false;
  return typeof json.version === 'string' && /^https?:\/\/(?:www\.)?jsonfeed\.org\/version\//i.test(json.version);
}
