/** Parts of articles that come with the statement that finds them, so that a page needn't ask for each of them again. */

import { type RawBuilder, sql } from 'kysely';
import { type TopicRow, topicsOfArticles } from '../catalogue/topics.ts';
import { type AttributionRow, attributionsOfArticles, type FlatAttribution, withSource } from './attributions.ts';
import { type LeadImageRow, leadImagesOfArticles } from './lead-images.ts';

/** What was brought; whatever isn't here is for the loaders. */
export interface ArticleParts {
  readonly topics?: TopicRow[];
  readonly attributions?: AttributionRow[];
  /** Null for an article without one. */
  readonly leadImage?: LeadImageRow | null;
}

/** As JSON, in which none of their columns changes its type. */
export interface StoredParts {
  readonly topics: TopicRow[];
  readonly attributions: FlatAttribution[];
  readonly leadImage: LeadImageRow | null;
}

/** The topics of an article, from the same statement as the loader's. */
export const topicsAsJson = (id: RawBuilder<unknown>) => listOf(topicsOfArticles(sql`= ${id}`));

/** All parts of an article, from the same statements as the loaders'. */
export const partsAsJson = (id: RawBuilder<unknown>) => sql<StoredParts>`json_build_object(
  'topics', ${topicsAsJson(id)},
  'attributions', ${listOf(attributionsOfArticles(sql`= ${id}`))},
  'leadImage', (select to_json(part) from (${leadImagesOfArticles(sql`= ${id}`)}) part)
)`;

const listOf = (rows: RawBuilder<unknown>) => sql`(select coalesce(json_agg(part), '[]') from (${rows}) part)`;

export function partsOf({ topics, attributions, leadImage }: StoredParts): ArticleParts {
  return { topics, attributions: attributions.map(withSource), leadImage };
}
