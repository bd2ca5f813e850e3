import { type Kysely, sql } from 'kysely';

/** Letters that have no decomposition in Unicode, beside the one that readers look for them under. */
const single = ['øłđðħıŋſς', 'olddhinsσ'] as const;
const double = { æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th' };

/**
 * Names of topics and sources in the order that readers expect: without case and accents (Ärzte beside Arzt), quotation
 * marks and dashes passed over. Not a collation of the system's: those differ between systems and their versions, and an
 * upgrade of one breaks the indexes over it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const bare = sql`translate(
    lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]', '', 'g')),
    ${sql.lit(single[0])}, ${sql.lit(single[1])}
  )`;
  const spelt = Object.entries(double).reduce(
    (sorted, [letter, letters]) => sql`replace(${sorted}, ${sql.lit(letter)}, ${sql.lit(letters)})`,
    bare,
  );
  await sql`
    create function sort_name(name text) returns text language sql immutable strict parallel safe as $$
      select btrim(regexp_replace(regexp_replace(${spelt}, '[''’‘“”„‚‹›«»"´\`]+', '', 'g'), '[[:space:]–—‒―·‐‑-]+', ' ', 'g'))
    $$
  `.execute(db);
  for (const table of ['topic', 'source']) {
    await sql`
      alter table ${sql.table(table)}
        add column sort_name text collate "C" not null generated always as (sort_name(name)) stored
    `.execute(db);
    await sql`create index ${sql.ref(`${table}_sort_order`)} on ${sql.table(table)} (sort_name, id)`.execute(db);
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['topic', 'source']) await sql`alter table ${sql.table(table)} drop column sort_name`.execute(db);
  await sql`drop function sort_name`.execute(db);
}
