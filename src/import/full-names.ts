/** Full names of people whom a text calls by their surname alone, since its headline or a topic has already told who they are. */

import type { DocumentAttribution } from '../attribution/attribution.ts';
import { isGivenName } from '../attribution/given-names.ts';

export interface Telling {
  readonly headline: string;
  readonly standfirst?: string | undefined;
  readonly topics: readonly string[];
  /** As text: whoever is called so there as well makes a surname nobody's. */
  readonly body: string;
  /** Words for relatives of other languages are other words. */
  readonly language?: string | undefined;
}

/**
 * With which a relative is told by who is known: "his widow Anna Roe", "mother of Anna Roe", "Anna Roe’s brother". By
 * language, since "man" is a husband in Dutch and "far" a father in Danish; without what means more than a relative in
 * headlines of its own language ("Family Court Judge Anna Roe").
 */
const relatives: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    en: 'wife husband widow widower son daughter sons daughters brother sister brothers sisters mother father parents aunt uncle cousin nephew niece twin grandson granddaughter stepson',
    de: 'frau ehefrau ehemann witwe witwer sohn tochter bruder schwester mutter vater eltern familie tante onkel cousine neffe nichte enkel enkelin',
    fr: 'femme épouse mari veuve veuf fils fille frère sœur mère père famille oncle neveu nièce',
    es: 'esposa esposo marido viuda viudo hijo hija hermano hermana madre padre familia tío tía sobrino sobrina',
    it: 'moglie marito vedova vedovo figlio figlia fratello sorella madre padre zio zia nipote',
    pt: 'mulher esposa marido viúva viúvo filho filha irmão irmã mãe pai tio tia sobrinho',
    nl: 'vrouw echtgenote echtgenoot man weduwe weduwnaar zoon dochter broer zus moeder vader',
    pl: 'żona mąż wdowa wdowiec syn córka brat siostra matka ojciec',
    sv: 'fru make maka änka änkling son dotter bror syster mor far',
    da: 'kone mand enke enkemand søn datter bror søster mor far',
    nb: 'kone mann enke enkemann sønn datter bror søster mor far',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
);
const norwegian = /^n[bn]$|^no$/;
const RELATIVE_WORDS_BEFORE = 3;
const RELATIVE_WORDS_BEHIND = 2;

/**
 * "Kalanick" below "Uber Founder Travis Kalanick Resigns" is Travis Kalanick, unless a relative stands there, or somebody
 * else of the name in the text.
 */
export function withFullNames(
  found: readonly DocumentAttribution[],
  { headline, standfirst = '', topics, body, language = 'en' }: Telling,
): DocumentAttribution[] {
  const isSurname = ({ role, source }: DocumentAttribution) =>
    role !== 'AUTHOR' && source.kind === 'PERSON' && /^\p{Lu}[\p{L}’'-]+$/u.test(source.name);
  if (!found.some(isSurname)) return [...found];
  const told = [headline, standfirst, ...topics].flatMap((text) => [...text.split(' '), '|']);
  const written = body.split(/\s+/);
  const ofRelatives = relativesIn(language);
  const named = found.map((each) => {
    const { source } = each;
    if (!isSurname(each)) return each;
    const [name, ...others] = fullNames(told, source.name);
    if (name === undefined || others.length > 0 || isOfRelative(told, source.name, ofRelatives)) return each;
    const isOnly = fullNames(written, source.name).every((other) => other === name);
    return isOnly ? { ...each, source: { ...source, name } } : each;
  });
  return onceEach(named);
}

function fullNames(words: readonly string[], surname: string): string[] {
  const names = words.flatMap((word, at) => {
    const given = words[at - 1] ?? '';
    return bare(word) === surname && isGivenName(given) ? [`${given} ${surname}`] : [];
  });
  return [...new Set(names)];
}

function relativesIn(language: string): ReadonlySet<string> | undefined {
  const [base = ''] = language.toLowerCase().split('-', 1);
  return relatives[norwegian.test(base) ? 'nb' : base];
}

function isOfRelative(
  words: readonly string[],
  surname: string,
  ofRelatives: ReadonlySet<string> = new Set(),
): boolean {
  return words.some((word, at) => {
    if (bare(word) !== surname) return false;
    const beside = [
      ...words.slice(Math.max(0, at - 1 - RELATIVE_WORDS_BEFORE), at),
      ...words.slice(at + 1, at + 1 + RELATIVE_WORDS_BEHIND),
    ];
    return beside.some((each) => ofRelatives.has(bare(each).toLowerCase()));
  });
}

/** Who is called by the surname in one place and in full in another is one source, with the words of both. */
function onceEach(found: readonly DocumentAttribution[]): DocumentAttribution[] {
  const keyOf = ({ role, source }: DocumentAttribution) => `${role === 'CITED' ? 'QUOTED' : role} ${source.name}`;
  return [...Map.groupBy(found, keyOf).values()].flatMap((same) => {
    const first = same.find(({ role }) => role === 'QUOTED') ?? same[0];
    if (first === undefined || same.length === 1) return same;
    const quotes = [
      ...new Set(same.flatMap(({ quote, quotes = [] }) => (quote === undefined ? quotes : [quote, ...quotes]))),
    ];
    return [{ ...first, ...(quotes[0] !== undefined && { quote: quotes[0], quotes }) }];
  });
}

/** Without what closes a clause, and whose it is. */
function bare(word: string): string {
  return word.replace(/(?<![,.:;!?)”"»])[,.:;!?)”"»]+$/u, '').replace(/[’']s?$/u, '');
}
