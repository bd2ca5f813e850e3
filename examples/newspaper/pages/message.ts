/** Message pages: not found, gone, out of reach, and how to search. */

import { html } from 'hono/html';
import type { FrontQuery } from '../client/graphql.ts';
import { hotBeside, hotList } from '../parts/hot.ts';
import type { Page } from '../parts/layout.ts';

export interface Message {
  readonly title: string;
  readonly text: string;
}

export const messages = {
  notFound: { title: 'There is no such page', text: 'It may have moved, or its address has a slip of the pen in it.' },
  gone: { title: 'This article was removed', text: 'We have taken it back, and it will not return.' },
  away: { title: 'The presses are standing still', text: 'We can’t reach our newsroom. Please try again in a moment.' },
  broken: { title: 'Something went wrong', text: 'It is our fault, and we have made a note of it.' },
  howToSearch: {
    title: 'Search the news',
    text: 'All words are looked for, “a phrase” in quotation marks stands together, and -word leaves out.',
  },
} as const satisfies Record<string, Message>;

/** @param data null when Dateline can't be asked */
export function messagePage({ title, text }: Message, data: Pick<FrontQuery, 'sections'> | FrontQuery | null): Page {
  const hot = data && 'hot' in data ? hotBeside(data.hot.edges, []) : [];
  return {
    title,
    frame: data,
    main: html`<header class="page-head">
        <h1>${title}</h1>
        <p class="standfirst">${text}</p>
        <p><a href="/">To the front page</a></p>
      </header>
      ${hot.length > 0 && hotList('Hot this week', hot)}`,
  };
}
