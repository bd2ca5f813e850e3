/**
 * Marks of places in the log of events, as readers are given them (`id:` of server-sent events, `Last-Event-ID`): encrypted, since
 * ids in a row would tell how much goes on in the newsroom.
 */

import { createCipheriv, createDecipheriv } from 'node:crypto';

export interface Marks {
  of(eventId: number): string;
  /** @returns null for what none of them is */
  idOf(mark: string): number | null;
}

const cipher = 'aes-256-ecb';
const BLOCK_BYTES = 16;

/**
 * One block a mark: the id, and zeros by which a mark that was made up is known.
 *
 * @param key 32 bytes, the same in all processes
 */
export function createMarks(key: Uint8Array): Marks {
  return {
    of(eventId) {
      const block = Buffer.alloc(BLOCK_BYTES);
      block.writeUInt32BE(eventId, BLOCK_BYTES - 4);
      return createCipheriv(cipher, key, null).setAutoPadding(false).update(block).toString('base64url');
    },
    idOf(mark) {
      const block = Buffer.from(mark, 'base64url');
      if (block.length !== BLOCK_BYTES) return null;
      const plain = createDecipheriv(cipher, key, null).setAutoPadding(false).update(block);
      return plain.subarray(0, -4).every((byte) => byte === 0) ? plain.readUInt32BE(BLOCK_BYTES - 4) : null;
    },
  };
}
