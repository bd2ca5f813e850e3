/** Signing keys, made once and kept in the database. They never leave the process that asks for them. */

import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from './database.ts';

interface Secret {
  readonly value: Uint8Array;
  /** The database's clock. */
  readonly now: Date;
}

/** Made when it is first asked for; of several processes at once, one makes it. */
export async function secretNamed(db: Db, name: string): Promise<Secret> {
  const find = () => sql<Secret>`select value, now() as now from secret where name = ${name}`.execute(db);
  const [known] = (await find()).rows;
  if (known !== undefined) return known;
  await db
    .insertInto('secret')
    .values({ name, value: randomBytes(32) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // Secrets are never deleted.
  return (await find()).rows[0] as Secret;
}
