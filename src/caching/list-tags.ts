/** Cache tags of a list of articles, from its filter. */

import type { ArticleFilter, SlugSets } from '../../db/articles/filters.ts';
import { articles, articlesOfSource, articlesOfTopic, search, sources, sourceTag, type Tag, topicTag } from './tags.ts';

/**
 * The narrowest tags that are invalidated by whatever may enter, leave or move within a list: of conditions that all
 * have to hold one is enough. Every topic and source that a condition names is there too, since a merge, or a topic that
 * moves, changes what the condition means without changing any article. How many sources an article rests on changes when
 * any two of them are merged.
 *
 * @param owner the tag of all articles of the topic or source whose list it is
 */
export function listTags(filter: ArticleFilter, owner?: Tag): readonly Tag[] {
  const { topics, sources: named, sourceCount } = filter;
  const members = namedMembers(topics, articlesOfTopic) ?? namedMembers(named, articlesOfSource);
  const scope = owner !== undefined ? [owner] : (members ?? [filter.search === undefined ? articles : search]);
  return [
    ...scope,
    ...slugsOf(topics).map(topicTag),
    ...slugsOf(named).map(sourceTag),
    ...(sourceCount === undefined ? [] : [sources]),
  ];
}

function namedMembers(sets: SlugSets | undefined, tagOf: (slug: string) => Tag): readonly Tag[] | undefined {
  const [required] = sets?.allOf ?? [];
  return required === undefined ? sets?.anyOf?.map(tagOf) : [tagOf(required)];
}

function slugsOf({ anyOf = [], allOf = [], noneOf = [] }: SlugSets = {}): readonly string[] {
  return [...anyOf, ...allOf, ...noneOf];
}
