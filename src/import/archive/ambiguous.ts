/** Columns whose name may be about publication or about something else: "Estado" is a state of the piece or of Mexico. Their values decide. */

import { normalForm } from '../../text/piled-marks.ts';
import { readDate } from '../feed/date.ts';
import { stateOf } from '../withheld/states.ts';
import { isNo, isYes, recordOf, textOf, textsOf } from './json.ts';
import { isKnownPlace } from './states-of-countries.ts';

const places = new Set(['state', 'estado', 'stato', 'etat']);
const flags = new Set(
  'active isactive activo activa aktiv enabled isenabled visible isvisible live online isonline public ispublic enlinea enligne released isreleased'.split(
    ' ',
  ),
);

const plain = (name: string) =>
  normalForm(name, 'NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

/**
 * Whether a column says something of publication: that of states where one of its values is a known state, or they aren't
 * surely places; that of yes and no where one of its values is one of these.
 *
 * @param values all that stand in it
 */
export function isOfPublication(name: string, values: Iterable<unknown>): boolean {
  if (places.has(plain(name))) return isOfStates(values);
  if (!flags.has(plain(name))) return true;
  let isOther = false;
  for (const value of values) {
    if (typeof value === 'boolean' || recordOf(value) !== undefined) return true;
    const text = textOf(value);
    if (text === undefined) continue;
    if (isYes(value) || isNo(value) || stateOf(text) !== 'unknown' || readDate(text) !== undefined) return true;
    isOther = true;
  }
  return !isOther;
}

/** No workflow has as many states of which none is known. */
const MIN_DISTINCT_PLACES = 12;
/** So many that are known speak for the ones among them that aren't. */
const MIN_LISTED_PLACES = 3;
const nameLike = /^[\p{L}\p{M}.'’-]+(?:[ ,/][\p{L}\p{M}.'’-]+){0,3}$/u;

/** "ON" is a state of Canada here, and no yes. */
function isOfStates(values: Iterable<unknown>): boolean {
  const texts = new Set<string>();
  for (const value of values) {
    if (typeof value === 'boolean' || recordOf(value) !== undefined) return true;
    for (const text of textsOf(value)) texts.add(text);
  }
  const distinct = [...texts];
  if (distinct.length === 0 || distinct.some((text) => stateOf(text) !== 'unknown')) return true;
  const listed = distinct.filter(isKnownPlace).length;
  if (listed === distinct.length || (listed >= MIN_LISTED_PLACES && listed * 2 > distinct.length)) return false;
  return distinct.length < MIN_DISTINCT_PLACES || !distinct.every((text) => nameLike.test(text));
}
