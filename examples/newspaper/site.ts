/** The site's routes: which address shows which page, with its Cache-Control. */

import { type Context, Hono } from 'hono';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ApiAway, createAsk, isGone, NotUnderstood } from './api.ts';
import { assets } from './assets.ts';
import {
  ArticleDocument,
  FrontDocument,
  HomeDocument,
  SearchDocument,
  SourceDocument,
  SuggestDocument,
  TopicDocument,
} from './client/graphql.ts';
import { articlePage } from './pages/article.ts';
import { homePage } from './pages/home.ts';
import { messagePage, messages } from './pages/message.ts';
import { searchPage } from './pages/search.ts';
import { sourcePage } from './pages/source.ts';
import { topicPage } from './pages/topic.ts';
import { askedOf, variablesOf } from './parts/asked.ts';
import { layout, type Page } from './parts/layout.ts';
import { pageOf } from './parts/paging.ts';
import { suggestions } from './parts/suggestions.ts';
import { passing } from './passing.ts';
import type { Settings } from './settings.ts';

/** A page is made of one answer, and is as fresh as that: who keeps it keeps and purges it by the same headers. */
const passedOn = ['cache-control', 'cache-tag', 'surrogate-key', 'age'];

export function createSite(settings: Settings): Hono {
  const app = new Hono();
  const show: Show = (c, page, answer, status = 200) => {
    keepAs(c, answer);
    return c.html(
      layout({ ...page, tags: tagsOf(answer), mark: answer?.get('x-dateline-mark') ?? '' }, settings),
      status,
    );
  };

  app.route('/', passing(settings));
  app.use(securityOf(settings.imageOrigins));
  app.route('/', assets);
  app.use(etag({ retainedHeaders: [...RETAINED_304_HEADERS, ...passedOn] }));
  addPages(app, settings, show);
  app.get('/robots.txt', (c) =>
    c.text(`User-agent: *\nDisallow: /search\n\nSitemap: ${settings.siteUrl}/sitemap.xml\n`),
  );
  app.onError((error, c) => showError(error, c, show));
  return app;
}

/** @param answer whose headers say how long the page may be kept; null for what nobody may keep */
type Show = (
  c: Context,
  page: Page,
  answer: Headers | null,
  status?: ContentfulStatusCode,
) => Response | Promise<Response>;

function addPages(app: Hono, settings: Settings, show: Show): void {
  const ask = createAsk(settings.apiUrl);
  /** For what an answer says isn't there. */
  const missing = (c: Context, frame: Parameters<typeof messagePage>[1], answer: Headers) =>
    show(c, messagePage(messages.notFound, frame), answer, 404);

  app.get('/', async (c) => {
    const { data, headers } = await ask(HomeDocument, {});
    return show(c, homePage(data, settings), headers);
  });

  app.get('/articles/:slug', async (c) => {
    const slug = c.req.param('slug');
    const { data, headers } = await ask(ArticleDocument, { slug });
    if (data.article === null) {
      if (!(await isGone(settings.apiUrl, slug))) return missing(c, data, headers);
      return show(c, messagePage(messages.gone, data), headers, 410);
    }
    if (data.article.slug !== slug) return moved(c, `/articles/${data.article.slug}`, headers);
    return show(c, articlePage(data.article, data, settings), headers);
  });

  app.get('/topics/:slug', async (c) => {
    const slug = c.req.param('slug');
    const { data, headers } = await ask(TopicDocument, { slug, ...pageOf(c.req.query()) });
    if (data.topic === null) return missing(c, data, headers);
    if (data.topic.slug !== slug) return moved(c, `/topics/${data.topic.slug}`, headers);
    return show(c, topicPage(data.topic, data, addressOf(c), settings), headers);
  });

  app.get('/sources/:slug', async (c) => {
    const slug = c.req.param('slug');
    const { data, headers } = await ask(SourceDocument, { slug, ...pageOf(c.req.query()) });
    if (data.source === null) return missing(c, data, headers);
    if (data.source.slug !== slug) return moved(c, `/sources/${data.source.slug}`, headers);
    return show(c, sourcePage(data.source, data, addressOf(c), settings), headers);
  });

  app.get('/search', async (c) => {
    const asked = askedOf(new URL(c.req.url).searchParams);
    if (asked.text === '') {
      const { data, headers } = await ask(FrontDocument, {});
      return show(c, messagePage(messages.howToSearch, data), headers);
    }
    const { data, headers } = await ask(SearchDocument, { ...variablesOf(asked), ...pageOf(c.req.query()) });
    return show(c, searchPage(asked, data, settings), headers);
  });

  // For the script of the search field alone.
  app.get('/suggest', async (c) => {
    const { data, headers } = await ask(SuggestDocument, { prefix: c.req.query('q')?.trim() ?? '' });
    keepAs(c, headers);
    return c.json(suggestions(data));
  });

  app.notFound(async (c) => {
    const { data, headers } = await ask(FrontDocument, {});
    return missing(c, data, headers);
  });
}

function showError(error: Error, c: Context, show: Show): Response | Promise<Response> {
  if (error instanceof HTTPException) return error.getResponse();
  if (error instanceof NotUnderstood)
    return show(c, messagePage({ title: messages.notFound.title, text: error.message }, null), null, 400);
  c.header('Retry-After', '5');
  if (error instanceof ApiAway) {
    process.stderr.write(`${error.message}\n`);
    return show(c, messagePage(messages.away, null), null, 503);
  }
  process.stderr.write(`${error.stack}\n`);
  return show(c, messagePage(messages.broken, null), null, 500);
}

/** What the page follows: not ranks, which are made anew twice a minute. */
function tagsOf(answer: Headers | null): readonly string[] {
  const named = answer?.get('cache-tag') ?? answer?.get('surrogate-key') ?? '';
  return named.split(/[, ]/).filter((tag) => tag !== '' && tag !== 'all' && !tag.startsWith('trending:'));
}

/** @param answer null for what nobody may keep */
function keepAs(c: Context, answer: Headers | null): void {
  c.header('Cache-Control', 'no-store');
  for (const name of passedOn) {
    const value = answer?.get(name);
    if (value != null) c.header(name, value);
  }
}

/** A former address of what has another now. */
function moved(c: Context, path: string, answer: Headers): Response {
  keepAs(c, answer);
  return c.redirect(path, 301);
}

/** A list's page has one address: of what stands behind its `?`, only the place in the list counts. */
function addressOf(c: Context): string {
  const place = Object.entries(c.req.query()).filter(([name]) => name === 'after' || name === 'before');
  return place.length === 0 ? c.req.path : `${c.req.path}?${new URLSearchParams(place)}`;
}

function securityOf(imageOrigins: readonly string[]) {
  const self = ["'self'"];
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: self,
      styleSrc: self,
      imgSrc: [...self, ...imageOrigins],
      connectSrc: self,
      formAction: self,
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    // Says whose page a beacon comes from; without it the origin is told as null.
    referrerPolicy: 'strict-origin-when-cross-origin',
    // Belongs to whoever ends TLS.
    strictTransportSecurity: false,
    // Programs for reading show pictures of feeds on pages of their own.
    crossOriginResourcePolicy: false,
  });
}
