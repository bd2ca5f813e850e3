import { type Kysely, sql } from 'kysely';

/**
 * `folded` is a text in small letters without accents, as a reader types it; `stems_of` are a word's stems by the rules of
 * a language, marked by ~ where they differ from the word: none of a stop word.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function folded(given text) returns text language sql immutable strict parallel safe as $$
      select case when given ~ '^[a-z0-9 ]*$' then given else normalize(translate(
        replace(replace(replace(replace(
          lower(regexp_replace(normalize(lower(given), nfkd), '[\\u0300-\\u036f\\u00ad\\u0591-\\u05c7\\u0640\\u064b-\\u065f\\u0670\\u200b-\\u200d\\u2060\\ufeff]', '', 'g')),
          'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
        'øłđðıςħŧŋىة’‘ʼ', 'olddiσhtnيه'''''''), nfc) end
    $$
  `.execute(db);
  await sql`
    create function stems_of(language text, word text) returns text[] language sql immutable parallel safe as $$
      select array_agg(distinct case when folded(stem) = folded(word) then folded(stem) else '~' || folded(stem) end)
      from unnest(tsvector_to_array(to_tsvector(search_config(language), word))) stem
    $$
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function stems_of`.execute(db);
  await sql`drop function folded`.execute(db);
}
