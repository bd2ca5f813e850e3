/** Widths and heights as pages declare them. */

import { isNode } from './linked-data.ts';

/** A width or height as pages write it: `640`, `640px`, `{ value: 640 }`. */
export function pixels(value: unknown): number | undefined {
  const size = isNode(value) ? value.value : value;
  const figure =
    typeof size === 'number'
      ? size
      : /^\s*(\d+)(?:\.\d+)?\s*(?:px\s*)?$/.exec(typeof size === 'string' ? size : '')?.[1];
  return figure === undefined || Number(figure) <= 0 ? undefined : Math.round(Number(figure));
}
