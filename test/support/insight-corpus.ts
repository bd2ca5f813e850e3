/**
 * A fixed corpus for what analysts ask, and beside it the same as plain objects, over which tests work answers out by
 * themselves: a quarter of articles, with some that readers don't have.
 */

import { sql } from 'kysely';
import type { Db } from '../../db/engine/database.ts';
import type { AttributionRole, SourceKind } from '../../db/types.ts';
import { piece, publish } from './articles.ts';

export interface CorpusArticle {
  readonly slug: string;
  readonly publishedAt: Date;
  readonly topics: readonly string[];
  /** Slug of the source and its role; a source may stand in several roles. */
  readonly attributions: readonly (readonly [source: string, role: AttributionRole])[];
}

/** By slug: name and kind. */
export const corpusSources: Readonly<Record<string, readonly [name: string, kind: SourceKind]>> = {
  'ada-holm': ['Ada Holm', 'PERSON'],
  'bo-quist': ['Bo Quist', 'PERSON'],
  'cy-drake': ['Cy Drake', 'PERSON'],
  'dee-marsh': ['Dee Marsh', 'PERSON'],
  'harbour-board': ['Harbour Board', 'GOVERNMENT'],
  'school-office': ['School Office', 'GOVERNMENT'],
  'tide-watch': ['Tide Watch', 'ORGANIZATION'],
  'coast-wire': ['Coast Wire', 'NEWS_AGENCY'],
  'rye-reporter': ['Rye Reporter', 'PERSON'],
  'the-paper': ['The Paper', 'NEWSPAPER'],
};

/** By slug: name and parent. */
export const corpusTopics: Readonly<Record<string, readonly [name: string, parent: string | null]>> = {
  harbour: ['Harbour', null],
  dredging: ['Dredging', 'harbour'],
  ferries: ['Ferries', 'harbour'],
  schools: ['Schools', null],
};

const DAY_MS = 86_400_000;
const start = Date.UTC(2026, 0, 5);
const citable = Object.keys(corpusSources).slice(0, 8);
const topicSlugs = Object.keys(corpusTopics);

/** The n-th of a sequence that looks like chance and is always the same: Knuth's multiplicative hash, from 0 to under `below`. */
function pick(n: number, salt: number, below: number): number {
  return ((((n + 1) * 2_654_435_761 + salt * 40_503 * 65_537) >>> 7) % 9_973) % below;
}

/** What readers have. */
export const corpus: readonly CorpusArticle[] = Array.from({ length: 60 }, (_, n) => {
  const cited = Array.from({ length: pick(n, 1, 4) }, (__, k) => citable[pick(n, 10 + k, citable.length)] as string);
  const roles: readonly AttributionRole[] = ['QUOTED', 'CITED', 'QUOTED'];
  const attributions = [
    ...cited.map((source, k) => [source, source === 'coast-wire' ? 'WIRE' : (roles[k] as AttributionRole)] as const),
    // These two speak in the same pieces.
    ...(n % 7 === 0
      ? ([
          ['tide-watch', 'QUOTED'],
          ['harbour-board', 'CITED'],
        ] as const)
      : []),
    // Who is cited elsewhere has published these: nobody rests on that.
    ...(n % 5 === 2
      ? ([
          ['tide-watch', 'PUBLISHER'],
          ['harbour-board', 'IMAGE_CREDIT'],
        ] as const)
      : []),
    ['rye-reporter', 'AUTHOR'] as const,
    ['the-paper', 'PUBLISHER'] as const,
  ];
  return {
    slug: `piece-${n}`,
    publishedAt: new Date(start + Math.floor((n * 84 * DAY_MS) / 60) + pick(n, 2, 86_400) * 1000),
    topics: [...new Set([topicSlugs[pick(n, 3, 4)] as string, topicSlugs[pick(n, 4, 4)] as string])],
    attributions: [...new Map(attributions.map((each) => [each.join(), each])).values()],
  };
});

/** The sources that an article rests on, each once. */
export function citedBy({ attributions }: CorpusArticle): readonly string[] {
  const cited = attributions.filter(([, role]) => role === 'WIRE' || role === 'QUOTED' || role === 'CITED');
  return [...new Set(cited.map(([source]) => source))];
}

const hidden = ['withdrawn', 'killed', 'scheduled'];

/** Saves them, and with them one that was withdrawn, one that was killed and one that is to come. */
export async function saveCorpus(db: Db): Promise<void> {
  const behindTheWall = hidden.map((slug) => ({ ...(corpus[0] as CorpusArticle), slug }));
  await publish(
    db,
    [...corpus, ...behindTheWall].map(({ slug, publishedAt, topics, attributions }) =>
      piece(slug, {
        publishedAt,
        topics: topics.map((topic) => corpusTopics[topic]?.[0] ?? topic),
        attributions: attributions.map(([source, role]) => {
          const [name, kind] = corpusSources[source] ?? [source, 'OTHER'];
          return { role, source: { name, kind }, ...(role === 'QUOTED' && { quote: `So says ${name}.` }) };
        }),
      }),
    ),
  );
  await sql`update article set withdrawn_at = now() where slug = 'withdrawn'`.execute(db);
  await sql`update article set killed_at = now() where slug = 'killed'`.execute(db);
  await sql`update article set published_at = now() + interval '1 day' where slug = 'scheduled'`.execute(db);
  await sql`
    update topic set parent_id = (select id from topic where slug = 'harbour') where slug in ('dredging', 'ferries')
  `.execute(db);
}
