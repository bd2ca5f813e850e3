/** Paragraphs cut into sentences: what is said, what is told between it, and what is but a medium's title in marks. */

import type { Cues } from './cues.ts';
import { dialogueTokens, withNarration } from './dialogue.ts';
import { isGivenName } from './given-names.ts';
import { isMedium, type SourceIndex } from './known-sources.ts';
import { kindOfBody } from './name-kinds.ts';
import { withCommasOutside } from './names-in-marks.ts';
import { sentences, type Token, tokenise } from './tokens.ts';

/** A paragraph cut into sentences, before its names are read. */
export interface Cut {
  readonly sentences: readonly (readonly Token[])[];
  readonly isTitleCase: boolean;
}

/** Whether a line is Set Like This. */
export function isTitleCase(line: string, cues: Cues): boolean {
  const words = line.match(/\p{L}{4,}/gu) ?? [];
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
  return !cues.capitalisesNouns && words.length > 2 && capitals.length / words.length > 0.7;
}

export function cut(paragraph: string, cues: Cues, index: SourceIndex): Cut {
  const opensWithSpeaker = (rest: readonly Token[]) => {
    const end = rest.findIndex((token) => token.kind !== 'word');
    return rest
      .slice(0, end < 0 ? 8 : Math.min(end, 8))
      .some((token) => cues.verbs.has(token.lower) || cues.perfects.has(token.lower));
  };
  // A line without a stop is a heading between paragraphs.
  const isHeading = !/[.!?…:;,"”’»)]$/u.test(paragraph);
  return {
    sentences: sentences(
      dialogueTokens(paragraph, cues) ??
        withCommasOutside(withTitles(withNarration(tokenise(paragraph, cues.orthography), cues), index, cues), cues),
      opensWithSpeaker,
      ({ lower }) => cues.capitalisesNouns && cues.times.has(lower),
    ),
    isTitleCase: isHeading && isTitleCase(paragraph, cues),
  };
}

/** A medium's title in quotation marks ("die „Badische Zeitung“") is read as its name. */
function withTitles(tokens: readonly Token[], index: SourceIndex, cues: Cues): Token[] {
  return tokens.flatMap((token, at) => {
    const tail = tailOf(tokens, at, index, cues);
    if (tail !== undefined || isNickname(tokens, at)) return [];
    if (token.kind !== 'quote' || !isTitleOfMedium(token.text, tokens[at - 1], index, cues)) return [token];
    const title = tokenise(token.text, cues.orthography).map((word) => ({ ...word, isTitle: true }));
    const compound = tailOf(tokens, at + 2, index, cues);
    // "Nach „Spiegel“-Informationen" is by the information of it; "„Bild“-Zeitung" is but the paper.
    return compound !== undefined && compound.lower !== 'zeitung'
      ? [compound, ...tokenise('des', cues.orthography), ...title]
      : title;
  });
}

/** "William “Mo” Carver": what somebody is called for short stands in marks inside of the name. */
function isNickname(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const isWord =
    token?.kind === 'quote' && /^(?:[Tt]he )?\p{Lu}[\p{L}.'’-]{1,14}(?: \p{Lu}[\p{L}'’-]{1,14})?$/u.test(token.text);
  return isWord && isGivenName(tokens[at - 1]?.text ?? '') && tokens[at + 1]?.isCapital === true;
}

/** The hyphen and the noun that German hangs on a medium's title, each by its place; the noun of both. */
function tailOf(tokens: readonly Token[], at: number, index: SourceIndex, cues: Cues): Token | undefined {
  const hyphen = tokens[at]?.text === '-' ? at : at - 1;
  const [title, noun] = [tokens[hyphen - 1], tokens[hyphen + 1]];
  const isCompound =
    cues.capitalisesNouns &&
    tokens[hyphen]?.text === '-' &&
    title?.kind === 'quote' &&
    /^(?:zeitung|informationen|angaben|berichte?n?|recherchen)$/.test(noun?.lower ?? '');
  return isCompound && isTitleOfMedium(title.text, tokens[hyphen - 2], index, cues) ? noun : undefined;
}

const MAX_TITLE_WORDS = 5;
const papers =
  /^(?:\p{L}+[- ])+(?:Zeitung|Anzeiger|Tageblatt|Tagblatt|Kurier|Rundschau|Nachrichten|Bote|Volksblatt|Allgemeine|Courier|Merkur)$/u;

function isTitleOfMedium(text: string, before: Token | undefined, index: SourceIndex, cues: Cues): boolean {
  const words = text.split(' ');
  const isBehind = cues.language !== 'en' && cues.determiners.has(before?.lower ?? '');
  // "in der „taz“"
  const isLower = isBehind && /^\p{Ll}+$/u.test(text) && isMedium(index.exact(text));
  if (words.length > MAX_TITLE_WORDS || !/[\p{L}\p{N}]$/u.test(text)) return false;
  if (isLower) return true;
  if (!/^\p{Lu}/u.test(text)) return false;
  // "des „Handelsblatts“"
  const isGenitive = cues.capitalisesNouns && before?.lower === 'des' && text.endsWith('s');
  if (isGenitive && isMedium(index.find(text.slice(0, -1)))) return true;
  // "von „Zeit“ und „Süddeutscher Zeitung“"
  const isListed = cues.capitalisesNouns && /^(?:von|und|sowie)$/.test(before?.lower ?? '');
  const bare = isListed ? text.replace(/(?<=(?:i|eut)sch)er /, 'e ') : text;
  if (isMedium(index.find(bare)) || ((isBehind || isListed) && isMedium(index.behindArticle(bare)))) return true;
  const described = cues.descriptors.get(before?.lower ?? '');
  if (described === 'ORGANIZATION' && cues.capitalisesNouns && words.length > 1) return true;
  if (described !== undefined) return described !== 'PERSON' && described !== 'ORGANIZATION';
  const isNarrated =
    before?.kind === 'word' &&
    (cues.determiners.has(before.lower) ||
      cues.prepositions.has(before.lower) ||
      (cues.language === 'pl' && cues.verbs.has(before.lower)));
  // "die „Ostfriesen-Zeitung“", "das „Norweder Tageblatt“"
  const isPaper = cues.language === 'de' && isBehind && papers.test(text);
  if (isPaper) return true;
  const kind = kindOfBody(words);
  // "Der »Verband der Hafenlotsen«"
  const isBody = cues.capitalisesNouns && words.length > 1 && kind === 'ORGANIZATION';
  return isNarrated && (kind === 'NEWSPAPER' || kind === 'BROADCASTER' || isBody);
}
