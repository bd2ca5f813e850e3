/**
 * Segments of Postgres' logs of transactions (pg_xact, pg_multixact): those that the last checkpoint says are in use have to be
 * there, whole, and to hold something. Whatever a transaction of unknown end wrote is nowhere to be seen, so that the engine would
 * open a newsroom with holes in it, or would end in the middle of a question.
 */

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const PAGE_BYTES = 8192;
const PAGES_PER_SEGMENT = 32;
/** More than what a process was killed in the middle of may leave unwritten. */
const MIN_UNWRITTEN_BYTES = 1024;
/** With what made the database itself, where that is in it. */
const MIN_FIRST_BYTES = 16;

interface Log {
  readonly folder: string;
  readonly entriesPerByte: number;
  /** The first entry that is in use, and the one behind the last. */
  readonly from: number;
  readonly until: number;
  /** What is lost with it. */
  readonly says: string;
}

/** Places of numbers in pg_control, as they were at the last checkpoint. */
const placesInControl = { nextTransaction: 64, nextMulti: 76, oldestTransaction: 84, oldestMulti: 92 } as const;

/** @returns what is wrong, in words; undefined where nothing is */
export function faultOfLogs(cluster: string, control: Buffer): string | undefined {
  const at = (name: keyof typeof placesInControl) => control.readUInt32LE(placesInControl[name]);
  const logs: readonly Log[] = [
    {
      ...{ folder: 'pg_xact', entriesPerByte: 4, says: 'has lost how transactions ended' },
      ...{ from: at('oldestTransaction'), until: at('nextTransaction') },
    },
    {
      ...{ folder: 'pg_multixact/offsets', entriesPerByte: 1 / 4, says: 'has lost who had locked what' },
      ...{ from: at('oldestMulti'), until: at('nextMulti') },
    },
  ];
  for (const log of logs) {
    const fault = faultOfLog(cluster, log);
    if (fault !== undefined) return `its postgres/${fault}`;
  }
  return undefined;
}

function faultOfLog(cluster: string, { folder, entriesPerByte, from, until, says }: Log): string | undefined {
  const pageOf = (entry: number) => Math.floor(entry / entriesPerByte / PAGE_BYTES);
  // NOTE: numbers go round behind four billion; what is in use then goes on from nought.
  if (until <= from) return undefined;
  const bytes = Math.floor(until / entriesPerByte);
  const [first, last] = [pageOf(from), pageOf(until - 1)];
  for (let segment = Math.floor(first / PAGES_PER_SEGMENT); segment * PAGES_PER_SEGMENT <= last; segment += 1) {
    const file = join(folder, segment.toString(16).toUpperCase().padStart(4, '0'));
    const pages = Math.min(PAGES_PER_SEGMENT, last + 1 - segment * PAGES_PER_SEGMENT);
    const size = statSync(join(cluster, file), { throwIfNoEntry: false })?.size;
    if (size === undefined) return `${file} is missing, and ${says}`;
    if (size < pages * PAGE_BYTES) return `${file} ${says}`;
    const held = readFileSync(join(cluster, file));
    for (let page = 0; page < pages; page += 1) {
      const start = segment * PAGES_PER_SEGMENT + page;
      if (start < first) continue;
      const used = Math.min(PAGE_BYTES, bytes - start * PAGE_BYTES);
      if (used < (start === 0 && entriesPerByte > 1 ? MIN_FIRST_BYTES : MIN_UNWRITTEN_BYTES)) continue;
      if (held.subarray(page * PAGE_BYTES, page * PAGE_BYTES + used).every((byte) => byte === 0))
        return `${file} ${says}`;
    }
  }
  return undefined;
}
