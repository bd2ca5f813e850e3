import { type Kysely, sql } from 'kysely';

/** Brackets and ellipses, which stand for words that were left out or put in. */
const gap = sql.lit(String.raw`\[[^]]*\]|\(\s*\.(\s*\.)+\s*\)|\.(\s*\.)+`);
/** Soft hyphens, zero-width characters and the like. */
const unseen = sql.lit(String.raw`[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]`);
/** What parts words, but for … and signs of money; by code point, since classes of characters differ by locale. */
const marks = sql.lit(
  String.raw`[\u0001-#%-/:-@\[-\`{-\u00A2\u00A4\u00A6-\u00A9\u00AB-\u00B4\u00B6-\u00B9\u00BB-\u00BF\u00D7\u00F7` +
    String.raw`\u02B9-\u02DD\u055A-\u055F\u060C\u061B\u061F\u0964\u0965\u2000-\u2025\u2027-\u206F\u2190-\u2BFF` +
    String.raw`\u2E00-\u2E7F\u3000-\u3003\u3008-\u303F\uFE10-\uFE6F]+`,
);

/**
 * Words that turn a statement around or change a number, as `said_words` writes them: not, never, without, hundred, in
 * the languages in which quotes are found.
 */
const weighty = sql.lit(
  '{not,no,nor,never,neither,none,nobody,nothing,nowhere,without,cannot,t,hardly,unless,hundred,thousand,million,billion,' +
    'nicht,nichts,nie,niemals,niemand,kein,keine,keinem,keinen,keiner,keines,ohne,weder,noch,kaum,hundert,tausend,millionen,' +
    'milliarde,milliarden,niet,niets,nooit,geen,zonder,honderd,duizend,miljoen,miljard,pas,ne,n,ni,jamais,rien,aucun,' +
    'aucune,sans,personne,cent,mille,millions,milliard,milliards,nunca,jamás,nada,nadie,ningún,ninguna,ninguno,sin,' +
    'tampoco,cien,ciento,mil,millón,millones,non,mai,nulla,niente,nessuno,nessuna,senza,né,cento,mila,milione,milioni,' +
    'miliardo,miliardi,não,nem,ninguém,nenhum,nenhuma,sem,cem,milhão,milhões,bilhão,bilhões,inte,ej,aldrig,ingen,inget,' +
    'inga,utan,hundra,tusen,miljon,miljoner,nie,nigdy,nikt,nic,żaden,żadna,żadne,bez,ani,sto,tysiąc,tysiące,tysięcy,' +
    'milion,miliony,milionów,miliard}',
);

/**
 * What a source said, once however often and however nearly alike it was printed: each quote is an appearance of one.
 * Wordings of a source are one utterance when their words are the same; when an ellipsis of one stands for words of the
 * other; or when one has a few words more, from four words on: one, and another for each eight words, none of which is a
 * negation or a number. The wording that was written first is what others are compared with.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function said_words(wording text) returns text language sql immutable strict parallel safe as $$
      select coalesce(nullif(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        lower(normalize(wording, NFKC)),
        ${unseen}, '', 'g'),
        '\\[([^][:space:][:digit:].])\\]', '\\1', 'g'),
        ${gap}, ' … ', 'g'),
        ${marks}, ' ', 'g'),
        '…( +…)+', '…', 'g'),
        '^[ …]+|[ …]+$|( ) +', '\\1', 'g'), ''), lower(wording))
    $$
  `.execute(db);
  await sql`
    create function has_more_words(said text, more text) returns boolean language sql immutable parallel safe as $$
      select coalesce(cardinality(m) - cardinality(s) between 1 and 1 + (cardinality(s) - 4) / 8, false)
        and cardinality(s) >= 4
        and '  ' || replace(more, ' ', '  ') || '  ' like '% ' || replace(said, ' ', ' % ') || ' %'
        and not exists (
          select from (select unnest(m) except all select unnest(s)) added (word)
          where word ~ '[0-9]' or word = any(${weighty}::text[])
        )
      from (select string_to_array(said, ' '), string_to_array(more, ' ')) words (s, m)
    $$
  `.execute(db);
  await sql`
    create function has_its_gaps_filled(said text, whole text) returns boolean language sql immutable parallel safe as $$
      select said like '%…%' and cardinality(string_to_array(said, ' ')) >= 3 * cardinality(string_to_array(said, '…')) - 1
        and replace(whole, ' ', '  ') like replace(replace(said, ' ', '  '), '  …  ', ' % ')
    $$
  `.execute(db);
  await sql`
    create function is_same_wording(one text, other text) returns boolean language sql immutable parallel safe as $$
      select one = other or has_more_words(one, other) or has_more_words(other, one)
        or has_its_gaps_filled(one, other) or has_its_gaps_filled(other, one)
    $$
  `.execute(db);
  await createKeys(db);
  await createUtterances(db);
}

/**
 * By which wordings that may be the same find each other: a number for the whole, and one for each of the sixteen longest
 * pairs of neighbouring words, which are the rare ones: "of the" is in too many to find anything by.
 */
async function createKeys(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function utterance_keys(source integer, said text) returns integer[] language sql immutable parallel safe as $$
      select array_agg(distinct ('x' || left(md5(source || ' ' || part), 8))::bit(32)::integer) from (
        select said
        union all
        (
          select word || ' ' || next
          from (
            select word, lead(word) over (order by position) as next
            from unnest(string_to_array(said, ' ')) with ordinality given (word, position)
          ) pairs
          where word <> '…' and next <> '…' and length(word || next) >= 6
          order by length(word || next) desc, (word || ' ' || next) collate "C" limit 16
        )
      ) parts (part)
    $$
  `.execute(db);
}

async function createUtterances(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table utterance (
      id integer generated always as identity primary key,
      source_id integer not null references source (id) on delete cascade,
      words text not null,
      keys integer[] not null
    )
  `.execute(db);
  // NOTE: read before each row that is written, so that a list of pending rows, which is read as a whole, would cost more.
  await sql`create index utterance_keys_search on utterance using gin (keys) with (fastupdate = off)`.execute(db);
  await sql`create index utterance_source on utterance (source_id)`.execute(db);
  // NOTE: "is not distinct from", since the keys are the source's own and find less than its index does.
  await sql`
    create function utterance_like(source integer, said text) returns integer language sql volatile as $$
      select u.id from utterance u
      where u.keys && utterance_keys(source, said) and u.source_id is not distinct from source and is_same_wording(u.words, said)
      order by u.words <> said, u.id limit 1
    $$
  `.execute(db);
  // NOTE: who adds one waits for others that add one of the same source, since theirs may be the same.
  await sql`
    create function utterance_of(source integer, wording text) returns integer language plpgsql volatile as $$
      declare
        said text := said_words(wording);
        found integer := utterance_like(source, said);
      begin
        if found is not null then return found; end if;
        perform pg_advisory_xact_lock(hashtextextended('utterance:' || source, 0));
        found := utterance_like(source, said);
        if found is not null then return found; end if;
        insert into utterance (source_id, words, keys) values (source, said, utterance_keys(source, said))
        returning id into found;
        return found;
      end
    $$
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function utterance_of(integer, text), utterance_like(integer, text)`.execute(db);
  await sql`drop table utterance`.execute(db);
  await sql`
    drop function utterance_keys(integer, text), is_same_wording(text, text), has_its_gaps_filled(text, text),
                  has_more_words(text, text), said_words(text)
  `.execute(db);
}
