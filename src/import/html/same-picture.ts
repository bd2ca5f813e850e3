/** Whether two image URLs show the same picture in another size, crop or format. */

/**
 * Equal without scheme and query, or sharing a token that names a picture — a file name, hash, UUID or number of seven
 * digits and more — wherever image servers put it.
 *
 * @param besides addresses whose tokens prove nothing, such as those of other pictures of the same piece
 */
export function isSamePicture(one: string, other: string, besides: readonly string[] = []): boolean {
  const bare = (url: string) => url.replace(/^https?:/, '').replace(/[?#].*/s, '');
  if (bare(one) === bare(other) && besides.every((url) => bare(url) !== bare(one))) return true;
  const dull = new Set(besides.flatMap(pictureTokens));
  const tokens = new Set(pictureTokens(other).filter((token) => !dull.has(token)));
  return pictureTokens(one).some((token) => tokens.has(token));
}

function pictureTokens(url: string): string[] {
  let plain = url;
  try {
    plain = decodeURIComponent(decodeURIComponent(url));
  } catch {
    // A stray percent sign: the address as it stands will do.
  }
  const afterHost = plain.replace(/^(?:https?:)?\/\/[^/]+/, '').toLowerCase();
  const named = afterHost.split(/[/?]/).find((segment) => /\.(?:jpe?g|png|webp|gif|avif)/.test(segment)) ?? '';
  const [beforeDot = ''] = named.split('.', 1);
  const file = beforeDot.slice(beforeDot.lastIndexOf('=') + 1).replace(/[-_]?\d{2,4}x\d{2,4}.*/, '');
  // Each kind by itself: a size glued to a hash mustn't hide it.
  const ids = [/[0-9a-f]{8}-[0-9a-f-]{27}/g, /[0-9a-f]{12,}/g, /\d{7,}/g, /[\p{L}\d_-]{16,}/gu].flatMap(
    (kind) => afterHost.match(kind) ?? [],
  );
  return file.length >= 8 || (file.length >= 6 && /\d/.test(file)) ? [...ids, file] : ids;
}
