/**
 * A reverse proxy to Dateline for images, feeds, sitemaps, previews, view beacons, one subscription and live tags, so that
 * readers' browsers talk to one host.
 */

import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { proxy } from 'hono/proxy';
import { operationAddress, reach } from './api.ts';
import { PublishedDocument } from './client/graphql.ts';
import type { Settings } from './settings.ts';

/** What of a request Dateline needs to know; cookies and the like stay here. */
const passedOn = ['accept', 'content-type', 'if-none-match', 'last-event-id', 'user-agent'];
const folders = ['/images/*', '/feeds/*', '/preview/*', '/sitemap.xml', '/:map{sitemap-.+\\.xml}'];

/** @param apiUrl where Dateline is; the paths are the same there */
export function passing({ apiUrl }: Pick<Settings, 'apiUrl'>): Hono {
  const app = new Hono();
  for (const folder of folders) {
    app.get(folder, (c) => pass(c, new URL(`${c.req.path}${new URL(c.req.url).search}`, apiUrl)));
  }
  app.post(
    '/views',
    csrf({ origin: (origin, c) => URL.parse(origin)?.host === c.req.header('host') }),
    bodyLimit({ maxSize: 2_000 }),
    async (c) => pass(c, new URL('/views', apiUrl), { method: 'POST', body: await c.req.text() }),
  );
  // Server-sent events of one subscription: what is asked is the site's choice, not the browser's. Its text comes along,
  // since a stream has no second answer.
  app.get('/live', async (c) => {
    const events = await pass(c, operationAddress(apiUrl, PublishedDocument, {}, { withText: true }), asEvents);
    return new Response(events.body && untilCut(events.body), events);
  });
  // Which of a page's tags went stale: bounded by Dateline, which knows nothing but readers' tags.
  app.get('/stale', async (c) => {
    const events = await pass(c, new URL(`/live${new URL(c.req.url).search}`, apiUrl), asEvents);
    return new Response(events.body && untilCut(events.body), events);
  });
  return app;
}

/** Whoever opens the address in a browser accepts pages, and is shown none of Dateline's. */
const asEvents = { headers: { accept: 'text/event-stream' } };

/** @param init whose headers go before those of the request */
function pass(c: Context, url: URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers({ 'x-forwarded-for': readerOf(c) });
  for (const name of passedOn) {
    const value = c.req.header(name);
    if (value !== undefined) headers.set(name, value);
  }
  for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
  return reach(url, () => proxy(url, { ...init, headers, redirect: 'manual' }));
}

/** What breaks off ends, since browsers come back by themselves. */
function untilCut(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(out) {
      const { value } = await reader.read().catch(() => ({ value: undefined }));
      if (value === undefined) out.close();
      else out.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** Dateline's TRUSTED_PROXIES says which of these it believes. */
function readerOf(c: Context): string {
  return [c.req.header('x-forwarded-for'), getConnInfo(c).remote.address].filter((address) => address).join(', ');
}
