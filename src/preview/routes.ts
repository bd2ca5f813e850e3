/** Route of preview links: the page of a draft, `no-store` for caches and `noindex` for search engines. */

import type { DraftRow } from '../../db/drafts/drafts.ts';
import type { Db } from '../../db/engine/database.ts';
import type { Loaders } from '../../db/loaders.ts';
import { previewHeaders, sendError, sendStarting } from '../http/respond.ts';
import type { Route } from '../http/routes.ts';
import { imageUrl } from '../site/urls.ts';
import { byline } from '../text/byline.ts';
import { previewedDraft, previewPath } from './links.ts';
import { previewPage, previewPolicy } from './page.ts';

interface Newsroom {
  readonly db: Db;
  readonly loaders: Loaders;
}

/** @param newsroom undefined while it is being opened */
export function previewRoute(newsroom: () => Newsroom | undefined, publicUrl: () => string): Route {
  return {
    method: 'GET',
    path: previewPath,
    async handle(_request, response, path) {
      for (const [name, value] of Object.entries(previewHeaders)) response.setHeader(name, value);
      const open = newsroom();
      if (open === undefined) {
        sendStarting(response);
        return;
      }
      const draft = await previewedDraft(open.db, path.slice(previewPath.length));
      if (draft === null) {
        sendError(response, 404, 'There is no such preview, or its time is over.', { code: 'NOT_FOUND' });
        return;
      }
      response.writeHead(200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': previewPolicy,
      });
      response.end(await pageOf(draft, open.loaders, publicUrl()));
    },
  };
}

async function pageOf(draft: DraftRow, loaders: Loaders, publicUrl: string): Promise<string> {
  const { image } = draft;
  const [body, topics, attributions] = await Promise.all([
    loaders.draftBody.load(draft.id),
    Promise.all(draft.topic_ids.map((id) => loaders.topic.load(id))),
    Promise.all(
      draft.attributions.map(async ({ role, source_id }) => ({ role, source: await loaders.source.load(source_id) })),
    ),
  ]);
  return previewPage({
    ...draft,
    body: body ?? '',
    byline: byline(
      attributions.flatMap(({ role, source }) => (source === null ? [] : [{ role, source }])),
      draft.language,
    ),
    topics: topics.flatMap((topic) => topic?.name ?? []),
    image: image && {
      url: imageUrl(publicUrl, image.url),
      alt: image.alt ?? '',
      caption: [image.caption, image.credit_line].filter((text) => text !== null).join(' '),
    },
  });
}
