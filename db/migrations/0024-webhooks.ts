import { type Kysely, sql } from 'kysely';

/**
 * Who is told of events over HTTP, and how each telling went. A webhook without events is told all. Deliveries are tried
 * 16 times over more than a day, then lie dead until an admin sends them again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhook (
      id integer generated always as identity primary key,
      url text not null check (length(url) <= 2000),
      secret text not null,
      events text[] not null default '{}',
      created_at timestamptz(3) not null default now(),
      disabled_at timestamptz(3)
    )
  `.execute(db);
  await sql`create type delivery_status as enum ('PENDING', 'DELIVERED', 'DEAD')`.execute(db);
  await sql`
    create table webhook_delivery (
      id integer generated always as identity primary key,
      webhook_id integer not null references webhook (id) on delete cascade,
      event_id integer not null references event (id),
      status delivery_status not null default 'PENDING',
      attempts integer not null default 0,
      last_error text,
      last_attempt_at timestamptz(3),
      created_at timestamptz(3) not null default now(),
      unique (webhook_id, event_id)
    )
  `.execute(db);
  await sql`create index webhook_delivery_event on webhook_delivery (event_id)`.execute(db);
  await sql`create index webhook_delivery_dead on webhook_delivery (id) where status = 'DEAD'`.execute(db);
  await createQueue(db, 'webhook-dead', {
    retryLimit: 5,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: 60,
    retentionSeconds: 30 * 86_400,
    deleteAfterSeconds: 3600,
  });
  await createQueue(db, 'webhook', {
    retryLimit: 16,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 6 * 3600,
    expireInSeconds: 120,
    heartbeatSeconds: 60,
    retentionSeconds: 30 * 86_400,
    deleteAfterSeconds: 3600,
    deadLetter: 'webhook-dead',
  });
}

async function createQueue(db: Kysely<unknown>, name: string, options: object): Promise<void> {
  const queue = JSON.stringify({ policy: 'standard', ...options });
  await sql`select pgboss.create_queue(${name}, ${queue}::jsonb)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from pgboss.job where name in ('webhook', 'webhook-dead')`.execute(db);
  await sql`delete from pgboss.queue where name = 'webhook'`.execute(db);
  await sql`delete from pgboss.queue where name = 'webhook-dead'`.execute(db);
  await sql`drop table webhook_delivery, webhook`.execute(db);
  await sql`drop type delivery_status`.execute(db);
}
