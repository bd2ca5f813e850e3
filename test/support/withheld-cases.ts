/** Tables of pieces in each format that differ by what a sender says of who may read them. */

import { line, newsml } from './one-piece.ts';

export type Case = readonly [what: string, text: string, name: string];

export const each = <T>(values: readonly T[], make: (value: T) => string, name: string): Case[] =>
  values.map((value) => [typeof value === 'string' ? value : JSON.stringify(value), make(value), name]);
export const terms = (words: string) =>
  newsml('', undefined, `<rightsInfo><usageTerms>${words}</usageTerms></rightsInfo>`);
export const editors = (words: string) => newsml(`<edNote>${words}</edNote>`);
export const linkedTo = (url: string) => line({ url });
