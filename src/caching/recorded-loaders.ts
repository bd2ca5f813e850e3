/** Dependency-tracking loaders: the shared DataLoaders as one request has them, which note what they find as cache tags. */

import type { ArticleCard } from '../../db/articles/articles.ts';
import type { ArticleParts } from '../../db/articles/parts.ts';
import type { SourceRow } from '../../db/catalogue/sources.ts';
import type { TopicList, TopicRow } from '../../db/catalogue/topics.ts';
import { identityOf } from '../../db/engine/loader.ts';
import type { Loaders } from '../../db/loaders.ts';
import type { QuotationRow } from '../../db/quotes/quotes.ts';
import { listTags } from './list-tags.ts';
import type { PartCache } from './part-cache.ts';
import { createReads, type Reads } from './reads.ts';
import {
  anyRelated,
  articles,
  articlesOfSource,
  articleTag,
  elsewhere,
  relatedTag,
  sources,
  type Tag,
  topics,
  trendingTag,
} from './tags.ts';

type Loaded<Name extends keyof Loaders> = Awaited<ReturnType<Loaders[Name]['load']>>;
type Key<Name extends keyof Loaders> = Parameters<Loaders[Name]['load']>[0];

const ofArticle = (reads: Reads, row: ArticleCard | null) => (row === null ? reads.tag(articles) : reads.article(row));
const ofArticles = (reads: Reads, rows: readonly { readonly id: number }[]) => {
  for (const row of rows) reads.article(row);
};
const ofTopic = (reads: Reads, row: TopicRow | null) => (row === null ? reads.tag(topics) : reads.topic(row));
const ofSource = (reads: Reads, row: SourceRow | null) => (row === null ? reads.tag(sources) : reads.source(row));
const ofTopics = (reads: Reads, rows: readonly TopicRow[]) => {
  for (const row of rows) reads.topic(row);
};

const ofParts = (reads: Reads, { topics = [], attributions = [], leadImage }: ArticleParts) => {
  ofTopics(reads, topics);
  for (const { source } of attributions) reads.source(source);
  if (leadImage?.credit != null) reads.source(leadImage.credit);
};

/** Where it was said, and since when, changes with the articles that rest on who said it. */
const ofQuotation = (reads: Reads, { source }: QuotationRow) => {
  reads.source(source);
  reads.tag(articlesOfSource(source.slug));
};

/** Whether articles decide which topics a list has, or in which order: they may with every one that comes out. */
const isByUse = ({ order, filter }: TopicList, rows: readonly TopicRow[]) =>
  order === 'ARTICLES' ||
  (order === 'POSITION' && rows.some(({ position }) => position === null)) ||
  (filter.featured === true && !rows.some(({ is_featured }) => is_featured));

const ofItsArticle = 'It hangs on an article, whose own tag is there already.';
const ofWhoAsks = 'What its rows depend on is noted by who asks for it.';
const ofTheNewsroom = 'Readers don’t reach it, and answers to others are not kept.';

/** By loader: what to note of what it found, or why there is nothing to note. A loader that isn't here does not compile. */
const notes: {
  readonly [Name in keyof Loaders]: ((reads: Reads, loaded: Loaded<Name>, key: Key<Name>) => void) | string;
} = {
  article: ofArticle,
  articleBySlug: (reads, row) => {
    ofArticle(reads, row);
    if (row?.brought !== undefined) ofParts(reads, row.brought);
  },
  // Which article it leads to may change with an import that changes nothing else.
  articleByOriginUrl: (reads) => reads.tag(elsewhere),
  articleBody: ofItsArticle,
  boxesOfArticle: (reads, { boxes, isCut }) => {
    for (const { articles } of boxes) ofArticles(reads, articles);
    // Whatever comes out may be what is missing.
    if (isCut) reads.tag(articles);
  },
  articleList: (reads, { rows }) => ofArticles(reads, rows),
  articleCount: 'It is the length of a list, whose tags are noted by who asks for it.',
  popularSearches: ofTheNewsroom,
  fewArticles: 'It is the length of a list, whose tags are noted by who asks for it.',
  corpusWords: ofWhoAsks,
  wordsWith: ofWhoAsks,
  partialMatches: ofWhoAsks,
  explained: ofWhoAsks,
  model: ofWhoAsks,
  lexemesOfText: ofWhoAsks,
  termFrequencies: ofWhoAsks,
  meaningsNear: ofWhoAsks,
  facets: ofWhoAsks,
  named: ofWhoAsks,
  // A name that nothing published has isn't among them, and use orders them.
  namesBeginning: (reads) => {
    for (const tag of [topics, sources, articles, trendingTag('MONTH')]) reads.tag(tag);
  },
  headlinesInUse: (reads) => {
    for (const tag of [articles, trendingTag('MONTH')]) reads.tag(tag);
  },
  stems: 'Words have the stems that their language gives them.',
  topic: ofTopic,
  topicBySlug: ofTopic,
  topicList: (reads, { rows }, list) => {
    reads.tag(topics);
    ofTopics(reads, rows);
    if (isByUse(list, rows)) reads.tag(articles);
  },
  topicCount: (reads, _, { featured }) => {
    reads.tag(topics);
    // How many there are if none is featured.
    if (featured === true) reads.tag(articles);
  },
  topicSuggestions: ofTheNewsroom,
  topicsOfArticle: ofTopics,
  childrenOfTopic: (reads, rows) => {
    reads.tag(topics);
    ofTopics(reads, rows);
  },
  source: ofSource,
  sourceBySlug: ofSource,
  sourceByName: ofSource,
  sourceList: (reads, { rows }) => {
    reads.tag(sources);
    for (const row of rows) reads.source(row);
  },
  sourceCount: (reads) => reads.tag(sources),
  citationsOfSource: 'It belongs to an edge of a list of sources, which notes what changes it.',
  // Any source that is made or changed may become one, or cease to be.
  possibleDuplicatesOfSource: (reads, rows) => {
    reads.tag(sources);
    for (const row of rows) reads.source(row);
  },
  attributionsOfArticle: (reads, rows) => {
    for (const { source } of rows) reads.source(source);
  },
  quotesOfArticle: ofItsArticle,
  quotation: (reads, row) => (row === null ? reads.tag(articles) : ofQuotation(reads, row)),
  quotationList: (reads, { rows }) => {
    for (const row of rows) ofQuotation(reads, row);
  },
  quotationCount: 'It is the length of a list, whose tags are noted by who asks for it.',
  appearances: (reads, rows) => {
    for (const { article } of rows) reads.article(article);
  },
  appearanceCount: 'It hangs on a quote, which has the tag of all articles of its source.',
  leadImage: (reads, row) => {
    if (row?.credit != null) reads.source(row.credit);
  },
  correctionsOfArticle: ofItsArticle,
  related: (reads, { rows, next }, { id, first }) => {
    reads.tag(relatedTag(id));
    reads.tag(anyRelated);
    // Without it there may be no next page.
    if (next !== undefined) reads.article(next);
    ofArticles(reads, rows);
    for (const { reasons, brought } of rows) {
      if (brought !== undefined) ofParts(reads, brought);
      for (const reason of reasons) {
        ofTopics(reads, reason.topics);
        for (const source of reason.sources) reads.source(source);
      }
    }
    // Filled by what is recent, which everything that comes out changes.
    if (rows.length < first || rows.some(({ at }) => at !== null)) reads.tag(articles);
  },
  trending: (reads, { rows, hasMore }, { of, window }) => {
    reads.tag(trendingTag(window));
    ofArticles(reads, rows);
    if (of === 'all' && (!hasMore || rows.some(({ at }) => at !== null))) reads.tag(articles);
  },
  trendingWithin: (reads, { rows }, { window, filter }) => {
    reads.tag(trendingTag(window));
    for (const tag of listTags(filter)) reads.tag(tag);
    ofArticles(reads, rows);
  },
  risers: (reads, { rows }, { window, filter }) => {
    reads.tag(trendingTag(window));
    for (const tag of listTags(filter)) reads.tag(tag);
    ofArticles(reads, rows);
  },
  trendOfArticle: (reads, _, { window }) => reads.tag(trendingTag(window)),
  coverage: ofWhoAsks,
  coCitations: ofWhoAsks,
  diversity: ofWhoAsks,
  trends: ofWhoAsks,
  droppedFromArticle: ofTheNewsroom,
  turnaround: ofTheNewsroom,
  correctionRates: ofWhoAsks,
  accessTokens: ofTheNewsroom,
  usableToken: 'It says who asks, not what is answered.',
  isTokenUsable: 'It says who asks, not what is answered.',
  draft: ofTheNewsroom,
  draftBody: ofTheNewsroom,
  draftList: ofTheNewsroom,
  draftCount: ofTheNewsroom,
  revision: ofTheNewsroom,
  revisionSnapshot: ofTheNewsroom,
  revisionPage: ofTheNewsroom,
  revisionCount: ofTheNewsroom,
  eventList: ofTheNewsroom,
  webhooks: ofTheNewsroom,
  webhook: ofTheNewsroom,
  deliveryList: ofTheNewsroom,
};

const ofItself = () => [];
const ofThisArticle = (id: number) => [articleTag(id)];

/**
 * Parts that many pages show: by loader, the tags of what was found beyond those of {@link notes}, from what was asked; null
 * where it isn't known by the key alone what changes it.
 */
const kept: { readonly [Name in keyof Loaders]?: (key: Key<Name>) => readonly Tag[] | null } = {
  articleList: ({ scope, filter }) => (scope.of === 'all' ? listTags(filter) : null),
  headlinesInUse: ofItself,
  topic: ofItself,
  topicBySlug: ofItself,
  topicList: ({ order }) => (order === 'ARTICLES' ? null : []),
  topicCount: ofItself,
  topicsOfArticle: ofThisArticle,
  childrenOfTopic: ofItself,
  source: ofItself,
  sourceBySlug: ofItself,
  attributionsOfArticle: ofThisArticle,
  leadImage: ofThisArticle,
  related: ofItself,
  trending: ({ of }) => (of === 'all' ? [] : null),
};

type Loader = { load(key: unknown): Promise<unknown> };
type Note = (reads: Reads, loaded: unknown, key: unknown) => void;
type Kept = (key: unknown) => readonly Tag[] | null;

/**
 * The same loaders, batching with everybody's, that tell `reads` what they find.
 *
 * @param parts what readers' answers are made of and is kept; without it everything is asked of the database
 */
export function recordedLoaders(loaders: Loaders, reads: Reads, parts?: PartCache): Loaders {
  const recorded: Record<string, Loader> = { ...loaders };
  for (const [name, note] of noted) {
    const keeps = kept[name] as Kept | undefined;
    const loader: Loader = loaders[name];
    const found = parts && keeps ? keeping(name, loader, note, keeps, parts) : loader;
    recorded[name] = recording(found, note, reads);
  }
  return recorded as unknown as Loaders;
}

const noted = (Object.entries(notes) as [keyof Loaders, Note | string][]).filter(
  (entry): entry is [keyof Loaders, Note] => typeof entry[1] !== 'string',
);

function recording(loader: Loader, note: Note, reads: Reads): Loader {
  return {
    load: async (key) => {
      const loaded = await loader.load(key);
      note(reads, loaded, key);
      return loaded;
    },
  };
}

function keeping(name: string, loader: Loader, note: Note, keeps: Kept, parts: PartCache): Loader {
  return {
    load: (key) => {
      const own = keeps(key);
      if (own === null) return loader.load(key);
      const tagsOf = (loaded: unknown) => {
        const reads = createReads();
        note(reads, loaded, key);
        for (const tag of own) reads.tag(tag);
        return reads.tags();
      };
      return parts.getOrFind(`${name} ${identityOf(key)}`, () => loader.load(key), tagsOf);
    },
  };
}
