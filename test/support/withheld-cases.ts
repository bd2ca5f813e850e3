/** Tables of pieces in each format that differ by what a sender says of who may read them. */

import { day, line, newsml, text } from './one-piece.ts';

export type Case = readonly [what: string, text: string, name: string];

export const each = <T>(values: readonly T[], make: (value: T) => string, name: string): Case[] =>
  values.map((value) => [typeof value === 'string' ? value : JSON.stringify(value), make(value), name]);
export const terms = (words: string) =>
  newsml('', undefined, `<rightsInfo><usageTerms>${words}</usageTerms></rightsInfo>`);
export const editors = (words: string) => newsml(`<edNote>${words}</edNote>`);
export const linkedTo = (url: string) => line({ url });
/** A JSON Feed with one item, and what it says of itself. */
export const jsonFeed = (head: object) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'P',
    ...head,
    items: [{ id: '1', url: 'https://p.example/1', title: 'Pier shut', content_text: text, date_published: day }],
  });
