/** Surnames that begin with a particle: "Von der Tannen said", "sagte von der Tannen", "Dell'Orso ha detto". */

import type { Mention, Reading } from './mention.ts';
import { joined } from './name-kinds.ts';
import { bySurname } from './people.ts';
import { isPeople, isPlace } from './places.ts';
import { isPlainWord } from './plain-words.ts';
import type { Sentence, Subject } from './sentence.ts';
import { isTitle } from './titles.ts';
import type { Token } from './tokens.ts';
import { isStart } from './usage.ts';
import { words } from './word-list.ts';

/** Particles that a surname may open with; the articles among them only behind another one: "De la Serna", "El País". */
const opening = words("von vom van zu zum de di da del della dell' d' do dos du ten ter af");
const following = words("der den de la las los le dem 't het");
const MAX_PARTICLES = 3;

function particlesFrom(tokens: readonly Token[], at: number): number {
  if (!opening.has(tokens[at]?.lower ?? '')) return 0;
  let length = 1;
  while (length < MAX_PARTICLES && following.has(tokens[at + length]?.lower ?? '')) length += 1;
  return length;
}

/** A surname whose particle opens a sentence: one word or two with capitals behind it, and right behind them the verb. */
export function particleSurnameAt(tokens: readonly Token[], at: number, reading: Reading): Mention | undefined {
  const { cues } = reading;
  const length = particlesFrom(tokens, at);
  if (length === 0 || tokens[at]?.isCapital !== true || !isStart(tokens, at)) return undefined;
  // Dutch "De Brug zei", French "Du Conseil": an article alone may stand in front of anything.
  if (length === 1 && cues.determiners.has(tokens[at]?.lower ?? '')) return undefined;
  const first = at + length;
  const end = tokens[first + 1]?.isCapital === true ? first + 2 : first + 1;
  const names = tokens.slice(first, end);
  const isName = names.every((token) => {
    const isNoun = cues.anonymous.has(token.lower) || cues.mouthpieces.has(token.lower) || isTitle(token, reading);
    return token.isCapital && !token.isPossessive && !isNoun && !isPlainWord(token.text) && !isPeople(token.text);
  });
  if (!isName || cues.times.has(tokens[first]?.lower ?? '') || isPlace(textOf(tokens, first, end))) return undefined;
  if (!isVerbAt(tokens, end, reading)) return undefined;
  return { start: at, end, front: at, name: textOf(tokens, at, end), kind: 'PERSON', sort: 'surname' };
}

/** A saying verb, or an auxiliary and one. */
function isVerbAt(tokens: readonly Token[], at: number, { cues }: Reading): boolean {
  const next = cues.adverbs.has(tokens[at]?.lower ?? '') ? at + 1 : at;
  const { lower = '', isCapital } = tokens[next] ?? {};
  const isComposed = cues.auxiliaries.has(lower) && cues.perfects.has(tokens[next + 1]?.lower ?? '');
  return isCapital === false && ((cues.verbs.has(lower) && !cues.mouthpieces.has(lower)) || isComposed);
}

function textOf(tokens: readonly Token[], from: number, to: number): string {
  return joined(tokens.slice(from, to).map((token) => token.text));
}

/** Somebody whom the piece has named in full, by the particles at a token and the name behind them. */
export function memberFrom(sentence: Sentence, at: number): Subject | undefined {
  const length = particlesFrom(sentence.tokens, at);
  const mention = length === 0 ? undefined : sentence.mentions.find(({ start }) => start === at + length);
  return mention === undefined ? undefined : memberOf(sentence, at, mention.end);
}

/** The same, by the name that a mention has and the particles in front of it. */
export function memberUntil(sentence: Sentence, mention: Mention): Subject | undefined {
  for (let length = 1; length <= MAX_PARTICLES; length += 1) {
    const start = mention.start - length;
    const isWhole = start >= 0 && particlesFrom(sentence.tokens, start) >= length;
    const member = isWhole ? memberOf(sentence, start, mention.end) : undefined;
    if (member !== undefined) return member;
  }
  return undefined;
}

function memberOf({ tokens, cast, recent }: Sentence, start: number, end: number): Subject | undefined {
  const name = textOf(tokens, start, end);
  const source = bySurname(cast, name, recent) ?? bySurname(cast, name.charAt(0).toLowerCase() + name.slice(1), recent);
  return source === undefined ? undefined : { sources: [source], start, end };
}
