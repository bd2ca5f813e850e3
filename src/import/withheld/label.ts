/** "Embargo: Tuesday, 10:00", "Media embargo: 1 December", "Embargo date: …": a label of embargo in front of a text or in a note. */

import { beginsWithTime } from './time-words.ts';
import { namesDayToCome } from './until.ts';

const labelled =
  /^\W*(?:(?:strict(?:ly)?|press|media|news|under)[ -]){0,2}(embargo(?:ed)?)(?: (?:date|time|period|until|end))?(?:\s?(:)|\s?[,–—(-]?\s?| (?:for|to|of|at|on|ends|lifts|expires)(?: at| on)? )(?:(?!\p{L})|(?<=[\s:,(–—-]))(.*)$/isu;
/** Also in a note, where nobody writes headlines. */
const ended =
  /^\W*(?:(?:none|nil|n\/a|lifted|over|ended|expired|keine?r?|aufgehoben|aucun|levé|ningun[oa]?|levantado|nessuno|geen|ingen|brak)(?!\p{L})|no(?=\W*$|[.,;]))/iu;
const moments =
  '(?:speech|address|briefing|launch|ceremony|event|announcement|meeting|conference|release|publication|rede|pressekonferenz|veröffentlichung)';
/** What may stand there instead of a time; "press freedom" and "start of a new era" is what a headline goes on with. */
const released = new RegExp(
  `^\\W*(?:strict(?:ly)?(?!\\p{L})|check against|(?:until|till|after|before|start of|beginning of|bis|nach|vor|beginn) (?:(?:the|der|dem|zu[mr]?) )?(?:\\S+ ){0,2}?${moments}(?!\\p{L})|(?:(?:not|no|for|further|press|until|till|bis|auf|zum|immediate|general|keine) ){0,4}(?:notice|conference|weiteres|delivery|pressekonferenz|(?:rede)?beginn|rede|(?:release|publication|veröffentlichung)(?=\\W*$|\\W*\\d|[^\\p{L}]*(?:date|time|on|at|before|until|till|not|only|ab|am|vor|bis)(?!\\p{L})))(?!\\p{L}))`,
  'iu',
);

/** Whether a headline or a text's own line is labelled as under an embargo rather than about one. */
export function isLabelled(line: string, now: Date): boolean {
  const [, word = '', colon, rest = ''] = labelled.exec(line) ?? [];
  if (word === '') return false;
  // Nobody writes a headline in capitals up to its colon alone.
  const isShouted = word === word.toUpperCase();
  if (colon === undefined) return beginsWithTime(rest, isShouted) || (isShouted && !/[\p{L}\p{N}]/u.test(rest));
  if (ended.test(rest)) return false;
  const isPlain = isShouted || /ed$/i.test(word) || !/[\p{L}\p{N}]/u.test(rest);
  return isPlain || released.test(rest) || beginsWithTime(rest) || namesDayToCome(rest, now);
}

/** A label and what it says stand in one line; of a note with thousands of beginnings each would be read to the end. */
const MAX_PART_CHARACTERS = 500;
const beginnings = /(?<=^|[.!?;:\n]\s{1,9}| [–—-] )(?=\S)/g;

/** The same within a note to editors, which isn't about embargoes: whatever stands behind the colon. */
export function isLabelledNote(note: string, now: Date): boolean {
  return [...note.matchAll(beginnings)].some(({ index }) => {
    const part = note.slice(index, index + MAX_PART_CHARACTERS);
    const [, , colon, rest = ''] = labelled.exec(part) ?? [];
    return colon === undefined ? isLabelled(part, now) : !ended.test(rest);
  });
}
