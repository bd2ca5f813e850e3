/** Compounds: found by their parts and parts by them, in articles of languages that write them as one word, and in no others. */

import { expect, test } from 'vitest';
import { indexAll } from '../../src/search/index-articles.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const article = (slug: string, language: string, headline: string, body: string) =>
  piece(slug, { slug, language, headline, body: `<p>${body}</p>` });

const newsroom = useNewsroom(async (db) => {
  await publish(db, [
    article('malmo', 'sv', 'Malmö får ny brandstation', 'Räddningstjänsten flyttar.'),
    article(
      'quay',
      'de-AT',
      'Neue Bahnsteigkanten',
      'Der Hafen, die Verwaltung und die Kosten; die Brücke bleibt gesperrt.',
    ),
    article('bike', 'nl', 'Nieuwe fiets voor de burgemeester', 'Het pad langs de dijk is klaar.'),
    article('vessel', 'de', 'Eine Friendship für die Flotte', 'Der Kahn heißt so.'),
    article('pals', 'en', 'A friendship of forty years', 'They met over a trip, far from any harbour.'),
    article('friend', 'en', 'The friend who rang', 'Late at night.'),
    article('apart', 'en', 'Gate shut', 'The post by the lamp is out, and the tide with the mill.'),
    article('beside', 'en', 'A lamp post for every lane', 'And a bench.'),
  ]);
  await indexAll(db);
});

interface List {
  readonly edges: readonly {
    readonly foundBy: string;
    readonly highlights: { readonly headline: { readonly html: string } };
    readonly node: { readonly slug: string };
  }[];
}

async function found(search: string, isLoose?: boolean): Promise<Record<string, string>> {
  const { data, errors } = await newsroom.ask<{ articles: List }>(
    `query ($search: String!, $isLoose: Boolean) {
       articles(where: { search: $search, isLoose: $isLoose }) { edges { foundBy highlights { headline { html } } node { slug } } }
     }`,
    { search, isLoose },
  );
  expect(errors).toBeUndefined();
  const edges = data?.articles.edges ?? [];
  return Object.fromEntries(
    edges.map(({ foundBy, highlights, node }) => [
      node.slug,
      `${foundBy} ${/<mark>(.*?)<\/mark>/.exec(highlights.headline.html)?.[1] ?? ''}`.trim(),
    ]),
  );
}

test.each([
  ['Hafenverwaltung', { quay: 'CORRECTED_WORDS' }],
  ['Brückenkosten', { quay: 'CORRECTED_WORDS' }],
  ['Bahnsteig', { quay: 'CORRECTED_WORDS Bahnsteigkanten' }],
  ['Kanten', { quay: 'CORRECTED_WORDS Bahnsteigkanten' }],
  ['fietspad', { bike: 'CORRECTED_WORDS fiets' }],
  ['station', { malmo: 'CORRECTED_WORDS brandstation' }],
])('by its parts or as a part %s is found where words are put together', async (search, slugs) => {
  expect(await found(search)).toEqual(slugs);
});

test('in other languages a word within a word is another word, and two that were typed as one stand side by side', async () => {
  expect(await found('ship')).toEqual({ vessel: 'CORRECTED_WORDS Friendship' });
  expect(await found('ship harbour', true)).toEqual({
    pals: 'SOME_WORDS',
    vessel: 'SOME_WORDS Friendship',
  });
  expect(await found('frien')).toEqual({ vessel: 'CORRECTED_WORDS Friendship' });
  expect(await found('lamppost')).toEqual({ beside: 'CORRECTED_WORDS lamp' });
  expect(await found('tidemill')).toEqual({});
});
