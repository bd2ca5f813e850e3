/**
 * Paging by cursor: an address holds the cursor that its page begins after, so that it stays right while news come in.
 */

import { html } from 'hono/html';
import type { PagingFragment } from '../client/graphql.ts';
import type { Html } from './html.ts';

const PAGE_SIZE = 12;

/** The variables for a page's address. */
export function pageOf(query: Readonly<Record<string, string>>) {
  const { after, before } = query;
  return before === undefined
    ? { first: PAGE_SIZE, ...(after !== undefined && { after }) }
    : { last: PAGE_SIZE, before };
}

/**
 * @param path of the list, with what else its address says: `/search?q=storm`
 * @param words for what comes before and behind
 */
export function pager(path: string, info: PagingFragment, words: { back: string; on: string }): Html | null {
  const { hasPreviousPage, hasNextPage, startCursor, endCursor } = info;
  if (!hasPreviousPage && !hasNextPage) return null;
  const address = (side: string, cursor: string | null) =>
    `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams({ [side]: cursor ?? '' })}`;
  return html`<nav class="pager" aria-label="Pages">
    ${hasPreviousPage && html`<a rel="prev" href="${address('before', startCursor)}">← ${words.back}</a>`}
    ${hasNextPage && html`<a rel="next" href="${address('after', endCursor)}">${words.on} →</a>`}
  </nav>`;
}

export const byDate = { back: 'Newer', on: 'Older' } as const;
