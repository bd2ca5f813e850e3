/** Each story once on a page: what one list shows, those behind it leave out. */

interface Story {
  readonly slug: string;
}

/** @param shown what the page shows already */
export function isOther({ slug }: Story, shown: readonly Story[]): boolean {
  return !shown.some((each) => each.slug === slug);
}
