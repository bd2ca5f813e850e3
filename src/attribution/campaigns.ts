/** Groups that are called by what they want: "Friends of the Fen", "Democracy for America", "Keep Our Coast". */

import { isGivenName } from './given-names.ts';
import type { Mention, Reading } from './mention.ts';
import type { Token } from './tokens.ts';
import { words } from './word-list.ts';

const people = words('friends mothers americans citizens doctors physicians parents students families veterans women');
const aims = words('democracy justice freedom action compassion voices campaign hope future together');
const places = words(
  `park parks gardens garden woods wood forest river canal beach bay lake hill hills common moor fen marsh meadow meadows cemetery castle library hall
  church abbey cathedral museum school hospital theatre pier station line bridge earth animals`,
);
const wishes = words('save keep fix stop free reclaim protect defend stand restore rethink scrap');

/** Of a name, and of the small words inside of it. */
const MAX_NAME_TOKENS = 8;
const small = /^(?:the|our|of|for|and|against|without|to|in|a)$/i;

/** What a group is called that begins with a wish, or with who is for what. */
export function campaignAt(tokens: readonly Token[], at: number, { cues, isTitleCase }: Reading): Mention | undefined {
  const [first, second, third] = tokens.slice(at, at + 3);
  if (cues.language !== 'en' || isTitleCase || first?.isCapital !== true) return undefined;
  const described = cues.descriptors.get(tokens[at - 1]?.lower ?? '');
  const isFor = /^(?:for|against|without)$/.test(second?.lower ?? '') && third?.isCapital === true;
  const isOfThe = second?.lower === 'of' && third?.lower === 'the' && tokens[at + 3]?.isCapital === true;
  // "Friends of Malton Park", but "Friends of Jane Roe"
  const isOfPlace =
    second?.lower === 'of' && third?.isCapital === true && !isGivenName(third.text) && isPlaceOf(tokens, at + 2);
  const isOurs = /^(?:the|our)$/.test(second?.lower ?? '') && third?.isCapital === true;
  const isNamed =
    (isFor && (people.has(first.lower) || aims.has(first.lower))) ||
    ((isOfThe || isOfPlace) && first.lower === 'friends') ||
    (isOurs && wishes.has(first.lower)) ||
    // "the group Keep Our Coast"
    (described === 'ORGANIZATION' && isOurs);
  if (!isNamed) return undefined;
  const end = nameEnd(tokens, at);
  const name = tokens.slice(at, end).map(({ text, raw }, index, all) => (index === all.length - 1 ? text : raw));
  return { start: at, end, name: name.join(' '), kind: 'ORGANIZATION', sort: 'body' };
}

/** Whether what follows is called as parks and buildings are: "Malton Park", "St Mary's Church". */
function isPlaceOf(tokens: readonly Token[], start: number): boolean {
  const stop = tokens.findIndex(({ isCapital }, at) => at >= start && !isCapital);
  const last = tokens[(stop < 0 ? tokens.length : stop) - 1];
  return places.has(last?.lower ?? '');
}

/** Behind the last word with a capital that only small words part from the first. */
function nameEnd(tokens: readonly Token[], start: number): number {
  let end = start + 1;
  for (let at = start + 1; at < start + MAX_NAME_TOKENS; at += 1) {
    const token = tokens[at];
    if (token?.isCapital === true && !tokens[at - 1]?.isPossessive) end = at + 1;
    else if (!small.test(token?.lower ?? '')) break;
  }
  return end;
}
