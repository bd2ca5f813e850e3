/** Lists that are longer than they are counted. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { MAX_COUNTED } from '../../db/articles/counts.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom((db) =>
  db.transaction().execute(async (trx) => {
    // What triggers work out isn't asked for here, and takes longer than all the rest.
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`
    with a as (
      insert into article (slug, headline, language, word_count, published_at, first_published_at, updated_at)
      select 'piece-' || n, 'Piece ' || n, 'en', 0, at, at, at
      from generate_series(1, ${MAX_COUNTED + 1}::int) n, lateral (select timestamptz '2026-01-01' + n * interval '1 second') t (at)
      returning id, published_at
    ),
    t as (insert into topic (slug, name) values ('tides', 'Tides') returning id),
    below as (insert into topic (slug, name, parent_id) select name, name, t.id from t, unnest('{spring,neap}'::text[]) name returning id),
    of_each as (insert into article_topic (article_id, topic_id, position, published_at)
                select a.id, below.id, 1, a.published_at from a, below),
    s as (insert into source (slug, name, kind) values ('the-port', 'The Port', 'ORGANIZATION') returning id),
    of_topic as (insert into article_topic (article_id, topic_id, position, published_at) select a.id, t.id, 0, a.published_at from a, t)
    insert into attribution (article_id, source_id, role, position, published_at)
    select a.id, s.id, role, 0, a.published_at from a, s, unnest('{QUOTED,CITED}'::attribution_role[]) role
  `.execute(trx);
  }),
);

const counted = 'totalCount totalCountIsLowerBound';
const lists = `{
  all: articles { ${counted} }
  filtered: articles(where: { language: "en" }) { ${counted} }
  topic(by: { slug: "tides" }) { articles { ${counted} } below: articles(includeDescendants: true) { ${counted} } }
  source(by: { slug: "the-port" }) { articles { ${counted} } cited: articles(roles: [CITED]) { ${counted} } }
}`;

async function expectAll(totalCount: number, totalCountIsLowerBound: boolean): Promise<void> {
  const list = { totalCount, totalCountIsLowerBound };
  expect((await newsroom.ask(lists)).data).toEqual({
    ...{ all: list, filtered: list },
    topic: { articles: list, below: list },
    source: { articles: list, cited: list },
  });
}

test('a list of one more than are counted says that there are at least so many', () => expectAll(MAX_COUNTED, true));

test('a list of as many as are counted is counted exactly, in no more statements for being asked twice', async () => {
  await sql`update article set withdrawn_at = now() where slug = 'piece-1'`.execute(newsroom.db);
  newsroom.statements.length = 0;
  await expectAll(MAX_COUNTED, false);
  const counts = newsroom.statements.filter((text) => text.includes('count(*)'));
  expect(counts.length).toBeLessThanOrEqual(6);
});
