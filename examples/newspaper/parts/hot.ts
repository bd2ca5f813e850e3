/** The list of trending articles, numbered as it stands here, and how each moved. */

import { html } from 'hono/html';
import type { RankedFragment } from '../client/graphql.ts';
import type { Html } from './html.ts';
import { isOther } from './once.ts';

/** More than so many are asked for, since some stand elsewhere on the page. */
const MAX_HOT = 5;

/**
 * What is hot: what only fills a list, as in a newsroom whose pieces are all old and unread, isn't.
 *
 * @param shown what the page shows already
 */
export function hotBeside(
  edges: readonly RankedFragment[],
  shown: readonly { readonly slug: string }[],
): RankedFragment[] {
  return edges.filter(({ node, trend }) => trend.isOfWindow && isOther(node, shown)).slice(0, MAX_HOT);
}

/** @param id of its heading, once on a page */
export function hotList(title: string, edges: readonly RankedFragment[], id = 'hot'): Html {
  return html`<section class="hot" aria-labelledby="${id}">
    <h2 class="label" id="${id}">${title}</h2>
    <ol>${edges.map(place)}</ol>
  </section>`;
}

function place({ trend: { rank, previousRank }, node }: RankedFragment, index: number): Html {
  return html`<li>
    <span class="rank" aria-hidden="true">${index + 1}</span>
    <div lang="${node.language}">
      <a href="/articles/${node.slug}">${node.headline}</a>
      ${node.standfirst && html`<p class="standfirst">${node.standfirst}</p>`}
    </div>
    ${movement(rank, previousRank)}
  </li>`;
}

/** What never was ranked, or only fills the list, has not moved, and isn't new for that. */
function movement(rank: number, previous: number | null): Html | null {
  if (previous === null) return null;
  const places = previous - rank;
  if (places === 0) return html`<span class="move">Unmoved</span>`;
  return places > 0
    ? html`<span class="move up"><span aria-hidden="true">▲ ${places}</span><span class="unseen">up ${places}</span></span>`
    : html`<span class="move down"><span aria-hidden="true">▼ ${-places}</span><span class="unseen">down ${-places}</span></span>`;
}
