/** The article page: the article, its sources, its corrections, and related articles. */

import { html } from 'hono/html';
import { asset } from '../assets.ts';
import type { ArticleQuery } from '../client/graphql.ts';
import { attributionList } from '../parts/attributions.ts';
import { card } from '../parts/card.ts';
import { hotBeside, hotList } from '../parts/hot.ts';
import { type Html, jsonLd, type Site } from '../parts/html.ts';
import type { Page } from '../parts/layout.ts';
import { isOther } from '../parts/once.ts';
import { picture } from '../parts/picture.ts';
import { relatedArticles } from '../parts/related.ts';
import { markedBody } from '../parts/said.ts';
import { count, day, publishedMinute } from '../parts/words.ts';

type Article = NonNullable<ArticleQuery['article']>;

export function articlePage(article: Article, data: ArticleQuery, site: Site): Page {
  const { headline, standfirst, url, attributions, corrections, topics, related } = article;
  const beside = [article, ...(related?.edges ?? []).map(({ node }) => node)];
  const hot = hotBeside(data.hot.edges, beside);
  const latest = data.latest.nodes
    .filter((each) => isOther(each, [...beside, ...hot.map(({ node }) => node)]))
    .slice(0, 8);
  return {
    title: headline,
    description: standfirst,
    canonical: url,
    frame: data,
    head: head(article, site),
    main: html`<div class="reading">
      <article class="piece" data-article="${article.id}">
        ${opening(article)}
        ${article.leadImage && leadPicture(article.leadImage, site)}
        ${facts(article)}
        <div class="body" lang="${article.language}">${markedBody(article, site.imageOrigins)}</div>
        ${corrections?.length ? correctionList(corrections) : null}
        ${attributions?.length ? attributionList(attributions) : null}
      </article>
      <aside class="rail" aria-label="What others read">${hot.length > 0 && hotList('Hot this week', hot)}</aside>
    </div>
    ${topicsAndLatest(topics ?? [], latest)}
    ${related?.edges.length ? relatedArticles(related, site) : null}`,
  };
}

function head({ headline, standfirst, url, updatedAt, leadImage, ...article }: Article, site: Site): Html {
  const { publishedAt, publishedDateOnly } = article;
  return html`<meta property="og:type" content="article">
  <meta property="og:site_name" content="${site.siteName}">
  <meta property="og:title" content="${headline}">
  <meta property="og:url" content="${url}">
  ${standfirst && html`<meta property="og:description" content="${standfirst}">`}
  ${sharedPicture(leadImage, site)}
  <meta name="twitter:card" content="summary_large_image">
  <meta property="article:published_time" content="${publishedDateOnly ? publishedAt.slice(0, 'YYYY-MM-DD'.length) : publishedAt}">
  <meta property="article:modified_time" content="${updatedAt}">
  ${article.topics?.map(({ name }) => html`<meta property="article:tag" content="${name}">`)}
  ${jsonLd(article.jsonLd)}
  <script type="module" src="${asset('views.js')}"></script>`;
}

/** Where links are shared no drawing in SVG is shown: the site's own picture stands for it, and for none at all. */
function sharedPicture(image: Article['leadImage'], { siteUrl }: Site): Html {
  if (image && !/\.svg$/i.test(new URL(image.share).pathname)) {
    return html`<meta property="og:image" content="${image.share}">
  ${image.alt && html`<meta property="og:image:alt" content="${image.alt}">`}`;
  }
  return html`<meta property="og:image" content="${siteUrl + asset('share.png')}">
  <meta property="og:image:width" content="1200">
  <meta property="og:image:height" content="630">`;
}

function opening({ headline, standfirst, language, topics }: Article): Html {
  return html`<header>
    ${topics?.[0] && html`<p class="kicker"><a href="/topics/${topics[0].slug}">${topics[0].name}</a></p>`}
    <div lang="${language}">
      <h1>${headline}</h1>
      ${standfirst && html`<p class="standfirst">${standfirst}</p>`}
    </div>
  </header>`;
}

function facts({ byline, readingMinutes, corrections, ...dates }: Article): Html {
  return html`<p class="meta">
    ${byline && html`<span class="byline">By ${byline}</span>`}
    <span>${publishedMinute(dates)}</span>
    ${readingMinutes > 0 && html`<span>${count(readingMinutes, 'minute', 'minutes')} to read</span>`}
    ${corrections?.length ? html`<a href="#corrections">Corrected</a>` : null}
  </p>`;
}

function leadPicture(image: NonNullable<Article['leadImage']>, site: Site): Html {
  const { caption, creditLine } = image;
  return html`<figure class="lead-picture">
    ${picture(image, site, { isLead: true }) ?? html`<p class="no-picture">Picture not available</p>`}
    ${(caption || creditLine) && html`<figcaption>${caption} ${creditLine && html`<span class="credit">${caption && '/ '}${creditLine}</span>`}</figcaption>`}
  </figure>`;
}

function correctionList(corrections: NonNullable<Article['corrections']>): Html {
  return html`<section class="corrections" id="corrections" aria-labelledby="corrected">
    <h2 class="label" id="corrected">${corrections.length === 1 ? 'Correction' : 'Corrections'}</h2>
    ${corrections.map(({ note, correctedAt }) => html`<p>${note} <span class="note">${day(correctedAt)}</span></p>`)}
  </section>`;
}

/** What the piece is about, and what else is new, each under its own topic. */
function topicsAndLatest(topics: NonNullable<Article['topics']>, latest: ArticleQuery['latest']['nodes']): Html {
  const named = topics.map(({ slug, name }) => html`<li><a href="/topics/${slug}">${name}</a></li>`);
  const cards = latest.map((other) => card(other, { level: 3 }));
  return html`${
    named.length > 0 &&
    html`<section aria-labelledby="topics"><h2 class="label" id="topics">Topics</h2><ul class="chips">${named}</ul></section>`
  }
  ${
    cards.length > 0 &&
    html`<section aria-labelledby="latest"><h2 class="label" id="latest">Latest</h2><div class="columns">${cards}</div></section>`
  }`;
}
