/** Optimistic locking of topics and sources: which one a save is of, and whether its caller has read it as it is now. */

import type { Db, Trx } from '../../db/engine/database.ts';
import { InvalidInput, NotFound, StaleRevision } from '../errors.ts';

export interface SaveBasis {
  /** Which one is changed, whatever its slug is; null for the one of the slug. */
  readonly id?: number | null | undefined;
  /** As it shall be. */
  readonly slug: string;
  /** Null for a new one. */
  readonly expectedRevision?: number | null | undefined;
}

interface Saved {
  readonly id: number;
  readonly slug: string;
  readonly revision: number;
}

interface Lookup<Row> {
  readonly what: 'topic' | 'source';
  byIds(db: Db, ids: readonly number[]): Promise<Map<number, Row>>;
  /** A former slug finds the one that it leads to. */
  bySlugs(db: Db, slugs: readonly string[]): Promise<Map<string, Row>>;
}

/**
 * To be called under `lockCatalogue`.
 *
 * @returns what is changed; null for a new one
 * @throws NotFound for an id that there isn't, StaleRevision, InvalidInput for a slug that can't be meant
 */
export async function basisOf<Row extends Saved>(trx: Trx, basis: SaveBasis, lookup: Lookup<Row>): Promise<Row | null> {
  const { id, slug, expectedRevision } = basis;
  const { what, byIds, bySlugs } = lookup;
  const holder = (await bySlugs(trx, [slug])).get(slug) ?? null;
  if (id != null) {
    const known = (await byIds(trx, [id])).get(id);
    // One that was merged is found under its id as the one that took it in.
    if (known?.id !== id) throw new NotFound(what === 'topic' ? 'Topic' : 'Source');
    expectRevision(known, expectedRevision, what);
    if (holder !== null && holder.id !== id) throw taken(slug, holder, what);
    return known;
  }
  if (expectedRevision == null) {
    if (holder === null) return null;
    throw taken(slug, holder, what);
  }
  if (holder === null) throw new InvalidInput(`There is no ${what} with this slug.`, ['input', 'slug']);
  expectRevision(holder, expectedRevision, what);
  if (holder.slug !== slug) throw taken(slug, holder, what);
  return holder;
}

export function expectRevision(
  { revision }: Saved,
  expected: number | null | undefined,
  what: 'topic' | 'source',
): void {
  if (revision !== expected) throw new StaleRevision(revision, what);
}

function taken(slug: string, holder: Saved, what: 'topic' | 'source'): InvalidInput {
  const message =
    holder.slug === slug
      ? `There is a ${what} “${slug}” already; a change of it says the revision that it is based on.`
      : `“${slug}” was given before, and leads to the ${what} “${holder.slug}”.`;
  return new InvalidInput(message, ['input', 'slug']);
}
