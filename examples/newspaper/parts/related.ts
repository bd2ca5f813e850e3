/** Related articles with their reasons: the strongest is shown, the others open on it. */

import { html } from 'hono/html';
import type { ArticleQuery } from '../client/graphql.ts';
import { card } from './card.ts';
import type { Html, Site } from './html.ts';

type Related = NonNullable<NonNullable<ArticleQuery['article']>['related']>;
type Reason = Related['edges'][number]['reasons'][number];

export function relatedArticles({ edges }: Related, site: Site): Html {
  return html`<section class="related" aria-labelledby="related">
    <h2 class="label" id="related">Related articles</h2>
    <ul class="grid">
      ${edges.map(({ node, reasons }) => html`<li>${card(node, { level: 3, site })}${why(reasons)}</li>`)}
    </ul>
  </section>`;
}

function why(reasons: readonly Reason[]): Html {
  const [first] = reasons;
  if (first === undefined) return html`<p class="why">Recent</p>`;
  return html`<details class="why">
    <summary><span class="unseen">Why it is related: </span>${shortWords[first.kind]}</summary>
    <ul>${reasons.map((reason) => html`<li>${sentence(reason)}</li>`)}</ul>
  </details>`;
}

const shortWords: Readonly<Record<Reason['kind'], string>> = {
  EDITOR_PICK: 'The editors’ choice',
  SHARED_TOPICS: 'Same topic',
  SHARED_SOURCES: 'Same sources',
  SIMILAR_TEXT: 'Same story',
};

function sentence({ kind, terms, topics, sources }: Reason): Html {
  if (kind === 'EDITOR_PICK') return html`Our editors put it here.`;
  if (kind === 'SHARED_TOPICS') return html`Both are about ${listed(topics.map(({ name }) => name))}.`;
  if (kind === 'SHARED_SOURCES') return html`Both rest on ${listed(sources.map(({ name }) => name))}.`;
  return html`Both speak of ${listed(terms)}.`;
}

const list = new Intl.ListFormat('en-GB');

function listed(names: readonly string[]): Html[] {
  return list
    .formatToParts(names)
    .map(({ type, value }) => (type === 'element' ? html`<b>${value}</b>` : html`${value}`));
}
