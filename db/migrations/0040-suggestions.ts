import { type Kysely, sql } from 'kysely';

/**
 * What is found in a draft's text: suggestions are [{"role", "name", "kind", "homepage", "quote"}, …], by name whether the
 * catalogue knows the source or not. What was settled, accepted or refused, is [{"role", "name", "quote"}, …], where a
 * quote of null is for all that is found of the source in the role. Topics that a page declared stay beside those that
 * follow from the text. The columns suggested_attributions and suggested_source_names are no longer read or written.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table draft
      add column suggestions jsonb not null default '[]' check (jsonb_typeof(suggestions) = 'array'),
      add column declared_topic_ids integer[] not null default '{}',
      add column settled_suggestions jsonb not null default '[]' check (jsonb_typeof(settled_suggestions) = 'array'),
      add column settled_topic_ids integer[] not null default '{}'
  `.execute(db);
  await sql`
    update draft set declared_topic_ids = suggested_topic_ids, suggestions = coalesce((
      select jsonb_agg(
        jsonb_build_object('role', given.value -> 'role', 'name', s.name, 'kind', s.kind, 'homepage', s.homepage,
                           'quote', given.value -> 'quote')
        order by given.position
      )
      from jsonb_array_elements(suggested_attributions) with ordinality given (value, position)
      join source s on s.id = (given.value ->> 'source_id')::int
    ), '[]')
    where suggested_attributions <> '[]' or suggested_topic_ids <> '{}'
  `.execute(db);
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
  await sql`select pgboss.create_queue('suggest', ${JSON.stringify(options)}::jsonb)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`select pgboss.delete_queue('suggest')`.execute(db);
  await sql`
    alter table draft
      drop column suggestions, drop column declared_topic_ids, drop column settled_suggestions, drop column settled_topic_ids
  `.execute(db);
}
