/** Cache tags of a list of articles, from its filter. */

import type { ArticleFilter, SlugSets } from '../../db/articles/filters.ts';
import {
  articles,
  articlesOfSource,
  articlesOfTopic,
  indexed,
  search,
  sources,
  sourceTag,
  type Tag,
  topics,
  topicTag,
} from './tags.ts';

/**
 * The narrowest tags that are invalidated by whatever may enter, leave or move within a list: of conditions that all
 * have to hold one is enough. Every topic and source that a condition names is there too, since a merge, or a topic that
 * moves, changes what the condition means without changing any article. How many sources an article rests on changes when
 * any two of them are merged.
 *
 * @param owner the tag of all articles of the topic or source whose list it is
 */
export function listTags(filter: ArticleFilter, owner?: Tag): readonly Tag[] {
  const members = namedMembers(filter.topics, articlesOfTopic) ?? namedMembers(filter.sources, articlesOfSource);
  const scope = owner !== undefined ? [owner] : (members ?? [filter.search === undefined ? articles : search]);
  return [...scope, ...(filter.search === undefined ? [] : [indexed]), ...meaningTags(filter)];
}

/** What changes the meaning of a condition: its topics and sources, and all of them where it names none by its slug. */
function meaningTags(filter: ArticleFilter): readonly Tag[] {
  const { topics: ofTopics, sources: ofSources, sourceCount, sourceKinds, named = [], or = [] } = filter;
  const isOfAnySource = sourceCount !== undefined || sourceKinds !== undefined;
  return [
    ...slugsOf(ofTopics).map(topicTag),
    ...slugsOf(ofSources).map(sourceTag),
    ...(isOfAnySource || named.some(({ of }) => of === 'source') ? [sources] : []),
    ...(named.some(({ of }) => of === 'topic') ? [topics] : []),
    ...or.flatMap(meaningTags),
  ];
}

function namedMembers(sets: SlugSets | undefined, tagOf: (slug: string) => Tag): readonly Tag[] | undefined {
  const [required] = sets?.allOf ?? [];
  return required === undefined ? sets?.anyOf?.map(tagOf) : [tagOf(required)];
}

function slugsOf({ anyOf = [], allOf = [], noneOf = [] }: SlugSets = {}): readonly string[] {
  return [...anyOf, ...allOf, ...noneOf];
}
