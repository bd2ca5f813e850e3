/** Keywords: what is no topic, and how else a name may be spelt. */

import { expect, test } from 'vitest';
import { isNoTopic } from '../../src/import/no-topics.ts';
import { otherNumbers } from '../../src/text/plurals.ts';

test.each([
  ['years, dates and numbers', ['2018', '2010s', 'March 2024', '3 May 2021', '12.5 %', '2024年', 'Monday', 'today']],
  [
    'where a piece stands on a site',
    ['Latest News', 'News', 'Top Stories', 'Home', 'Featured', 'Posts', 'Aktuelles', 'À la une'],
  ],
  ['what nobody has filed', ['Uncategorized', 'Uncategorised', 'Non classé', 'Sin categoría', 'Misc', 'N/A']],
  ['forums and accounts', ['/r/aww', 'r/AskReddit', '@harbour_courier', 'u/ferryman']],
  [
    'addresses and identifiers',
    ['https://paper.example/', 'paper.com', 'ns:foo=bar', 'id-20391', 'page_type_article', '<b>x</b>'],
  ],
  ['words that hold sentences together', ['the', 'und', 'que', 'how', '.', 'x']],
  ['sentences', ['The ferry will not sail until Easter, says board', 'Nobody knows why it sank.']],
])('%s are no topics', (_, names) => {
  expect(names.filter((name) => !isNoTopic(name))).toEqual([]);
});

test('what a newsroom would file a piece under is one', () => {
  const names = [
    ...['Politics', 'Climate change', 'Ferries', 'US', 'AI', 'COVID-19', 'G20', 'Formula 1', 'World Cup 2026'],
    ...[
      'Sport',
      'Opinion',
      'Culture & history',
      'Öffentlicher Verkehr',
      'La Rochelle',
      '政治',
      '食',
      'Выборы',
      'News literacy',
    ],
  ];
  expect(names.filter(isNoTopic)).toEqual([]);
});

test.each([
  ['Election', 'en', 'Elections'],
  ['Elections', 'en', 'Election'],
  ['Ferry', 'en', 'Ferries'],
  ['Local elections', 'en', 'Local election'],
  ['Wahl', 'de', 'Wahlen'],
  ['Hôpital', 'fr', 'Hôpitaux'],
  ['Elecciones', 'es', 'Eleccion'],
  ['Eleições', 'pt', 'Eleição'],
  ['Porto', 'it', 'Porti'],
  ['Val', 'xx', undefined],
  ['COVID', 'en', undefined],
  ['us', 'en', undefined],
])('%s in %s may be %s', (name, language, other) => {
  const spellings = otherNumbers(name, language);
  if (other === undefined) expect(spellings).toEqual([]);
  else expect(spellings).toContain(other);
});
