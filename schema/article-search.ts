/** What was understood of a search: its words and operators, what of it isn't heeded, and what to drop where nothing is found. */

import type { ArticleFilter } from '../db/articles/filters.ts';
import type { ListScope } from '../db/articles/list-members.ts';
import type { SourceRow } from '../db/catalogue/sources.ts';
import type { TopicRow } from '../db/catalogue/topics.ts';
import { sources, topics } from '../src/caching/tags.ts';
import { correctedText } from '../src/search/beyond-words.ts';
import { readSearch } from '../src/search/read-search.ts';
import { searchParts, withoutPart } from '../src/text/search-operators.ts';
import { articleFilter, type Where } from './article-where.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { type IgnoredReason, type Understood, understood } from './search-text.ts';
import { Source } from './source.ts';
import { Topic } from './topic.ts';

/** Each is counted. */
const MAX_DROPPED = 8;
/** Counts go no further. */
const MAX_COUNTED = 1_000;
const FEW = 3;
/** A count reads up to all that match: a fifth of what facets do, who work on each article. */
const COUNT_COST = 10;

type OperatorRow = Understood['operators'][number];

const SearchOperatorName = builder.enumType('SearchOperatorName', {
  description: 'An operator of `where.search`.',
  values: {
    SOURCE: { description: '`source:reuters`: rests on it; a slug, a name or an alias, as `where.sources`.' },
    TOPIC: {
      description: '`topic:"public health"`: covers it or what is below it; a slug or a name, as `where.topics`.',
    },
    BEFORE: {
      description: '`before:2026-06`: published before that day, month or year begins, as `where.publishedAt`.',
    },
    AFTER: { description: '`after:2026-05-01`: published from that day, month or year on, as `where.publishedAt`.' },
    QUOTE: { description: '`quote:"no comment"`: has a quote that says so, as `where.quote`.' },
  } as const,
});

const SearchOperator = builder.objectRef<OperatorRow>('SearchOperator').implement({
  description: 'An operator that was understood.',
  fields: (t) => ({
    name: t.field({
      type: SearchOperatorName,
      description: 'Which one.',
      resolve: ({ name }) => name.toUpperCase() as Uppercase<typeof name>,
    }),
    text: t.exposeString('text', { description: 'As it was typed.' }),
    values: t.exposeStringList('values', {
      description:
        'What stands behind its colon, without quotation marks; several where `or` joins it with others of its name.',
    }),
    isExcluded: t.exposeBoolean('isExcluded', { description: 'Whether a `-` turns it round.' }),
    topics: t.field({
      type: [Topic],
      description:
        'Of TOPIC: what its values mean, each one topic; what none is called is left out, and nothing is found by it.',
      extensions: { dateline: { listSize: 1 } },
      resolve: async ({ name, values }, _, { loaders, reads }): Promise<TopicRow[]> => {
        if (name !== 'topic') return [];
        reads.tag(topics);
        const ids = await Promise.all(values.map((value) => loaders.named.load({ of: 'topic', name: value })));
        return known(await Promise.all(ids.map((id) => (id === null ? null : loaders.topic.load(id)))));
      },
    }),
    sources: t.field({
      type: [Source],
      description:
        'Of SOURCE: what its values mean, each one source; what none is called is left out, and nothing is found by it.',
      extensions: { dateline: { listSize: 1 } },
      resolve: async ({ name, values }, _, { loaders, reads }): Promise<SourceRow[]> => {
        if (name !== 'source') return [];
        reads.tag(sources);
        const ids = await Promise.all(values.map((value) => loaders.named.load({ of: 'source', name: value })));
        return known(await Promise.all(ids.map((id) => (id === null ? null : loaders.source.load(id)))));
      },
    }),
  }),
});

const known = <Row>(rows: readonly (Row | null)[]): Row[] => rows.filter((row) => row !== null);

const IgnoredReasonEnum = builder.enumType('IgnoredReason', {
  description: 'Why a part of a search isn’t heeded.',
  values: {
    NOT_A_DATE: {
      description: 'Behind `before:` and `after:` stands a day, a month or a year: 2026-05-01, 2026-05, 2026.',
    },
    NOT_TURNED_ROUND: { description: 'Only `source:` and `topic:` can be turned round by a `-`.' },
    TOO_MANY: { description: 'A search has 10 operators at the most.' },
  } satisfies Record<IgnoredReason, { description: string }>,
});

const IgnoredPart = builder.objectRef<Understood['ignored'][number]>('IgnoredPart').implement({
  description: 'A part of a search that isn’t heeded.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'As it was typed.' }),
    reason: t.expose('reason', { type: IgnoredReasonEnum, description: 'Why.' }),
  }),
});

interface Dropped {
  /** Of the text; null for a condition beside it. */
  readonly text: string | null;
  readonly condition: string | null;
  readonly search: string | null;
  readonly articles: number;
}

const SearchDrop = builder.objectRef<Dropped>('SearchDrop').implement({
  description: 'A part of a search, or a condition beside it, without which something is found.',
  fields: (t) => ({
    text: t.exposeString('text', {
      nullable: true,
      description: 'The part of the text that is dropped; null for a condition.',
    }),
    condition: t.exposeString('condition', {
      nullable: true,
      description: 'The field of `where` that is dropped, such as `topics`; null for a part of the text.',
    }),
    search: t.exposeString('search', {
      nullable: true,
      description: 'The text that is left, for `where.search`; null where that was all of it.',
    }),
    articles: t.exposeInt('articles', {
      description: `How many articles are found then; ${MAX_COUNTED.toLocaleString('en')} also stands for more. At least so many where both words and conditions are those of tens of thousands.`,
    }),
  }),
});

/** A list with a search, as it was asked for. */
export interface SearchedList {
  readonly scope: ListScope;
  readonly id: number;
  readonly where: Where & { readonly search: string };
  readonly filter: ArticleFilter;
}

export const ArticleSearch = builder.objectRef<SearchedList>('ArticleSearch').implement({
  description: 'A search as it was understood.',
  fields: (t) => ({
    query: t.string({ description: 'The text, as it was given.', resolve: ({ where }) => where.search }),
    words: t.string({
      nullable: true,
      description: 'What is looked for in texts: what isn’t an operator. Null where all of it are operators.',
      resolve: ({ filter }) => filter.search?.text ?? null,
    }),
    corrected: t.string({
      nullable: true,
      description:
        'Did you mean: `words` with typing errors put right. Null where there are none, or nothing in this list is found by it.',
      extensions: { dateline: { extraCost: () => COUNT_COST } },
      resolve: correctedWords,
    }),
    operators: t.field({
      type: [SearchOperator],
      description: 'The operators in it, in its order.',
      extensions: { dateline: { listSize: FEW } },
      resolve: ({ where }) => [...understood(where.search, 'UTC').operators],
    }),
    ignored: t.field({
      type: [IgnoredPart],
      description: 'What of it isn’t heeded, in its order.',
      extensions: { dateline: { listSize: FEW } },
      resolve: ({ where }) => [...understood(where.search, 'UTC').ignored],
    }),
    drops: t.field({
      type: [SearchDrop],
      description: `Where nothing has all words and conditions: what to drop so that something has, most articles first. Of ${MAX_DROPPED} parts and conditions at the most, each by itself; empty where something has them all.`,
      extensions: { dateline: { listSize: MAX_DROPPED, extraCost: () => MAX_DROPPED * COUNT_COST } },
      resolve: (list, _, context) => dropsOf(list, context),
    }),
  }),
});

/** What readers can't find isn't told: a word of the corpus may be that of a piece that they don't have. */
async function correctedWords(
  { scope, id, filter }: SearchedList,
  _: unknown,
  { loaders }: Context,
): Promise<string | null> {
  const { search } = filter;
  const text = search === undefined ? null : await correctedText(search, loaders);
  if (text === null) return null;
  const found = await loaders.fewArticles.load({ scope, id, filter: { ...filter, search: readSearch(text) }, most: 1 });
  return found === 0 ? null : text;
}

/** Without what is near. */
function ofWordsAlone(filter: ArticleFilter): ArticleFilter {
  return { ...filter, search: filter.search && { ...filter.search, loose: undefined, meant: undefined } };
}

async function dropsOf({ scope, id, where, filter }: SearchedList, { loaders }: Context): Promise<Dropped[]> {
  const count = (given: ArticleFilter, most = MAX_COUNTED) =>
    loaders.fewArticles.load({ scope, id, filter: given, most, isRough: true });
  if ((await count(ofWordsAlone(filter), 1)) > 0) return [];
  const parts = searchParts(where.search);
  const lessText = parts.map((part, index) => {
    const rest = withoutPart(parts, index);
    return {
      text: part,
      condition: null,
      search: rest === '' ? null : rest,
      without: { search: rest === '' ? null : rest },
    };
  });
  const beside = Object.entries(where).filter(([name, value]) => isCondition(value) && !kept.has(name));
  const lessConditions = beside.map(([condition]) => ({
    ...{ text: null, condition, search: where.search, without: { [condition]: null } },
  }));
  const tries = [...lessText, ...lessConditions].slice(0, MAX_DROPPED);
  const counted = await Promise.all(
    tries
      // Without a word and without a condition it is no search any more.
      .filter(({ search }) => search !== null || beside.length > 0)
      .map(async ({ without, ...dropped }) => ({
        ...dropped,
        articles: await count(articleFilter({ ...where, ...without })),
      })),
  );
  return counted.filter(({ articles }) => articles > 0).toSorted((a, b) => b.articles - a.articles);
}

/** A variable that nobody gave leaves an object without a value, which says nothing. */
function isCondition(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value != null;
  return Object.values(value).some((each) => each != null && each !== false);
}

/** They are none that one would drop. */
const kept: ReadonlySet<string> = new Set(['search', 'timeZone', 'notIds', 'isLoose', 'isSemantic']);
