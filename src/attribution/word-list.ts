/** Sets of words, written in the sources as one string with blanks between. */

export function words(...lists: string[]): ReadonlySet<string> {
  return new Set(
    lists
      .join(' ')
      .split(/\s+/)
      .filter((word) => word !== ''),
  );
}

/** Several words a piece, separated by commas. */

export function phrases(...lists: string[]): readonly string[] {
  return lists
    .join(',')
    .split(',')
    .map((phrase) => phrase.trim().replace(/\s+/g, ' '))
    .filter((phrase) => phrase !== '');
}

/** A table from words to one value each: `{ any: 'said told', quote: 'called' }`. */
export function byValue<V extends string>(lists: Readonly<Record<V, string>>): ReadonlyMap<string, V> {
  const table = new Map<string, V>();
  for (const value of Object.keys(lists) as V[]) for (const word of words(lists[value])) table.set(word, value);
  return table;
}
