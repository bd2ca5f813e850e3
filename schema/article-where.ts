/** The filter of lists of articles: which ones, by topic, source, date, words and more, and what it asks of the database. */

import type { ArticleFilter } from '../db/articles/filters.ts';
import { readSearch } from '../src/search/read-search.ts';
import { AttributionRole } from './attribution.ts';
import { badInput } from './bad-input.ts';
import { builder } from './builder.ts';
import { articleIds } from './ids.ts';
import { dateRange, intRange, languageTag, shortList, shortText, slugSets } from './inputs.ts';
import { DateTimeRange, IntRange } from './ranges.ts';
import { understood } from './search-text.ts';
import { SourceKind } from './source.ts';
import { timeZoneName } from './time-zone.ts';

const MAX_ALTERNATIVES = 10;

const SlugFilter = builder.inputType('SlugFilter', {
  description: 'Conditions on a set of slugs; all that are given hold.',
  fields: (t) => ({
    anyOf: t.stringList({ description: 'Has at least one of these, at most 100. An empty list matches nothing.' }),
    allOf: t.stringList({ description: 'Has each of these, at most 10.' }),
    noneOf: t.stringList({ description: 'Has none of these, at most 100.' }),
    includeDescendants: t.boolean({ description: 'A topic stands for everything below it too; default false.' }),
  }),
});

type Slugs = typeof SlugFilter.$inferInput;
type Given<Value> = Value | null | undefined;

export interface Where {
  readonly topics?: Given<Slugs>;
  readonly sources?: Given<Slugs>;
  readonly roles?: Given<readonly (typeof AttributionRole.$inferType)[]>;
  readonly sourceKinds?: Given<readonly (typeof SourceKind.$inferType)[]>;
  readonly publishedAt?: Given<typeof DateTimeRange.$inferInput>;
  readonly updatedAt?: Given<typeof DateTimeRange.$inferInput>;
  readonly timeZone?: Given<string>;
  readonly isTeaser?: Given<boolean>;
  readonly language?: Given<string>;
  readonly search?: Given<string>;
  readonly isLoose?: Given<boolean>;
  readonly isSemantic?: Given<boolean>;
  readonly quote?: Given<string>;
  readonly sourceCount?: Given<typeof IntRange.$inferInput>;
  readonly ids?: Given<readonly string[]>;
  readonly notIds?: Given<readonly string[]>;
  readonly or?: Given<readonly Where[]>;
}

export const ArticleWhere = builder.inputRef<Where>('ArticleWhere').implement({
  description: 'Which articles; all conditions hold.',
  fields: (t) => ({
    topics: t.field({ type: SlugFilter, description: 'By the slugs of their topics.' }),
    sources: t.field({ type: SlugFilter, description: 'By the slugs of the sources that they rest on.' }),
    roles: t.field({
      type: [AttributionRole],
      description: 'With `sources` or `sourceKinds`: in one of these roles. Alone: with anyone in one of these roles.',
    }),
    sourceKinds: t.field({
      type: [SourceKind],
      description: 'By the kinds of the sources that they rest on: any of these. An empty list matches nothing.',
    }),
    publishedAt: t.field({ type: DateTimeRange, description: 'By the time of publication.' }),
    updatedAt: t.field({ type: DateTimeRange, description: 'By when their content last changed.' }),
    timeZone: t.string({
      description:
        'Whose days are meant where a date has no hour, in `publishedAt`, `updatedAt` and `search`: a time zone of the IANA database, such as Europe/Berlin. Default: that of the field, if it has one, or UTC.',
    }),
    isTeaser: t.boolean({
      description: 'Only teasers, of which headline and standfirst are known, or only whole pieces; default both.',
    }),
    language: t.string({
      description: 'BCP 47; takes in what goes on behind it: `pt` finds `pt-BR`, `zh-Hant` finds `zh-Hant-TW`.',
    }),
    search: t.string({
      description:
        'Full text, at most 500 characters: words are all required, in any of their forms, "a phrase" stands together, or and -not work as in web search engines. Words such as `the` don’t count. `source:reuters`, `topic:"public health"`, `after:2026-05-01`, `before:2026-06` and `quote:"no comment"` narrow it as the conditions beside it do; a `-` before them turns them round.',
    }),
    isLoose: t.boolean({
      description:
        'With `search`, by relevance: whether a list in which fewer than 20 have all words goes on with what has them corrected, or some of them, and in the last places with what is about the same. By default it does, but for what has some of them, unless nothing has all. `foundBy` on the edge says which.',
    }),
    isSemantic: t.boolean({
      description:
        'With `search`, by relevance: whether what is about the same is found as well, however many have the words, and ranked by how near it comes; default false. `foundBy` on the edge says MEANING of it.',
    }),
    quote: t.string({
      description:
        'Full text of a quote that they have, at most 500 characters; written as `search`, without operators.',
    }),
    sourceCount: t.field({
      type: IntRange,
      description:
        'By how many different sources they rest on: those that they have as WIRE, QUOTED or CITED. Whoever wrote, published or photographed a piece is none of them. `{ min: 1, max: 1 }` finds what rests on one source.',
    }),
    ids: t.idList({ description: 'Only these, at most 100. An empty list matches nothing.' }),
    notIds: t.idList({ description: 'None of these, at most 100: what the page shows already.' }),
    or: t.field({
      type: [ArticleWhere],
      description:
        'At least one of these holds, at most 10, beside all other conditions. None of them has a `search` or an `or` of its own. An empty list matches nothing.',
    }),
  }),
});

interface Reading {
  /** Of days, where the filter names none. */
  readonly timeZone?: string;
  readonly path?: readonly string[];
}

/** @throws BAD_USER_INPUT for a condition that can't be meant */
export function articleFilter(
  where: Given<Where>,
  { timeZone: otherwise = 'UTC', path = ['where'] }: Reading = {},
): ArticleFilter {
  if (where == null) return {};
  const at = (name: keyof Where) => [...path, name];
  if (where.search?.trim() === '') throw badInput('`search` is empty: leave it out to find all.', at('search'));
  if (where.quote?.trim() === '') throw badInput('`quote` is empty: leave it out to find all.', at('quote'));
  const { topics, sources } = where;
  const timeZone = where.timeZone == null ? otherwise : timeZoneName(where.timeZone, at('timeZone'));
  const search = understood(shortText(where.search, at('search')), timeZone);
  const quote = shortText(where.quote, at('quote'));
  const quotes = [...(quote === undefined ? [] : [quote]), ...search.quotes];
  return {
    // A variable that nobody gave leaves a set without slugs, which says as little as none.
    topics:
      topics == null || !hasSlugs(topics)
        ? undefined
        : { ...slugSets(topics, at('topics')), includeDescendants: topics.includeDescendants ?? false },
    sources: sources == null || !hasSlugs(sources) ? undefined : slugSets(sources, at('sources')),
    roles: shortList(where.roles, at('roles')),
    sourceKinds: shortList(where.sourceKinds, at('sourceKinds')),
    named: search.named.length === 0 ? undefined : search.named,
    publishedAt: both(dateRange(where.publishedAt, at('publishedAt'), timeZone), search.publishedAt),
    updatedAt: dateRange(where.updatedAt, at('updatedAt'), timeZone),
    language: languageTag(where.language, at('language')),
    search: search.words === undefined ? undefined : readSearch(search.words),
    quotes: quotes.length === 0 ? undefined : quotes.map(readSearch),
    sourceCount: intRange(where.sourceCount, at('sourceCount')),
    isTeaser: where.isTeaser ?? undefined,
    ids: articleIds(where.ids, at('ids')),
    notIds: articleIds(where.notIds, at('notIds')),
    or: alternatives(where.or, at('or'), timeZone),
  };
}

function alternatives(given: Where['or'], path: readonly string[], timeZone: string): ArticleFilter['or'] {
  if (given == null) return undefined;
  if (given.length > MAX_ALTERNATIVES) {
    throw badInput(`\`${path.join('.')}\` has ${given.length} entries; at most ${MAX_ALTERNATIVES} are allowed.`, path);
  }
  return given.map((where, index) => {
    const own = [...path, String(index)];
    for (const name of ['search', 'or'] as const) {
      if (where[name] != null) {
        throw badInput(`\`${name}\` can't stand within \`or\`: words have \`or\` in \`search\` itself.`, [
          ...own,
          name,
        ]);
      }
    }
    return articleFilter(where, { timeZone, path: own });
  });
}

/** What lies in both spans; one that holds nothing has its ends the wrong way round, and matches nothing. */
function both(one: ArticleFilter['publishedAt'], other: ArticleFilter['publishedAt']): ArticleFilter['publishedAt'] {
  if (one === undefined || other === undefined) return one ?? other;
  const [from] = [one.from, other.from]
    .filter((end) => end !== undefined)
    .toSorted()
    .toReversed();
  const [before] = [one.before, other.before].filter((end) => end !== undefined).toSorted();
  return { from, before };
}

function hasSlugs({ anyOf, allOf, noneOf }: Slugs): boolean {
  return [anyOf, allOf, noneOf].some((slugs) => slugs != null);
}
