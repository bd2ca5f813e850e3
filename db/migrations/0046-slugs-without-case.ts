import { type Kysely, sql } from 'kysely';

/** Slugs are equal without case, and so are kept in lower case. One whose lower case is another's has its id behind it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update article a set slug = case
      when exists (select from article o where o.slug = lower(a.slug) and o.id <> a.id)
        or exists (select from former_slug f where f.slug = lower(a.slug) and f.article_id <> a.id)
      then left(lower(a.slug), 188) || '-' || a.id else lower(a.slug) end
    where slug <> lower(slug)
  `.execute(db);
  await sql`
    delete from former_slug f where slug <> lower(slug) and (
      exists (select from article a where a.slug = lower(f.slug))
      or exists (select from former_slug o where o.slug = lower(f.slug))
      or exists (select from former_slug o where lower(o.slug) = lower(f.slug) and o.slug < f.slug)
    )
  `.execute(db);
  await sql`update former_slug set slug = lower(slug) where slug <> lower(slug)`.execute(db);
  await sql`update draft set slug = lower(slug) where slug <> lower(slug)`.execute(db);
  for (const table of ['article', 'former_slug', 'draft']) {
    const name = sql.ref(`${table}_slug_lower_case`);
    await sql`alter table ${sql.table(table)} add constraint ${name} check (slug !~ '[A-Z]')`.execute(db);
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['article', 'former_slug', 'draft']) {
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(`${table}_slug_lower_case`)}`.execute(db);
  }
}
