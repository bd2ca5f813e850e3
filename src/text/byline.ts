/** Bylines: the authors of an article in one line. */

/**
 * @param attributions in the order of the piece
 * @returns "A", "A and B", "A, B and C"; null without an author
 */
export function byline(
  attributions: readonly { readonly role: string; readonly source: { readonly name: string } }[],
): string | null {
  const names = attributions.filter(({ role }) => role === 'AUTHOR').map(({ source }) => source.name);
  const last = names.at(-1);
  if (last === undefined) return null;
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
