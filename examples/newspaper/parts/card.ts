/** The card of an article in a list: its topic, headline, standfirst and date, with or without its picture. */

import { html } from 'hono/html';
import type { CardFragment } from '../client/graphql.ts';
import type { Html, Site } from './html.ts';
import { picture } from './picture.ts';
import { publishedDay } from './words.ts';

interface Found {
  readonly headline: Html;
  readonly standfirst: Html | null;
  readonly passage: Html | undefined;
}

interface Look {
  /** Level of its heading. */
  readonly level: 2 | 3;
  readonly site?: Site;
  readonly isLead?: boolean;
  /** What a search found in it; the passage is of its body. */
  readonly found?: Found | undefined;
  /** The slug of the topic whose page it is on, which goes without saying. */
  readonly within?: string;
  /** What stands beside its date. */
  readonly note?: Html | string | null;
}

/** @param look with `site` it shows its picture */
export function card(article: CardFragment, { level, site, isLead = false, found, within, note }: Look): Html {
  const { slug, headline, standfirst, language, topics, leadImage } = article;
  const title = html`<a href="/articles/${slug}">${found?.headline ?? headline}</a>`;
  const topic = topics?.find((each) => each.slug !== within);
  const shown = site && leadImage && picture(leadImage, site, { isLead, isMute: true });
  return html`<article class="${isLead ? 'card lead' : 'card'}">
    ${shown && html`<div class="card-picture">${shown}</div>`}
    <div class="card-text">
      ${topic && html`<p class="kicker"><a href="/topics/${topic.slug}">${topic.name}</a></p>`}
      <div lang="${language}">
        ${level === 2 ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`}
        ${standfirst && html`<p class="standfirst">${found?.standfirst ?? standfirst}</p>`}
        ${found?.passage && html`<p class="passage">${found.passage}</p>`}
      </div>
      <p class="meta">${publishedDay(article)}${note && html` <span class="note">${note}</span>`}</p>
    </div>
  </article>`;
}
