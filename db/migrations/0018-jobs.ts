import { type Kysely, sql } from 'kysely';

/**
 * The schema of pg-boss and the queues. It is made as the library makes it today; a later version of the library brings
 * it up to date by itself when jobs are started.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // NOTE: imported here because every start reads the migrations, and few run one.
  const { getConstructionPlans } = await import('pg-boss');
  const script = getConstructionPlans('pgboss')
    .replace(/^\s*begin;/i, '')
    .replace(/commit;\s*$/i, '');
  // The embedded engine takes one statement at a time, and the migration has a transaction of its own already.
  await sql`do ${sql.lit(`begin execute ${quoted(script)}; end`)}`.execute(db);
  await createQueue(db, 'dead-letter', { retentionSeconds: 30 * 86_400 });
  await createQueue(db, 'relate', {
    retryLimit: 5,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 600,
    heartbeatSeconds: 60,
    deleteAfterSeconds: 3600,
    deadLetter: 'dead-letter',
  });
}

async function createQueue(db: Kysely<unknown>, name: string, options: object): Promise<void> {
  const queue = JSON.stringify({ policy: 'standard', ...options });
  await sql`select pgboss.create_queue(${name}, ${queue}::jsonb)`.execute(db);
}

/** As a literal within a literal. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop schema pgboss cascade`.execute(db);
}
