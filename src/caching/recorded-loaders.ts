/** The loaders as one request has them: whatever they find is noted as what the answer is made from. */

import type { ArticleCard } from '../../db/articles.ts';
import type { Loaders } from '../../db/loaders.ts';
import type { SourceRow } from '../../db/sources.ts';
import type { TopicRow } from '../../db/topics.ts';
import type { Reads } from './reads.ts';
import {
  anyRelated,
  articles,
  articleTag,
  relatedTag,
  sources,
  sourceTag,
  type Tag,
  topics,
  topicTag,
  trendingTag,
} from './tags.ts';

type Loaded<Name extends keyof Loaders> = Awaited<ReturnType<Loaders[Name]['load']>>;
type Key<Name extends keyof Loaders> = Parameters<Loaders[Name]['load']>[0];

const ofArticle = (row: ArticleCard | null) => [row === null ? articles : articleTag(row.id)];
const ofTopics = (rows: readonly TopicRow[]) => rows.map(({ slug }) => topicTag(slug));
const ofSources = (rows: readonly SourceRow[]) => rows.map(({ slug }) => sourceTag(slug));

/** By loader; what isn't here readers don't reach, or its tag is on what it hangs on. */
const tagsOf: { [Name in keyof Loaders]?: (loaded: Loaded<Name>, key: Key<Name>) => readonly Tag[] } = {
  article: ofArticle,
  articleBySlug: ofArticle,
  articleList: ({ rows }) => rows.map(({ id }) => articleTag(id)),
  topic: (row) => [row === null ? topics : topicTag(row.slug)],
  topicsOfArticle: ofTopics,
  childrenOfTopic: (rows) => [topics, ...ofTopics(rows)],
  source: (row) => [row === null ? sources : sourceTag(row.slug)],
  attributionsOfArticle: (rows) => ofSources(rows.map(({ source }) => source)),
  leadImage: (row) => (row?.credit == null ? [] : ofSources([row.credit])),
  related: ({ rows, next }, { id, first }) => [
    relatedTag(id),
    anyRelated,
    // Without it there may be no next page.
    ...(next === undefined ? [] : [articleTag(next.id)]),
    ...rows.flatMap((row) => [
      articleTag(row.id),
      ...row.reasons.flatMap((reason) => [...ofTopics(reason.topics), ...ofSources(reason.sources)]),
    ]),
    // Filled by what is recent, which everything that comes out changes.
    ...(rows.length < first || rows.some(({ at }) => at !== null) ? [articles] : []),
  ],
  trending: ({ rows, hasMore }, { of, window }) => [
    trendingTag(window),
    ...rows.map(({ id }) => articleTag(id)),
    ...(of === 'all' && (!hasMore || rows.some(({ at }) => at !== null)) ? [articles] : []),
  ],
  trendOfArticle: (_, { window }) => [trendingTag(window)],
};

type Loader = { load(key: unknown): Promise<unknown> };
type Tagging = (loaded: unknown, key: unknown) => readonly Tag[];

const recorders = new WeakMap<Loaders, new (reads: Reads) => Loaders>();

/** The same loaders, batching with everybody's, that tell `reads` what they find. */
export function recordedLoaders(loaders: Loaders, reads: Reads): Loaders {
  const Recorder = recorders.get(loaders) ?? recorderOf(loaders);
  recorders.set(loaders, Recorder);
  return new Recorder(reads);
}

/** A class, so that a request pays for those loaders only that it asks for. */
function recorderOf(loaders: Loaders): new (reads: Reads) => Loaders {
  class Recorder {
    readonly reads: Reads;
    constructor(reads: Reads) {
      this.reads = reads;
    }
  }
  Object.setPrototypeOf(Recorder.prototype, loaders);
  for (const [name, tagging] of Object.entries(tagsOf) as [keyof Loaders, Tagging][]) {
    const loader = loaders[name] as Loader;
    Object.defineProperty(Recorder.prototype, name, {
      get(this: Recorder) {
        const { reads } = this;
        const load = async (key: unknown) => {
          const loaded = await loader.load(key);
          reads.tag(...tagging(loaded, key));
          return loaded;
        };
        const recorded: Loader = { load };
        Object.defineProperty(this, name, { value: recorded });
        return recorded;
      },
    });
  }
  return Recorder as unknown as new (
    reads: Reads,
  ) => Loaders;
}
