/** Public bodies that are written without capitals: "the Polish interior ministry". */

import type { Mention, Reading } from './mention.ts';
import { joined } from './name-kinds.ts';
import { runEnd } from './name-run.ts';
import { placeLength } from './places.ts';
import type { Token } from './tokens.ts';

/** Of the lower-case words that name the body. */
const MAX_BODY_WORDS = 4;

/** "the Polish interior ministry", "Hamburg police": a people or a place, and a public body in lower case. */
export function publicBodyAt(tokens: readonly Token[], at: number, reading: Reading): Mention | undefined {
  const { cues } = reading;
  if (cues.publicBodies.has(tokens[at]?.lower ?? '')) return headedBody(tokens, at, reading);
  const run = tokens.slice(at, at + 3).filter((token) => token.isCapital);
  const owners = placeLength(run.map((token) => token.text));
  if (owners === 0) return undefined;
  for (let end = at + owners; end < at + owners + MAX_BODY_WORDS; end += 1) {
    const token = tokens[end];
    if (token?.kind !== 'word' || token.isCapital || cues.prepositions.has(token.lower) || cues.verbs.has(token.lower))
      return undefined;
    if (!cues.publicBodies.has(token.lower)) continue;
    const parts = tokens.slice(at, end + 1).map((part, index) => {
      const text = index === end - at ? part.text : part.raw;
      return (text[0] ?? '').toUpperCase() + text.slice(1);
    });
    // "the Kyiv government's envoy" speaks for himself.
    return token.isPossessive
      ? undefined
      : { start: at, end: end + 1, name: parts.join(' '), kind: 'GOVERNMENT', sort: 'body' };
  }
  return undefined;
}

/** "le ministère de la Défense": the lower-case noun first, then words that join it to a name. */
function headedBody(tokens: readonly Token[], at: number, reading: Reading): Mention | undefined {
  const { cues } = reading;
  const head = tokens[at];
  let next = at + 1;
  while (cues.bodyJoins.has(tokens[next]?.lower ?? '') || cues.definite.has(tokens[next]?.lower ?? '')) next += 1;
  const isJoined = next > at + 1 && next <= at + 3 && tokens[next]?.isCapital === true;
  if (head === undefined || head.isCapital || !isJoined) return undefined;
  const end = runEnd(tokens, next, reading);
  if (end === next) return undefined;
  const parts = tokens.slice(at, end).map((token, index, all) => (index === all.length - 1 ? token.text : token.raw));
  const name = joined(parts);
  return { start: at, end, name: name.charAt(0).toUpperCase() + name.slice(1), kind: 'GOVERNMENT', sort: 'body' };
}
