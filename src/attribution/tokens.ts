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
}

const abbreviations =
  'Dr|Mr|Mrs|Ms|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Maj|Rev|Hon|St|Jr|Sr|Inc|Corp|Ltd|Co|Bros|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mt|Adm|Cmdr|Insp|Supt|bzw|ca|vs';
const wordPattern = new RegExp(
  [
    // Initials and dotted acronyms: "U.S.", "J."
    String.raw`(?:\p{Lu}\.){2,}(?:['’]s)?|\p{Lu}\.(?=\s*\p{Lu})`,
    String.raw`(?:${abbreviations})\.`,
    // "the Millers' Association"
    String.raw`\p{L}+s['’](?=\s\p{Lu})`,
    String.raw`[\p{L}\p{N}]+(?:[-'’.&/+][\p{L}\p{N}]+)*`,
  ].join('|'),
  'uy',
);

// NOTE: an apostrophe is the same character as a closing single mark, so single marks need more around them than double ones.
const quotes: readonly RegExp[] = [
  /“([^“”]*)(?:”|“(?![\p{L}\p{N}]))|„([^“”„]*)[“”]|«\s?([^«»]*?)\s?»|»([^«»]*)«|"([^"“”]*)"/uy,
  /‘([^‘]+?[\p{L}\p{N}.,!?…])’(?![\p{L}\p{N}])|'((?!\d0s)[^']+?(?:'\p{L}+[^']*?)*[\p{L}\p{N}.,!?…])'(?![\p{L}\p{N}])/uy,
];
// A quotation that goes on in the next paragraph is opened and never closed.
const unclosed = /[“„]([^“”„]+)$/uy;

function quoteAt(text: string, at: number): { words: string; end: number } | undefined {
  const before = text[at - 1];
  const patterns = before === undefined || /[\s(—–:]/u.test(before) ? [...quotes, unclosed] : [];
  for (const pattern of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null)
      return { words: match.slice(1).find((group) => group !== undefined) ?? '', end: pattern.lastIndex };
  }
  return undefined;
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
    isCapital: /^\p{Lu}/u.test(text) || /^\p{Ll}\p{Lu}/u.test(text),
  };
}

export function tokenise(paragraph: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < paragraph.length) {
    if (/\s/u.test(paragraph[at] ?? '')) {
      at += 1;
      continue;
    }
    const quote = quoteAt(paragraph, at);
    wordPattern.lastIndex = at;
    const match = quote === undefined ? wordPattern.exec(paragraph) : null;
    if (quote !== undefined) {
      tokens.push({
        kind: 'quote',
        text: quote.words.trim(),
        raw: quote.words,
        lower: '',
        isPossessive: false,
        isCapital: false,
      });
      at = quote.end;
    } else if (match !== null) {
      tokens.push(word(match[0]));
      at = wordPattern.lastIndex;
    } else {
      const mark = String.fromCodePoint(paragraph.codePointAt(at) ?? 32);
      tokens.push({ kind: 'mark', text: mark, raw: mark, lower: mark, isPossessive: false, isCapital: false });
      at += mark.length;
    }
  }
  return tokens;
}

/** Cuts where a sentence ends, or a semicolon parts two; a quotation's own stop ends the sentence when a new one begins. */

export function sentences(tokens: readonly Token[], opensWithSpeaker: (rest: readonly Token[]) => boolean): Token[][] {
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
      !(/[!?…]$/u.test(token.text) && opensWithSpeaker(tokens.slice(index + 1)));
    if ((isStop && (isNewStart || token.text === ';')) || isQuoteStop) {
      result.push(current);
      current = [];
    }
  }
  if (current.length > 0) result.push(current);
  return result;
}
