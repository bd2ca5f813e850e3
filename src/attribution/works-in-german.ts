/** German titles that somebody plays, sees or wishes for: "wünschte sich „Hamlet“", "begann mit „Faust“". */

import type { Saying } from './saying.ts';
import type { Sentence } from './sentence.ts';
import type { Token } from './tokens.ts';

/** Verbs of words alone, whose object in marks is what was said: "rief „Feuer“", "das nennt Roth „Unsinn“". */
const ofWords =
  /^(?:r(?:ief|uft|iefen|ufen)|n(?:ennt|annte|annten)|bezeichne|schr(?:ie|eit)|brüll|flüster|murmel|raun|stammel|seufz|stöhn|sprach|spricht|lautete?$|warf|wirft)/;
const clauseWords = /(?<!\p{L})(?:ist|sind|war|hat|haben|ich|wir|nicht|kein\p{L}*|muss|müssen|kann)(?!\p{L})/iu;
const MAX_TITLE_WORDS = 6;

/** Whether the words in marks at a token are the bare object of a verb that takes things as well as words. */
export function isWorkAt(sentence: Sentence, at: number, saying: Saying): boolean {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  const verb = tokens[saying.at]?.lower ?? '';
  const need = cues.verbs.get(verb);
  const takesThings = need === 'quote' || /^(?:wünsch|beschr)/.test(verb);
  if (cues.language !== 'de' || saying.sort !== 'verb' || !takesThings || ofWords.test(verb)) return false;
  // "Darin sieht Roth „Verrat“", "sieht in dem Plan „Verrat“"
  const isView = /^s(?:ieht|ah|ehen|ahen)$/.test(verb);
  if (isView && tokens.slice(0, at).some(({ lower }) => /^(?:darin|dahinter|dabei|hier|in|im)$/.test(lower)))
    return false;
  return isTitle(tokens[at]?.text ?? '') && isObject(sentence, at, saying);
}

function isTitle(text: string): boolean {
  const parts = text.split(/\s+/);
  const ends = [parts.at(0) ?? '', parts.at(-1) ?? ''];
  const isShort = parts.length <= MAX_TITLE_WORDS && ends.every((part) => /^[\p{Lu}\p{N}]/u.test(part));
  return isShort && !/[.!?…,]$/.test(text) && !clauseWords.test(text);
}

/** "dankte dem Ensemble für „Hamlet“ und „Die Möwe“", but "für „Schichten ohne Ende“": whom one thanks for words, one quotes. */
function isThankedFor(tokens: readonly Token[], at: number, verb: string): boolean {
  let first = at;
  while (/^(?:und|sowie|,)$/.test(tokens[first - 1]?.text ?? '') && tokens[first - 2]?.kind === 'quote') first -= 2;
  const isThanks = /^(?:dank|gratul|lob|würdig|feier|pries|preis)/.test(verb);
  return isThanks && /^(?:für|zu)$/.test(tokens[first - 1]?.lower ?? '') && isName(tokens[at]?.text ?? '');
}

/** A word or two, or behind an article: "Hamlet", "Die Möwe", "Der Ring des Nibelungen". */
function isName(title: string): boolean {
  return /^\S+(?: \S+)?$/.test(title) || /^(?:Der|Die|Das|Ein|Eine) /.test(title);
}

/** Beside the verb, its subject or a time, behind what goes with it, or behind the noun that it is a name of: "das Lokal „Zum Anker“". */
function isObject({ tokens, reading }: Sentence, at: number, saying: Saying): boolean {
  const { cues } = reading;
  // "„Hamlet“ wünschte sich Roth"
  if (saying.at > at) return tokens[at + 1]?.kind === 'word';
  const [owner, before] = tokens.slice(Math.max(0, at - 2), at);
  const word = before?.kind === 'word' ? before.lower : '';
  const isNamed = before?.kind === 'word' && before.isCapital && cues.determiners.has(owner?.lower ?? '');
  // "dankte dem Ensemble für „Hamlet“", but "für „Schichten ohne Ende“": whom one thanks for words, one quotes.
  if (isThankedFor(tokens, at, tokens[saying.at]?.lower ?? '')) return true;
  const isBeside = /^(?:sich|über|mit|in|zu|aus|von)$/.test(word) || cues.adverbs.has(word) || cues.times.has(word);
  // In "sagte: „…“" a mark stands between.
  return before?.kind !== 'mark' && (at <= saying.end || isBeside || isNamed);
}
