/** Files of Postgres' tables and indexes, as far as their names and sizes say that something is missing; none of them is read. */

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SECTOR_BYTES = 512;
/** What a table's pages are found by: its room, what all may see, and how it begins. */
const besideTable = /^(\d+)_(?:fsm|vm)$/;

/** @returns what is wrong, in words; undefined where nothing is */
export function faultOfTables(cluster: string): string | undefined {
  const bases = readdirSync(join(cluster, 'base')).map((name) => join('base', name));
  for (const folder of ['global', ...bases]) {
    const names = readdirSync(join(cluster, folder));
    const known = new Set(names);
    for (const name of names) {
      if (!/^\d/.test(name)) continue;
      const table = besideTable.exec(name)?.[1];
      if (table !== undefined && !known.has(table)) return `its postgres/${join(folder, table)} is missing`;
      const path = join(cluster, folder, name);
      // NOTE: a disk that was full has left whole sectors of a page, which Postgres passes over and writes again.
      const rest = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) % SECTOR_BYTES;
      if (rest > 0) return `its postgres/${join(folder, name)} is cut off`;
    }
  }
  return undefined;
}
