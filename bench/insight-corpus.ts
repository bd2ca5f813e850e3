/**
 * A corpus for insights: ten years of short articles with topics, sources, quotes, corrections and drafts, made by the
 * database itself in a few statements, since nobody reads their texts. The same at every run but for its end, the present.
 */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/engine/database.ts';
import { rollUpCoverage } from '../db/insights/roll-up.ts';
import { withoutIndexes } from './bulk.ts';
import { idsOfGroup, topics } from './catalogue.ts';
import { continueIds } from './insert-rows.ts';
import { insertSources, insertTopics } from './load.ts';
import { words } from './vocabulary.ts';

const ARTICLES_PER_STATEMENT = 50_000;
const YEARS = 10;
const tables = ['article', 'article_topic', 'attribution', 'quote', 'utterance', 'correction', 'draft', 'event'];

/** Articles have the ids from 1 to this, in the order of publication. */
export async function makeInsightCorpus(db: Db, count: number, onProgress: (done: number) => void): Promise<void> {
  await insertTopics(db);
  await insertSources(db);
  await withoutIndexes(db, tables, async () => {
    for (let first = 1; first <= count; first += ARTICLES_PER_STATEMENT) {
      const last = Math.min(count, first + ARTICLES_PER_STATEMENT - 1);
      await insertSpan(db, { first, last, count });
      onProgress(last);
    }
  });
  for (const table of ['article', 'utterance', 'draft']) await continueIds(db, table, count);
  await sql`vacuum analyze`.execute(db);
  while ((await rollUpCoverage(db)) > 0);
  await sql`vacuum analyze`.execute(db);
}

/** Whether it is there, with as many articles. */
export async function hasInsightCorpus(db: Db, count: number): Promise<boolean> {
  const found = await db
    .selectFrom('article')
    .select('slug')
    .where('slug', 'in', [slugOf(count), slugOf(count + 1)])
    .execute();
  return found.map(({ slug }) => slug).join() === slugOf(count);
}

const slugOf = (id: number) => `piece-${id}`;

interface Part {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/** From 0 up to, not including, 1, by the article's id and what it is for. */
function chance(salt: number): RawBuilder<number> {
  return sql<number>`(((hashint4extended(a.id, ${sql.lit(salt)}) >> 8) & 1048575) / 1048576.0)`;
}

/** A whole number of a span; the first ones come far more often than the last ones. */
function favouring([first, last]: readonly [number, number], salt: number): RawBuilder<number> {
  return sql<number>`(${sql.lit(first)} + floor(${sql.lit(last - first + 1)} * ${chance(salt)} ^ 2.5))::int`;
}

async function insertSpan(db: Db, part: Part): Promise<void> {
  await insertArticles(db, part);
  const articles = sql`article a where a.id between ${part.first} and ${part.last}`;
  await sql`
    insert into article_topic (article_id, topic_id, position, published_at)
    select a.id, t.id, 0, a.published_at from (select * from ${articles}) a
    cross join lateral (
      select ${favouring([1, topics.length], 1)} as id
      union select ${favouring([1, topics.length], 2)} where ${chance(3)} < 0.6
    ) t
  `.execute(db);
  await sql`
    insert into attribution (article_id, source_id, role, position, published_at)
    select a.id, x.id, x.role::attribution_role, x.position, a.published_at from (select * from ${articles}) a
    cross join lateral (
      select ${favouring(idsOfGroup('authors'), 11)} as id, 'AUTHOR' as role, 0 as position
      union all select ${favouring(idsOfGroup('agencies'), 12)}, 'WIRE', 1 where ${chance(13)} < 0.3
      union all select ${favouring(idsOfGroup('people'), 14)}, 'QUOTED', 2 where ${chance(15)} < 0.6
      union all select ${favouring(idsOfGroup('voices'), 16)}, 'CITED', 3 where ${chance(17)} < 0.5
      union all select ${favouring(idsOfGroup('media'), 18)}, 'CITED', 4 where ${chance(19)} < 0.1
    ) x
  `.execute(db);
  await insertQuotes(db, part);
  await sql`
    insert into correction (article_id, note, corrected_at)
    select a.id, 'A name was wrong.', a.published_at + ${chance(31)} * interval '60 hours' from ${articles} and ${chance(32)} < 0.02
  `.execute(db);
  await insertDrafts(db, part);
}

/** As many a year, with twice as many in the last one as in the first. */
async function insertArticles(db: Db, { first, last, count }: Part): Promise<void> {
  const spanS = YEARS * 365 * 86_400;
  await sql`
    insert into article (id, slug, headline, language, word_count, published_at, first_published_at, updated_at, withdrawn_at)
    overriding system value
    select id, 'piece-' || id, 'Piece ' || id, case when id % 12 = 0 then 'de' else 'en' end, 100 + id % 700, at, at, at,
           case when id % 500 = 0 then at end
    from (
      select a.id, date_trunc('second', now()) - interval '1 minute'
                   - (2 - sqrt(1 + 3 * (a.id / ${count}::float8))) * ${spanS} * interval '1 second' as at
      from generate_series(${first}::int, ${last}::int) a (id)
    ) placed
  `.execute(db);
}

/** Nine words, frequent and rare ones, of whomever the article quotes. */
async function insertQuotes(db: Db, { first, last }: Part): Promise<void> {
  const word = (salt: number) => sql`(${words}::text[])[${favouring([1, words.length], salt)}]`;
  const text = sql.join(
    [41, 42, 43, 44, 45, 46, 47, 48, 49].map((salt) => word(salt)),
    sql` || ' ' || `,
  );
  await sql`
    with said as materialized (
      select a.id, x.source_id, a.published_at, a.language, ${text} as text
      from article a join attribution x on x.article_id = a.id and x.role = 'QUOTED'
      where a.id between ${first} and ${last}
    ), uttered as (
      insert into utterance (id, source_id, words, keys) overriding system value
      select id, source_id, said_words(text), utterance_keys(source_id, said_words(text)) from said
    )
    insert into quote (article_id, source_id, role, position, text, published_at, language, utterance_id)
    select id, source_id, 'QUOTED', 0, text, published_at, language, id from said
  `.execute(db);
}

/** One piece of five was written here. */
async function insertDrafts(db: Db, { first, last }: Part): Promise<void> {
  await sql`
    with made as (
      insert into draft (id, article_id, owner, state, headline, language, created_at, updated_at) overriding system value
      select a.id, a.id, 'Wren', 'PUBLISHED', a.headline, a.language,
             a.published_at - (1 + 99 * ${chance(51)}) * interval '1 hour', a.published_at
      from article a where a.id between ${first} and ${last} and a.id % 5 = 0
      returning id, created_at, updated_at
    )
    insert into event (type, at, draft_id, article_id)
    select e.type, e.at, m.id, m.id from made m cross join lateral (
      values ('draft.created', m.created_at), ('draft.submitted', m.created_at + (m.updated_at - m.created_at) / 2),
             ('article.published', m.updated_at)
    ) e (type, at)
  `.execute(db);
}
