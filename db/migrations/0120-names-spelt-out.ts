import { type Kysely, sql } from 'kysely';

const generations = 'jr|sr|ii|iii|iv';
const degrees = 'phd|md|mdb|mp';
const titles = 'dr|prof|professor|sir|dame|lord|lady|sen|rep|gov|rev|hon';
/** Between given names and surname, and in front of a surname alone. */
const particles = 'von|van|der|den|de|di|da|do|dos|del|della|la|le|du|zu|zur|ter|ten|af|bin|ibn';

/** Letters that typists without them write as two. */
const letters: readonly (readonly [string, string])[] = [
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['ø', 'oe'],
  ['å', 'aa'],
  ['đ', 'dj'],
];
/** Cyrillic and Greek without their marks, as most romanisations have them; `sound_key` takes the others for the same. */
const lone = [
  'абвгґдезиіјйклмнопрстуфыэαβγδεζηικλμνοπρστυφω',
  'abvggdeziijiklmnoprstufyeavgdeziiklmnoprstyfo',
] as const;
const several: readonly (readonly [string, string])[] = [
  ['щ', 'shch'],
  ['ж', 'zh'],
  ['х', 'kh'],
  ['ц', 'ts'],
  ['ч', 'ch'],
  ['ш', 'sh'],
  ['ю', 'yu'],
  ['я', 'ya'],
  ['є', 'ye'],
  ['љ', 'lj'],
  ['њ', 'nj'],
  ['ђ', 'dj'],
  ['џ', 'dz'],
  ['ь', ''],
  ['ъ', ''],
  ['ου', 'ou'],
  ['θ', 'th'],
  ['ξ', 'x'],
  ['χ', 'ch'],
  ['ψ', 'ps'],
];
/** What is written in several ways, and in one here. "Saez" is no "Saz": the vowels that stand for ä, ö and ü are spelt out before. */
const sounds: readonly (readonly [string, string])[] = [
  ['tsch', 'k'],
  ['sch', 's'],
  ['sh', 's'],
  ['zh', 's'],
  ['tch', 'k'],
  ['ch', 'k'],
  ['kh', 'k'],
  ['ck', 'k'],
  ['gh', 'g'],
  ['ph', 'f'],
  ['x', 'ks'],
  ['ou', 'u'],
];

const replaced = (pairs: readonly (readonly [string, string])[], written: string) =>
  pairs.reduce((inner, [from, to]) => `replace(${inner}, '${from}', '${to}')`, written);

/**
 * Further hints that sources are the same: a surname in front ("Zielonka, Marek", "ZIELONKA Marek"), ä, ö, ü, ø and å as two
 * letters in any source's name, names in Cyrillic and Greek letters, capitals such as Ł and Ø. And a hint less: Pål and Päl are two.
 *
 * Contracts: nothing that the version before asks for; it reads the keys as they are.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`lock table source, former_source_slug in share row exclusive mode`.execute(db);
  for (const [name, parameters] of former)
    await sql`alter function ${sql.raw(name)}(${sql.raw(parameters)}) rename to ${sql.raw(name)}_0071`.execute(db);
  await createSpellings(db);
  await createSoundKey(db);
  await createPersonKeys(db);
  await createBodyKeys(db);
  await createKeeping(db);
  await renewKeys(db);
}

/** They are kept for the way back. */
const former = [
  ['sound_key', 'text'],
  ['person_keys', 'text'],
  ['body_keys', 'text, text'],
  ['keep_source_keys', 'integer'],
] as const;

async function createSpellings(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function spelled_out(name text) returns text language plpgsql immutable strict parallel safe as $$ begin
      return ${sql.raw(replaced(letters, 'lower(normalize(name, NFC))'))};
    end $$
  `.execute(db);
  // `key` is as name_key gives it.
  await sql`
    create function latin_letters(key text) returns text language plpgsql immutable strict parallel safe as $$ begin
      if key !~ '[α-ωа-џґ]' then return key; end if;
      return translate(${sql.raw(replaced(several, 'key'))}, ${sql.lit(lone[0])}, ${sql.lit(lone[1])});
    end $$
  `.execute(db);
  // A comma may also stand before an agency, a degree or a generation.
  await sql`
    create function straight_name(name text) returns text language plpgsql immutable strict parallel safe as $$
    declare parts text[] := regexp_match(name, '^([^,]+),\\s+([^,]+)$');
    begin
      if parts is not null and parts[2] !~ '^[A-Z]{2,6}$' and name_key(parts[2]) !~ ${sql.lit(`^(?:${generations}|${degrees})$`)}
      then return parts[2] || ' ' || parts[1]; end if;
      parts := regexp_match(name, '^([[:upper:]]{3,}(?:-[[:upper:]]+)?) ([[:upper:]][[:lower:]].*)$');
      return case when parts is null then name else parts[2] || ' ' || parts[1] end;
    end $$
  `.execute(db);
  // By place: of names that are the same without marks, where one has å the other may have a, and no ä.
  await sql`
    create function letters_differ(one text, other text) returns boolean language plpgsql immutable strict parallel safe as $$
    declare
      a text := translate(lower(normalize(one, NFC)), 'åäöøü', '12334');
      b text := translate(lower(normalize(other, NFC)), 'åäöøü', '12334');
    begin
      if a = b or a !~ '[1-4]' or b !~ '[1-4]' or length(a) <> length(b) or name_key(one) <> name_key(other) then return false; end if;
      return exists (
        select from generate_series(1, length(a)) place
        where substr(a, place, 1) <> substr(b, place, 1) and substr(a, place, 1) ~ '[1-4]' and substr(b, place, 1) ~ '[1-4]'
      );
    end $$
  `.execute(db);
}

async function createSoundKey(db: Kysely<unknown>): Promise<void> {
  const opened = `regexp_replace(regexp_replace(regexp_replace(
    key, '(?<![^ ])m[ou]h?amm?[ae]d(?![^ ])', 'mohamed', 'g'
  ), '(?<![^ ])(?:ie|ye|je)(?=[^ ])', 'e', 'g'), '(?<![^ ])[yj]', 'J', 'g')`;
  await sql`
    create function sound_key(key text) returns text language plpgsql immutable strict parallel safe as $$ begin
      return regexp_replace(regexp_replace(
        translate(regexp_replace(${sql.raw(replaced(sounds, opened))}, '(?<![^ ])h', 'H', 'g'), 'cqwzyjJHh', 'kkvsiijh'),
        '(?<=[^ ])f(?![^ ])', 'v', 'g'
      ), '([a-z])\\1+', '\\1', 'g');
    end $$
  `.execute(db);
}

async function createPersonKeys(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function person_parts(name text)
    returns table (whole text, spelt text, untitled text, generation text, words text[], bare text)
    language plpgsql immutable parallel safe as $$ begin return query
      with named as (
        select key from name_key(straight_name(regexp_replace(
          name, '\\s*[/|(].*$|\\s+(?:via|for)\\s.*$|,\\s*[A-Z]{2,6}$|\\s+[–—]\\s.*$', ''
        ))) key
      ),
      bared as (
        select key, regexp_replace(
          key, ${sql.lit(`^(?:(?:${titles}) )+(?=.)|(?<=.)(?: (?:${degrees}))+$`)}, '', 'g'
        ) as bare_key from named
      ),
      read as (
        select key, bare_key, coalesce(substring(bare_key from ${sql.lit(`.( (?:${generations}))$`)}), '') as born from bared
      ),
      worded as (
        select *, string_to_array(regexp_replace(
          left(bare_key, length(bare_key) - length(born)), ${sql.lit(`(?<![^ ])(?:${particles}) `)}, '', 'g'
        ), ' ') as parts
        from read
      )
      select name_key(name), key, bare_key, born, parts, array_to_string(parts, ' ') || born from worded;
    end $$
  `.execute(db);
  await sql`
    create function person_keys(name text) returns table (key text, reason source_likeness)
    language plpgsql immutable parallel safe as $$ begin return query
      with named as (
        select *, cardinality(words) as n, words[cardinality(words)] as surname from person_parts(name)
      )
      select spelt, case when straight_name(name) = name then 'AGENCY' else 'SPELLING' end::source_likeness
      from named where spelt <> whole
      union all select untitled, 'TITLE' from named where untitled <> spelt
      union all
      select 'p:' || bare, case
        when bare <> untitled then 'INITIALS'
        when untitled <> spelt then 'TITLE'
        when spelt <> whole and straight_name(name) = name then 'AGENCY'
        else 'SPELLING'
      end::source_likeness from named
      union all
      select 'x:' || sound_key(latin_letters(out.bare)), 'TRANSLITERATION'
      from person_parts(spelled_out(straight_name(name))) out where cardinality(out.words) > 1
      union all
      select 'p:' || given || ' ' || surname || generation, 'INITIALS' from named cross join lateral (
        select left(words[1], 1) union
        select words[1] where n > 2 union
        select string_agg(left(word, 1), '') from unnest(words[1:n - 1]) word
      ) shorter (given) where n > 1
      union all select 'p:' || words[1] || ' ' || words[2] || generation, 'INITIALS' from named where n > 2
      union all select 'p:' || surname, 'SURNAME' from named where n > 1;
    end $$
  `.execute(db);
}

/** The former ones, and the name in Latin letters and spelt out, for which its own spelling stands as well. */
async function createBodyKeys(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function body_keys(name text, spelt text) returns table (key text, reason source_likeness)
    language plpgsql immutable parallel safe as $$ begin return query
      select * from body_keys_0071(name, spelt)
      union all
      select 't:' || latin_letters(spelt), case when latin_letters(spelt) = spelt then 'SPELLING' else 'TRANSLITERATION' end::source_likeness
      union all
      select 't:' || source_name_key(spelled_out(name), 'OTHER'), 'TRANSLITERATION' where spelled_out(name) <> lower(normalize(name, NFC));
    end $$
  `.execute(db);
}

/** Slugs are in the collation "C", which all that is worked out beside them would be in: there Ł and Ж have no small letters. */
const keysOfSources = sql`
  select left(k.key, 250) as key, s.id, min(k.reason) as reason
  from source s cross join lateral source_keys(s.name, s.kind, s.aliases || array(
    select replace(f.slug collate "default", '-', ' ') from former_source_slug f where f.source_id = s.id
    union select f.name from former_source_slug f where f.source_id = s.id and f.name is not null
  ), s.homepage) k
  where k.key <> ''`;

async function createKeeping(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function keep_source_keys(of_source integer) returns void language plpgsql as $$
    begin
      delete from source_key where source_id = of_source;
      insert into source_key (key, source_id, reason) ${keysOfSources} and s.id = of_source group by 1, 2;
    end
    $$
  `.execute(db);
}

/** Who reads keys meanwhile reads the former ones. */
async function renewKeys(db: Kysely<unknown>): Promise<void> {
  await sql`delete from source_key`.execute(db);
  await sql`insert into source_key (key, source_id, reason) ${keysOfSources} group by 1, 2`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`lock table source, former_source_slug in share row exclusive mode`.execute(db);
  await sql`drop function sound_key, person_keys, person_parts, body_keys, spelled_out, latin_letters, straight_name, letters_differ, keep_source_keys`.execute(
    db,
  );
  for (const [name, parameters] of former)
    await sql`alter function ${sql.raw(`${name}_0071`)}(${sql.raw(parameters)}) rename to ${sql.raw(name)}`.execute(db);
  await renewKeys(db);
}
