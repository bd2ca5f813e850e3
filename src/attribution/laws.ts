/** Laws, scriptures and their parts, which are quoted and say nothing: "according to Title IX", "selon la Loi Roux", "laut Artikel 4". */

import { isGivenName } from './given-names.ts';
import type { Token } from './tokens.ts';
import { words } from './word-list.ts';

/** With a number behind them. */
const parts = words(
  `title section sections article articles chapter clause paragraph part rule schedule appendix annex page figure table item resolution directive
  regulation proposition amendment exhibit form protocol phase
  artikel paragraf absatz abschnitt kapitel anhang richtlinie seite tabelle
  chapitre annexe directive règlement tableau alinéa titre
  artículo capítulo sección directiva reglamento título anexo
  artigo seção secção diretiva regulamento
  articolo capitolo sezione direttiva comma titolo allegato
  hoofdstuk richtlijn lid bijlage artykuł artykułu artykułem rozdział rozdziału paragraf kapitel bilaga
  ley loi legge lei decreto décret decreet dekret dekretu ustawa ustawy ustawą`,
);
/** What a law is called by where its kind comes first, or alone. */
const opening = words(
  `constitution constitución constituição costituzione konstytucja konstytucji konstytucją grundlagen grondwet verfassung grundgesetz
  code código codice kodeks kodeksu kodeksem ley loi lei legge decreto décret decreet dekret ustawa ustawy ustawą statuto estatuto wet lag
  magna sermon qur'an hadith bible bibel bibeln bibelen bijbel biblia bibbia biblii bíblia koran quran coran corán corano koranu alcorão torah talmud evangelium`,
);
/** What it is called by where its kind comes last. */
const closing = words(
  'agreement accord accords pact declaration manifesto act code statute treaty constitution charter bylaws convention amendment ordinance bill testament',
);
const germanic =
  /\p{Ll}(?:gesetz(?:buch)?|verordnung|ordnung|vertrag|balken|lagen|wetboek|stadgan|förordningen)(?:e?s)?$/u;

/** Whether a run of words with capitals is a law, or a part of one. */
export function isLaw(tokens: readonly Token[], start: number, end: number): boolean {
  const [first, last] = [tokens[start], tokens[end - 1]];
  if (first === undefined || last === undefined || isGivenName(first.text)) return false;
  const number = end - start === 1 ? tokens[end] : tokens[start + 1];
  const isNumbered = /^(?:\d[\d.]*\p{Ll}?|[IVX]+|[A-Z])$/u.test(number?.text ?? '');
  if (parts.has(first.lower) && isNumbered) return true;
  return (
    opening.has(first.lower) ||
    ((end - start > 1 || last.lower === 'agreement') && closing.has(last.lower)) ||
    germanic.test(last.lower)
  );
}
