/** How the origin of an imported piece is kept, so that an index entry holds it. */

import { createHash } from 'node:crypto';

const longest = 1000;

/** @param origin an address, a guid, or a hash; longer ones than 1,000 bytes are hashed */
export function originKey(origin: string): string {
  if (Buffer.byteLength(origin) <= longest) return origin;
  return `sha256:${createHash('sha256').update(origin).digest('hex')}`;
}
