/** The feed itself, where it is wrapped in a page, its elements have a prefix that says nothing, or it is an entry alone. */

import { readProlog } from '../xml.ts';

const roots = ['rss', 'feed', 'rdf:RDF'] as const;
/** How much of a page stands in front of the feed in it. */
const MAX_CHARS_BEFORE = 3_000;

/** Whether a page of XHTML holds a feed, rather than a text about one. */
export function isWrappedFeed(xml: string): boolean {
  const isXhtml = xml.startsWith('<?xml') || /^<html[^<>]{0,500}\sxmlns=/i.test(xml.slice(readProlog(xml).end, 2_000));
  return isXhtml && wrapped(xml) !== undefined && /<(?:channel|entry)[\s>]/.test(xml);
}

const atomNamespace = 'http://www.w3.org/2005/Atom';
/** A feed that holds nothing, since its entry is a draft, must say something. */
const generator = '<generator>RFC 5023</generator>';
const MAX_TAG_CHARS = 5_000;

/** Whether it is an entry without its feed, as Atom's publishing protocol (RFC 5023) hands one over. */
export function isLoneEntry(xml: string): boolean {
  const { end } = readProlog(xml);
  const tag = /^<(?:\w+:)?entry\s[^>]*/.exec(xml.slice(end, end + MAX_TAG_CHARS))?.[0] ?? '';
  return tag.includes(atomNamespace);
}

/** @param xml which may hold more than the feed, or less */
export function unwrapped(xml: string): string {
  if (isLoneEntry(xml)) return `<feed xmlns="${atomNamespace}">${generator}${xml.slice(readProlog(xml).end)}</feed>`;
  const [, prefix] = /^(?:<\?[^<>]*>)?\s*<(\w+):rss[\s>]/.exec(xml.trimStart()) ?? [];
  if (prefix !== undefined) return xml.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</');
  const text = xml.trimStart();
  const isInPage = /^<html[\s>]/i.test(text.slice(readProlog(text).end, MAX_CHARS_BEFORE));
  return (isInPage ? wrapped(xml) : undefined) ?? xml;
}

function wrapped(xml: string): string | undefined {
  for (const root of roots) {
    const start = xml.search(new RegExp(`<${root}[\\s>]`));
    const end = start < 0 ? -1 : xml.lastIndexOf(`</${root}>`);
    if (end > start) return xml.slice(start, end + root.length + 3);
  }
  return undefined;
}
