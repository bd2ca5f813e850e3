/** A rival to the attribution finder: the run of capitals next to "said" or behind "according to", and nothing else. */

interface Naive {
  readonly said: string;
  readonly accordingTo: string;
}

const naive: Readonly<Record<string, Naive>> = {
  en: { said: 'said|says|told|added', accordingTo: 'according to' },
  de: { said: 'sagte|sagt|erklärte|betonte|berichtet', accordingTo: 'laut|nach Angaben von|so' },
  fr: { said: 'a déclaré|déclare|a affirmé|affirme|explique|dit|a annoncé', accordingTo: "selon|d'après|pour" },
  es: { said: 'dijo|ha dicho|afirmó|aseguró|explicó|señaló', accordingTo: 'según|para' },
  pt: { said: 'disse|afirmou|explicou|afirma|anunciou', accordingTo: 'segundo|de acordo com|para' },
  it: { said: 'ha detto|dice|spiega|ha dichiarato|afferma', accordingTo: 'secondo|per' },
  nl: { said: 'zei|zegt|vertelt|meldt', accordingTo: 'volgens|aldus' },
  pl: { said: 'powiedział|powiedziała|mówi|dodał|podaje', accordingTo: 'według|zdaniem' },
  sv: { said: 'säger|sade|sa|berättar|uppger', accordingTo: 'enligt' },
};

const run = String.raw`(\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*){0,4})`;

/** Names that the rival takes for sources, each once. */
export function naiveSources(text: string, language: string): string[] {
  const words = naive[language] ?? { said: 'said', accordingTo: 'according to' };
  const shapes = [
    new RegExp(`${run},? (?:${words.said})(?![\\p{L}])`, 'gu'),
    new RegExp(`(?<![\\p{L}])(?:${words.said}) (?:\\p{Ll}+ ){0,2}${run}`, 'gu'),
    new RegExp(
      `(?<![\\p{L}])(?:${words.accordingTo}|${words.accordingTo.replace(/^./, (c) => c.toUpperCase())}) (?:\\p{Ll}+ ){0,2}${run}`,
      'gu',
    ),
  ];
  return [...new Set(shapes.flatMap((shape) => [...text.matchAll(shape)].map((match) => match[1] ?? '')))];
}
