/** The demo newsroom: complete, consistent, the same for the same time, and drawn in safe SVG. */
import { parseHTML } from 'linkedom';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { demoNewsroom } from '../../src/demo/newsroom.ts';
import { demoPicture, placeholderPicture } from '../../src/demo/picture.ts';
import { bodyAsText } from '../../src/text/body.ts';
import { sanitiseBody } from '../../src/text/sanitise.ts';
import { HOUR_MS } from '../../src/time/units.ts';

const now = new Date('2031-03-14T15:09:26.535Z');
const { topics, sources, articles } = demoNewsroom(now);

const roles = ['AUTHOR', 'CITED', 'IMAGE_CREDIT', 'PUBLISHER', 'QUOTED', 'WIRE'];
const kinds = [
  'BROADCASTER',
  'COMPANY',
  'GOVERNMENT',
  'MAGAZINE',
  'NEWSPAPER',
  'NEWS_AGENCY',
  'ORGANIZATION',
  'OTHER',
  'PERSON',
  'WEBSITE',
];

const slugsOf = (list: readonly { readonly slug: string }[]) => list.map(({ slug }) => slug);
const sorted = (values: Iterable<string>) => [...new Set(values)].sort();
const inBody = (html: string) => bodyAsText(html).replace(/\s+/g, ' ');

describe('the demo newsroom as a whole', () => {
  it('has twelve topics, 25 sources and 62 articles or more', () => {
    expect(topics).toHaveLength(12);
    expect(sources.length).toBeGreaterThanOrEqual(25);
    expect(articles.length).toBeGreaterThanOrEqual(62);
  });

  it.each([
    ['topics', topics],
    ['sources', sources],
    ['articles', articles],
  ])('gives every one of its %s a slug of its own, fit for an address', (_name, list) => {
    const slugs = slugsOf(list);
    expect(new Set(slugs).size).toBe(slugs.length);
    for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('uses every attribution role and every kind of source', () => {
    expect(sorted(articles.flatMap(({ attributions }) => attributions.map(({ role }) => role)))).toEqual(roles);
    expect(sorted(sources.map(({ kind }) => kind))).toEqual(kinds);
  });

  it('leaves no topic and no source without an article', () => {
    expect(sorted(articles.flatMap((article) => article.topics))).toEqual(sorted(slugsOf(topics)));
    const named = articles.flatMap(({ attributions }) => attributions.map(({ source }) => source));
    expect(sorted(named)).toEqual(sorted(slugsOf(sources)));
  });

  it('has articles in three languages, about three quarters of them with pictures', () => {
    const inLanguage = (language: string) => articles.filter((article) => article.language === language).length;
    expect(inLanguage('de')).toBeGreaterThanOrEqual(3);
    expect(inLanguage('fr')).toBeGreaterThanOrEqual(2);
    expect(inLanguage('en')).toBeGreaterThan(articles.length / 2);
    const illustrated = articles.filter(({ image }) => image !== null).length / articles.length;
    expect(illustrated).toBeGreaterThan(0.7);
    expect(illustrated).toBeLessThan(0.82);
  });
});

describe('topics', () => {
  it('come after their parents, so that there is no cycle', () => {
    const seen = new Set<string>();
    for (const { slug, parent } of topics) {
      if (parent !== null) expect(seen).toContain(parent);
      seen.add(slug);
    }
  });

  it('go three deep', () => {
    const parents = new Map(topics.map(({ slug, parent }) => [slug, parent]));
    const grandparent = (slug: string) => parents.get(parents.get(slug) ?? '') ?? null;
    expect(topics.some(({ slug }) => grandparent(slug) !== null)).toBe(true);
  });
});

describe('sources', () => {
  it('have homepages on reserved domains, and country codes of two letters', () => {
    for (const { homepage, country } of sources) {
      if (homepage !== null) expect(new URL(homepage).hostname).toMatch(/\.example$/);
      if (country !== null) expect(country).toMatch(/^[A-Z]{2}$/);
    }
  });
});

describe.each(articles.map((article) => [article.slug, article] as const))('the article %s', (_slug, article) => {
  it('refers only to topics and sources that exist, each once', () => {
    expect(slugsOf(topics)).toEqual(expect.arrayContaining([...article.topics]));
    expect(new Set(article.topics).size).toBe(article.topics.length);
    expect(article.topics.length).toBeGreaterThanOrEqual(1);
    expect(article.topics.length).toBeLessThanOrEqual(3);
    expect(slugsOf(sources)).toEqual(expect.arrayContaining(article.attributions.map(({ source }) => source)));
    const edges = article.attributions.map(({ role, source }) => `${role} ${source}`);
    expect(new Set(edges).size).toBe(edges.length);
    expect(edges.length).toBeGreaterThanOrEqual(2);
    expect(edges.length).toBeLessThanOrEqual(5);
  });

  it('is written by people', () => {
    const authors = article.attributions.filter(({ role }) => role === 'AUTHOR').map(({ source }) => source);
    expect(sources.filter(({ slug, kind }) => authors.includes(slug) && kind !== 'PERSON')).toEqual([]);
  });

  it('contains every quote that it attributes, word for word', () => {
    for (const { quote } of article.attributions) if (quote !== null) expect(inBody(article.body)).toContain(quote);
  });

  it('has a picture credit if and only if it has a picture', () => {
    const credits = article.attributions.filter(({ role }) => role === 'IMAGE_CREDIT').map(({ source }) => source);
    expect(credits).toEqual(article.image?.credit ? [article.image.credit] : []);
    if (article.image) {
      const { path, width, height, alt, caption, creditLine } = article.image;
      expect({ path, width, height }).toEqual({ path: `/images/demo/${article.slug}.svg`, width: 1600, height: 900 });
      for (const text of [alt, caption, creditLine]) expect(text).not.toBe('');
    }
  });

  it('has a headline, a standfirst, and 100 to 250 words in three to six blocks of safe HTML', () => {
    expect(article.headline.length).toBeLessThanOrEqual(110);
    expect(article.standfirst.length).toBeGreaterThan(20);
    expect(sanitiseBody(article.body)).toBe(article.body);
    const blocks = parseHTML(`<html><body>${article.body}</body></html>`).document.body.children.length;
    expect(blocks).toBeGreaterThanOrEqual(3);
    expect(blocks).toBeLessThanOrEqual(6);
    const words = inBody(article.body).trim().split(' ').length;
    expect(words).toBeGreaterThanOrEqual(100);
    expect(words).toBeLessThanOrEqual(250);
  });

  it('links to reserved domains only', () => {
    for (const [, href] of article.body.matchAll(/href="([^"]*)"/g)) {
      expect(new URL(href ?? '').hostname).toMatch(/\.example$/);
    }
  });

  it('was published in the last 61 days, and changed, corrected and viewed after that', () => {
    const published = article.publishedAt.getTime();
    expect(published).toBeGreaterThan(now.getTime() - 61 * 24 * HOUR_MS);
    const later = [article.updatedAt, ...article.corrections.map(({ correctedAt }) => correctedAt)];
    for (const time of later) {
      expect(time.getTime()).toBeGreaterThanOrEqual(published);
      expect(time.getTime()).toBeLessThanOrEqual(Math.min(now.getTime(), article.updatedAt.getTime()));
    }
    for (const { hour, views } of article.views) {
      expect(hour.getTime() % HOUR_MS).toBe(0);
      expect(hour.getTime() + HOUR_MS).toBeGreaterThan(published);
      expect(hour.getTime()).toBeLessThanOrEqual(now.getTime());
      expect(Number.isInteger(views) && views > 0).toBe(true);
    }
  });
});

describe('corrections', () => {
  it('are on four or five articles', () => {
    const corrected = articles.filter(({ corrections }) => corrections.length > 0).length;
    expect(corrected).toBeGreaterThanOrEqual(4);
    expect(corrected).toBeLessThanOrEqual(5);
  });
});

describe('views', () => {
  it('are the same for the same time, and different for another', () => {
    expect(demoNewsroom(new Date(now))).toEqual({ topics, sources, articles });
    expect(demoNewsroom(new Date(now.getTime() + 5 * HOUR_MS)).articles.map(({ views }) => views)).not.toEqual(
      articles.map(({ views }) => views),
    );
  });

  it('are fewer than 15,000 rows whatever the time of day, ascending, and at most 35 days old', () => {
    for (let hours = 0; hours < 24; hours += 3) {
      const { articles: then } = demoNewsroom(new Date(now.getTime() + hours * HOUR_MS));
      expect(then.reduce((sum, { views }) => sum + views.length, 0)).toBeLessThan(15_000);
    }
    for (const { views } of articles) {
      const hours = views.map(({ hour }) => hour.getTime());
      expect(hours).toEqual([...new Set(hours)].sort((a, b) => a - b));
      if (hours[0] !== undefined) expect(hours[0]).toBeGreaterThan(now.getTime() - (35 * 24 + 1) * HOUR_MS);
    }
  });

  it('reach into the current hour', () => {
    const current = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
    expect(articles.filter(({ views }) => views.at(-1)?.hour.getTime() === current).length).toBeGreaterThan(20);
  });

  it('decline after the first day, and rise again for a few old articles', () => {
    const readBetween = (slug: string, from: number, to: number) =>
      articles
        .find((article) => article.slug === slug)
        ?.views.filter(
          ({ hour }) =>
            hour.getTime() >= now.getTime() - from * HOUR_MS && hour.getTime() < now.getTime() - to * HOUR_MS,
        )
        .reduce((sum, { views }) => sum + views, 0) ?? 0;
    const faded = articles.find(({ slug }) => slug === 'the-safe-is-opened');
    expect(faded).toBeDefined();
    expect(readBetween('the-safe-is-opened', 272, 248)).toBeGreaterThan(10 * readBetween('the-safe-is-opened', 48, 24));
    expect(readBetween('lower-skell-after-ottoline', 44, 20)).toBeGreaterThan(
      10 * readBetween('lower-skell-after-ottoline', 92, 68),
    );
  });
});

describe('pictures', () => {
  const drawn = articles.flatMap(({ slug, image }) => (image ? [[slug, demoPicture(slug)] as const] : []));

  it.each([...drawn, ['the placeholder', placeholderPicture()] as const])(
    'of %s is small, well-formed and inert SVG',
    (_slug, svg) => {
      const elements = new Set<string>();
      const attributes = new Set<string>();
      const parser = new SaxesParser();
      parser.on('error', (error) => expect.unreachable(error.message));
      parser.on('text', (text) => expect(text.trim()).toBe(''));
      parser.on('opentag', ({ name, attributes: given }) => {
        elements.add(name);
        for (const [key, value] of Object.entries(given)) {
          attributes.add(key);
          if (key !== 'xmlns') expect(value).not.toMatch(/url|:|NaN|undefined/);
        }
      });
      parser.write(svg).close();
      expect(['svg', 'g', 'path', 'rect', 'circle', 'ellipse']).toEqual(expect.arrayContaining([...elements]));
      expect([...attributes].filter((name) => /^on|href|style/.test(name))).toEqual([]);
      expect(svg).toContain('width="1600" height="900"');
      expect(Buffer.byteLength(svg)).toBeLessThan(6 * 1024);
    },
  );

  it('differ between articles and not between calls', () => {
    expect(new Set(drawn.map(([, svg]) => svg)).size).toBe(drawn.length);
    for (const [slug, svg] of drawn) expect(demoPicture(slug)).toBe(svg);
  });

  it('exist for any slug, at under 6 KB', () => {
    for (let n = 0; n < 300; n += 1) {
      const topic = [
        'storm',
        'fisher',
        'rovers',
        'ferry',
        'school',
        'ollen',
        'hospital',
        'kestrin',
        'quiet',
        'rock',
        'chart',
        'mud',
      ][n % 12];
      expect(Buffer.byteLength(demoPicture(`${topic}-${n}`))).toBeLessThan(6 * 1024);
    }
  });
});
