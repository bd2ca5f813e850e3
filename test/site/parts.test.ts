/** Parts of the example site's pages, as markup. */

import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import type { CardFragment, RankedFragment } from '../../examples/newspaper/client/graphql.ts';
import { card } from '../../examples/newspaper/parts/card.ts';
import { hotBeside } from '../../examples/newspaper/parts/hot.ts';
import { bodyOf } from '../../examples/newspaper/parts/html.ts';

const article: CardFragment = {
  slug: 'pier-shut',
  headline: 'Pier shut',
  standfirst: null,
  language: 'en',
  publishedAt: '2026-03-02T10:00:00.000Z',
  publishedDateOnly: false,
  topics: [
    { slug: 'harbour', name: 'Harbour' },
    { slug: 'storms', name: 'Storms' },
  ],
  leadImage: null,
};

test.each([
  [undefined, 'Harbour'],
  ['harbour', 'Storms'],
  ['storms', 'Harbour'],
])('a card on the page of the topic %s has the topic %s over its headline', (within, kicker) => {
  const { document } = parseHTML(String(card(article, { level: 3, ...(within && { within }) })));
  expect(document.querySelector('.kicker')?.textContent).toBe(kicker);
});

test('a card of the page’s topic alone has none', () => {
  const alone = { ...article, topics: [{ slug: 'harbour', name: 'Harbour' }] };
  expect(String(card(alone, { level: 3, within: 'harbour' }))).not.toContain('kicker');
});

test('a player without a title says its provider’s name once', () => {
  const figure = (text: string) =>
    `<figure data-embed="X"><a href="https://x.com/roe/status/1">${text}</a><figcaption>Hi</figcaption></figure>`;
  expect(String(bodyOf(figure('X'), []))).toBe(figure('X').replace('<figure', '<figure class="untitled"'));
  expect(String(bodyOf(figure('Storm over the pier'), []))).toBe(figure('Storm over the pier'));
});

test('what only fills a trending list isn’t hot, and what the page shows already isn’t shown again', () => {
  const ranked = (slug: string, isOfWindow: boolean): RankedFragment => ({
    trend: { rank: 1, previousRank: null, isOfWindow },
    node: { slug, headline: slug, standfirst: null, language: 'en' },
  });
  const edges = [ranked('read', true), ranked('old', false), ranked('lead', true)];
  expect(hotBeside(edges, [{ slug: 'lead' }]).map(({ node }) => node.slug)).toEqual(['read']);
  expect(hotBeside([ranked('old', false)], [])).toEqual([]);
});
