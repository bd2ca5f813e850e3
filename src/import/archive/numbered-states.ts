/**
 * States and texts as databases of other systems keep them: states in numbers (Joomla, Drupal, Movable Type, Textpattern) or a word of their own, and a text
 * in two columns, its beginning in one and the rest in another.
 */

import { type JsonRecord, textOf } from './json.ts';

interface NumberedStates {
  /** Columns of which one at least is this system's alone. */
  readonly signs: readonly string[];
  readonly column: RegExp;
  /** In words that `stateOf` knows, or doesn't: what is in Joomla's archive may be public or not. */
  readonly words: Readonly<Record<string, string>>;
}

const systems: readonly NumberedStates[] = [
  {
    signs: 'introtext catid asset_id publish_up publish_down checked_out created_by_alias'.split(' '),
    column: /^state$/i,
    words: { 1: 'published', 0: 'unpublished', 2: 'in the archive', '-1': 'unpublished', '-2': 'trashed' },
  },
  {
    signs: 'nid vid promote sticky tnid body_value field_body'.split(' '),
    column: /^(?:node_)?status$/i,
    words: { 1: 'published', 0: 'unpublished' },
  },
  {
    signs: 'entry_status entry_text entry_text_more entry_basename'.split(' '),
    column: /^entry_status$/i,
    words: { 1: 'draft', 2: 'published', 3: 'in review', 4: 'scheduled', 5: 'spam', 6: 'unpublished' },
  },
  {
    signs: 'textile_body body_html_textile annotateinvite url_title textpattern lastmodid'.split(' '),
    column: /^status$/i,
    words: { 1: 'draft', 2: 'hidden', 3: 'pending', 4: 'published', 5: 'published' },
  },
  // Beehiiv's own word for what was sent.
  {
    signs: ['web_title', 'email_subject_line'],
    column: /^status$/i,
    words: { confirmed: 'published' },
  },
];

/** A column "state" with a number comes from Joomla's family or from one's own database: one is on in all of them. */
const unknown: NumberedStates = { signs: [], column: /^state$/i, words: { 1: 'published' } };

/** Of two columns of a text the first, which is its beginning, and the second. */
const twoParts: readonly (readonly [string, string])[] = [
  ['introtext', 'fulltext'],
  ['entry_text', 'entry_text_more'],
];

/** The record with its state in words, and its text in one column. */
export function inWords(record: JsonRecord): JsonRecord {
  const names = new Map(Object.keys(record).map((name) => [name.toLowerCase(), name]));
  const { column, words } = systems.find(({ signs }) => signs.some((sign) => names.has(sign))) ?? unknown;
  const changed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    const word = column.test(name) ? words[textOf(value) ?? ''] : undefined;
    if (word !== undefined) changed[name] = word;
  }
  for (const [begin, rest] of twoParts) {
    const [first, second] = [names.get(begin), names.get(rest)];
    if (first === undefined) continue;
    const text = [record[first], second === undefined ? undefined : record[second]].flatMap(
      (part) => textOf(part) ?? [],
    );
    changed[second ?? first] = text.join('\n\n');
  }
  return Object.keys(changed).length === 0 ? record : { ...record, ...changed };
}
