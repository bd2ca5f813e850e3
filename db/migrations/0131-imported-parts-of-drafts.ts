import { type Kysely, sql } from 'kysely';

/**
 * `draft.imported`: what an import brought that a draft has no field for (the boxes of its page, its keywords and sections), until
 * an article is made of it; and the queue of those whose sections may be topics by then.
 *
 * Contracts: nothing; the version before makes the article without them, as it always did.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table draft add column imported jsonb`.execute(db);
  const options = {
    policy: 'standard',
    retryLimit: 3,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 600,
    heartbeatSeconds: 60,
    deleteAfterSeconds: 3600,
    deadLetter: 'dead-letter',
  };
  await sql`select pgboss.create_queue('sections', ${JSON.stringify(options)}::jsonb)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`select pgboss.delete_queue('sections')`.execute(db);
  await sql`alter table draft drop column imported`.execute(db);
}
