/** An index of the names of known sources, and where a sentence has one. */

import type { NamedSource } from './attribution.ts';
import { isMedium } from './known-sources.ts';
import type { Mention, Reading } from './mention.ts';
import type { Token } from './tokens.ts';

/** The longest known name that starts at a token. */
export function knownAt(tokens: readonly Token[], at: number, reading: Reading): Mention | undefined {
  const { index } = reading;
  const opening = tokens[at]?.text ?? '';
  // "(des) Handelsblatts", "(von) Süddeutscher Zeitung"
  const isOpening =
    index.hasOpening(opening) ||
    (reading.cues.capitalisesNouns &&
      (index.hasOpening(opening.replace(/s$/, '')) || index.hasOpening(opening.replace(/(?<=sch)e[nrsm]$/, 'e'))));
  if (!isOpening) return undefined;
  // "The Times", but not "The Kremlin": an article is a part of a name only where that is listed with it.
  const isArticle = reading.cues.determiners.has(tokens[at]?.lower ?? '');
  const lookUp = (name: string) => (isArticle ? index.exact(name) : index.find(name));
  const isBehind = reading.cues.language !== 'en' && reading.cues.determiners.has(tokens[at - 1]?.lower ?? '');
  const previous = tokens[at - 1]?.lower === 'the' ? 'The ' : '';
  for (let length = Math.min(index.longest, tokens.length - at); length > 0; length -= 1) {
    const slice = tokens.slice(at, at + length);
    const last = slice.at(-1);
    if (last === undefined || slice.some((token) => token.kind === 'quote')) continue;
    const stem = slice
      .slice(0, -1)
      .map((token) => token.raw)
      .join(' ');
    const printed = [last.text, last.raw].map((end) => `${stem} ${end}`.trim());
    const spellings = reading.cues.capitalisesNouns ? printed.flatMap(germanSpellings) : printed;
    for (const spelling of spellings) {
      const source =
        index.exact(previous + spelling) ?? lookUp(spelling) ?? (isBehind ? index.behindArticle(spelling) : undefined);
      if (source !== undefined && isMeant(tokens, at, at + length, source, reading))
        return { start: at, end: at + length, name: source.name, kind: source.kind, sort: 'known' };
    }
  }
  return undefined;
}

/** "(der) Rheinischen Post", "(des) Hamburger Abendblatts": other cases than the one that a name is listed in. */
function germanSpellings(printed: string): string[] {
  const bare = printed.replace(/^(\p{Lu}\p{L}+(?:i|eut)sch|Neu)e[nsrm] /u, '$1e ');
  const genitive = /\p{Ll}{3}s$/u.test(printed) ? [printed.slice(0, -1)] : [];
  return bare === printed ? [printed, ...genitive] : [printed, bare];
}

const MAX_WORDS_TO_VERB = 4;
/** From a verb that tells over who speaks: "afirmou o ministro Rui Serrano ao Público". */
const MAX_WORDS_TO_TOLD = 9;

/** Whether a title that is an ordinary word as well ("Die Zeit", "Stern") is the medium's here: it reports, or is told, or is in marks. */
function isMeant(
  tokens: readonly Token[],
  start: number,
  end: number,
  source: NamedSource,
  { cues }: Reading,
): boolean {
  const words = tokens.slice(start, end);
  const last = words.at(-1);
  const own = words.filter(({ lower }) => !cues.determiners.has(lower) && !/^no\.?$/.test(lower));
  // "Deutsche Bahn" is nothing else, "die Bahn" is.
  if (last === undefined || own.length > 1 || !cues.ordinaryTitles.has(last.lower)) return true;
  if (words.some((word) => word.isTitle)) return true;
  const before = tokens.slice(Math.max(0, start - MAX_WORDS_TO_VERB), start);
  const behind = tokens.slice(end, end + 2);
  const isDescribed = before.some((token) => cues.descriptors.has(token.lower));
  // "Verdi teilte mit": a union or a firm says.
  const isSaying = !isMedium(source) && cues.verbs.has(tokens[end]?.lower ?? '');
  // "Time says", "Nature says enough": at the start of a sentence the word itself.
  const isWord = cues.language === 'en' && start === 0 && /^sa(?:y|ys|id)$/.test(tokens[end]?.lower ?? '');
  const isReporting = !isWord && [...before, ...behind].some((token) => cues.reportVerbs.has(token.lower));
  const isMarked = cues.toldMarkers.has(tokens[start - 1]?.lower ?? '');
  const around = [...tokens.slice(Math.max(0, start - MAX_WORDS_TO_TOLD), start), ...behind];
  // "told Variety"
  const isObject =
    cues.language === 'en' &&
    cues.tellVerbs.has(before.findLast(({ lower }) => !cues.determiners.has(lower))?.lower ?? '');
  const isTold = isMarked && around.some(({ lower }) => cues.tellVerbs.has(lower));
  const lead = before.map(({ lower }) => lower).join(' ');
  const isCited = [...cues.beforeSource, ...cues.interviewCues].some(
    (phrase) => lead.endsWith(phrase) || lead.endsWith(`${phrase} ${tokens[start - 1]?.lower}`),
  );
  return isDescribed || isSaying || isReporting || isTold || isObject || isCited;
}
