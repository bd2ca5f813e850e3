/** The front page: the lead, the latest articles, those that trend this week, and the topics. */

import { html } from 'hono/html';
import type { HomeQuery } from '../client/graphql.ts';
import { card } from '../parts/card.ts';
import { hotBeside, hotList } from '../parts/hot.ts';
import type { Html, Site } from '../parts/html.ts';
import type { Page } from '../parts/layout.ts';
import { isOther } from '../parts/once.ts';

/** Cards beneath the lead, those with pictures first; what else is new stands in columns. */
const MAX_CARDS = 4;

export function homePage(data: HomeQuery, site: Site): Page {
  const [hottest] = data.lead.nodes;
  // A teaser leads no page: there is nothing to read behind it.
  const lead = hottest?.isTeaser === true ? undefined : hottest;
  const onTop = lead === undefined ? [] : [lead];
  const hot = hotBeside(data.hot.edges, onTop);
  const shown = [...onTop, ...hot.map(({ node }) => node)];
  const latest = [...data.latest.nodes, ...data.teasers.nodes].filter((each) => isOther(each, shown)).slice(0, 16);
  const first = latest
    .toSorted((a, b) => Number(b.leadImage !== null) - Number(a.leadImage !== null))
    .slice(0, MAX_CARDS);
  const others = latest.filter((article) => !first.includes(article));
  return {
    title: site.siteName,
    isFront: true,
    canonical: `${site.siteUrl}/`,
    frame: data,
    main: html`<h1 class="unseen">Front page</h1>
      <div class="front">
        ${lead && card(lead, { level: 2, site, isLead: true, note: lead.byline && `By ${lead.byline}` })}
        ${hot.length > 0 && hotList('Hot this week', hot)}
      </div>
      <section aria-labelledby="latest">
        <h2 class="label" id="latest">Latest</h2>
        <div class="grid">${first.map((article) => card(article, { level: 3, site }))}</div>
        <div class="columns">${others.map((article) => card(article, { level: 3 }))}</div>
      </section>
      ${data.topics.nodes.length > 0 && topicIndex(data.topics.nodes)}`,
  };
}

function topicIndex(topics: HomeQuery['topics']['nodes']): Html {
  return html`<section class="topics" aria-labelledby="topics">
    <h2 class="label" id="topics">Topics</h2>
    <ul>
      ${topics.map(({ slug, name, children }) => {
        return html`<li><a href="/topics/${slug}">${name}</a>${
          children &&
          children.length > 0 &&
          html`<ul>${children.map((child) => html`<li><a href="/topics/${child.slug}">${child.name}</a></li>`)}</ul>`
        }</li>`;
      })}
    </ul>
  </section>`;
}
