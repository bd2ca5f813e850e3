/** Types of `stopword`, which has none: a list of words by ISO 639-3. */

declare module 'stopword' {
  const lists: Readonly<Record<string, readonly string[]>>;
  export = lists;
}
