/** Persisted operations by SHA-256: registered, found, listed, removed. */

import { sql } from 'kysely';
import type { Db } from './engine/database.ts';
import { prepared } from './engine/prepared.ts';

export interface NewOperation {
  /** SHA-256 of the body, in hex. */
  readonly hash: string;
  readonly name: string;
  readonly body: string;
}

export interface ListedOperation {
  readonly hash: string;
  readonly name: string;
  readonly added_at: Date;
}

/** All or none; who comes second with a hash changes nothing. @returns the hashes that are new */
export async function insertOperations(db: Db, operations: readonly NewOperation[]): Promise<Set<string>> {
  if (operations.length === 0) return new Set();
  const json = JSON.stringify(operations);
  const { rows } = await sql<{ hash: string }>`
    insert into operation (hash, name, body)
    select hash, name, body from json_to_recordset(${json}::json) as given(hash text, name text, body text)
    on conflict do nothing returning hash
  `.execute(db);
  return new Set(rows.map(({ hash }) => hash));
}

/** Texts by name, the first of each name and at most so many. */
export async function operationTexts(db: Db, limit: number): Promise<string[]> {
  const rows = await db.selectFrom('operation').select('body').orderBy('name').orderBy('hash').limit(limit).execute();
  return rows.map(({ body }) => body);
}

/** Those of them that are there. */
export async function knownOperations(db: Db, hashes: readonly string[]): Promise<Set<string>> {
  return new Set((await operationsByHashes(db, hashes)).keys());
}

/** @returns its name, or null when there is none */
export async function deleteOperation(db: Db, hash: string): Promise<string | null> {
  const row = await db.deleteFrom('operation').where('hash', '=', hash).returning('name').executeTakeFirst();
  return row?.name ?? null;
}

export function listedOperations(db: Db): Promise<ListedOperation[]> {
  return db.selectFrom('operation').select(['hash', 'name', 'added_at']).orderBy('name').orderBy('hash').execute();
}

// One look into operation_pkey for each hash.
const find = prepared<{ hashes: readonly string[] }, { hash: string; body: string }>(
  'operations_by_hashes',
  ({ hashes }) => sql`select hash, body from operation where hash = any(${hashes}::text[])`,
);

export async function operationsByHashes(db: Db, hashes: readonly string[]): Promise<Map<string, string>> {
  return new Map((await find(db, { hashes })).map(({ hash, body }) => [hash, body]));
}
