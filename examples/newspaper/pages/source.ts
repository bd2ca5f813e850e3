/** The source page: the source, and its articles a page at a time, with its role in each. */

import { html } from 'hono/html';
import type { SourceQuery } from '../client/graphql.ts';
import { card } from '../parts/card.ts';
import { hotBeside, hotList } from '../parts/hot.ts';
import type { Site } from '../parts/html.ts';
import type { Page } from '../parts/layout.ts';
import { byDate, pager } from '../parts/paging.ts';
import { countOfList, country, kindWords, roleWords } from '../parts/words.ts';

type Source = NonNullable<SourceQuery['source']>;

/** @param path of this page of it, with its cursor */
export function sourcePage(source: Source, data: SourceQuery, path: string, site: Site): Page {
  const { slug, name, kind, homepage, articles, trending } = source;
  const listed = (articles?.edges ?? []).map(({ node }) => node);
  const hot = hotBeside(trending?.edges ?? [], listed);
  return {
    title: name,
    description: `Articles that rest on ${name}.`,
    canonical: site.siteUrl + path,
    feed: `/feeds/sources/${slug}`,
    frame: data,
    main: html`<header class="page-head">
        <p class="kicker">${kindWords[kind]}${source.country && `, ${country(source.country)}`}</p>
        <h1>${name}</h1>
        ${homepage && html`<p><a href="${homepage}" rel="external">${new URL(homepage).host}</a></p>`}
      </header>
      <div class="listing">
        <section aria-labelledby="articles">
          <h2 class="label" id="articles">${countOfList(articles, 'article rests', 'articles rest')} on this source</h2>
          <div class="list">
            ${articles?.edges.map(({ node, roles }) => {
              return card(node, { level: 3, site, note: roles.map((role) => roleWords[role]).join(', ') });
            })}
          </div>
          ${articles && pager(`/sources/${slug}`, articles.pageInfo, byDate)}
        </section>
        ${hot.length > 0 && html`<aside class="rail" aria-label="What others read">${hotList('Hot this week', hot)}</aside>`}
      </div>`,
  };
}
