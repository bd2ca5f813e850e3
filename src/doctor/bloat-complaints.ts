/** Tables and indexes whose files are much larger than what is in them. */

import type { Db } from '../../db/engine/database.ts';
import { bloat } from '../../db/health/bloat.ts';
import { type Complaint, notice } from './complaint.ts';

/** Estimates, and files that are written anew soon, go wrong by less. */
const MIN_WASTED_BYTES = 100_000_000;
const MIN_WASTED_PART = 0.5;

/** @param minWastedBytes below which nobody gains by having it put right */
export async function bloatComplaints(db: Db, minWastedBytes = MIN_WASTED_BYTES): Promise<Complaint[]> {
  const found = await bloat(db);
  return found
    .filter(({ bytes, wastedBytes }) => wastedBytes >= minWastedBytes && wastedBytes >= bytes * MIN_WASTED_PART)
    .map(({ kind, schema, name, bytes, wastedBytes }) => {
      const qualified = schema === 'public' ? `"${name}"` : `"${schema}"."${name}"`;
      return notice(
        'bloat',
        `The ${kind} ${qualified} takes ${megabytes(bytes)}, of which about ${megabytes(wastedBytes)} are of no use.`,
        kind === 'index'
          ? `reindex index concurrently ${qualified}`
          : `vacuum (full, analyze) ${qualified}, at a quiet hour: nobody can read it meanwhile.`,
      );
    });
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
