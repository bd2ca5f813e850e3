/** A fixed corpus for coverage, around year ends and changes of clocks. */

import { sql } from 'kysely';
import type { Db } from '../../db/engine/database.ts';
import { seededRandom } from '../../src/demo/seeded-random.ts';

export interface Piece {
  readonly id: number;
  readonly publishedAt: number;
  readonly words: number;
  readonly views: number;
  readonly language: string;
  readonly topics: readonly string[];
  /** `source ROLE`, with how often it is quoted. */
  readonly edges: ReadonlyMap<string, number>;
  readonly state: 'live' | 'withdrawn' | 'killed' | 'scheduled';
}

/** Topics by the one above them. */
export const parents: Readonly<Record<string, string | null>> = {
  sea: null,
  ports: 'sea',
  ferries: 'sea',
  cranes: 'ports',
  art: null,
};
export const kinds = { wire: 'NEWS_AGENCY', mayor: 'PERSON', anna: 'PERSON', ben: 'PERSON', port: 'COMPANY' } as const;
export type Source = keyof typeof kinds;

const HOUR = 3_600_000;
/** Changes of clocks in Berlin and New York, and the turns of years whose weeks lie in both. */
const around = [
  '2023-12-29T22:00:00Z',
  '2024-12-28T10:00:00Z',
  '2025-03-08T20:00:00Z',
  '2025-03-29T12:00:00Z',
  '2025-10-25T14:00:00Z',
  '2025-11-01T18:00:00Z',
].map(Date.parse);

export const corpus: readonly Piece[] = Array.from({ length: 90 }, (_, index) => pieceOf(index));

function pieceOf(index: number): Piece {
  const next = seededRandom(`piece ${index}`);
  const some = <Item>(items: readonly Item[], chance: number) => items.filter(() => next() < chance);
  const base = around[index % around.length] as number;
  const edges = new Map<string, number>();
  for (const author of some(['anna', 'ben'], 0.6)) edges.set(`${author} AUTHOR`, 0);
  for (const source of some(['mayor', 'port', 'anna'], 0.5)) edges.set(`${source} QUOTED`, Math.floor(next() * 3));
  for (const source of some(['wire', 'port'], 0.4)) edges.set(`${source} CITED`, 0);
  return {
    id: index + 1,
    // NOTE: on quarters of hours, so that many stand exactly where a period begins.
    publishedAt: base + Math.floor(next() * 4 * 84) * (HOUR / 4),
    words: Math.floor(next() * 900),
    views: Math.floor(next() * 50),
    language: ['en', 'en', 'de-CH', 'pt-BR'][Math.floor(next() * 4)] as string,
    topics: some(Object.keys(parents), 0.35),
    edges,
    state: index % 15 === 7 ? ((['withdrawn', 'killed', 'scheduled'] as const)[index % 3] ?? 'killed') : 'live',
  };
}

export async function insertCorpus(db: Db): Promise<void> {
  const topics = Object.keys(parents);
  const sources = Object.keys(kinds) as Source[];
  await sql`insert into topic (slug, name) select t, t from unnest(${topics}::text[]) t`.execute(db);
  for (const [slug, parent] of Object.entries(parents))
    await sql`update topic set parent_id = (select id from topic where slug = ${parent}) where slug = ${slug}`.execute(
      db,
    );
  for (const slug of sources) await db.insertInto('source').values({ slug, name: slug, kind: kinds[slug] }).execute();
  const pieces = corpus.map((piece) => ({
    ...piece,
    at: new Date(piece.state === 'scheduled' ? Date.now() + 24 * HOUR : piece.publishedAt).toISOString(),
    edges: [...piece.edges].map(([edge, quotes]) => ({ source: edge.split(' ')[0], role: edge.split(' ')[1], quotes })),
  }));
  await sql`
    create temporary table given as
    select * from jsonb_to_recordset(${JSON.stringify(pieces)}::jsonb) as p (
      id int, at timestamptz, words int, views int, language text, topics jsonb, edges jsonb, state text
    )`.execute(db);
  await sql`
    insert into article (id, slug, headline, language, word_count, published_at, first_published_at, updated_at, withdrawn_at, killed_at)
    overriding system value
    select id, 'piece-' || id, 'Piece ' || id, language, words, at, at, at, case when state = 'withdrawn' then at end,
           case when state = 'killed' then at end
    from given`.execute(db);
  await sql`
    insert into article_topic (article_id, topic_id, position, published_at)
    select g.id, t.id, 0, g.at from given g cross join jsonb_array_elements_text(g.topics) e (slug) join topic t using (slug)
  `.execute(db);
  await sql`
    insert into attribution (article_id, source_id, role, position, published_at)
    select g.id, s.id, e.role::attribution_role, 0, g.at
    from given g cross join jsonb_to_recordset(g.edges) e (source text, role text) join source s on s.slug = e.source
  `.execute(db);
  await sql`
    insert into quote (article_id, source_id, role, position, text, published_at, language, utterance_id)
    select g.id, s.id, e.role::attribution_role, k, said.text, g.at, g.language, utterance_of(s.id, said.text)
    from given g cross join jsonb_to_recordset(g.edges) e (source text, role text, quotes int)
    join source s on s.slug = e.source cross join generate_series(1, e.quotes) k
    cross join lateral (select 'Word ' || k || ' of ' || g.id as text) said
    order by s.id`.execute(db);
  await sql`
    insert into article_views_daily (article_id, day, views)
    select id, date_trunc('day', at, 'UTC'), views from given where views > 0`.execute(db);
  await sql`drop table given`.execute(db);
}
