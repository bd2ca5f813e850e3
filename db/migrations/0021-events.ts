import { type Kysely, sql } from 'kysely';

/**
 * What happened in the newsroom: who did what when, and what the house hears of it. Events are appended in the
 * transaction of what they tell of, in the order in which they are committed, so that whoever has read up to an id has
 * missed nothing. What is due later waits in `due_event` and is moved over at its time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table event (
      id integer generated always as identity primary key,
      type text not null check (type ~ '^[a-z]+\\.[a-z_]+$'),
      at timestamptz(3) not null default clock_timestamp(),
      actor text,
      actor_name text,
      role text,
      draft_id integer,
      article_id integer,
      topic_id integer,
      source_id integer,
      detail jsonb not null default '{}'
    )
  `.execute(db);
  await sql`create index event_type_order on event (type, id)`.execute(db);
  await sql`create index event_article on event (article_id, id)`.execute(db);
  await sql`create index event_draft on event (draft_id, id)`.execute(db);
  await sql`
    create table due_event (
      id integer generated always as identity primary key,
      due_at timestamptz(3) not null,
      type text not null,
      actor text,
      actor_name text,
      role text,
      draft_id integer,
      article_id integer not null,
      detail jsonb not null default '{}'
    )
  `.execute(db);
  await sql`create index due_event_order on due_event (due_at, id)`.execute(db);
  await sql`create index due_event_article on due_event (article_id)`.execute(db);
  await sql`
    create function tell_of_events() returns trigger language plpgsql as $$
    begin
      perform pg_notify('dateline_event', (select max(id)::text from added));
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger event_added after insert on event
    referencing new table as added for each statement execute function tell_of_events()
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table due_event, event`.execute(db);
  await sql`drop function tell_of_events`.execute(db);
}
