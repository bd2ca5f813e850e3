/** Names in quotation marks, which nobody speaks: “Night Mode”, the so-called “golden visa”, the author of “The Long Road”. */

import type { Cues } from './cues.ts';
import { mark, quoteToken, type Token } from './tokens.ts';
import { words } from './word-list.ts';

/** Of the words that names in marks stand behind, those of what is made, shown or undertaken. */
const works = words(
  `film movie book song album novel play series show documentary exhibition ship yacht operation band single painting podcast programme program
  memoir poem opera musical game app project buch lied roman película libro canción disco serie exposición obra operación campaña livre chanson
  série pièce opération romanzo canzone mostra operazione campagna boek tentoonstelling operatie campagne książka powieść piosenka serial
  wystawa operacja kampania filme livro canção álbum exposição operação campanha filmen boken romanen låten albumet serien utställningen kampanjen`,
);
const small = /^(?:of|the|and|a|in|to|for|on|&)$/;
const MAX_TITLE_WORDS = 8;

/** Whether what stands in marks at a token is what something is called. */
export function isNameInMarks(tokens: readonly Token[], at: number, cues: Cues): boolean {
  const text = tokens[at]?.text ?? '';
  if (text === '') return true;
  const before = tokens[at - 1];
  const parts = text.split(/\s+/);
  const isTitled =
    parts.length <= MAX_TITLE_WORDS && parts.every((part) => /^[\p{Lu}\p{N}]/u.test(part) || small.test(part));
  const isAnnounced = before?.kind === 'mark' && /[,:]/.test(before.text);
  // "the programme “has no brakes”": a work's title begins with a capital, a word that is spoken of needn't.
  const isWork = works.has(before?.lower ?? '') && /^\p{Ll}/u.test(text);
  if (before !== undefined && !isWork && cues.namingWords.has(before.lower)) return true;
  if (!isTitled || isAnnounced || /[.!?…]$/.test(text)) return false;
  // “Night Train” opened on Friday; on “Today,” he said.
  if (at === 0) return isPartOfSentence(tokens[1], text, cues);
  const isOn = cues.language === 'en' && /^(?:on|in|of|from|for|at)$/.test(before?.lower ?? '');
  return parts.length > (cues.capitalisesNouns ? 2 : 1) || isOn;
}

function isPartOfSentence(next: Token | undefined, text: string, cues: Cues): boolean {
  const isGoingOn = next?.kind === 'word' && !next.isCapital && !/\p{P}$/u.test(text);
  return cues.language === 'en' && isGoingOn && !cues.verbs.has(next.lower) && !cues.determiners.has(next.lower);
}

/** The comma that is printed inside of a name's marks stands behind it: on “Night Train,” he said. */
export function withCommasOutside(tokens: readonly Token[], cues: Cues): Token[] {
  return tokens.flatMap((token, at) =>
    token.kind === 'quote' &&
    token.text.endsWith(',') &&
    tokens[at - 1]?.kind === 'word' &&
    isNameInMarks(tokens, at, cues)
      ? [quoteToken(token.text.slice(0, -1)), mark(',')]
      : [token],
  );
}
