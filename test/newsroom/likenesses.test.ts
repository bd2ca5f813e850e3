/** Which pairs of sources may be one, and by which hint; and which look alike and are two. */

import { expect, test } from 'vitest';
import type { SourceKind } from '../../db/types.ts';
import { useNewsroom } from '../support/newsroom.ts';

type Pair = readonly [one: string, other: string, kind: SourceKind];

const alike: readonly (readonly [reason: string, pairs: readonly Pair[]])[] = [
  [
    'TRANSLITERATION',
    [
      ['Vladimir Orlov', 'Wladimir Orlow', 'PERSON'],
      ['Volodymyr Zelinskyy', 'Wolodymyr Selinskyj', 'PERSON'],
      ['Sergei Malkov', 'Sergej Malkow', 'PERSON'],
      ['Yelena Markova', 'Elena Markowa', 'PERSON'],
      ['Alexei Chaikin', 'Aleksej Tschaikin', 'PERSON'],
      ['Georg Hochmut', 'Georg Hochmuth', 'PERSON'],
      ['Mohammed Karimi', 'Muhammad Karimi', 'PERSON'],
      ['Pål Sæther', 'Paal Saether', 'PERSON'],
      ['Käßmann, Jörg', 'Joerg Kaessmann', 'PERSON'],
      ['Сергей Чайкин', 'Sergej Tschaikin', 'PERSON'],
      ['Γιώργος Παππάς', 'Giorgos Pappas', 'PERSON'],
      ['Bürgerblatt', 'Buergerblatt', 'NEWSPAPER'],
      ['Nordre Ørebladet', 'Nordre Oerebladet', 'NEWSPAPER'],
      ['Журнал Волна', 'Zhurnal Volna', 'NEWSPAPER'],
    ],
  ],
  [
    'SITE',
    [
      ['tau', 'tau.de', 'NEWSPAPER'],
      ['The Merrow Post', 'merrow-post.com', 'NEWSPAPER'],
    ],
  ],
  [
    'ACRONYM',
    [
      ['NKK', 'Nordwest Kraft Konzern', 'COMPANY'],
      ['Department for Tides', 'DfT', 'GOVERNMENT'],
      ['World Herring Organization', 'WHO', 'ORGANIZATION'],
    ],
  ],
  [
    'SHORT_FORM',
    [
      ['imagon', 'Imagon Images', 'NEWS_AGENCY'],
      ['Volta', 'Volta Group', 'COMPANY'],
    ],
  ],
  ['LEGAL_FORM', [['Brandel AG', 'Brandel', 'COMPANY']]],
  [
    'SPELLING',
    [
      ['The Lantern', 'Lantern', 'NEWSPAPER'],
      ['Łukasz Wrona', 'Lukasz Wrona', 'PERSON'],
      ['Zielonka, Marek', 'Marek Zielonka', 'PERSON'],
      ['DWORNIK Ewa', 'Ewa Dwornik', 'PERSON'],
      ['van der Laan, Pieter', 'Pieter van der Laan', 'PERSON'],
    ],
  ],
];

const different: readonly Pair[] = [
  ['John Ferris', 'Jane Ferris', 'PERSON'],
  ['Jan Ilsen', 'Ian Ilsen', 'PERSON'],
  ['Leo Marsh', 'Leo Marsh Jr.', 'PERSON'],
  ['Carl Odum Sr.', 'Carl Odum Jr.', 'PERSON'],
  ['Bank of Arden', 'Bank of Elder', 'COMPANY'],
  ['FC Merrow', 'FC Marrow Vale', 'ORGANIZATION'],
  ['FC Havel', 'FC Hafen', 'ORGANIZATION'],
  ['Ministry of Tides', 'Ministry of Roads', 'GOVERNMENT'],
  ['Daily Beacon', 'Daily Bugle', 'NEWSPAPER'],
  ['Northern Salmon Board', 'National Signal Bureau', 'ORGANIZATION'],
  ['Torv Images', 'Torv Pictures', 'NEWS_AGENCY'],
  ['Karl Anders', 'Karla Anders', 'PERSON'],
  ['Pål Berg', 'Päl Berg', 'PERSON'],
  ['Manuel Saez', 'Manuel Saz', 'PERSON'],
  ['Thomas Martin', 'Martin Thomas', 'PERSON'],
  ['Nordlyset, Oslo', 'Nordlyset, Bergen', 'NEWSPAPER'],
];

const slugOf = (name: string) => `s${name.toLowerCase().replace(/[^a-z]+/g, '-')}`;
const pairsOfAll = [...alike.flatMap(([, pairs]) => pairs), ...different];

const newsroom = useNewsroom(async (db) => {
  const rows = pairsOfAll.flatMap(([one, other, kind], at) =>
    [one, other].map((name, side) => ({ slug: `${slugOf(name)}-${at}-${side}`, name, kind })),
  );
  await db.insertInto('source').values(rows).execute();
});

/** Names that may be the same as a source, with the reason. */
async function hintsOf(name: string): Promise<string[]> {
  const at = pairsOfAll.findIndex((pair) => pair.includes(name));
  const side = pairsOfAll[at]?.indexOf(name);
  const { data } = await newsroom.ask<{
    source: { possibleDuplicates: readonly { reason: string; source: { name: string } }[] };
  }>('query ($slug: String!) { source(by: { slug: $slug }) { possibleDuplicates { reason source { name } } } }', {
    slug: `${slugOf(name)}-${at}-${side}`,
  });
  return (data?.source.possibleDuplicates ?? []).map(({ reason, source }) => `${reason} ${source.name}`);
}

test.each(alike.flatMap(([reason, pairs]) => pairs.map(([one, other]) => ({ reason, one, other }))))(
  '$one and $other may be one, by $reason, from either side',
  async ({ reason, one, other }) => {
    expect(await hintsOf(one)).toContain(`${reason} ${other}`);
    expect(await hintsOf(other)).toContain(`${reason} ${one}`);
  },
);

test.each(different.map(([one, other]) => ({ one, other })))('$one and $other are two', async ({ one, other }) => {
  expect((await hintsOf(one)).filter((hint) => hint.endsWith(` ${other}`))).toEqual([]);
  expect((await hintsOf(other)).filter((hint) => hint.endsWith(` ${one}`))).toEqual([]);
});
