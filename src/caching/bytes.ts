/** UTF-8 encoding of response bodies. */

/** Longer texts are rare, and slow anyway. */
const SCRATCH_BYTES = 256 * 1024;
const scratch = Buffer.allocUnsafe(SCRATCH_BYTES);
const MAX_BYTES_PER_CHARACTER = 3;

/**
 * A text in UTF-8.
 *
 * NOTE: by way of memory that is there already, since `Buffer.from` reckons the length of a text with any character
 * beyond Latin-1 before it writes it, which takes longer than to copy it once more.
 */
export function bytesOf(text: string): Buffer {
  if (text.length * MAX_BYTES_PER_CHARACTER > SCRATCH_BYTES) return Buffer.from(text);
  const length = scratch.write(text);
  // By itself: a small part of memory that others share would hold on to all of it for as long as it is cached.
  const bytes = Buffer.allocUnsafeSlow(length);
  scratch.copy(bytes, 0, 0, length);
  return bytes;
}
