/** An article's sources: each once in a role, with what is quoted of it. */

import { html } from 'hono/html';
import type { ArticleQuery } from '../client/graphql.ts';
import type { Html } from './html.ts';
import { sourceAnchor } from './said.ts';
import { kindWords, roleWords } from './words.ts';

type Attribution = NonNullable<NonNullable<ArticleQuery['article']>['attributions']>[number];

export function attributionList(attributions: readonly Attribution[]): Html {
  const byRole = Map.groupBy(attributions, ({ role }) => role);
  const roles = (Object.keys(roleWords) as Attribution['role'][]).filter((role) => byRole.has(role));
  return html`<section class="rests-on" aria-labelledby="rests-on">
    <h2 class="label" id="rests-on">This article rests on</h2>
    <dl>
      ${roles.map((role) => html`<div><dt>${roleWords[role]}</dt>${sourcesOf(byRole.get(role) ?? [])}</div>`)}
    </dl>
  </section>`;
}

function sourcesOf(attributions: readonly Attribution[]): Html[] {
  return [...Map.groupBy(attributions, ({ source }) => source.slug).values()].map((ofOne) => {
    const [first] = ofOne as [Attribution];
    const { source } = first;
    // One that the text doesn't have, as of the headline, has no place.
    const quotes = ofOne.flatMap(({ quote, quotes }) =>
      quotes.length > 0 ? quotes.map(({ text }) => text) : (quote ?? []),
    );
    return html`<dd id="${sourceAnchor(first)}">
      <a href="/sources/${source.slug}">${source.name}</a> <span class="note">${kindWords[source.kind]}</span>
      ${quotes.map((quote) => html`<blockquote>“${quote}”</blockquote>`)}
    </dd>`;
  });
}
