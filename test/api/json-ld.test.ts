/** `Article.jsonLd`, against schema.org’s and Google’s rules for NewsArticle. */

import { expect, test } from 'vitest';
import { useDemoNewsroom } from '../support/demo.ts';

const newsroom = useDemoNewsroom();

/** What Google's documentation of Article recommends and schema.org expects of a NewsArticle, with the types allowed. */
const expected: Record<string, (value: never) => boolean> = {
  '@context': (value: string) => value === 'https://schema.org',
  '@type': (value: string) => value === 'NewsArticle',
  headline: (value: string) => value.length > 0 && value.length <= 110,
  datePublished: (value: string) => isMoment(value),
  dateModified: (value: string) => isMoment(value),
  inLanguage: (value: string) => /^[a-z]{2}/.test(value),
  mainEntityOfPage: (value: { '@type': string; '@id': string }) =>
    value['@type'] === 'WebPage' && URL.canParse(value['@id']),
  articleBody: (value: string) => value.length > 0 && !value.includes('<'),
  wordCount: (value: number) => Number.isInteger(value),
  author: (value: Party[]) => value.length > 0 && value.every(isParty),
  publisher: (value: Party) => isParty(value),
};

interface Party {
  '@type': string;
  name: string;
  url?: string;
}

function isMoment(value: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
}

function isParty({ '@type': type, name, url }: Party): boolean {
  return (
    ['Person', 'Organization', 'NewsMediaOrganization'].includes(type) &&
    name !== '' &&
    (url === undefined || URL.canParse(url))
  );
}

function hasEmpty(value: unknown): boolean {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return true;
  return typeof value === 'object' && Object.values(value).some(hasEmpty);
}

test('every article is a NewsArticle with all required and recommended properties, none of them empty', async () => {
  const answer = await newsroom.ask<{
    articles: {
      nodes: {
        slug: string;
        jsonLd: Record<string, never>;
        leadImage: object | null;
        byline: string | null;
        attributions: { role: string }[];
      }[];
    };
  }>('{ articles(first: 100) { nodes { slug jsonLd byline leadImage { url } attributions { role } } } }');
  const nodes = answer.data?.articles.nodes ?? [];
  expect(nodes.length).toBeGreaterThan(60);
  for (const { slug, jsonLd, leadImage, byline, attributions } of nodes) {
    for (const [property, holds] of Object.entries(expected)) {
      if (property === 'author' && byline === null) continue;
      if (property === 'publisher' && !attributions.some(({ role }) => role === 'PUBLISHER')) continue;
      expect(jsonLd[property], `${slug}: ${property}`).toBeDefined();
      expect(holds(jsonLd[property] as never), `${slug}: ${property}`).toBe(true);
    }
    if (leadImage) {
      const image = jsonLd.image as unknown as { '@type': string; url: string; creditText: string }[];
      expect(image[0], slug).toMatchObject({
        '@type': 'ImageObject',
        url: expect.stringMatching(/^https:/),
        creditText: expect.any(String),
      });
    }
    expect(hasEmpty(jsonLd), `${slug}: ${JSON.stringify(jsonLd)}`).toBe(false);
  }
  expect(nodes.some(({ jsonLd }) => jsonLd.correction !== undefined)).toBe(true);
});
