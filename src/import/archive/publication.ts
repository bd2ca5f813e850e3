/** Whether and when a record's piece is out: its dates, and all that says that it isn't public or not yet. */

import { readDate } from '../feed/date.ts';
import { RefusedInput } from '../imported-document.ts';
import { readWireDate, surelyPast } from '../wire/dates.ts';
import { holdOf, stateOf } from '../withheld/states.ts';
import type { Written } from './fields.ts';
import { isNo, isYes, recordOf, textOf, textsOf } from './json.ts';
import { dateOf, isNoTime, type WrittenDate } from './values.ts';

export interface Publication {
  readonly publishedAt: Date | undefined;
  readonly isDateOnly: boolean;
  readonly updatedAt: Date | undefined;
  readonly hold: string | undefined;
}

/**
 * @param otherDate where the record has none: that of a file's name
 * @throws {RefusedInput} for what is private, for members, behind a password or over
 */
export function publicationOf(written: Written, now: Date, otherDate?: string): Publication {
  refuseHidden(written, now);
  const stated = dateOf(written('publishedAt')) ?? dateOf(otherDate);
  const embargo = embargoOf(written, now);
  const isLater = embargo.date !== undefined && (stated === undefined || embargo.date.date > stated.date);
  const date = isLater ? embargo.date : stated;
  const states = statesOf(written);
  const isOut = [...states, ...written.all('isPublished')].some(isPlainlyOut);
  const holds = states
    // What is out as well is in an archive that readers have.
    .filter((state) => !(isOut && stateOf(state) === 'archived'))
    .flatMap((state) => holdOf(state, date?.date, now) ?? []);
  return {
    publishedAt: date?.date,
    isDateOnly: date?.isDateOnly ?? false,
    updatedAt: dateOf(written('updatedAt'))?.date,
    hold: embargo.doubt ?? holds[0],
  };
}

/** Whatever isn't plainly a no is a yes here. */
function refuseHidden(written: Written, now: Date): void {
  for (const value of written.all('visibility')) {
    const words = textsOf(value);
    const isPublic = words.length > 0 && words.every((word) => publicWord.test(word));
    if (!isPublic && !isYes(value)) throw new RefusedInput(`It isn’t public: its visibility is “${words.join(', ')}”.`);
  }
  if (written.all('private').some((value) => !isNo(value))) throw new RefusedInput('It isn’t public: it says so.');
  if (written.all('password').some((value) => !isNo(value)))
    throw new RefusedInput('It isn’t public: it has a password.');
  if (written.all('gone').some(isSo)) throw new RefusedInput('It isn’t public any more: it says so.');
  const isOver = written.all('expires').some((value) => (dateOf(value)?.date ?? now) < now);
  if (isOver) throw new RefusedInput('It isn’t public any more: it is past its time.');
}

/** A yes, or since when. */
const isSo = (value: unknown) => !isNo(value) && !isNoTime(textOf(value) ?? '');

const publicWord = /^(?:public|everyone|everybody|all|open|free|visible)$/i;

/** In the words of its system; a piece that has none is out. */
function statesOf(written: Written): string[] {
  const states = written.all('status').map(stateIn);
  const isDraft =
    written.all('draft').some((value) => !isNo(value)) ||
    written.all('isPublished').some((value) => !isPublished(value)) ||
    // A maker of static sites makes no page of it.
    written.all('url').includes(false);
  if (isDraft && states.every((state) => stateOf(state) === 'out')) return [...states, 'draft'];
  return written.all('archived').some(isSo) ? [...states, 'archived'] : states;
}

function stateIn(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'published' : 'draft';
  const { name, value: inner, label, id } = recordOf(value) ?? {};
  return textOf(value, name, inner, label, id) ?? 'unknown';
}

const isPlainlyOut = (value: unknown) => isYes(value) || stateOf(textOf(value) ?? '') === 'out';

/** Or since when. */
function isPublished(value: unknown): boolean {
  return isPlainlyOut(value) || readDate(textOf(value) ?? '') !== undefined;
}

/** The last of them; one that may still be running in a zone that it doesn't say is an editor's to decide. */
function embargoOf(written: Written, now: Date): { readonly date?: WrittenDate; readonly doubt?: string | undefined } {
  const given = written.all('embargo').filter((value) => !isNo(value));
  const dates = given.flatMap((value) => dateOf(value) ?? []).toSorted((one, other) => +other.date - +one.date);
  const running = given.find((value) => {
    const until = readWireDate(textOf(value));
    return until !== undefined && !(until.isZoned && !until.isDayAlone) && surelyPast(until) > now;
  });
  const doubts = [
    ...(dates.length < given.length ? ['It is under an embargo of which no time is given.'] : []),
    ...(running === undefined ? [] : [`Its embargo says no zone or no hour: ${textOf(running)}.`]),
  ];
  const [date] = dates;
  return date === undefined ? { doubt: doubts[0] } : { date, doubt: doubts[0] };
}
