/** Cursors: a place in an order, opaque outside. They survive inserts, since they say where and not how far. */

import { z } from 'zod';
import { MAX_INTEGER, type Position, type RankedPosition } from '../db/engine/keyset.ts';
import type { NamePosition } from '../db/engine/names.ts';
import type { NumberPosition } from '../db/engine/numbered-lists.ts';
import { isStorable } from '../src/text/storable.ts';
import { badInput } from './bad-input.ts';

const id = z.int().min(1).max(MAX_INTEGER);
/** Years 1 to 9999: what a date in Postgres and in RFC 3339 has in common. */
const moment = z.iso.datetime().refine((text) => !text.startsWith('0000'));
/** An editor's picks stand before the first place. */
const rank = z.int().min(-1000);

const name = z.string().max(400).refine(isStorable);

/** What follows the list's tag. */
const shapes = {
  date: z.tuple([moment, id]),
  relevance: z.tuple([z.int().min(0).max(2_000_000_000), moment, id]),
  name: z.tuple([name, id]),
  number: z.tuple([z.int(), id]),
  id: z.tuple([id]),
  values: z.array(z.number().or(name)).max(20),
  ranked: z.tuple([rank]).or(z.tuple([rank, moment, id])),
};

function encode(list: string, values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([list, ...values])).toString('base64url');
}

/** @param list the tag of the list that the cursor has to be of: one of another order would lead to a wrong place */
function decode<Shape extends keyof typeof shapes>(shape: Shape, list: string, cursor: string, argument: string) {
  const values = parseJson(Buffer.from(cursor, 'base64url').toString());
  const parsed = Array.isArray(values) && values[0] === list ? shapes[shape].safeParse(values.slice(1)) : undefined;
  if (!parsed?.success) throw badInput(`\`${argument}\` is not a cursor of this list.`, [argument]);
  return parsed.data as z.infer<(typeof shapes)[Shape]>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const dateCursor = (list: 'PUBLISHED_AT' | 'UPDATED_AT' | 'drafts' | 'quotes') => ({
  encode: (at: Date, rowId: number): string => encode(list, [at.toISOString(), rowId]),
  decode: (cursor: string, argument: string): Position => {
    const [at, rowId] = decode('date', list, cursor, argument);
    return { at, id: rowId };
  },
});

export const relevanceCursor = (list: 'RELEVANCE' | 'RELEVANCE_RECENT') => ({
  encode: (score: number, at: Date, rowId: number): string => encode(list, [score, at.toISOString(), rowId]),
  decode: (cursor: string, argument: string): Position => {
    const [score, at, rowId] = decode('relevance', list, cursor, argument);
    return { score, at, id: rowId };
  },
});

export const nameCursor = (list: 'topics' | 'sources') => ({
  encode: (sortName: string, rowId: number): string => encode(list, [sortName, rowId]),
  decode: (cursor: string, argument: string): NamePosition => {
    const [sortName, rowId] = decode('name', list, cursor, argument);
    return { name: sortName, id: rowId };
  },
});

/** A place in an order by a number that was worked out; it doesn't survive what changes the number of the row there. */
export const numberCursor = (list: string) => ({
  encode: (number: number, rowId: number): string => encode(list, [number, rowId]),
  decode: (cursor: string, argument: string): NumberPosition => {
    const [number, rowId] = decode('number', list, cursor, argument);
    return { number, id: rowId };
  },
});

/** A place in a ranked list and, in its tail of recent articles, the date there. */
export const rankedCursor = (list: string) => ({
  encode: (place: number, at: Date | null, rowId: number): string =>
    encode(list, at === null ? [place] : [place, at.toISOString(), rowId]),
  decode: (cursor: string, argument: string): RankedPosition => {
    const [place, at, rowId] = decode('ranked', list, cursor, argument);
    return at === undefined || rowId === undefined ? { rank: place } : { rank: place, at, id: rowId };
  },
});

/** Of each value: a figure, which may be none or have a fraction; an id; or a name, as of a kind or a language. */
export type ValueKind = 'figure' | 'id' | 'name';

const isOfKind: Readonly<Record<ValueKind, (value: string | number) => boolean>> = {
  figure: (value) => typeof value === 'number',
  id: (value) => id.safeParse(value).success,
  name: (value) => typeof value === 'string',
};

/** A place in an order of figures, ids and names, as `list` says. */
export const valuesCursor = (list: string, kinds: readonly ValueKind[]) => ({
  encode: (values: readonly (string | number)[]): string => encode(list, values),
  decode: (cursor: string, argument: string): readonly (string | number)[] => {
    const values = decode('values', list, cursor, argument);
    const isPlace = values.length === kinds.length && kinds.every((kind, index) => isOfKind[kind](values[index] ?? ''));
    if (isPlace) return values;
    throw badInput(`\`${argument}\` is not a cursor of this list.`, [argument]);
  },
});

/** A revision's number. */
export const revisionCursor = {
  encode: (revision: number): string => encode('revisions', [revision]),
  decode: (cursor: string, argument: string): number => decode('ranked', 'revisions', cursor, argument)[0],
};

/** A place in a log. */
export const idCursor = (list: 'events' | 'deliveries') => ({
  encode: (rowId: number): string => encode(list, [rowId]),
  decode: (cursor: string, argument: string): number => decode('id', list, cursor, argument)[0],
});
