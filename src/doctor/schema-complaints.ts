/** What is wrong with the schema itself: indexes, constraints and triggers that are missing, other ones, invalid or turned off. */

import type { Db } from '../../db/engine/database.ts';
import * as migrated from '../../db/health/migrated.generated.ts';
import {
  constraints,
  disabledTriggers,
  indexes,
  invalidIndexes,
  triggers,
  uncheckedConstraints,
} from '../../db/health/schema-parts.ts';
import { type Complaint, trouble } from './complaint.ts';

export async function indexComplaints(db: Db): Promise<Complaint[]> {
  const { missing, others } = compare(migrated.indexes, await indexes(db));
  return [
    ...(await invalidIndexes(db)).map((name) =>
      trouble(
        'indexes',
        `The index ${name} is invalid: it is written and never read.`,
        `reindex index concurrently "${name}"`,
      ),
    ),
    ...missing.map(([name, statement]) => trouble('indexes', `The index ${name} is missing.`, statement)),
    ...others.map(([name, statement]) =>
      trouble('indexes', `The index ${name} is another than this version’s.`, `Drop it, then: ${statement}`),
    ),
  ];
}

/** Foreign keys and checks: what a restore by hand leaves out where rows don't keep to them. */
export async function constraintComplaints(db: Db): Promise<Complaint[]> {
  const { missing, others } = compare(migrated.constraints, await constraints(db));
  return [
    ...missing.map(([key, definition]) =>
      trouble('constraints', `The constraint ${key} is missing.`, addition(key, definition)),
    ),
    ...others.map(([key, definition]) =>
      trouble(
        'constraints',
        `The constraint ${key} is another than this version’s.`,
        `Drop it, then: ${addition(key, definition)}`,
      ),
    ),
    ...(await uncheckedConstraints(db)).map(({ table, name }) =>
      trouble(
        'constraints',
        `The constraint ${table}.${name} holds for new rows alone.`,
        `alter table "${table}" validate constraint "${name}"`,
      ),
    ),
  ];
}

export async function triggerComplaints(db: Db): Promise<Complaint[]> {
  const { missing, others } = compare(migrated.triggers, await triggers(db));
  return [
    ...missing.map(([name, statement]) => trouble('triggers', `The trigger ${name} is missing.`, statement)),
    ...others.map(([name, statement]) =>
      trouble('triggers', `The trigger ${name} is another than this version’s.`, `Drop it, then: ${statement}`),
    ),
    ...(await disabledTriggers(db)).map(({ table, name }) =>
      trouble(
        'triggers',
        `The trigger ${table}.${name} is turned off.`,
        `alter table "${table}" enable trigger "${name}"`,
      ),
    ),
  ];
}

function addition(key: string, definition: string): string {
  const [table, name] = key.split('.');
  return `alter table "${table}" add constraint "${name}" ${definition}`;
}

/** What is expected by name, and either isn't there or is there as something else. */
function compare(expected: Readonly<Record<string, string>>, there: Readonly<Record<string, string>>) {
  const all = Object.entries(expected);
  return {
    missing: all.filter(([name]) => there[name] === undefined),
    others: all.filter(([name, own]) => {
      const found = there[name];
      return found !== undefined && essence(found) !== essence(own);
    }),
  };
}

/** Without what is the operator's to choose, as how full its pages are, and what is complained of by itself. */
function essence(definition: string): string {
  return definition.replace(/ WITH \([^)]*\)/, '').replace(/ NOT VALID$/, '');
}
