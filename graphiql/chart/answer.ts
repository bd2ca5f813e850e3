/** What an answer holds for a chart, and what it doesn't, in words: no answer, errors, null, no list, or an empty one. */

import { type List, listsIn, nullsIn } from './rows.ts';

export interface Answer {
  readonly isThere: boolean;
  readonly lists: readonly List[];
  /** Messages. */
  readonly errors: readonly string[];
  /** Paths. */
  readonly nulls: readonly string[];
}

/** @param text of the response, as JSON; what isn't any has neither data nor errors */
export function answerOf(text: string | null | undefined): Answer {
  if (!text) return { isThere: false, lists: [], errors: [], nulls: [] };
  try {
    const { data, errors = [] } = JSON.parse(text) as {
      readonly data?: unknown;
      readonly errors?: readonly { readonly message: string }[];
    };
    const messages = errors.map(({ message }) => message);
    return { isThere: true, lists: listsIn(data), errors: messages, nulls: nullsIn(data) };
  } catch {
    return { isThere: true, lists: [], errors: [text], nulls: [] };
  }
}

/** Sentences that stand in place of a chart, or above one that isn't everything. */
export function notesOf(
  { isThere, lists, errors, nulls }: Answer,
  isFetching: boolean,
  shown: List | undefined,
): string[] {
  if (!isThere) return [isFetching ? 'Waiting for the answer.' : 'Run a query: its lists are drawn here.'];
  const notes = errors.map((message) =>
    lists.length > 0 ? `A part of the answer is missing: ${message}` : `The answer is an error: ${message}`,
  );
  const isWhole = errors.length === 0;
  if (isWhole && nulls.length > 0)
    notes.push(`${nulls.map(code).join(', ')} is null: it isn’t there, or takes another access token.`);
  if (isWhole && lists.length === 0 && nulls.length === 0)
    notes.push('This answer has no list of objects: select one, such as `articles { nodes { headline } }`.');
  if (shown?.rows.length === 0)
    notes.push(`${code(shown.path)} is empty: nothing matches what was asked. A wider \`where\` may find some.`);
  return notes;
}

const code = (path: string) => `\`${path}\``;
