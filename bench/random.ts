/** A seeded random generator, the same at every run, and the distributions that are drawn from it. */

export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number;
  /** From `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True in so many of a hundred cases. */
  percent(chance: number): boolean;
  /** @throws {RangeError} when there is nothing to pick from */
  pick<Item>(items: readonly Item[]): Item;
}

/** Mulberry32: a small generator that passes the usual tests, by Tommy Ettinger (public domain). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    next,
    below,
    between: (least, most) => least + below(most - least + 1),
    percent: (chance) => next() * 100 < chance,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('There is nothing to pick from.');
      return items[below(items.length)] as (typeof items)[number];
    },
  };
}

/**
 * Draws from items so that the k-th comes in proportion to 1 / k^exponent (Zipf's law). A table makes a draw cost
 * one random number; what would come less than once in 65,536 draws comes once.
 */
export function zipf<Item>(items: readonly Item[], exponent = 1): (random: Random) => Item {
  const weights = items.map((_, index) => 1 / (index + 1) ** exponent);
  const unit = 65_536 / weights.reduce((sum, weight) => sum + weight, 0);
  const table = items.flatMap((item, index) =>
    new Array<Item>(Math.max(1, Math.round((weights[index] ?? 0) * unit))).fill(item),
  );
  return (random) => random.pick(table);
}
