/** Cursors: a place in an order, opaque outside. They survive inserts, since they say where and not how far. */

import { z } from 'zod';
import type { Position } from '../db/keyset.ts';
import type { NamePosition } from '../db/names.ts';
import { badInput } from '../src/bad-input.ts';

const id = z.int().min(1).max(2_147_483_647);
const moment = z.iso.datetime();
const rank = z.int().min(0).max(2_147_483_647);

const shapes = {
  date: z.tuple([z.literal('date'), moment, id]),
  relevance: z.tuple([z.literal('relevance'), z.int().min(0).max(2_000_000_000), moment, id]),
  name: z.tuple([z.literal('name'), z.string().max(400), id]),
  ranked: z.tuple([z.literal('ranked'), rank]).or(z.tuple([z.literal('ranked'), rank, moment, id])),
};

function encode(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

function decode<Shape extends keyof typeof shapes>(shape: Shape, cursor: string, argument: string) {
  const parsed = shapes[shape].safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (!parsed.success) throw badInput(`\`${argument}\` is not a cursor of this list.`, [argument]);
  return parsed.data as z.infer<(typeof shapes)[Shape]>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const dateCursor = {
  encode: (at: Date, rowId: number): string => encode(['date', at.toISOString(), rowId]),
  decode: (cursor: string, argument: string): Position => {
    const [, at, rowId] = decode('date', cursor, argument);
    return { at, id: rowId };
  },
};

export const relevanceCursor = {
  encode: (score: number, at: Date, rowId: number): string => encode(['relevance', score, at.toISOString(), rowId]),
  decode: (cursor: string, argument: string): Position => {
    const [, score, at, rowId] = decode('relevance', cursor, argument);
    return { score, at, id: rowId };
  },
};

export const nameCursor = {
  encode: (name: string, rowId: number): string => encode(['name', name, rowId]),
  decode: (cursor: string, argument: string): NamePosition => {
    const [, name, rowId] = decode('name', cursor, argument);
    return { name, id: rowId };
  },
};

/** A place in a ranked list and, in its tail of recent articles, the date there. */
export const rankedCursor = {
  encode: (place: number, at: Date | null, rowId: number): string =>
    encode(at === null ? ['ranked', place] : ['ranked', place, at.toISOString(), rowId]),
  decode: (cursor: string, argument: string): { rank: number } | { rank: number; at: string; id: number } => {
    const [, place, at, rowId] = decode('ranked', cursor, argument);
    return at === undefined || rowId === undefined ? { rank: place } : { rank: place, at, id: rowId };
  },
};
