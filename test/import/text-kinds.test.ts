/** Kinds of text pages: lines above the headline, datelines, labelled captions, headings and lists, boxes in other languages. */

import { describe, expect, test } from 'vitest';
import { readTextPage } from '../../src/import/text.ts';

const first =
  'The harbour board has put up the fare of the ferry from May on, and says that fuel has become dearer by a third.';
const second =
  'Those who cross each day will be given a discount, but many of them say that it is not enough for a family.';
const headline = 'Ferry fares rise by a third';

function read(...blocks: string[]) {
  const page = readTextPage(blocks.join('\n\n'), undefined, new Date('2026-07-01T00:00:00Z'));
  const [document] = page.documents;
  if (document === undefined) throw new Error('Nothing was read.');
  return { ...document, others: page.documents.slice(1).map((other) => other.headline), hot: page.hot.length };
}

test.each([
  ['the paper and its section', ['THE HARBOUR POST', 'Transport']],
  ['both in a line', ['Harbour Post | Transport']],
  ['the way to the page', ['Home > News > Transport']],
])('%s above the headline are no part of it', (_, above) => {
  const { body, ...page } = read(...above, headline, '2 March 2026', first, second);
  expect([page.headline, body]).toEqual([headline, `<p>${first}</p>\n<p>${second}</p>`]);
});

test('a short headline over paragraphs is one', () => {
  expect(read('Morning briefing', '2 March 2026', first, second).headline).toBe('Morning briefing');
});

test.each([
  ['at the beginning', [`MERROWHAVEN, March 2 (Reuters) - ${first}`, second, 'Dec. 28, 2024']],
  ['on a line of its own', ['MERROWHAVEN, March 2 (Reuters) -', first, second, 'Dec. 28, 2024']],
])('a dateline %s belongs to the first paragraph', (_, blocks) => {
  const { body, attributions, publishedAt } = read(headline, ...blocks);
  expect(body).toBe(`<p>MERROWHAVEN, March 2 (Reuters) - ${first}</p>\n<p>${second}</p>`);
  expect(attributions).toMatchObject([{ role: 'WIRE', source: { name: 'Reuters' } }]);
  expect(publishedAt.toISOString()).toBe('2024-12-28T00:00:00.000Z');
});

test.each([
  ['[Photo: The ferry leaves the old pier. Ben Bly/Harbour Post]', 'Ben Bly/Harbour Post'],
  ['Image: The ferry leaves the old pier. Credit: Ben Bly', 'Ben Bly'],
  ['[Foto: The ferry leaves the old pier.]', undefined],
])('a caption that says so: %s', (line, creditLine) => {
  const { image, body } = read(headline, '2 March 2026', line, first, second);
  expect(image).toMatchObject({ caption: 'The ferry leaves the old pier.' });
  expect(image?.creditLine).toBe(creditLine);
  expect(body).not.toContain('old pier');
});

test('a first paragraph with its dateline is no standfirst above a picture, and desks are nobody', () => {
  const page = read(
    headline,
    'By Ada Quay, Transport correspondents',
    '2 March 2026',
    `MERROWHAVEN, March 2 (Xinhua) -- ${first}`,
    '[Photo: The ferry. Credit: Ida Marsh]',
    second,
  );
  expect(page).toMatchObject({
    standfirst: undefined,
    publishedAt: new Date('2026-03-02T00:00:00Z'),
    body: `<p>MERROWHAVEN, March 2 (Xinhua) -- ${first}</p>\n<p>${second}</p>`,
  });
  const authors = page.attributions.filter(({ role }) => role === 'AUTHOR');
  expect(authors.map(({ source }) => source.name)).toEqual(['Ada Quay']);
});

test('a text that begins with a wire’s routing line waits for an editor', () => {
  expect(read('r i BC-FERRY-(PIX) 03-02 0120', '2 March 2026', first, second).unsure).toMatch(/routing line/);
  expect(read(headline, '2 March 2026', first, second).unsure).toBeUndefined();
});

test('headings and lists are kept as such', () => {
  const lists = ['- A day: six crowns\n- A month: ninety', '## What comes next', first, '1. The council\n2. The board'];
  const { body } = read(headline, '2 March 2026', first, 'What it costs', second, ...lists);
  expect(body.split('\n')).toEqual([
    `<p>${first}</p>`,
    '<h2>What it costs</h2>',
    `<p>${second}</p>`,
    '<ul><li>A day: six crowns</li><li>A month: ninety</li></ul>',
    '<h2>What comes next</h2>',
    `<p>${first}</p>`,
    '<ol><li>The council</li><li>The board</li></ol>',
  ]);
});

test('tags on a line, and who wrote it, are no paragraphs', () => {
  const about = [
    'About the author',
    'Anna Archer has written about the harbour for ten years, and lives on the island.',
  ];
  const { body, topics } = read(headline, '2 March 2026', first, second, 'Tags: Harbour, Transport', ...about);
  expect(body).toBe(`<p>${first}</p>\n<p>${second}</p>`);
  expect(topics).toEqual(['Harbour', 'Transport']);
});

describe('boxes in other languages', () => {
  const pages = {
    French: [
      ['Les tarifs du ferry augmentent', '02/03/2026'],
      [
        'Le conseil du port a augmenté le prix de la traversée à partir du mois de mai, et dit que le carburant est plus cher.',
      ],
      [
        'À lire aussi',
        'Le vieux port ferme ses portes',
        'Les plus lus',
        'Le phare rallumé après quarante ans',
        'Mots-clés',
        'Port',
      ],
    ],
    Spanish: [
      ['Suben los precios del transbordador', '2 de marzo de 2026'],
      [
        'La junta del puerto ha subido el precio de la travesía a partir de mayo y dice que el combustible es más caro.',
      ],
      [
        'Te puede interesar',
        'El viejo muelle cierra sus puertas',
        'Lo más leído',
        'El faro vuelve a encenderse',
        'Temas',
        'Puerto',
      ],
    ],
    Polish: [
      ['Prom drożeje o jedną trzecią', '2 marca 2026'],
      ['Zarząd portu podniósł ceny przeprawy od maja i mówi, że paliwo jest droższe o jedną trzecią niż rok temu.'],
      ['Czytaj także', 'Stare molo zostanie zamknięte', 'Najczęściej czytane', 'Latarnia znów świeci', 'Tagi', 'port'],
    ],
    Japanese: [
      ['フェリー運賃が三割値上げ', '2026年3月2日'],
      ['港湾局は五月からフェリーの運賃を値上げすることを決めた。燃料が三割高くなったためだと説明している。'],
      ['関連記事', '古い桟橋が来月閉鎖へ', 'アクセスランキング', '灯台が四十年ぶりに点灯', 'タグ', '港湾'],
    ],
  };

  test.each(Object.entries(pages))('%s', (_, [head = [], text = [], boxes = []]) => {
    const page = read(...head, ...text, ...boxes);
    expect(page.headline).toBe(head[0]);
    expect(page.publishedAt.toISOString()).toBe('2026-03-02T00:00:00.000Z');
    expect(page.body).toBe(`<p>${text[0]}</p>`);
    expect(page.others).toEqual([boxes[1], boxes[3]]);
    expect(page.hot).toBe(1);
    expect(page.topics).toEqual([boxes[5]]);
  });
});
