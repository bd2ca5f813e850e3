/** The frame around every page: head, masthead, sections, and the place for breaking news. */

import { html } from 'hono/html';
import { asset } from '../assets.ts';
import type { FrameFragment } from '../client/graphql.ts';
import type { Html, Site } from './html.ts';
import { today } from './words.ts';

export interface Page {
  readonly title: string;
  /** Whether the masthead is as large as it gets. */
  readonly isFront?: boolean;
  readonly description?: string | null;
  /** The page's one address, if search engines shall know it. */
  readonly canonical?: string;
  readonly head?: Html;
  /** Path of a feed without its format. */
  readonly feed?: string;
  readonly main: Html;
  /** Of the answer that it is made of. */
  readonly tags?: readonly string[];
  /** As of where in Dateline's log it is. */
  readonly mark?: string;
  /** Null when Dateline can't be asked. */
  readonly frame: FrameFragment | null;
  /** What was searched for. */
  readonly search?: string;
}

export function layout(page: Page, site: Site): Html {
  const { title, description, canonical, feed = '/feeds/latest' } = page;
  const feedTitle = page.feed === undefined ? site.siteName : `${title} · ${site.siteName}`;
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>${title === site.siteName ? title : `${title} · ${site.siteName}`}</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  ${description && html`<meta name="description" content="${description}">`}
  ${canonical ? html`<link rel="canonical" href="${canonical}">` : html`<meta name="robots" content="noindex">`}
  <link rel="stylesheet" href="${asset('style.css')}">
  <link rel="icon" href="${asset('mark.svg')}" type="image/svg+xml">
  <link rel="alternate" href="${feed}.rss" type="application/rss+xml" title="${feedTitle}">
  <link rel="alternate" href="${feed}.atom" type="application/atom+xml" title="${feedTitle}">
  <link rel="alternate" href="${feed}.json" type="application/feed+json" title="${feedTitle}">
  <script type="module" src="${asset('live.js')}"></script>
  <script type="module" src="${asset('suggest.js')}"></script>
  ${page.tags?.length ? followed(page.tags, page.mark ?? '') : null}
  ${page.head}
</head>
<body${page.isFront && html` class="is-front"`}>
  <a class="skip" href="#main">Skip to the news</a>
  ${masthead(page, site)}
  <main id="main" tabindex="-1">${page.main}</main>
  <footer>
    <p>${site.siteName} is published with Dateline.</p>
    <ul><li><a href="/">Front page</a></li><li><a href="/search">Search</a></li><li><a href="${feed}.rss">Feed</a></li></ul>
  </footer>
  <div id="live" class="live" role="status" aria-live="polite"></div>
</body>
</html>`;
}

/** What makes an open page say that it has changed. */
function followed(tags: readonly string[], mark: string): Html {
  return html`<meta name="live-tags" content="${tags.join()}">
  <meta name="live-mark" content="${mark}">
  <script type="module" src="${asset('stale.js')}"></script>`;
}

function masthead({ frame, search }: Page, { siteName }: Site): Html {
  return html`<header class="masthead">
    <div class="masthead-top">
      <p class="today">${today()}</p>
      <form class="search" role="search" action="/search">
        <label class="unseen" for="q">Search the news</label>
        <input id="q" name="q" type="search" value="${search ?? ''}" placeholder="Search" maxlength="500" required>
        <button>Search</button>
      </form>
    </div>
    <p class="name"><a href="/">${siteName}</a></p>
    ${
      frame &&
      frame.sections.nodes.length > 0 &&
      html`<nav class="sections" aria-label="Sections"><ul>
      ${frame.sections.nodes.map(({ slug, name }) => html`<li><a href="/topics/${slug}">${name}</a></li>`)}
    </ul></nav>`
    }
  </header>`;
}
