/**
 * Language detection: by the script where one language alone is written in it, by words and letters that only one of its
 * neighbours has, and by ELD's n-grams for all others. `und` where a text doesn't show it.
 *
 * Of the detectors that npm has and that are kept up, ELD was right most often (`npm run evaluate -- language`). It is loaded
 * when a text first needs it, since that takes 0.2 s of CPU and 90 MB, which a newsroom of English alone is spared.
 */

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Eld from 'eld/extrasmall';
import { isEnglish, isMalay, languageApart } from './language-words.ts';
import { languageOfScript, scriptOf } from './scripts.ts';

let loaded: typeof Eld | undefined;

/** At once, since who reads a text can't wait within it. */
function detector() {
  loaded ??= createRequire(import.meta.url)(fileURLToPath(import.meta.resolve('eld/extrasmall')));
  return loaded?.eld;
}

/** A text says what language it is in long before its end; more of it costs time only. */
const MAX_SAMPLE_CHARACTERS = 2_000;

/** ISO 639 code (639-1 where there is one), or `und` where the text is too short, too mixed or in none that is known. */
export function languageOf(text: string): string {
  const sample = text.slice(0, MAX_SAMPLE_CHARACTERS);
  const script = scriptOf(sample);
  if (script === undefined) return 'und';
  const known =
    languageOfScript(script, sample) ??
    (script === 'Latin' && isEnglish(sample) ? 'en' : languageApart(sample, script));
  if (known !== undefined) return known;
  const found = detector()?.detect(sample);
  if (found?.isReliable() !== true) return 'und';
  return found.language === 'ms' && !isMalay(sample) ? 'id' : found.language;
}

/** Those that a detector, and many a publisher, can't tell from one another: what is declared stands. */
const alike: readonly (readonly string[])[] = [
  ['no', 'nb', 'nn', 'da'],
  ['hr', 'sr', 'bs', 'sh', 'cnr'],
  ['id', 'ms'],
  ['tl', 'fil'],
  ['zh', 'cmn', 'yue'],
  ['hi', 'mr', 'ne'],
  ['fa', 'prs', 'tg'],
  ['ro', 'mo'],
  ['bg', 'mk'],
  ['pt', 'gl'],
  ['nl', 'af'],
  ['ku', 'ckb', 'kmr'],
];

/** A shorter text may be a name, or a quotation in another language. */
const MIN_TEXT_AGAINST_DECLARED = 400;
/** A shorter text may be in any language. */
const MIN_TEXT_CHARACTERS = 80;

/**
 * A piece's language: what is declared, unless a text of some length is plainly in another one, as where a template says
 * English under everything.
 *
 * @param declared a BCP 47 tag
 * @returns `undefined` where nothing is declared and the text is too short
 */
export function languageOfPiece(text: string, declared: string | undefined): string | undefined {
  const said = /^[a-z]{2,3}(?![^_-])/i.exec(declared?.trim() ?? '')?.[0].toLowerCase();
  if (said === undefined || said === 'und') return text.length < MIN_TEXT_CHARACTERS ? declared : languageOf(text);
  if (text.length < MIN_TEXT_AGAINST_DECLARED || !detected.has(said)) return declared;
  const shown = languageOf(text);
  const isAlike = said === shown || alike.some((group) => group.includes(said) && group.includes(shown));
  return shown === 'und' || isAlike ? declared : shown;
}

/** What can be found: in any other declared language a find would be wrong by necessity. */
const detected: ReadonlySet<string> = new Set(
  'am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gu he hi hr hu hy id is it ja ka kn ko lo lt lv mk ml mr ms my nb nn no nl or pa pl pt ro ru sk sl sq sr sv ta te th tl tr uk ur vi yi yo zh'.split(
    ' ',
  ),
);
