/** Under which tags a list of articles is kept. */

import type { ArticleFilter, SlugSets } from '../../db/article-filters.ts';
import { articles, articlesOfSource, articlesOfTopic, search, type Tag } from './tags.ts';

/**
 * The narrowest tags that are thrown away with whatever may enter, leave or move within a list. Of conditions that all
 * have to hold one is enough.
 *
 * @param owner the tag of all articles of the topic or source whose list it is
 */
export function listTags(filter: ArticleFilter, owner?: Tag): readonly Tag[] {
  if (owner !== undefined) return [owner];
  const named = namedTags(filter.topics, articlesOfTopic) ?? namedTags(filter.sources, articlesOfSource);
  return named ?? [filter.search === undefined ? articles : search];
}

function namedTags(sets: SlugSets | undefined, tagOf: (slug: string) => Tag): readonly Tag[] | undefined {
  const [required] = sets?.allOf ?? [];
  return required === undefined ? sets?.anyOf?.map(tagOf) : [tagOf(required)];
}
