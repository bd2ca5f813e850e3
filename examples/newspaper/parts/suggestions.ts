/** What the search field offers while a reader types: where each leads, and what it is. */

import type { SuggestQuery } from '../client/graphql.ts';

export function suggestions({ suggest }: SuggestQuery) {
  return suggest.flatMap(({ text, offset, length, topic, source, article }) => {
    const shown = { text, offset, length };
    if (topic) return [{ ...shown, kind: 'Topic', href: `/topics/${topic.slug}` }];
    if (source) return [{ ...shown, kind: 'Source', href: `/sources/${source.slug}` }];
    if (article) return [{ ...shown, kind: 'Article', href: `/articles/${article.slug}`, lang: article.language }];
    return [];
  });
}
