/** Compressed bodies in memory: what is kept is compressed once, however many ask. */

import { LRUCache } from 'lru-cache';
import { compress, type Encoding } from './content-encoding.ts';

/** By the SHA-256 of what was compressed, so that nothing of it can be stale. */
export interface CompressedBodies {
  /** If it is there already. */
  get(hash: string, encoding: Encoding): Buffer | undefined;
  getOrMake(hash: string, body: Buffer, encoding: Encoding): Promise<Buffer>;
}

/** @param maxBytes 0 keeps nothing */
export function createCompressedBodies(maxBytes: number): CompressedBodies {
  const kept = new LRUCache<string, Buffer>({
    maxSize: Math.max(1, maxBytes),
    sizeCalculation: ({ byteLength }) => byteLength + ENTRY_BYTES,
  });
  const making = new Map<string, Promise<Buffer>>();
  const make = async (key: string, body: Buffer, encoding: Encoding) => {
    try {
      const compressed = await compress(body, encoding);
      kept.set(key, compressed);
      return compressed;
    } finally {
      making.delete(key);
    }
  };
  return {
    get: (hash, encoding) => kept.get(`${encoding} ${hash}`),
    async getOrMake(hash, body, encoding) {
      const key = `${encoding} ${hash}`;
      const found = kept.get(key) ?? making.get(key);
      if (found !== undefined) return found;
      const made = make(key, body, encoding);
      making.set(key, made);
      return made;
    },
  };
}

/** An entry's own weight besides its bytes. */
const ENTRY_BYTES = 300;
