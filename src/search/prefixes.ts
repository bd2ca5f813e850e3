/** Articles, conjunctions and prepositions that Hebrew and Arabic write as one word with what follows: בירושלים is in Jerusalem. */

/** What is left is a word of three letters at least. */
const hebrew = /^(?:ו?(?:[הבלמכש]|שה|מה|כש)|ו)(?=[א-ת]{3})/;
const hebrewArticle = /^ה(?=[א-ת]{3})/;
const arabic = /^[وف]?(?:[بك]?ال|لل)(?=[\u0621-\u064a]{3})/;
const arabicArticle = /^ال(?=[\u0621-\u064a]{3})/;

interface Word {
  readonly word: string;
  readonly lexeme: string;
}

/**
 * The word without what stands before it, in an article; undefined where nothing does. It may have had none of it, and
 * mispar (number) is found by sefer (book): no stemmer knows.
 */
export function withoutPrefix({ word, lexeme }: Word): string | undefined {
  return without(hebrew, word) ?? without(arabic, word) ?? without(hebrew, lexeme) ?? without(arabic, lexeme);
}

/** The word without its article, in a search: whoever asks for the elections is told of elections. */
export function withoutArticle({ word, lexeme }: Word): string | undefined {
  return (
    without(hebrewArticle, word) ??
    without(arabicArticle, word) ??
    without(hebrewArticle, lexeme) ??
    without(arabicArticle, lexeme)
  );
}

function without(prefix: RegExp, word: string): string | undefined {
  const rest = word.replace(prefix, '');
  return rest === word ? undefined : rest;
}
