import { type Kysely, sql } from 'kysely';

/**
 * A changed slug keeps resolving, for ever, to the piece that had it: the table fills itself when a slug changes, and
 * no other article may take a slug that has once been given.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table former_slug (
      slug text collate "C" primary key check (length(slug) between 1 and 200),
      article_id integer not null references article (id) on delete cascade
    )
  `.execute(db);
  await sql`create index former_slug_article on former_slug (article_id)`.execute(db);
  await sql`
    create function keep_former_slug() returns trigger language plpgsql as $$
    begin
      delete from former_slug where slug = new.slug and article_id = new.id;
      if exists (select from former_slug where slug = new.slug) then
        raise unique_violation using
          message = format('slug "%s" belongs to another article', new.slug), constraint = 'article_slug_key';
      end if;
      if tg_op = 'UPDATE' then
        insert into former_slug (slug, article_id) values (old.slug, old.id);
      end if;
      return new;
    end
    $$
  `.execute(db);
  await sql`
    create trigger article_slug_inserted after insert on article
    for each row execute function keep_former_slug()
  `.execute(db);
  await sql`
    create trigger article_slug_changed after update of slug on article
    for each row when (old.slug <> new.slug) execute function keep_former_slug()
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger article_slug_changed on article`.execute(db);
  await sql`drop trigger article_slug_inserted on article`.execute(db);
  await sql`drop function keep_former_slug`.execute(db);
  await sql`drop table former_slug`.execute(db);
}
