/** Digest of an exported piece, by which one that nobody has written into since is known when it comes in again. */

import { createHash } from 'node:crypto';
import { canonicalJson } from '../text/canonical-json.ts';

/** @param said all that an export says of the piece, but for the digest; neither the order nor the case of its names counts */
export function digestOf(said: object): string {
  const named = Object.entries(said).map(([name, value]) => [name.toLowerCase(), value] as const);
  return createHash('sha256')
    .update(canonicalJson(Object.fromEntries(named)))
    .digest('hex');
}

/** What Markdown says: its front matter, and its text however its lines end. */
export function markdownDigestOf(matter: object, text: string): string {
  return digestOf({ matter, text: text.replace(/\r\n?/g, '\n').trim() });
}
