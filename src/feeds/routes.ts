/** `GET /feeds/…`: the latest, a topic's and a source's articles as RSS, Atom and JSON Feed. */

import type { Loaders } from '../../db/loaders.ts';
import type { CoalescingCache } from '../caching/coalescing-cache.ts';
import { recordedLoaders } from '../caching/recorded-loaders.ts';
import { sendStarting } from '../http/respond.ts';
import type { Route } from '../http/routes.ts';
import type { Replicas } from '../replicas/replicas.ts';
import { answerFeed, type FeedSettings } from './answer.ts';
import { type FeedRequest, feedFolder, feedPath, feedWish } from './request.ts';
import { sendText } from './text-answer.ts';

interface Newsroom {
  readonly loaders: Loaders;
  readonly replicas?: Replicas | undefined;
}

/** @param newsroom undefined while it is being opened */
export function feedRoute(
  newsroom: () => Newsroom | undefined,
  settings: () => FeedSettings,
  cache: CoalescingCache,
): Route {
  return {
    method: 'GET',
    path: feedFolder,
    async handle(req, res, path) {
      const open = newsroom();
      if (open === undefined) {
        sendStarting(res);
        return;
      }
      const query = new URLSearchParams(/\?([^#]*)/.exec(req.url ?? '')?.[1]);
      const request = { path, query, accept: req.headers.accept };
      await sendText(req, res, cache, keyOf(request), (reads) => {
        const { loaders } = open.replicas?.choose() ?? open;
        return answerFeed(request, { ...settings(), loaders: recordedLoaders(loaders, reads), reads });
      });
    },
  };
}

/** The same however the same feed is asked for; what can't be a feed is never kept. */
function keyOf(request: FeedRequest): string {
  const wish = feedWish(request);
  if ('status' in wish) return 'no feed';
  return `${feedPath(wish, wish.format)} ${wish.isNamed ? '' : 'as accepted'}`;
}
