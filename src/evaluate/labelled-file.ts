/** Reads a file of labelled data, gzipped or not. */

import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { fileErrorInWords } from '../import/file-errors.ts';

/** The message names the file and, where there is one, the line or the member of the archive. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** @throws {UnreadableFile} */
export async function readLabelledFile(path: string): Promise<Buffer> {
  const bytes = await readFile(path).catch((error: Error) => {
    throw new UnreadableFile(`${path}: ${fileErrorInWords(error) ?? error.message}`, { cause: error });
  });
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new UnreadableFile(`${path}: Its gzip is damaged: ${(error as Error).message}`, { cause: error });
  }
}
