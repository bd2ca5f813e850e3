/** Whether and when a record's piece is out: its dates, and all that says that it isn't public or not yet. */

import { RefusedInput } from '../imported-document.ts';
import type { Written } from './fields.ts';
import { isNo, isYes, textOf } from './json.ts';
import { holdOf, stateOf } from './state.ts';
import { dateOf } from './values.ts';

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
  const visibility = textOf(written('visibility'));
  if (visibility !== undefined && !/^(?:public|everyone|all|open|free|visible)$/i.test(visibility)) {
    throw new RefusedInput(`It isn’t public: its visibility is “${visibility}”.`);
  }
  if (isYes(written('private'))) throw new RefusedInput('It isn’t public: it says so.');
  const password = written('password');
  if (textOf(password) !== undefined && !isNo(password)) throw new RefusedInput('It isn’t public: it has a password.');
  const expires = dateOf(written('expires'));
  if (expires !== undefined && expires.date < now)
    throw new RefusedInput('It isn’t public any more: it is past its time.');
  const stated = dateOf(written('publishedAt')) ?? dateOf(otherDate);
  const embargo = dateOf(written('embargo'));
  const isLater = embargo !== undefined && (stated === undefined || embargo.date > stated.date);
  const date = isLater ? embargo : stated;
  const status = textOf(written('status'));
  const isDraft = isYes(written('draft')) || isNo(written('isPublished'));
  const state = isDraft && (status === undefined || stateOf(status) === 'out') ? 'draft' : status;
  const doubt = isYes(written('embargo')) ? 'It is under an embargo of which no time is given.' : undefined;
  return {
    publishedAt: date?.date,
    isDateOnly: date?.isDateOnly ?? false,
    updatedAt: dateOf(written('updatedAt'))?.date,
    hold: doubt ?? (state === undefined ? undefined : holdOf(state, date?.date, now)),
  };
}
