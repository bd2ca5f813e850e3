/** Whether a text can be stored, and be worked on in time that grows with its length. */

import { hasPile } from './piled-marks.ts';

/** Postgres takes no NUL, and half a surrogate pair is no character in UTF-8. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0') && !hasPile(text);
}
