/** Columns whose name may be about publication or about something else: "Estado" is a state of the piece or of Mexico. Their values decide. */

import { readDate } from '../feed/date.ts';
import { stateOf } from '../withheld/states.ts';
import { isNo, isYes, recordOf, textOf } from './json.ts';

const places = new Set(['state', 'estado', 'stato', 'statut']);
const flags = new Set(
  'active isactive activo activa aktiv enabled isenabled visible isvisible live islive online isonline public ispublic enlinea enligne released isreleased'.split(
    ' ',
  ),
);

const plain = (name: string) =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

/**
 * Whether a column says something of publication: that of states where one of its values is a known state, or none like a
 * place; that of yes and no where one of its values is one of these.
 *
 * @param values all that stand in it
 */
export function isOfPublication(name: string, values: Iterable<unknown>): boolean {
  const isOfStates = places.has(plain(name));
  if (!isOfStates && !flags.has(plain(name))) return true;
  let isOther = false;
  for (const value of values) {
    if (typeof value === 'boolean' || recordOf(value) !== undefined) return true;
    const text = textOf(value);
    if (text === undefined) continue;
    if (isYes(value) || isNo(value) || stateOf(text) !== 'unknown') return true;
    if (isOfStates ? !isPlace(text) : readDate(text) !== undefined) return true;
    isOther = true;
  }
  return !isOther;
}

/** "TX", "Nuevo León", "Estado de México", "Baden-Württemberg", and lists of them. */
function isPlace(text: string): boolean {
  return text
    .split(/[,;/|]/)
    .every((each) =>
      /^\p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|del?|d[aoe]s?|of|and|y|la|le|los|the))*$/u.test(each.trim()),
    );
}
