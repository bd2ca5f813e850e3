import { type Kysely, sql } from 'kysely';

/**
 * Topics as a newsroom shows them: which ones its masthead has, in which order, and what else a topic is called. Each name
 * has its key, without case, accents and punctuation, by which keywords are found to mean the topic: whatever writes a topic,
 * its keys follow.
 *
 * Contracts: nothing that the version before asks for; what it writes has no other names, nor a place on the masthead.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table topic
      add column aliases text[] not null default '{}',
      add column position integer check (position between 0 and 1000000),
      add column is_featured boolean not null default false
  `.execute(db);
  await sql`create index topic_featured on topic (position, id) where is_featured`.execute(db);
  await sql`
    create table topic_key (
      key text collate "C" not null,
      topic_id integer not null references topic (id) on delete cascade,
      primary key (key, topic_id)
    )
  `.execute(db);
  await sql`create index topic_key_topic on topic_key (topic_id)`.execute(db);
  await sql`
    create function keep_topic_keys(of_topic integer) returns void language plpgsql as $$
    begin
      delete from topic_key where topic_id = of_topic;
      insert into topic_key (key, topic_id)
      select distinct name_key(called.name), t.id
      from topic t cross join lateral (
        select t.name union all select unnest(t.aliases)
        union all select f.name from former_topic_slug f where f.topic_id = t.id and f.name is not null
      ) called (name)
      where t.id = of_topic and name_key(called.name) <> '';
    end
    $$
  `.execute(db);
  await sql`
    create function topic_key_changed() returns trigger language plpgsql as $$
    begin
      perform keep_topic_keys(new.id);
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger topic_key_changed after insert or update of name, aliases on topic
    for each row execute function topic_key_changed()
  `.execute(db);
  await sql`
    create function former_topic_key_changed() returns trigger language plpgsql as $$
    begin
      if tg_op <> 'INSERT' then perform keep_topic_keys(old.topic_id); end if;
      if tg_op <> 'DELETE' then perform keep_topic_keys(new.topic_id); end if;
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger former_topic_key_changed after insert or update or delete on former_topic_slug
    for each row execute function former_topic_key_changed()
  `.execute(db);
  await sql`select keep_topic_keys(id) from topic`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger topic_key_changed on topic`.execute(db);
  await sql`drop trigger former_topic_key_changed on former_topic_slug`.execute(db);
  await sql`drop function topic_key_changed, former_topic_key_changed, keep_topic_keys`.execute(db);
  await sql`drop table topic_key`.execute(db);
  await sql`alter table topic drop column aliases, drop column position, drop column is_featured`.execute(db);
}
