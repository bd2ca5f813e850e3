/** Texts compared by their letters and figures alone. */

import { normalForm } from '../../text/piled-marks.ts';

export function loosely(text: string): string {
  return normalForm(text, 'NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
