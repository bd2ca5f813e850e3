/** Keywords of imported articles: which topics they mean, and those that mean none, as suggestions for an editor. */

import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from '../engine/database.ts';
import type { Rows } from '../engine/keyset.ts';
import { and, containing } from '../engine/names.ts';
import { listByNumber, type NumberPage } from '../engine/numbered-lists.ts';

/** A name, and how else it may be spelt, such as in the plural: the likeliest first. */
export interface SpeltName {
  readonly name: string;
  readonly spellings: readonly string[];
}

/** As one may be spelt, by the name that is asked for; its own spelling comes first. */
function spelt(names: readonly SpeltName[]): RawBuilder<unknown> {
  const all = names.flatMap(({ name, spellings }) =>
    [name, ...spellings].map((spelling, rank) => ({ name, spelling, rank })),
  );
  return sql`
    select given.name, given.rank, name_key(given.spelling) as key
    from unnest(
      ${all.map(({ name }) => name)}::text[], ${all.map(({ spelling }) => spelling)}::text[], ${all.map(({ rank }) => rank)}::int[]
    ) given (name, spelling, rank)`;
}

/** Ids of topics by the names that mean them: their own, another or a former one, in any case, with any accents. */
export async function topicIdsMeant(db: Db, names: readonly SpeltName[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map();
  const { rows } = await sql<{ name: string; id: number }>`
    select distinct on (s.name) s.name, k.topic_id as id
    from (${spelt(names)}) s join topic_key k on k.key = s.key
    order by s.name, s.rank, k.topic_id
  `.execute(db);
  return new Map(rows.map(({ name, id }) => [name, id]));
}

export interface NewKeyword extends SpeltName {
  readonly isSection: boolean;
}

export interface Carrier {
  readonly articleId: number;
  readonly language: string;
  /** Whose piece it is; empty where nobody knows. */
  readonly publication: string;
}

/** What an article carries from now on, in this order. Of two spellings the one that came first names the keyword. */
export async function saveKeywords(trx: Trx, carrier: Carrier, keywords: readonly NewKeyword[]): Promise<void> {
  const { articleId, language, publication } = carrier;
  await sql`delete from article_keyword where article_id = ${articleId}`.execute(trx);
  if (keywords.length === 0) return;
  const keys = sql`
    select g.name, g.position, g.is_section, coalesce(
      (select k.key from (${spelt(keywords)}) s join keyword k on k.key = s.key where s.name = g.name order by s.rank limit 1),
      name_key(g.name)
    ) as key
    from unnest(${keywords.map(({ name }) => name)}::text[], ${keywords.map(({ isSection }) => isSection)}::boolean[])
      with ordinality g (name, is_section, position)`;
  // In the order of keys, so that of two imports none waits for the other in a circle.
  await sql`
    insert into keyword (key, name, language)
    select distinct on (g.key) g.key, g.name, ${language} from (${keys}) g where g.key <> '' order by g.key, g.position
    on conflict (key) do nothing
  `.execute(trx);
  await sql`
    insert into article_keyword (article_id, keyword_id, position, is_section, publication)
    select ${articleId}::int, k.id, min(g.position) - 1, bool_or(g.is_section), ${publication}
    from (${keys}) g join keyword k on k.key = g.key
    group by k.id
  `.execute(trx);
}

export interface KeywordRow {
  readonly id: number;
  readonly name: string;
  /** BCP 47, of the first piece that had it. */
  readonly language: string;
  /** How many articles carry it; as a section; and in how many publications. */
  readonly articles: number;
  readonly sections: number;
  readonly publications: number;
}

export interface KeywordFilter {
  /** Part of the name, in any case. */
  readonly search?: string | undefined;
}

export interface KeywordList {
  readonly filter: KeywordFilter;
  readonly page: NumberPage;
}

export type ListedKeyword = KeywordRow & { readonly number: number };

const open = ({ search }: KeywordFilter) => [
  sql<boolean>`not k.is_dismissed`,
  ...(search === undefined ? [] : [sql<boolean>`k.name ilike ${containing(search)}`]),
];

const counted = (conditions: readonly RawBuilder<boolean>[]) => sql`
  select k.id, k.name, k.language, count(u.article_id)::int as articles,
         (count(u.article_id) filter (where u.is_section))::int as sections,
         count(distinct u.publication)::int as publications, count(u.article_id)::float8 as number
  from keyword k left join article_keyword u on u.keyword_id = k.id
  where ${and(conditions)}
  group by k.id`;

/** Those that nobody has decided on, by how many articles carry them. */
export function keywordList(db: Db, { filter, page }: KeywordList): Promise<Rows<ListedKeyword>> {
  return listByNumber(db, sql`select * from (${counted(open(filter))}) c where c.articles > 0`, page);
}

/** Whether it is dismissed or not. @returns null if no article carries it */
export async function keywordNamed(db: Db, name: string): Promise<KeywordRow | null> {
  const { rows } = await sql<ListedKeyword>`${counted([sql<boolean>`k.key = name_key(${name})`])}`.execute(db);
  return rows[0] ?? null;
}

/** It isn't suggested any more, nor becomes a topic by itself. */
export async function dismissKeyword(trx: Trx, id: number): Promise<void> {
  await sql`update keyword set is_dismissed = true where id = ${id}`.execute(trx);
}

/** Names that at least so many pieces of one publication have as their section. Reads `article_keyword_section`. */
export async function establishedSections(db: Db, pieces: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select k.name from keyword k
    where not k.is_dismissed and k.id in (
      select u.keyword_id from article_keyword u where u.is_section and u.publication <> ''
      group by u.keyword_id, u.publication having count(*) >= ${pieces}
    )
    order by k.id
  `.execute(db);
  return rows.map(({ name }) => name);
}

/** An article that has got a topic. */
export interface TopicGiven {
  readonly article_id: number;
  readonly topic_id: number;
  readonly is_out: boolean;
}

/**
 * Gives the articles that carry keywords which mean a topic by now that topic, behind those that they have; so it does their
 * drafts. To be called under `lockPieces`. @returns latest first
 */
export async function applyKeywords(trx: Trx): Promise<TopicGiven[]> {
  const meant = sql`
    select u.article_id, u.keyword_id, u.position, m.topic_id
    from article_keyword u join (
      select k.id, min(t.topic_id) as topic_id from keyword k join topic_key t on t.key = k.key group by k.id
    ) m on m.id = u.keyword_id`;
  await sql`
    update draft d
    set topic_ids = d.topic_ids || array(select id from unnest(given.ids) id where id <> all(d.topic_ids))
    from (select article_id, array_agg(distinct topic_id) as ids from (${meant}) m group by article_id) given
    where d.article_id = given.article_id and not given.ids <@ d.topic_ids
  `.execute(trx);
  const { rows } = await sql<TopicGiven>`
    with given as (
      insert into article_topic (article_id, topic_id, position, published_at)
      select a.id, m.topic_id,
             (select count(*) from article_topic x where x.article_id = a.id) + min(m.position), a.published_at
      from (${meant}) m join article a on a.id = m.article_id
      group by a.id, m.topic_id
      on conflict (article_id, topic_id) do nothing
      returning article_id, topic_id, published_at
    )
    select given.article_id, given.topic_id,
           exists (select from published_article p where p.id = given.article_id) as is_out
    from given order by given.published_at desc, given.article_id desc
  `.execute(trx);
  // Search finds an article by its topics, too.
  await sql`
    insert into article_to_index (article_id) select distinct id from unnest(${rows.map((row) => row.article_id)}::int[]) id
    on conflict do nothing
  `.execute(trx);
  await sql`delete from keyword k where exists (select from topic_key t where t.key = k.key)`.execute(trx);
  return rows;
}
