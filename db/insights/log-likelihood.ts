/** Dunning's log-likelihood ratio (G²) of two things that occur together. */

/** In how many cases of all the one occurs, the other, and both. */
export interface CoOccurrence {
  readonly both: number;
  readonly own: number;
  readonly other: number;
  readonly all: number;
}

/**
 * Twice the sum of O ln(O / E) over the four cells of the table (both, only the one, only the other, neither), where O is
 * what was observed and E what independence expects: T. Dunning, "Accurate Methods for the Statistics of Surprise and
 * Coincidence", Computational Linguistics 19(1), 1993. It is fit for rare things, which chi-squared isn't, and is distributed
 * as chi-squared with one degree of freedom.
 */
export function logLikelihood({ both, own, other, all }: CoOccurrence): number {
  const cells = [
    { observed: both, row: own, column: other },
    { observed: own - both, row: own, column: all - other },
    { observed: other - both, row: all - own, column: other },
    { observed: all - own - other + both, row: all - own, column: all - other },
  ];
  const sum = cells.reduce(
    (total, { observed, row, column }) =>
      observed === 0 ? total : total + observed * Math.log((observed * all) / (row * column)),
    0,
  );
  return Math.max(0, 2 * sum);
}
