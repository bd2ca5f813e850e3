/** Recognises an export of Blogger, which is written as Atom, by what no feed of its has: its settings and templates, or the states of its entries. */

const HEAD_CHARS = 4_000;

/** By elements alone: a text may tell of Blogger's addresses. */
export function isBlogger(content: string): boolean {
  if (!content.startsWith('<')) return false;
  const feed = /<(?:\w+:)?feed\s[^<>]*>/i.exec(content.slice(0, HEAD_CHARS))?.[0];
  if (feed === undefined) return false;
  return (
    /["']https?:\/\/schemas\.google\.com\/blogger\/2018["']/.test(feed) ||
    Iterator.from(content.matchAll(/<(?:\w+:)?category\s[^<>]{0,500}>/g)).some(([tag]) =>
      /\sterm\s*=\s*["'][^"'\s]{0,200}blogger\/2008\/kind#(?:template|settings)["']/.test(tag),
    )
  );
}
