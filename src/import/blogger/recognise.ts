/** Recognises an export of Blogger, which is written as Atom, by what no feed of its has: its settings and templates, or the states of its entries. */

const HEAD_CHARS = 4_000;

export function isBlogger(content: string): boolean {
  if (!content.startsWith('<') || !/<(?:\w+:)?feed[\s>]/i.test(content.slice(0, HEAD_CHARS))) return false;
  return /blogger\/2008\/kind#(?:template|settings)|schemas\.google\.com\/blogger\/2018/.test(content);
}
