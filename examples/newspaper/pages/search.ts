/** The search page: the best matches with what was found in them, a page at a time, and links that narrow it or let go. */

import { html, raw } from 'hono/html';
import type { SearchQuery } from '../client/graphql.ts';
import { type Asked, addressOfSearch } from '../parts/asked.ts';
import { card } from '../parts/card.ts';
import type { Html, Site } from '../parts/html.ts';
import type { Page } from '../parts/layout.ts';
import { narrowing } from '../parts/narrowing.ts';
import { pager } from '../parts/paging.ts';
import { count, countOfList } from '../parts/words.ts';

type Articles = SearchQuery['articles'];
type Drops = NonNullable<Articles['search']>['drops'];

export function searchPage(asked: Asked, { articles, ...frame }: SearchQuery, site: Site): Page {
  const { totalCount, search, facets, edges, pageInfo } = articles;
  const words =
    asked.sort === 'newest' ? { back: 'Newer', on: 'Older' } : { back: 'Better matches', on: 'More matches' };
  // What to drop is said only where nothing has all; a list on several pages may have that on another one.
  const isWhole = !pageInfo.hasPreviousPage && !pageInfo.hasNextPage;
  const isNear = ({ foundBy }: Articles['edges'][number]) => foundBy !== 'WORDS' && foundBy !== null;
  const hasAll = (search?.drops.length ?? 0) === 0 && !(isWhole && edges.every(isNear));
  return {
    title: `Search: ${asked.text}`,
    frame,
    search: asked.text,
    main: html`<header class="page-head">
        <h1>${hasAll ? countOfList(articles, 'article', 'articles') : 'No article'} for “${asked.text}”</h1>
        ${search?.ignored.map(({ text }) => html`<p>“${text}” says no date that we know, and was passed over: write 2026, 2026-05 or 2026-05-01.</p>`)}
        ${didYouMean(asked, search)}
        ${((totalCount === 0 && edges.length === 0) || (search?.drops.length ?? 0) > 0) && nothingFound(asked, search?.drops ?? [])}
        ${edges.length > 0 && !hasAll && html`<p>${count(totalCount, 'article comes near:', 'articles come near:')}</p>`}
      </header>
      <div class="found">
        ${narrowing(asked, facets)}
        <div>
          <div class="list">${edges.map(({ node, highlights, foundBy }) => card(node, { level: 2, site, found: found(highlights), note: nearWords[foundBy ?? 'WORDS'] }))}</div>
          ${pager(addressOfSearch(asked), pageInfo, words)}
        </div>
      </div>`,
  };
}

/** Why something is in the list that hasn't all words. */
const nearWords = {
  WORDS: null,
  CORRECTED_WORDS: 'with another spelling',
  SOME_WORDS: 'has some of the words',
  MEANING: 'about the same',
} as const;

function didYouMean(asked: Asked, search: Articles['search']): Html | null {
  if (search?.corrected == null) return null;
  const text = [search.corrected, ...search.operators.map((operator) => operator.text)].join(' ');
  return html`<p>Did you mean <a href="${addressOfSearch({ ...asked, text })}">${text}</a>?</p>`;
}

/** Its HTML is Dateline's, which escapes all but its own marks. */
function found(highlights: Articles['edges'][number]['highlights']) {
  if (highlights === null) return undefined;
  const { headline, standfirst, passages } = highlights;
  return {
    headline: raw(headline.html),
    standfirst: standfirst && raw(standfirst.html),
    passage: passages[0] && raw(passages[0].html),
  };
}

const conditionWords: Readonly<Record<string, string>> = {
  topics: 'the topic',
  sources: 'the source',
  language: 'the language',
  publishedAt: 'the dates',
};

function nothingFound(asked: Asked, drops: Drops): Html {
  if (drops.length === 0) return html`<p class="standfirst">Nothing has these words. Try fewer, or others.</p>`;
  return html`<p class="standfirst">Nothing has all of this. Articles are found without</p>
    <ul class="drops">${drops.map(
      (drop) => html`<li>
      <a href="${addressOfSearch(without(asked, drop))}">${drop.text === null ? (conditionWords[drop.condition ?? ''] ?? drop.condition) : `“${drop.text}”`}</a>
      <span class="meta">${count(drop.articles, 'article', 'articles')}</span>
    </li>`,
    )}</ul>`;
}

function without(asked: Asked, { condition, search }: Drops[number]): Asked {
  const kept = { ...asked, text: search ?? asked.text };
  switch (condition) {
    case 'topics':
      return { ...kept, topics: [] };
    case 'sources':
      return { ...kept, sources: [] };
    case 'language':
      return { ...kept, language: undefined };
    case 'publishedAt':
      return { ...kept, from: undefined, until: undefined };
    default:
      return kept;
  }
}
