/** Pages by cursor: an address says where in the list it begins, so that it stays right while news come in. */

import { html } from 'hono/html';
import type { PagingFragment } from '../client/graphql.ts';
import type { Html } from './html.ts';

const pageSize = 12;

/** The variables for a page's address. */
export function pageOf(query: Readonly<Record<string, string>>) {
  const { after, before } = query;
  return before === undefined ? { first: pageSize, ...(after !== undefined && { after }) } : { last: pageSize, before };
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
