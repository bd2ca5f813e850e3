/** What narrows a search: topics, sources, languages and years as links, dates and order as a form; none of it takes a script. */

import { html } from 'hono/html';
import type { NarrowingFragment } from '../client/graphql.ts';
import { type Asked, addressOfSearch, type Sort } from './asked.ts';
import type { Html } from './html.ts';

const languageNames = new Intl.DisplayNames('en-GB', { type: 'language' });

const sortWords: Readonly<Record<Sort, string>> = {
  best: 'Best and recent',
  relevant: 'Best, of any age',
  newest: 'Newest first',
};

interface Choice {
  readonly name: string;
  readonly articles: number;
  readonly isChosen: boolean;
  /** With it or, where it is chosen, without. */
  readonly asked: Asked;
}

export function narrowing(asked: Asked, facets: NarrowingFragment): Html {
  const { topics, sources, languages, years, isExact } = facets;
  return html`<aside class="narrow" aria-label="Narrow the search">
    ${form(asked)}
    ${group(
      'Topic',
      topics.map(({ topic, articles }) => choice(asked, 'topics', topic, articles)),
      isExact,
    )}
    ${group(
      'Source',
      sources.map(({ source, articles }) => choice(asked, 'sources', source, articles)),
      isExact,
    )}
    ${(languages.length > 1 || asked.language !== undefined) && group('Language', languages.map(ofLanguage(asked)), isExact)}
    ${(years.length > 1 || asked.from !== undefined) && group('Year', years.slice(0, 8).map(ofYear(asked)), isExact)}
  </aside>`;
}

function choice(
  asked: Asked,
  of: 'topics' | 'sources',
  { slug, name }: { readonly slug: string; readonly name: string },
  articles: number,
): Choice {
  const isChosen = asked[of].includes(slug);
  const slugs = isChosen ? asked[of].filter((each) => each !== slug) : [...asked[of], slug];
  return { name, articles, isChosen, asked: { ...asked, [of]: slugs } };
}

const ofLanguage =
  (asked: Asked) =>
  ({ language, articles }: NarrowingFragment['languages'][number]): Choice => {
    const isChosen = asked.language === language;
    const name = languageNames.of(language) ?? language;
    return { name, articles, isChosen, asked: { ...asked, language: isChosen ? undefined : language } };
  };

const ofYear =
  (asked: Asked) =>
  ({ from, articles }: NarrowingFragment['years'][number]): Choice => {
    const year = from.slice(0, 'YYYY'.length);
    const span = { from: `${year}-01-01`, until: `${year}-12-31` };
    const isChosen = asked.from === span.from && asked.until === span.until;
    return {
      name: year,
      articles,
      isChosen,
      asked: { ...asked, ...(isChosen ? { from: undefined, until: undefined } : span) },
    };
  };

function group(title: string, choices: readonly Choice[], isExact: boolean): Html | null {
  if (choices.length === 0) return null;
  return html`<section>
    <h2 class="label">${title}</h2>
    <ul>${choices.map(
      ({ name, articles, isChosen, asked }) => html`<li>
        <a href="${addressOfSearch(asked)}"${isChosen && html` aria-current="true"`}>${isChosen && html`<span class="unseen">Without </span>`}${name}</a>
        <span class="meta">${isExact ? '' : 'over '}${articles.toLocaleString('en-GB')}</span>
      </li>`,
    )}</ul>
  </section>`;
}

function form(asked: Asked): Html {
  const { text, topics, sources, language, from, until, sort } = asked;
  const kept = [
    ['q', text] as const,
    ...topics.map((slug) => ['topic', slug] as const),
    ...sources.map((slug) => ['source', slug] as const),
    ...(language === undefined ? [] : [['language', language] as const]),
  ];
  return html`<form action="/search">
    ${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    <label>Order <select name="sort">${Object.entries(sortWords).map(
      ([name, words]) => html`<option value="${name}"${name === sort && html` selected`}>${words}</option>`,
    )}</select></label>
    <label>From <input type="date" name="from" value="${from ?? ''}"></label>
    <label>To <input type="date" name="until" value="${until ?? ''}"></label>
    <button>Apply</button>
  </form>`;
}
