/** Answers a request for a feed from the same graph that GraphQL answers from. */

import type { ListScope } from '../../db/articles/list-members.ts';
import type { ListedArticle } from '../../db/articles/lists.ts';
import type { SourceRow } from '../../db/catalogue/sources.ts';
import type { TopicRow } from '../../db/catalogue/topics.ts';
import type { Loaders } from '../../db/loaders.ts';
import type { Reads } from '../caching/reads.ts';
import { articles, articlesOfSource, articlesOfTopic } from '../caching/tags.ts';
import { sourceUrl, topicUrl } from '../site/urls.ts';
import { slugKey } from '../text/slug.ts';
import type { FeedPiece } from './feed.ts';
import { pieceOf } from './piece.ts';
import { type FeedRequest, type FeedWish, feedFormats, feedPath, feedWish } from './request.ts';
import { errorAnswer, type TextAnswer } from './text-answer.ts';

export interface FeedSettings {
  readonly publicUrl: string;
  readonly siteName: string;
  readonly websubHub: string | undefined;
}

export interface FeedNeeds extends FeedSettings {
  readonly loaders: Loaders;
  /** Told what the answer depends on. */
  readonly reads: Reads;
}

// NOTE: imported when they are first asked for: what they write feeds with takes a start a while to load.
const makers = {
  rss: async () => (await import('./rss.ts')).toRss,
  atom: async () => (await import('./atom.ts')).toAtom,
  json: async () => (await import('./json.ts')).toJson,
};

export async function answerFeed(request: FeedRequest, needs: FeedNeeds): Promise<TextAnswer> {
  const wish = feedWish(request);
  if ('status' in wish) {
    const { status, message, path } = wish;
    return errorAnswer(status, message, {
      code: status === 404 ? 'NOT_FOUND' : 'BAD_USER_INPUT',
      ...(path && { path }),
    });
  }
  const list = await listOf(wish, needs);
  if (list === null) return errorAnswer(404, `There is no ${wish.of} "${wish.slug}".`, { code: 'NOT_FOUND' });
  const { publicUrl, siteName, websubHub } = needs;
  if (list.slug !== wish.slug) {
    const current = feedPath({ ...wish, slug: list.slug }, wish.isNamed ? wish.format : null);
    return { status: 301, headers: { Location: publicUrl + current }, body: '' };
  }
  const self = publicUrl + feedPath(wish, wish.format);
  const feed = {
    title: list.name === null ? siteName : `${siteName}: ${list.name}`,
    description: list.description,
    publisher: siteName,
    home: list.home,
    taxonomy: topicUrl(publicUrl, ''),
    self,
    hub: websubHub,
    pieces: await piecesOf(list.scope, list.id, wish, needs),
  };
  return {
    status: 200,
    headers: {
      'Content-Type': `${feedFormats[wish.format]}; charset=utf-8`,
      ...(!wish.isNamed && { Vary: 'Accept' }),
      ...(websubHub !== undefined && { Link: `<${websubHub}>; rel="hub", <${self}>; rel="self"` }),
    },
    body: (await makers[wish.format]())(feed),
  };
}

interface FeedList {
  readonly scope: ListScope;
  readonly id: number;
  readonly slug: string;
  /** Null for the latest. */
  readonly name: string | null;
  readonly description: string;
  readonly home: string;
}

/** A former slug, or one in another case, finds the list too; null when there is none. */
async function listOf({ of, slug }: FeedWish, needs: FeedNeeds): Promise<FeedList | null> {
  const { loaders, reads, publicUrl, siteName } = needs;
  if (of === 'latest') {
    reads.tag(articles);
    const description = `The latest of ${siteName}`;
    return { scope: { of: 'all' }, id: 0, slug, name: null, description, home: `${publicUrl}/` };
  }
  return of === 'topic'
    ? topicList(await loaders.topicBySlug.load(slugKey(slug)), needs)
    : sourceList(await loaders.sourceBySlug.load(slugKey(slug)), needs);
}

/** With what is below the topic, as the topic's page has it. */
function topicList(topic: TopicRow | null, { reads, publicUrl }: FeedNeeds): FeedList | null {
  if (topic === null) return null;
  const { id, slug, name, description } = topic;
  reads.tag(articlesOfTopic(slug));
  return {
    scope: { of: 'topic', includeDescendants: true },
    id,
    slug,
    name,
    description: description || `The latest about ${name}`,
    home: topicUrl(publicUrl, slug),
  };
}

function sourceList(source: SourceRow | null, { reads, publicUrl }: FeedNeeds): FeedList | null {
  if (source === null) return null;
  const { id, slug, name } = source;
  reads.tag(articlesOfSource(slug));
  const description = `The latest that rests on ${name}`;
  return { scope: { of: 'source' }, id, slug, name, description, home: sourceUrl(publicUrl, slug) };
}

async function piecesOf(
  scope: ListScope,
  id: number,
  { first, isFull }: FeedWish,
  { loaders, publicUrl }: FeedNeeds,
): Promise<FeedPiece[]> {
  const range = { take: first, descending: true };
  const { rows } = await loaders.articleList.load({ scope, id, filter: {}, field: 'PUBLISHED_AT', range });
  return Promise.all(rows.map(async (article) => pieceOf(await partsOf(article, isFull, loaders), publicUrl, isFull)));
}

async function partsOf(article: ListedArticle, isFull: boolean, loaders: Loaders) {
  const { id, standfirst } = article;
  // Without a standfirst the text's beginning sums it up.
  const needsBody = isFull || standfirst === null;
  const [body, topics, attributions, image, corrections] = await Promise.all([
    needsBody ? loaders.articleBody.load(id) : null,
    loaders.topicsOfArticle.load(id),
    loaders.attributionsOfArticle.load(id),
    loaders.leadImage.load(id),
    loaders.correctionsOfArticle.load(id),
  ]);
  return { article, body, topics, attributions, image, corrections };
}
