import { type Kysely, sql } from 'kysely';

/** Articles in front of the names of media and organisations. */
const articles = 'the|der|die|das|le|la|les|el|los|las|il|lo|gli|het|de|os|o';
const legalForms =
  'ag|se|gmbh|mbh|kg|kgaa|ohg|ug|ev|eg|inc|incorporated|ltd|limited|llc|llp|plc|corp|corporation|co|company|' +
  'sa|sas|sarl|spa|srl|sl|bv|nv|ab|as|asa|aps|oy|oyj|sp z oo|pty';
const titles = 'dr|prof|professor|sir|dame|lord|lady|sen|rep|gov|rev|hon';
const generations = 'jr|sr|ii|iii|iv|phd|md|mdb|mp';
/** Between given names and surname, and in front of a surname alone. */
const particles = 'von|van|der|den|de|di|da|do|dos|del|della|la|le|du|zu|zur|ter|ten|af|bin|ibn';
/** Hosts that are nobody's own: there a page is. */
const platforms =
  'facebook\\.com|instagram\\.com|x\\.com|twitter\\.com|youtube\\.com|linkedin\\.com|tiktok\\.com|t\\.me|wikipedia\\.org|medium\\.com|gov\\.uk';

/**
 * Keys by which sources are likely to be the same: their names as they are spelt without case, accents, punctuation and
 * article, and what else a name may stand for. Whatever writes a source, its keys follow.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createNameKeys(db);
  await sql`
    create type source_likeness as enum (
      'SPELLING', 'OTHER_NAME', 'LEGAL_FORM', 'AGENCY', 'TITLE', 'INITIALS', 'SURNAME', 'HOMEPAGE'
    )
  `.execute(db);
  await sql`
    create table source_key (
      key text collate "C" not null,
      source_id integer not null references source (id) on delete cascade,
      reason source_likeness not null,
      primary key (key, source_id) include (reason)
    )
  `.execute(db);
  await sql`create index source_key_source on source_key (source_id)`.execute(db);
  await createSourceKeys(db);
  await createTriggers(db);
  await sql`select keep_source_keys(id) from source`.execute(db);
}

async function createNameKeys(db: Kysely<unknown>): Promise<void> {
  // NOTE: classes of letters are a locale's own, so signs are listed. Single letters are initials: "J. D.", "e. V.".
  // In PL/pgSQL, which keeps its plan for a session: a strict function in SQL that isn't strict within is planned for each name.
  await sql`
    create function name_key(name text) returns text language plpgsql immutable strict parallel safe as $$ begin
      return left(coalesce(nullif(regexp_replace(btrim(regexp_replace(
        replace(replace(sort_name(name), '.', ''), '&', ' and '),
        '[]!-/:-@[\\\\^-\`{-~¡-¿…•[:space:]]+', ' ', 'g'
      )), '(?<![^ ])([^ ]) (?=[^ ](?![^ ]))', '\\1', 'g'), ''), sort_name(name)), 200);
    end $$
  `.execute(db);
  // A person may be called The Edge.
  await sql`
    create function source_name_key(name text, kind source_kind) returns text language plpgsql immutable strict parallel safe as $$ begin
      return case when kind = 'PERSON' then name_key(name) else
        regexp_replace(name_key(regexp_replace(name, '^[Ll][''’](?=.)', '')), ${sql.lit(`^(?:${articles}) (?=.)|(?<=.) the$`)}, '')
      end;
    end $$
  `.execute(db);
}

async function createSourceKeys(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function person_keys(name text) returns table (key text, reason source_likeness)
    language sql immutable parallel safe as $$
      with read as (
        select name_key(name) as whole, spelt, untitled, string_to_array(
          regexp_replace(untitled, ${sql.lit(`(?<![^ ])(?:${particles}) `)}, '', 'g'), ' '
        ) as words
        from name_key(regexp_replace(name, '\\s*[/|(].*$|\\s+(?:via|for)\\s.*$|,\\s*[A-Z]{2,6}$|\\s+[–—]\\s.*$', '')) spelt
        cross join lateral regexp_replace(
          spelt, ${sql.lit(`^(?:(?:${titles}) )+(?=.)|(?<=.)(?: (?:${generations}))+$`)}, '', 'g'
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

async function createTriggers(db: Kysely<unknown>): Promise<void> {
  // NOTE: PL/pgSQL keeps the plans of a session; a function in SQL would plan them for each source.
  await sql`
    create function keep_source_keys(of_source integer) returns void language plpgsql as $$
    begin
      delete from source_key where source_id = of_source;
      insert into source_key (key, source_id, reason)
      select left(k.key, 250), s.id, min(k.reason)
      from source s cross join lateral source_keys(s.name, s.kind, s.aliases || array(
        select replace(f.slug, '-', ' ') from former_source_slug f where f.source_id = s.id
        union select f.name from former_source_slug f where f.source_id = s.id and f.name is not null
      ), s.homepage) k
      where s.id = of_source and k.key <> ''
      group by 1, 2;
    end
    $$
  `.execute(db);
  await sql`
    create function source_key_changed() returns trigger language plpgsql as $$
    begin
      perform keep_source_keys(new.id);
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger source_key_changed after insert or update of name, kind, aliases, homepage on source
    for each row execute function source_key_changed()
  `.execute(db);
  await sql`
    create function former_source_key_changed() returns trigger language plpgsql as $$
    begin
      if tg_op <> 'INSERT' then perform keep_source_keys(old.source_id); end if;
      if tg_op <> 'DELETE' then perform keep_source_keys(new.source_id); end if;
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger former_source_key_changed after insert or update or delete on former_source_slug
    for each row execute function former_source_key_changed()
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const [table, trigger] of [
    ['source', 'source_key_changed'],
    ['former_source_slug', 'former_source_key_changed'],
  ] as const) {
    await sql`drop trigger ${sql.ref(trigger)} on ${sql.table(table)}`.execute(db);
    await sql`drop function ${sql.ref(trigger)}`.execute(db);
  }
  await sql`drop function keep_source_keys, source_keys, person_keys, source_name_key, name_key`.execute(db);
  await sql`drop table source_key`.execute(db);
  await sql`drop type source_likeness`.execute(db);
}
