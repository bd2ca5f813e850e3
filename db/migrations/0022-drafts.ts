import { type Kysely, sql } from 'kysely';

/**
 * The working side: one copy of each piece that is being worked on, and every state of it that was saved. Attributions
 * are [{"role", "source_id", "quote"}, …], the image is as lead_image has it. A former topic or source that was merged
 * is put right here by the merge.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create type draft_state as enum ('IN_PROGRESS', 'IN_REVIEW', 'APPROVED', 'SCHEDULED', 'PUBLISHED')`.execute(
    db,
  );
  await sql`
    create table draft (
      id integer generated always as identity primary key,
      article_id integer unique references article (id),
      owner text not null,
      state draft_state not null default 'IN_PROGRESS',
      revision integer not null default 1 check (revision >= 1),
      headline text not null check (length(headline) <= 500),
      standfirst text check (length(standfirst) between 1 and 2000),
      body text not null default '' check (length(body) <= 1000000),
      language text not null check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
      slug text collate "C" check (length(slug) between 1 and 200),
      image jsonb check (jsonb_typeof(image) = 'object'),
      topic_ids integer[] not null default '{}',
      attributions jsonb not null default '[]' check (jsonb_typeof(attributions) = 'array'),
      dropped_from_body text[] not null default '{}',
      suggested_topic_ids integer[] not null default '{}',
      suggested_attributions jsonb not null default '[]' check (jsonb_typeof(suggested_attributions) = 'array'),
      scheduled_for timestamptz(3),
      embargoed_until timestamptz(3),
      killed_at timestamptz(3),
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      constraint draft_one_time check (scheduled_for is null or embargoed_until is null)
    )
  `.execute(db);
  await sql`create index draft_updated_order on draft (updated_at, id)`.execute(db);
  await sql`create index draft_owner_order on draft (owner, updated_at, id)`.execute(db);
  await sql`create index draft_state_order on draft (state, updated_at, id)`.execute(db);
  await sql`
    create table revision (
      id integer generated always as identity primary key,
      draft_id integer not null references draft (id) on delete cascade,
      revision integer not null check (revision >= 1),
      editor text not null,
      note text check (length(note) between 1 and 5000),
      changed_fields text[] not null,
      snapshot jsonb not null,
      created_at timestamptz(3) not null default now(),
      unique (draft_id, revision)
    )
  `.execute(db);
  await sql`
    create table draft_idempotency (
      owner text not null,
      key text not null check (length(key) between 1 and 200),
      draft_id integer not null references draft (id) on delete cascade,
      fingerprint text not null,
      created_at timestamptz(3) not null default now(),
      primary key (owner, key)
    )
  `.execute(db);
  await sql`create index draft_idempotency_draft on draft_idempotency (draft_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table draft_idempotency, revision, draft`.execute(db);
  await sql`drop type draft_state`.execute(db);
}
