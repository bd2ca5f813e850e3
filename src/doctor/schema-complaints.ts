/** What is wrong with the schema itself: indexes and triggers that are missing, invalid or turned off. */

import type { Db } from '../../db/engine/database.ts';
import * as migrated from '../../db/health/migrated.generated.ts';
import { disabledTriggers, indexes, invalidIndexes, triggers } from '../../db/health/schema-parts.ts';
import { type Complaint, trouble } from './complaint.ts';

export async function indexComplaints(db: Db): Promise<Complaint[]> {
  const there = await indexes(db);
  const expected: Readonly<Record<string, string>> = migrated.indexes;
  const missing = Object.entries(expected).filter(([name]) => there[name] === undefined);
  return [
    ...(await invalidIndexes(db)).map((name) =>
      trouble(
        'indexes',
        `The index ${name} is invalid: it is written and never read.`,
        `reindex index concurrently "${name}"`,
      ),
    ),
    ...missing.map(([name, statement]) => trouble('indexes', `The index ${name} is missing.`, statement)),
  ];
}

export async function triggerComplaints(db: Db): Promise<Complaint[]> {
  const there = await triggers(db);
  const missing = Object.entries(migrated.triggers).filter(([name]) => there[name] === undefined);
  return [
    ...missing.map(([name, statement]) => trouble('triggers', `The trigger ${name} is missing.`, statement)),
    ...(await disabledTriggers(db)).map(({ table, name }) =>
      trouble(
        'triggers',
        `The trigger ${table}.${name} is turned off.`,
        `alter table "${table}" enable trigger "${name}"`,
      ),
    ),
  ];
}
