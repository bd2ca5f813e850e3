/**
 * EXPLAIN ANALYZE of statements as the service ran them: with their parameters, and with the kind of plan it had come
 * to use.
 */

import { type CompiledQuery, sql } from 'kysely';
import pg from 'pg';
import type { Db } from '../db/engine/database.ts';
import type { Plan } from './plan-tree.ts';

export type Statement = Pick<CompiledQuery, 'sql' | 'parameters'>;

export interface Explained {
  /** `generic`: the server has one plan for all parameters, as it may for named statements after five runs. */
  readonly planned: 'custom' | 'generic';
  readonly plan: Plan;
}

/** Runs a statement again. Only on a connection that `db` has alone, since a prepared statement is a connection's. */
export async function explain(db: Db, statement: Statement): Promise<Explained> {
  const planned = (await hasGenericPlan(db, statement)) ? 'generic' : 'custom';
  await sql`set plan_cache_mode = ${sql.raw(`force_${planned}_plan`)}`.execute(db);
  await sql`prepare bench_explained as ${sql.raw(statement.sql)}`.execute(db);
  try {
    const parameters = statement.parameters.map(literal).join(', ');
    const call = sql.raw(parameters === '' ? 'bench_explained' : `bench_explained (${parameters})`);
    const { rows } = await sql<{ 'QUERY PLAN': Plan[] }>`
      explain (analyze, buffers, format json) execute ${call}
    `.execute(db);
    const plan = rows[0]?.['QUERY PLAN'][0];
    if (plan === undefined) throw new Error('Postgres explained nothing.');
    return { planned, plan };
  } finally {
    await sql`deallocate bench_explained`.execute(db);
    await sql`reset plan_cache_mode`.execute(db);
  }
}

/** As Postgres writes it, with what was read of memory and disk. Only on a connection that `db` has alone. */
export async function explainAsText(db: Db, statement: Statement): Promise<string> {
  await sql`prepare bench_explained as ${sql.raw(statement.sql)}`.execute(db);
  try {
    const parameters = statement.parameters.map(literal).join(', ');
    const call = sql.raw(parameters === '' ? 'bench_explained' : `bench_explained (${parameters})`);
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain (analyze, buffers) execute ${call}`.execute(db);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await sql`deallocate bench_explained`.execute(db);
  }
}

async function hasGenericPlan(db: Db, statement: Statement): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select generic_plans > 0 as used from pg_prepared_statements where statement = ${statement.sql}
  `.execute(db);
  return rows[0]?.used === true;
}

/** A parameter as `execute` takes it; its type is the statement's. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.map(element).join(',')}}`);
  return pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value));
}

function element(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  return `"${(value instanceof Date ? value.toISOString() : String(value)).replace(/["\\]/g, '\\$&')}"`;
}
