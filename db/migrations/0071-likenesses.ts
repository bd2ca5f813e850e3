import { type Kysely, type RawBuilder, sql } from 'kysely';

const legalForms =
  'ag|se|gmbh|mbh|kg|kgaa|ohg|ug|ev|eg|inc|incorporated|ltd|limited|llc|llp|plc|corp|corporation|co|company|' +
  'sa|sas|sarl|spa|srl|sl|bv|nv|ab|as|asa|aps|oy|oyj|sp z oo|pty';
const titles = 'dr|prof|professor|sir|dame|lord|lady|sen|rep|gov|rev|hon';
const generations = 'jr|sr|ii|iii|iv';
const degrees = 'phd|md|mdb|mp';
/** Between given names and surname, and in front of a surname alone. */
const particles = 'von|van|der|den|de|di|da|do|dos|del|della|la|le|du|zu|zur|ter|ten|af|bin|ibn';
/** Hosts that are nobody's own: there a page is. */
const platforms =
  'facebook\\.com|instagram\\.com|x\\.com|twitter\\.com|youtube\\.com|linkedin\\.com|tiktok\\.com|t\\.me|wikipedia\\.org|medium\\.com|gov\\.uk';

/** What media, their sites and photo agencies have behind the name that they go by. */
const tails =
  'images?|pictures?|photos?|news|online|digital|media|group|holdings?|tv|magazine|magazin|newspaper|zeitung|tageszeitung';
const domains =
  'com|org|net|info|news|tv|eu|io|de|at|ch|fr|be|nl|es|pt|it|pl|se|no|dk|fi|is|ie|uk|ca|au|nz|in|za|na|co[.](?:uk|nz|za|in)|com[.](?:au|br)';
/** Small words that acronyms leave out, as often as not. */
const small = 'of|for|and|the|de|des|du|d|la|le|les|del|della|di|do|da|der|die|das|und|fur|van|voor|et|y|e|i';

/** What is written in several ways, and in one here; plain replacements, since Postgres keeps few patterns compiled. */
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
  ['ue', 'u'],
  ['oe', 'o'],
  ['ae', 'a'],
];

/**
 * More hints that sources are the same: persons' names in two transliterations, a medium and its site, short forms of
 * media and photo agencies, acronyms. A generation is a part of a name: father and son are two.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await holdWriters(db);
  await sql`drop function source_keys, person_keys`.execute(db);
  await renewReasons(db, [
    'SPELLING',
    'OTHER_NAME',
    'LEGAL_FORM',
    'SITE',
    'AGENCY',
    'TITLE',
    'TRANSLITERATION',
    'ACRONYM',
    'SHORT_FORM',
    'INITIALS',
    'SURNAME',
    'HOMEPAGE',
  ]);
  await createSoundKey(db);
  await createPersonKeys(db);
  await createBodyKeys(db);
  await renewKeys(db);
}

/** What would write keys while they are found anew waits; whoever reads them reads the former ones until all are there. */
async function holdWriters(db: Kysely<unknown>): Promise<void> {
  await sql`lock table source, former_source_slug in share row exclusive mode`.execute(db);
}

/** An enumeration can't be added to and used in one transaction, so that there is a new one in its place; no function may have it. */
async function renewReasons(db: Kysely<unknown>, reasons: readonly string[]): Promise<void> {
  await sql`alter type source_likeness rename to former_likeness`.execute(db);
  await sql`create type source_likeness as enum (${sql.join(reasons.map((reason) => sql.lit(reason)))})`.execute(db);
}

/** In one statement, into a table beside the former one, so that this is locked for a moment at the end only. */
async function renewKeys(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table renewed_source_key (key text collate "C" not null, source_id integer not null, reason source_likeness not null)
  `.execute(db);
  await sql`
    insert into renewed_source_key (key, source_id, reason)
    select left(k.key, 250), s.id, min(k.reason)
    from source s cross join lateral source_keys(s.name, s.kind, s.aliases || array(
      select replace(f.slug, '-', ' ') from former_source_slug f where f.source_id = s.id
      union select f.name from former_source_slug f where f.source_id = s.id and f.name is not null
    ), s.homepage) k
    where k.key <> ''
    group by 1, 2
  `.execute(db);
  await sql`
    alter table renewed_source_key
    add constraint renewed_source_key_pkey primary key (key, source_id) include (reason),
    add constraint source_key_source_id_fkey foreign key (source_id) references source (id) on delete cascade
  `.execute(db);
  await sql`create index renewed_source_key_source on renewed_source_key (source_id)`.execute(db);
  await sql`analyze renewed_source_key`.execute(db);
  await sql`drop table source_key`.execute(db);
  await sql`drop type former_likeness`.execute(db);
  await sql`alter table renewed_source_key rename to source_key`.execute(db);
  await sql`alter index renewed_source_key_pkey rename to source_key_pkey`.execute(db);
  await sql`alter index renewed_source_key_source rename to source_key_source`.execute(db);
}

/**
 * The letters at the start of a word stay: a capital keeps them from what is done to those inside. In PL/pgSQL, which keeps its
 * plan for a session; in SQL it would be planned for each source.
 */
async function createSoundKey(db: Kysely<unknown>): Promise<void> {
  const opened = sql`
    regexp_replace(regexp_replace(regexp_replace(
      key, '(?<![^ ])m[ou]h?amm?[ae]d(?![^ ])', 'mohamed', 'g'
    ), '(?<![^ ])(?:ie|ye|je)(?=[^ ])', 'e', 'g'), '(?<![^ ])[yj]', 'J', 'g')`;
  const sounded = sounds.reduce<RawBuilder<unknown>>(
    (written, [letters, sound]) => sql`replace(${written}, ${sql.lit(letters)}, ${sql.lit(sound)})`,
    opened,
  );
  await sql`
    create function sound_key(key text) returns text language plpgsql immutable strict parallel safe as $$ begin
      return regexp_replace(regexp_replace(
        translate(regexp_replace(${sounded}, '(?<![^ ])h', 'H', 'g'), 'cqwzyjJHh', 'kkvsiijh'),
        '(?<=[^ ])f(?![^ ])', 'v', 'g'
      ), '([a-z])\\1+', '\\1', 'g');
    end $$
  `.execute(db);
}

async function createPersonKeys(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function person_keys(name text) returns table (key text, reason source_likeness)
    language plpgsql immutable parallel safe as $$ begin return query
      with read as (
        select name_key(name) as whole, spelt, untitled,
          coalesce(substring(untitled from ${sql.lit(`.( (?:${generations}))$`)}), '') as generation
        from name_key(regexp_replace(name, '\\s*[/|(].*$|\\s+(?:via|for)\\s.*$|,\\s*[A-Z]{2,6}$|\\s+[–—]\\s.*$', '')) spelt
        cross join lateral regexp_replace(
          spelt, ${sql.lit(`^(?:(?:${titles}) )+(?=.)|(?<=.)(?: (?:${degrees}))+$`)}, '', 'g'
        ) untitled
      ),
      worded as (
        select *, string_to_array(regexp_replace(
          left(untitled, length(untitled) - length(generation)), ${sql.lit(`(?<![^ ])(?:${particles}) `)}, '', 'g'
        ), ' ') as words
        from read
      ),
      named as (
        select *, array_to_string(words, ' ') || generation as bare, cardinality(words) as n,
          words[cardinality(words)] as surname
        from worded
      )
      select spelt, 'AGENCY'::source_likeness from named where spelt <> whole
      union all select untitled, 'TITLE' from named where untitled <> spelt
      union all
      select 'p:' || bare, case
        when bare <> untitled then 'INITIALS'
        when untitled <> spelt then 'TITLE'
        when spelt <> whole then 'AGENCY'
        else 'SPELLING'
      end::source_likeness from named
      union all select 'x:' || sound_key(bare), 'TRANSLITERATION' from named where n > 1
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

async function createBodyKeys(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function body_keys(name text, spelt text) returns table (key text, reason source_likeness)
    language plpgsql immutable parallel safe as $$ begin return query
      select regexp_replace(spelt, ${sql.lit(`(?: (?:and )?(?:${legalForms}))+$`)}, ''), 'LEGAL_FORM'::source_likeness
      where spelt ~ ${sql.lit(`. (?:${legalForms})$`)}
      union all select 's:' || spelt, 'SPELLING'
      union all
      select 's:' || name_key(site[1]), 'SITE'
      from regexp_match(lower(name), ${sql.lit(`^(?:https?://)?(?:www[.])?([^ ./]{2,})[.](?:${domains})/?$`)}) site
      union all
      select 's:' || regexp_replace(spelt, ${sql.lit(`(?: (?:${tails}))+$`)}, ''), 'SHORT_FORM'
      where spelt ~ ${sql.lit(`[^ ]{3} (?:${tails})$`)}
      union all
      select 'a:' || spelt, 'SPELLING' where name ~ '^[[:upper:]][[:alpha:]&.]*[[:upper:]][[:alpha:].]*$' and length(spelt) between 3 and 7
      union all
      select 'a:' || string_agg(left(word, 1), '' order by place), 'ACRONYM'
      from unnest(string_to_array(spelt, ' ')) with ordinality given (word, place), (values (true), (false)) whole (is_whole)
      where is_whole or word !~ ${sql.lit(`^(?:${small})$`)}
      group by is_whole having count(*) between 3 and 7;
    end $$
  `.execute(db);
  await sql`
    create function source_keys(name text, kind source_kind, others text[], homepage text)
    returns table (key text, reason source_likeness) language plpgsql immutable parallel safe as $$
    declare spelt text := source_name_key(name, kind);
    begin return query
      select spelt, 'SPELLING'::source_likeness
      union all select source_name_key(other, kind), 'OTHER_NAME' from unnest(others) other
      union all select * from person_keys(name) where kind = 'PERSON'
      union all select * from body_keys(name, spelt) where kind <> 'PERSON'
      union all
      select 'h:' || case when site[1] ~ ${sql.lit(`(?:^|\\.)(?:${platforms})$`)} then site[1] || rtrim(site[2], '/') else site[1] end,
             'HOMEPAGE'
      from regexp_match(lower(homepage), '^https?://(?:[^/@]*@)?(?:www\\.)?([^/:?#]+)[^/?#]*([^?#]*)') site
      where kind <> 'PERSON';
    end $$
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await holdWriters(db);
  await sql`drop function source_keys, person_keys, body_keys, sound_key`.execute(db);
  await renewReasons(db, [
    'SPELLING',
    'OTHER_NAME',
    'LEGAL_FORM',
    'AGENCY',
    'TITLE',
    'INITIALS',
    'SURNAME',
    'HOMEPAGE',
  ]);
  await createFormerKeys(db);
  await renewKeys(db);
}

async function createFormerKeys(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function person_keys(name text) returns table (key text, reason source_likeness)
    language sql immutable parallel safe as $$
      with read as (
        select name_key(name) as whole, spelt, untitled, string_to_array(
          regexp_replace(untitled, ${sql.lit(`(?<![^ ])(?:${particles}) `)}, '', 'g'), ' '
        ) as words
        from name_key(regexp_replace(name, '\\s*[/|(].*$|\\s+(?:via|for)\\s.*$|,\\s*[A-Z]{2,6}$|\\s+[–—]\\s.*$', '')) spelt
        cross join lateral regexp_replace(
          spelt, ${sql.lit(`^(?:(?:${titles}) )+(?=.)|(?<=.)(?: (?:${generations}|${degrees}))+$`)}, '', 'g'
        ) untitled
      ),
      named as (
        select *, array_to_string(words, ' ') as bare, cardinality(words) as n, words[cardinality(words)] as surname
        from read
      )
      select spelt, 'AGENCY'::source_likeness from named where spelt <> whole
      union all select untitled, 'TITLE' from named where untitled <> spelt
      union all
      select 'p:' || bare, case
        when bare <> untitled then 'INITIALS'
        when untitled <> spelt then 'TITLE'
        when spelt <> whole then 'AGENCY'
        else 'SPELLING'
      end::source_likeness from named
      union all
      select 'p:' || given || ' ' || surname, 'INITIALS' from named cross join lateral (
        select left(words[1], 1) union
        select words[1] where n > 2 union
        select string_agg(left(word, 1), '') from unnest(words[1:n - 1]) word
      ) shorter (given) where n > 1
      union all select 'p:' || words[1] || ' ' || words[2], 'INITIALS' from named where n > 2
      union all select 'p:' || surname, 'SURNAME' from named where n > 1
    $$
  `.execute(db);
  await sql`
    create function source_keys(name text, kind source_kind, others text[], homepage text)
    returns table (key text, reason source_likeness) language sql immutable parallel safe as $$
      select source_name_key(name, kind), 'SPELLING'::source_likeness
      union all select source_name_key(other, kind), 'OTHER_NAME' from unnest(others) other
      union all select * from person_keys(name) where kind = 'PERSON'
      union all
      select regexp_replace(spelt, ${sql.lit(`(?: (?:and )?(?:${legalForms}))+$`)}, ''), 'LEGAL_FORM'
      from source_name_key(name, kind) spelt
      where kind <> 'PERSON' and spelt ~ ${sql.lit(`. (?:${legalForms})$`)}
      union all
      select 'h:' || case when site[1] ~ ${sql.lit(`(?:^|\\.)(?:${platforms})$`)} then site[1] || rtrim(site[2], '/') else site[1] end,
             'HOMEPAGE'
      from regexp_match(lower(homepage), '^https?://(?:[^/@]*@)?(?:www\\.)?([^/:?#]+)[^/?#]*([^?#]*)') site
      where kind <> 'PERSON'
    $$
  `.execute(db);
}
