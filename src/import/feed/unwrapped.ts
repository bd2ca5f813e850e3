/** The feed itself, where it is wrapped in a page, words stand in front of it, or its elements have a prefix that says nothing. */

import { readProlog } from '../xml.ts';

const roots = ['rss', 'feed', 'rdf:RDF'] as const;
/** A program's warnings stand in front of what it goes on to write. */
const MAX_CHARS_BEFORE = 3_000;

/** Whether a page of XHTML holds a feed, rather than a text about one. */
export function isWrappedFeed(xml: string): boolean {
  const isXhtml = xml.startsWith('<?xml') || /^<html[^<>]{0,500}\sxmlns=/i.test(xml.slice(readProlog(xml).end, 2_000));
  return isXhtml && wrapped(xml) !== undefined && /<(?:channel|entry)[\s>]/.test(xml);
}

/** Whether nothing but words, such as the warning of a program, stand in front of a feed that goes on to the end. */
export function isBehindWords(text: string): boolean {
  const before =
    /^[^<]*(?:<\/?(?:br|b|pre|p)\b[^<>]{0,100}>[^<]*){0,30}(?=<\?xml|<rss[\s>]|<feed[\s>]|<rdf:RDF[\s>])/i.exec(
      text.slice(0, MAX_CHARS_BEFORE),
    )?.[0];
  return before !== undefined && before.trim() !== '' && /<\/(?:rss|feed|rdf:RDF)>\s*$/.test(text.slice(-200));
}

/** @param xml which may hold more than the feed */
export function unwrapped(xml: string): string {
  const [, prefix] = /^(?:<\?[^<>]*>)?\s*<(\w+):rss[\s>]/.exec(xml.trimStart()) ?? [];
  if (prefix !== undefined) return xml.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</');
  const text = xml.trimStart();
  const isInPage = /^<html[\s>]/i.test(text.slice(readProlog(text).end, MAX_CHARS_BEFORE));
  return (isInPage || isBehindWords(text) ? wrapped(xml) : undefined) ?? xml;
}

function wrapped(xml: string): string | undefined {
  for (const root of roots) {
    const start = xml.search(new RegExp(`<${root}[\\s>]`));
    const end = start < 0 ? -1 : xml.lastIndexOf(`</${root}>`);
    if (end > start) return xml.slice(start, end + root.length + 3);
  }
  return undefined;
}
