/** Colours of a chart: the largest groups have one each, and what would repeat a colour is grey, called by how many there are. */

import type { Row } from './rows.ts';

/** Each stands out from white and from the dark background (WCAG 2.2, 1.4.11: 3 to 1). */
export const palette = [
  ...['#4c78d8', '#c67f00', '#e5484d', '#1f9e8e', '#3f9142'],
  ...['#d6568f', '#9a5fe8', '#2f8fc4', '#9c6b4e'],
];
export const grey = '#868b94';

export interface Colors {
  /** Of the groups that have a colour of their own. */
  readonly named: readonly string[];
  /** What the others are called together; null where there are none. */
  readonly others: string | null;
  colorOf(row: Row): string;
  /** Null for one of the others. */
  nameOf(row: Row): string | null;
  /** Text and colour of each entry. */
  readonly legend: readonly (readonly [name: string, color: string])[];
}

/** @param keyOf the group of a row; the largest are those with the greatest sum of `size` */
export function colorsOf(rows: readonly Row[], keyOf: (row: Row) => string, size: (row: Row) => number): Colors {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + Math.abs(size(row)));
  const bySize = [...sums].toSorted((a, b) => b[1] - a[1]).map(([key]) => key);
  const chosen = new Set(bySize.slice(0, palette.length));
  // In the order of the answer, which says something.
  const named = [...sums.keys()].filter((key) => chosen.has(key));
  const rest = bySize.length - named.length;
  const others = rest > 0 ? `${rest} others` : null;
  const colors = new Map(named.map((key, index) => [key, palette[index] ?? grey]));
  return {
    named,
    others,
    colorOf: (row) => colors.get(keyOf(row)) ?? grey,
    nameOf: (row) => (colors.has(keyOf(row)) ? keyOf(row) : null),
    legend: [...colors, ...(others === null ? [] : [[others, grey] as const])],
  };
}
