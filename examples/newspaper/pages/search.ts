/** The search page: the best matches first, a page at a time. */

import { html } from 'hono/html';
import type { SearchQuery } from '../client/graphql.ts';
import { card } from '../parts/card.ts';
import type { Site } from '../parts/html.ts';
import type { Page } from '../parts/layout.ts';
import { pager } from '../parts/paging.ts';
import { count } from '../parts/words.ts';

export function searchPage(text: string, { articles, ...frame }: SearchQuery, site: Site): Page {
  const path = `/search?${new URLSearchParams({ q: text })}`;
  return {
    title: `Search: ${text}`,
    frame,
    search: text,
    main: html`<header class="page-head">
        <h1>${count(articles.totalCount, 'article', 'articles')} for “${text}”</h1>
        ${articles.totalCount === 0 && html`<p class="standfirst">Nothing has all of these words. Try fewer, or others.</p>`}
      </header>
      <div class="list">${articles.nodes.map((article) => card(article, { level: 2, site }))}</div>
      ${pager(path, articles.pageInfo, { back: 'Better matches', on: 'More matches' })}`,
  };
}
