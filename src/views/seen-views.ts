/**
 * Deduplication of views by reader and article in this half-hour and the one before: fingerprints in bounded memory.
 *
 * A fifth of a Set's memory and of its time (`npm run bench -- ablation`); to turn it off, keep a Set for each half-hour.
 */

import type { ReaderKey } from './reader-keys.ts';

export interface SeenViews {
  /** Notes a key; false when it was noted already in this slot. */
  add(key: ReaderKey, slot: number): boolean;
  /** Bytes held. */
  size(): number;
}

/** Half-hours stand in two generations, since clocks are set back, and slow beacons come late. */
interface Generation {
  readonly slot: number;
  /** Each twice as large as the one before; only the last one grows. */
  readonly tables: Table[];
}

interface Table {
  /** Linear probing, half full at the most; 0 is an empty place. */
  readonly places: Uint32Array;
  used: number;
}

const MIN_SLOTS = 2 ** 14;
const MAX_SLOTS = 2 ** 22;

/**
 * A set of keys for each of the last two slots. Of a key, 32 bits are kept, in a place that the other 32 choose: one new
 * view in about a billion is taken for another one and lost.
 *
 * @param maxBytes when more would be needed, what was noted longest ago is forgotten, and such readers may count twice;
 * 64 MB hold 8 million views of a half-hour
 */
export function createSeenViews(maxBytes = 64_000_000): SeenViews {
  let current: Generation = { slot: Number.NaN, tables: [] };
  let previous: Generation = current;

  const size = () => [...previous.tables, ...current.tables].reduce((sum, { places }) => sum + places.byteLength, 0);

  const generationOf = (slot: number): Generation => {
    if (slot === current.slot) return current;
    if (slot === previous.slot) return previous;
    previous = current;
    current = { slot, tables: [] };
    return current;
  };

  const grow = ({ tables }: Generation): Table => {
    const last = tables.at(-1);
    const length = last === undefined ? MIN_SLOTS : Math.min(last.places.length * 2, MAX_SLOTS);
    while (size() + length * 4 > maxBytes && (previous.tables.shift() ?? current.tables.shift()) !== undefined);
    const table = { places: new Uint32Array(length), used: 0 };
    tables.push(table);
    return table;
  };

  return {
    add(key, slot) {
      const generation = generationOf(slot);
      const mark = key.low === 0 ? 1 : key.low;
      for (const table of generation.tables) {
        if (table.places[placeOf(table, key.high, mark)] === mark) return false;
      }
      let table = generation.tables.at(-1);
      if (table === undefined || table.used * 2 >= table.places.length) table = grow(generation);
      table.places[placeOf(table, key.high, mark)] = mark;
      table.used += 1;
      return true;
    },
    size,
  };
}

/** Where the mark stands, or the empty place where it belongs; there always is one, as no table gets full. */
function placeOf({ places }: Table, start: number, mark: number): number {
  const mask = places.length - 1;
  let place = start & mask;
  for (;;) {
    const held = places[place];
    if (held === mark || held === 0) return place;
    place = (place + 1) & mask;
  }
}
