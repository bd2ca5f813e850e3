/** Slugs of topics and sources that have to exist: figures over what there isn't would be zeros that look like an answer. */

import type { ArticleFilter } from '../db/articles/filters.ts';
import { badInput } from './bad-input.ts';
import type { Context } from './context.ts';

const sets = ['anyOf', 'allOf', 'noneOf'] as const;
const MAX_NAMED = 5;

/**
 * Former slugs, and those of what was merged, are known.
 *
 * @throws BAD_USER_INPUT that names the argument and the slugs that nothing has
 */
export async function expectKnownSlugs(
  { topics, sources, or = [] }: ArticleFilter,
  { loaders }: Pick<Context, 'loaders'>,
  path: readonly string[] = ['where'],
): Promise<void> {
  const expectKnown = async (
    kind: 'topics' | 'sources',
    set: (typeof sets)[number],
    slugs: readonly string[] = [],
  ): Promise<void> => {
    const { topicBySlug, sourceBySlug } = loaders;
    const found = await Promise.all(
      slugs.map((slug) => (kind === 'topics' ? topicBySlug.load(slug) : sourceBySlug.load(slug))),
    );
    const unknown = slugs.filter((_, index) => found[index] === null);
    if (unknown.length > 0) throw unknownSlugs(kind, unknown, [...path, kind, set]);
  };
  await Promise.all([
    ...sets.flatMap((set) => [expectKnown('topics', set, topics?.[set]), expectKnown('sources', set, sources?.[set])]),
    ...or.map((filter, index) => expectKnownSlugs(filter, { loaders }, [...path, 'or', String(index)])),
  ]);
}

/** For a key that finds none. @param path of the argument that holds it */
export function noSuchSource({ id, slug }: Key, path: readonly string[]) {
  return slug == null
    ? badInput(`There is no source with the id "${id}".`, [...path, 'id'])
    : unknownSlugs('sources', [slug], [...path, 'slug']);
}

interface Key {
  readonly id?: string | number | null | undefined;
  readonly slug?: string | null | undefined;
}

function unknownSlugs(kind: 'topics' | 'sources', slugs: readonly string[], path: readonly string[]) {
  const names = slugs.slice(0, MAX_NAMED).map((slug) => `"${slug}"`);
  if (slugs.length > MAX_NAMED) names.push('…');
  const what = slugs.length === 1 ? `There is no ${kind.slice(0, -1)}` : `There are no ${kind}`;
  return badInput(`${what} ${names.join(', ')}: \`${kind}(where: { search: … })\` finds slugs by names.`, path);
}
