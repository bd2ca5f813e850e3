import { type Kysely, sql } from 'kysely';

const formerMarks = '\\u0300-\\u036f\\u00ad\\u0591-\\u05c7\\u0640\\u064b-\\u065f\\u0670\\u200b-\\u200d\\u2060\\ufeff';
const formerLetters = { from: 'øłđðıςħŧŋىة’‘ʼ', to: "olddiσhtnيه'''" };
/** Below letters of Hindi and its like. */
const points = '\\u093c\\u09bc\\u0a3c\\u0abc\\u0b3c';
/** Of the Latin and Cyrillic alphabets, of Persian, Urdu and Kurdish, apostrophes, and digits of Arabic, Persian and Hindi. */
const letters = {
  from: 'əɛɔɓɗƙƴґیکہھەٱʹʻʾʿꞌ\u0901٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९',
  to: "eeobdkyгيكههها'''''\u0902012345678901234567890123456789",
};

/**
 * Articles are indexed anew in the background, the latest first, and their words counted anew behind that: digits of other
 * scripts, Persian letters, apostrophes that count as letters, and words behind an Arabic or Hebrew prefix are found as readers
 * type them. `article_words.signs` is what `pairings` was when they were written by these rules: whoever doesn't know them counts
 * the one up and leaves the other. `corpus_word.languages` are primary subtags of what has the word. `folded` knows the same
 * letters, by which names are found and stems told apart.
 *
 * Contracts: nothing that the version before asks for; of what is indexed anew it finds less by such signs, what it indexes is
 * told by `signs`, and it ranks by the words that are counted so far.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table article_words add column signs integer`.execute(db);
  await sql`
    create index article_words_unsigned on article_words (article_id) where signs is distinct from pairings
  `.execute(db);
  await sql`alter table corpus_word add column languages text[] not null default '{}'`.execute(db);
  await fold(db, {
    marks: formerMarks + points,
    from: formerLetters.from + letters.from,
    to: formerLetters.to + letters.to,
  });
  await indexAnew(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await fold(db, { marks: formerMarks, ...formerLetters });
  await sql`alter table corpus_word drop column languages`.execute(db);
  await sql`alter table article_words drop column signs`.execute(db);
  await indexAnew(db);
}

interface Folding {
  readonly marks: string;
  readonly from: string;
  readonly to: string;
}

async function fold(db: Kysely<unknown>, { marks, from, to }: Folding): Promise<void> {
  await sql`
    create or replace function folded(given text) returns text language sql immutable strict parallel safe as $$
      select case when given ~ '^[a-z0-9 ]*$' then given else normalize(translate(
        replace(replace(replace(replace(
          lower(regexp_replace(normalize(lower(given), nfkd), ${sql.lit(`[${marks}]`)}, '', 'g')),
          'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
        ${sql.lit(from)}, ${sql.lit(to)}), nfc) end
    $$
  `.execute(db);
}

async function indexAnew(db: Kysely<unknown>): Promise<void> {
  await sql`insert into article_to_index (article_id) select id from article on conflict do nothing`.execute(db);
  await sql`delete from corpus_word`.execute(db);
  await sql`
    insert into article_to_count (article_id) select article_id from article_words on conflict do nothing
  `.execute(db);
}
