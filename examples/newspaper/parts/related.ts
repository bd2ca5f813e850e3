/** Related articles with their reasons: the strongest is shown, the others open on it. */

import { html } from 'hono/html';
import type { ArticleQuery } from '../client/graphql.ts';
import { card } from './card.ts';
import type { Html, Site } from './html.ts';

type Related = NonNullable<NonNullable<ArticleQuery['article']>['related']>;
type Edge = Related['edges'][number];
type Reason = Edge['reasons'][number];

export function relatedArticles({ edges }: Related, site: Site): Html {
  return html`<section class="related" aria-labelledby="related">
    <h2 class="label" id="related">${edges.some(({ strength }) => strength !== 'RECENT') ? 'Related articles' : 'More to read'}</h2>
    <ul class="grid">
      ${edges.map(({ node, ...edge }) => html`<li>${card(node, { level: 3, site })}${why(edge)}</li>`)}
    </ul>
  </section>`;
}

function why({ strength, reasons }: Pick<Edge, 'strength' | 'reasons'>): Html {
  const isPicked = reasons.some(({ kind }) => kind === 'EDITOR_PICK');
  if (strength === 'RECENT') return html`<p class="why">${strengthWords.RECENT}</p>`;
  return html`<details class="why">
    <summary><span class="unseen">Why it is related: </span>${isPicked ? 'The editors’ choice' : strengthWords[strength]}</summary>
    <ul>${reasons.map((reason) => html`<li>${sentence(reason)}</li>`)}</ul>
  </details>`;
}

const strengthWords: Readonly<Record<Edge['strength'], string>> = {
  SAME_STORY: 'Same story',
  SIMILAR: 'Similar',
  RECENT: 'Latest',
};

function sentence({ kind, terms, topics, sources }: Reason): Html {
  if (kind === 'EDITOR_PICK') return html`Our editors put it here.`;
  if (kind === 'SHARED_TOPICS') return html`Both are about ${listed(topics.map(({ name }) => name))}.`;
  if (kind === 'SHARED_SOURCES') return html`Both rest on ${listed(sources.map(({ name }) => name))}.`;
  if (kind === 'RECENT') return html`It is one of the latest.`;
  return html`Both speak of ${listed(terms)}.`;
}

const list = new Intl.ListFormat('en-GB');

function listed(names: readonly string[]): Html[] {
  return list
    .formatToParts(names)
    .map(({ type, value }) => (type === 'element' ? html`<b>${value}</b>` : html`${value}`));
}
