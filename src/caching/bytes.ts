/** Texts as the bytes that go out. */

/** Longer texts are rare, and slow anyway. */
const scratch = Buffer.allocUnsafe(256 * 1024);
const mostBytesOfACharacter = 3;

/**
 * A text in UTF-8.
 *
 * NOTE: by way of memory that is there already, since `Buffer.from` reckons the length of a text with any character
 * beyond Latin-1 before it writes it, which takes longer than to copy it once more.
 */
export function bytesOf(text: string): Buffer {
  if (text.length * mostBytesOfACharacter > scratch.length) return Buffer.from(text);
  const length = scratch.write(text);
  // By itself: a small part of memory that others share would hold on to all of it for as long as it is kept.
  const bytes = Buffer.allocUnsafeSlow(length);
  scratch.copy(bytes, 0, 0, length);
  return bytes;
}
