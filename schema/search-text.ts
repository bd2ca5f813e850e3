/** What a search text asks for: its words, and its operators as conditions; and what of it isn't heeded. */

import type { ArticleFilter, Named } from '../db/articles/filters.ts';
import { type Operator, type OperatorName, readOperators } from '../src/text/search-operators.ts';
import { dayOf, startOfDay } from '../src/time/days.ts';

/** Each is a condition of its own. */
const MAX_OPERATORS = 10;

export type IgnoredReason = 'NOT_A_DATE' | 'NOT_TURNED_ROUND' | 'TOO_MANY';

export interface Understood {
  /** Undefined where nothing is searched for, or all of it were operators. */
  readonly words: string | undefined;
  readonly named: readonly Named[];
  readonly publishedAt: ArticleFilter['publishedAt'];
  readonly quotes: readonly string[];
  readonly operators: readonly Operator[];
  readonly ignored: readonly { readonly text: string; readonly reason: IgnoredReason }[];
}

/** @param timeZone whose days dates are */
export function understood(text: string | undefined, timeZone: string): Understood {
  const { words, operators: all } = readOperators(text ?? '');
  const read = all.map((operator, index) => ({ operator, reason: reasonToIgnore(operator, index) }));
  const operators = read.filter(({ reason }) => reason === null).map(({ operator }) => operator);
  const valuesOf = (name: OperatorName) =>
    operators.filter((each) => each.name === name).flatMap((each) => each.values);
  return {
    words: text === undefined || (words === '' && all.length > 0) ? undefined : words,
    named: operators.flatMap(({ name, values, isExcluded }) =>
      name === 'topic' || name === 'source' ? [{ of: name, names: values, isExcluded }] : [],
    ),
    publishedAt: spanOf(valuesOf('after'), valuesOf('before'), timeZone),
    quotes: operators.filter(({ name }) => name === 'quote').map(({ values }) => values.map(quoted).join(' or ')),
    operators,
    ignored: read.flatMap(({ operator, reason }) => (reason === null ? [] : [{ text: operator.text, reason }])),
  };
}

function reasonToIgnore({ name, values, isExcluded }: Operator, index: number): IgnoredReason | null {
  if (index >= MAX_OPERATORS) return 'TOO_MANY';
  if (name === 'topic' || name === 'source') return null;
  if (isExcluded) return 'NOT_TURNED_ROUND';
  if (name === 'quote') return null;
  return values.every((value) => dayOf(value, { isShort: true }) !== undefined) ? null : 'NOT_A_DATE';
}

/** The latest of what it is to be after, and the earliest of what it is to be before. */
function spanOf(after: readonly string[], before: readonly string[], timeZone: string): ArticleFilter['publishedAt'] {
  if (after.length === 0 && before.length === 0) return undefined;
  const moments = (days: readonly string[]) =>
    days.flatMap((text) => {
      const day = dayOf(text, { isShort: true });
      return day === undefined ? [] : [startOfDay(day, timeZone).toISOString()];
    });
  return { from: moments(after).toSorted().at(-1), before: moments(before).toSorted()[0] };
}

/** A phrase, unless it is the beginning of a word. */
const quoted = (text: string) => (/^[^\s"*]+\*$/.test(text) ? text : `"${text.replaceAll('"', ' ')}"`);
