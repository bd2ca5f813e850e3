/** Opens a CSV file of view counts as a stream, gzipped or not, as it may be larger than memory. */

import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { pipeline as finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { isViewsHeader } from './views.ts';

/** Enough for a header. */
const SNIFFED_BYTES = 4_096;

/**
 * @param onShare told how much of it is read, from 0 to 1
 * @returns null for a file that begins otherwise, or can't be read: others say what it is
 */
export async function openViewsFile(
  path: string,
  onShare: (share: number) => void = () => {},
): Promise<AsyncIterable<Uint8Array> | null> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return null;
  const start = await beginningOf(path).catch(() => null);
  if (start === null) return null;
  const isZipped = start[0] === 0x1f && start[1] === 0x8b;
  if (!isViewsHeader((isZipped ? await inflated(start) : start).toString())) return null;
  const chunks = sharesOf(path, found.size, onShare);
  if (!isZipped) return chunks;
  const unzipped = createGunzip();
  // Whoever reads it meets the error.
  pipeline(chunks, unzipped, () => {});
  return unzipped;
}

/** Nothing is read before someone asks for it. */
async function* sharesOf(path: string, size: number, onShare: (share: number) => void): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path);
  for await (const chunk of file) {
    onShare(file.bytesRead / size);
    yield chunk as Buffer;
  }
}

async function beginningOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** As much as can be had of a beginning; that it breaks off is no fault of it. */
async function inflated(start: Buffer): Promise<Buffer> {
  const parts: Buffer[] = [];
  await finished([start], createGunzip(), async (chunks) => {
    for await (const chunk of chunks) parts.push(chunk as Buffer);
  }).catch(() => {});
  return Buffer.concat(parts);
}
