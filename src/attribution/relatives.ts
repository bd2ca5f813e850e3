/**
 * Words for relatives, with which a headline tells of somebody by who is known: "his widow Anna Roe", "mother of Anna Roe",
 * "Anna Roe’s brother". By language, since "man" is a husband in Dutch and "far" a father in Danish; without what means more
 * than a relative in headlines of its own language ("Family Court Judge Anna Roe").
 */

import { words } from './word-list.ts';

const relatives: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words(
    'wife husband widow widower son daughter sons daughters brother sister brothers sisters mother father parents aunt uncle cousin nephew niece twin',
    'grandson granddaughter grandmother grandfather stepson stepdaughter stepmother stepfather stepbrother stepsister fiancé fiancée girlfriend boyfriend ex-wife ex-husband',
  ),
  de: words(
    'frau ehefrau ehemann witwe witwer sohn tochter söhne töchter bruder brüder schwester mutter vater eltern familie tante onkel cousine neffe nichte enkel enkelin',
    'großmutter großvater stiefsohn stieftochter stiefvater stiefmutter halbbruder halbschwester schwager schwägerin ex-frau ex-mann freundin lebensgefährtin lebensgefährte',
  ),
  fr: words(
    'femme épouse mari veuve veuf fils fille frère sœur mère père famille oncle neveu nièce ex-femme ex-mari compagne',
  ),
  es: words(
    'esposa esposo marido viuda viudo hijo hija hermano hermana madre padre familia tío tía sobrino sobrina nieto nieta',
  ),
  it: words('moglie marito vedova vedovo figlio figlia fratello sorella madre padre zio zia nipote ex-moglie'),
  pt: words('mulher esposa marido viúva viúvo filho filha irmão irmã mãe pai tio tia sobrinho neto neta'),
  nl: words('vrouw echtgenote echtgenoot man weduwe weduwnaar zoon dochter broer zus moeder vader'),
  pl: words(
    'żona żony mąż męża wdowa wdowy wdowiec syn syna córka córki brat brata siostra siostry matka matki ojciec ojca',
  ),
  sv: words('fru make maka änka änkling son dotter bror syster mor far'),
  da: words('kone mand enke enkemand søn datter bror søster mor far'),
  nb: words('kone mann enke enkemann sønn datter bror søster mor far'),
};
const norwegian = /^n[bn]$|^no$/;
const RELATIVE_WORDS_BEFORE = 7;
const RELATIVE_WORDS_BEHIND = 2;
/** What parts one clause of a headline from the next. */
const endsClause = /^(?:[,:;|–—-]|.*[.,:;!?])$/u;

/**
 * Whether a name in a headline stands beside a relative: up to seven words before it in its clause, or two behind it.
 *
 * @param written words in their order, each with the marks that close it or with marks as words of their own
 * @param start of the name, and `end` the word after it
 * @param language a BCP 47 tag
 */
export function isBesideRelative(written: readonly string[], start: number, end: number, language: string): boolean {
  const [base = ''] = language.toLowerCase().split('-', 1);
  const told = relatives[norwegian.test(base) ? 'nb' : base];
  if (told === undefined) return false;
  const before = written.slice(Math.max(0, start - RELATIVE_WORDS_BEFORE), start);
  const clause = before.slice(before.findLastIndex((word) => endsClause.test(word)) + 1);
  const behind = written.slice(end).filter((word) => /\p{L}/u.test(word));
  return [...clause, ...behind.slice(0, RELATIVE_WORDS_BEHIND)].some((word) => told.has(bare(word)));
}

/** In small letters, without what closes a clause, and whose it is. */
function bare(word: string): string {
  return word
    .toLowerCase()
    .replace(/(?<![,.:;!?)”"»])[,.:;!?)”"»]+$/u, '')
    .replace(/[’']s?$/u, '');
}
