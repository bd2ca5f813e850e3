/** The topic page: the topic's place in the tree, what trends in it, and its articles a page at a time. */

import { html } from 'hono/html';
import type { TopicQuery } from '../client/graphql.ts';
import { card } from '../parts/card.ts';
import { hotBeside, hotList } from '../parts/hot.ts';
import type { Site } from '../parts/html.ts';
import type { Page } from '../parts/layout.ts';
import { byDate, pager } from '../parts/paging.ts';
import { countOfList } from '../parts/words.ts';

type Topic = NonNullable<TopicQuery['topic']>;

/** @param path of this page of it, with its cursor */
export function topicPage(topic: Topic, data: TopicQuery, path: string, site: Site): Page {
  const { slug, name, description, parent, children, articles, trending } = topic;
  const listed = articles?.nodes ?? [];
  const hot = hotBeside(trending?.edges ?? [], listed);
  return {
    title: name,
    description,
    canonical: site.siteUrl + path,
    feed: `/feeds/topics/${slug}`,
    frame: data,
    main: html`<header class="page-head">
        ${parent && html`<p class="kicker"><a href="/topics/${parent.slug}">${parent.name}</a></p>`}
        <h1>${name}</h1>
        ${description && html`<p class="standfirst">${description}</p>`}
        ${
          children?.length
            ? html`<nav aria-label="Narrower topics"><ul class="chips">
          ${children.map((child) => html`<li><a href="/topics/${child.slug}">${child.name}</a></li>`)}
        </ul></nav>`
            : null
        }
      </header>
      <div class="listing">
        <section aria-labelledby="articles">
          <h2 class="label" id="articles">${countOfList(articles, 'article', 'articles')}</h2>
          <div class="list">${articles?.nodes.map((article) => card(article, { level: 3, site, within: slug }))}</div>
          ${articles && pager(`/topics/${slug}`, articles.pageInfo, byDate)}
        </section>
        ${hot.length > 0 && html`<aside class="rail" aria-label="What others read">${hotList(`Hot in ${name}`, hot)}</aside>`}
      </div>`,
  };
}
