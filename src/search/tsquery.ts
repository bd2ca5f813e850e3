/** Texts of tsqueries: lexemes, and runs of pairs of characters. */

import type { Token } from './tokens.ts';

export function quote(lexeme: string): string {
  return `'${lexeme.replace(/['\\]/g, '$&$&')}'`;
}

/** Pairs overlap: the last one, of a single character, is in the one before. */
export function phraseOfPairs(pairs: readonly Token[]): string {
  const runs: Token[][] = [];
  for (const pair of pairs) {
    const run = runs.at(-1);
    if (run?.at(-1)?.place === pair.place - 1) run.push(pair);
    else runs.push([pair]);
  }
  return runs
    .map((run) =>
      run.length === 1
        ? `${quote(run[0]?.lexeme ?? '')}:*`
        : run
            .slice(0, -1)
            .map(({ lexeme }) => quote(lexeme))
            .join(' <-> '),
    )
    .map((phrase) => `(${phrase})`)
    .join(' & ');
}
