/** Marks of the desk above the headline of a text page, which are read away with the paper's name there: "EMBARGO 1 June 2026", "DRAFT". */

import { isEmbargoNote } from '../withheld/notes.ts';
import { isWithheldMark } from '../withheld/states.ts';

const MAX_LINES = 8;

/** Why a page's first lines keep it from readers, in a sentence; those that became its headline or its text are looked at as every piece's are. */
export function keptBackAbove(lines: readonly string[], headline: string, now: Date): string | undefined {
  const end = lines.indexOf(headline);
  const above = lines.slice(0, end < 0 ? MAX_LINES : Math.min(end, MAX_LINES));
  const mark = above.find((line) => isEmbargoNote(line, now) || (line === line.toUpperCase() && isWithheldMark(line)));
  return mark === undefined ? undefined : `Above its headline it says: ${mark}`;
}
