/** The feed itself, where it is wrapped in a page or its elements have a prefix that says nothing. */

const roots = ['rss', 'feed', 'rdf:RDF'] as const;

/** Whether a page of XHTML holds a feed, rather than a text about one. */
export function isWrappedFeed(xml: string): boolean {
  return wrapped(xml) !== undefined && /<(?:channel|entry)[\s>]/.test(xml);
}

/** @param xml which may hold more than the feed */
export function unwrapped(xml: string): string {
  const [, prefix] = /^(?:<\?[^<>]*>)?\s*<(\w+):rss[\s>]/.exec(xml.trimStart()) ?? [];
  if (prefix !== undefined) return xml.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</');
  return (/^(?:<\?[^<>]*>)?\s*<html[\s>]/.test(xml.trimStart()) ? wrapped(xml) : undefined) ?? xml;
}

function wrapped(xml: string): string | undefined {
  for (const root of roots) {
    const start = xml.search(new RegExp(`<${root}[\\s>]`));
    const end = start < 0 ? -1 : xml.lastIndexOf(`</${root}>`);
    if (end > start) return xml.slice(start, end + root.length + 3);
  }
  return undefined;
}
