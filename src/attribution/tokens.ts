import type { Orthography } from './cues.ts';
import { isGivenName } from './given-names.ts';

/**
 * The tokenizer: a paragraph as sentences of words, marks, and each quotation as one token, so that what is said isn't
 * read as narration.
 */

export interface Token {
  readonly kind: 'word' | 'mark' | 'quote';
  /** A word without its possessive ending; a quotation without its marks. */
  readonly text: string;
  /** As printed, but with straight apostrophes, so that one name is one. */
  readonly raw: string;
  readonly lower: string;
  readonly isPossessive: boolean;
  readonly isCapital: boolean;
  /** A word of a title that stands in quotation marks. */
  readonly isTitle?: boolean;
}

const abbreviations =
  'Dr|Mr|Mrs|Ms|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Maj|Rev|Hon|St|Jr|Sr|Inc|Corp|Ltd|Co|Bros|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mt|Adm|Cmdr|Insp|Supt|bzw|ca|vs';
const wordPattern = new RegExp(
  [
    // Initials and dotted acronyms: "U.S.", "J."
    String.raw`(?:\p{Lu}\.){2,}(?:['’]s)?|\p{Lu}\.(?=\s*\p{Lu})`,
    String.raw`(?:${abbreviations})\.`,
    // "Femke van 't Zand"
    String.raw`(?<=\s)['’]t(?=\s\p{Lu})`,
    // "the Millers' Association"
    String.raw`\p{L}+s['’](?=\s\p{Lu})`,
    // "dell'", "l'" before a quotation mark or a figure
    String.raw`\p{L}{1,5}['’](?=[«“"])`,
    String.raw`[\p{L}\p{N}]+(?:[-'’.&/+][\p{L}\p{N}]+)*`,
  ].join('|'),
  'uy',
);

// NOTE: an apostrophe is the same character as a closing single mark, so single marks need more around them than double ones.
const quotes: readonly RegExp[] = [
  /“([^“”]*)(?:”|“(?![\p{L}\p{N}]))|„([^“”„]*)[“”]|«\s?([^«»]*?)\s?»|»([^«»]*)[«»]|(?<![^\s(—–:])”(?=\S)([^“”]*)”|"([^"“”]*)"/uy,
  // ",,Nee,'' zegt hij": Dutch papers set commas and apostrophes.
  /,,(?=\S)((?:[^,“”„]|,(?!,))+?)(?:”|''|’’)/uy,
  /‘([^‘]+?[\p{L}\p{N}.,!?…])’(?![\p{L}\p{N}])/uy,
];
// A quotation that goes on in the next paragraph is opened and never closed.
const unclosed = /[“„]([^“”„]+)$/uy;

/** Longer ones are apostrophes that have nothing to do with each other. */
const MAX_SINGLE_QUOTED_CHARACTERS = 600;
const lastOfQuotation = /[\p{L}\p{N}.,!?…]/u;

/** What stands between straight single marks, which are apostrophes inside of words. */
function singleQuoteAt(text: string, at: number): { words: string; end: number } | undefined {
  if (text[at] !== "'" || /^\d0s/.test(text.slice(at + 1, at + 4))) return undefined;
  for (let end = text.indexOf("'", at + 1); end > 0; end = text.indexOf("'", end + 1)) {
    if (end > at + MAX_SINGLE_QUOTED_CHARACTERS) return undefined;
    const isInWord = /[\p{L}\p{N}]/u.test(text[end + 1] ?? '');
    if (!isInWord && end > at + 1 && lastOfQuotation.test(text[end - 1] ?? ''))
      return { words: text.slice(at + 1, end), end: end + 1 };
    if (!isInWord) return undefined;
  }
  return undefined;
}

function quoteAt(text: string, at: number): { words: string; end: number } | undefined {
  const before = text[at - 1];
  const patterns = before === undefined || /[\s(—–:]/u.test(before) ? [...quotes, unclosed] : [];
  for (const pattern of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null)
      return { words: match.slice(1).find((group) => group !== undefined) ?? '', end: pattern.lastIndex };
  }
  return singleQuoteAt(text, at);
}

function word(printed: string): Token {
  const raw = printed.replaceAll('’', "'");
  const text = raw.replace(/['’]s$/u, '').replace(/(?<=s)['’]$/u, '');
  return {
    kind: 'word',
    text,
    raw,
    lower: text.toLowerCase().replace(/’/g, "'"),
    isPossessive: text !== raw,
    // "iFixit", "elDiario.es", "al-Balaous"
    isCapital: /^(?:\p{Ll}{1,2}'?|[ae]\p{Ll}{1,2}-)?\p{Lu}/u.test(text),
  };
}

export function mark(text: string): Token {
  return { kind: 'mark', text, raw: text, lower: text, isPossessive: false, isCapital: false };
}

/** A quotation as one token. */
export function quoteToken(words: string): Token {
  return { kind: 'quote', text: words.trim(), raw: words, lower: '', isPossessive: false, isCapital: false };
}

/** A printed word, or the two that its language writes together: "l'Insee", "dit-il". */
function wordTokens(printed: string, orthography: Orthography, before: Token | undefined): Token[] {
  const { spellings } = orthography;
  const tokens = partsOf(printed, orthography, before);
  if (spellings === undefined) return tokens;
  return tokens.map((token) => ({ ...token, lower: spellings.get(token.lower) ?? token.lower }));
}

function partsOf(printed: string, { elision, enclitic }: Orthography, before: Token | undefined): Token[] {
  const front = elision?.exec(printed)?.[0] ?? '';
  // "Paolo Dell'Orso", but "Dell'accordo" and "L'Insee" at the start of a sentence.
  const isSurname = /^(?:D|Dell)['’]/.test(front) && isGivenName(before?.text ?? '');
  const isName = /^\p{Lu}/u.test(front) && (isSurname || !/^(?:l|d|un|dell)['’]/i.test(front));
  if (front !== '' && !isName) return [word(`${front.slice(0, -1)}'`), word(printed.slice(front.length))];
  const back = enclitic?.exec(printed)?.[0] ?? '';
  return back === '' ? [word(printed)] : [word(printed.slice(0, -back.length)), word(back.replace(/^-(?:t-)?/, ''))];
}

/** The words, marks and quotations of a text. */
export function tokenise(paragraph: string, orthography: Orthography): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < paragraph.length) {
    if (/\s/u.test(paragraph[at] ?? '')) {
      at += 1;
      continue;
    }
    const quote = /^['‘’]t \p{Lu}/u.test(paragraph.slice(at, at + 4)) ? undefined : quoteAt(paragraph, at);
    wordPattern.lastIndex = at;
    const match = quote === undefined ? wordPattern.exec(paragraph) : null;
    if (quote !== undefined) {
      tokens.push(quoteToken(quote.words));
      at = quote.end;
    } else if (match !== null) {
      const end = wordPattern.lastIndex;
      const isAbbreviation = paragraph[end] === '.' && orthography.abbreviations.has(match[0]);
      tokens.push(...wordTokens(isAbbreviation ? `${match[0]}.` : match[0], orthography, tokens.at(-1)));
      at = isAbbreviation ? end + 1 : end;
    } else {
      const text = String.fromCodePoint(paragraph.codePointAt(at) ?? 32);
      tokens.push(mark(text));
      at += text.length;
    }
  }
  return tokens;
}

/** Longer sentences are cut, so that what looks along a sentence stays linear in the length of a text. */
const MAX_SENTENCE_TOKENS = 250;

/** How far behind a quotation's stop the verb of who speaks it may stand. */
const MAX_TOKENS_TO_SPEAKER = 10;

/** Cuts where a sentence ends, or a semicolon parts two; a quotation's own stop ends the sentence when a new one begins. */

export function sentences(
  tokens: readonly Token[],
  opensWithSpeaker: (next: readonly Token[]) => boolean,
  isTime: (token: Token) => boolean,
): Token[][] {
  const result: Token[][] = [];
  let current: Token[] = [];
  for (const [index, token] of tokens.entries()) {
    current.push(token);
    const next = tokens[index + 1];
    const isStop = token.kind === 'mark' && /[.!?…;]/u.test(token.text);
    const isNewStart = next === undefined || next.kind === 'quote' || next.isCapital || /^\p{N}/u.test(next.text);
    const isQuoteStop =
      token.kind === 'quote' &&
      /[.!?…]$/u.test(token.text) &&
      isNewStart &&
      // "“Run!” Smith shouted." is one sentence, "He left “at once.” Smith stayed." is two.
      !(/[!?…]$/u.test(token.text) && opensWithSpeaker(tokens.slice(index + 1, index + MAX_TOKENS_TO_SPEAKER)));
    // "am 7. Mai"
    const isOrdinal =
      token.text === '.' && next !== undefined && isTime(next) && /^\d{1,2}$/.test(tokens[index - 1]?.text ?? '');
    if (
      (isStop && !isOrdinal && (isNewStart || token.text === ';')) ||
      isQuoteStop ||
      current.length >= MAX_SENTENCE_TOKENS
    ) {
      result.push(current);
      current = [];
    }
  }
  if (current.length > 0) result.push(current);
  return result;
}
