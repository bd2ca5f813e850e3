/** Related articles by text: events, languages, terms in reasons, and copies of wire texts. */

import { expect, test } from 'vitest';
import { rebuildRelated } from '../../src/related/rebuild.ts';
import { relateArticles } from '../../src/related/relate.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { headlinesRelatedTo, relatedTo } from '../support/related.ts';

const hour = (n: number) => new Date(Date.UTC(2026, 2, 10, n));
const cited = (name: string) => ({ role: 'CITED' as const, source: { name, kind: 'ORGANIZATION' as const } });
const text = (headline: string, body: string, given = {}) =>
  piece(headline, { body: `<p>${body}</p>`, publishedAt: hour(1), ...given });

const wire =
  'The ferry Marrow Bay broke down off Tern Island on Tuesday with ninety passengers aboard, after smoke filled its ' +
  'engine room shortly before noon. Lifeboats from three villages towed the vessel into the shelter of the old quay, ' +
  'where nurses examined several children who had breathed fumes. The operator cancelled every crossing until a ' +
  'surveyor has inspected the pumps, and promised travellers their money back. Islanders who had asked for a newer ' +
  'ship since autumn called the breakdown a warning that nobody should ignore any longer.';
const cut = wire.replace(/ Islanders who .*/, '');

const pieces = {
  reef: text('Ferry strikes reef off Skarn', 'The ferry struck a reef and its captain closed the bulkheads.'),
  rescue: text(
    'Skarn ferry: passengers rescued from the reef',
    'Helicopters lifted passengers off the ferry at dawn, and its captain last.',
  ),
  captain: text('Captain defends his course', 'The captain of the ferry told an inquiry that the reef was uncharted.'),
  bakery: text('Bakery wins prize', 'The bakers of Ludd were praised for a loaf with walnuts and rye.'),
  recipe: text('Walnut loaf at home', 'Mix rye, walnuts and honey, and leave the dough overnight.'),
  inHeadline: text('Lantern parade', 'Neighbours sang tunes.'),
  inBody: text('Tunes', 'Neighbours sang at the lantern parade.'),
  lantern: text('Lantern parade postponed', 'Rain is expected.'),
  fähre: text('Fähre läuft vor Skarn auf ein Riff', 'Die Fähre lief auf ein Riff, der Kapitän schloss die Schotten.', {
    language: 'de',
  }),
  fähren: text('Riffe gefährden Fähren', 'Kapitäne warnen seit Jahren: Fähren kommen den Riffen zu nahe.', {
    language: 'de-AT',
  }),
  wireOne: text('Ferry breaks down off Tern Island', wire, { publishedAt: hour(2) }),
  wireTwo: text('Smoke aboard the Marrow Bay', wire, { publishedAt: hour(3) }),
  wireCut: text('Ninety towed to safety', cut, { publishedAt: hour(4) }),
  ownReport: text(
    'What went wrong on the Marrow Bay',
    'Mechanics had written of leaking pumps weeks before the ferry Marrow Bay lost power near Tern Island, our reporter ' +
      'learned from three of them. Their letters, seen by this paper, describe fuel on the floor of the engine room and ' +
      'a fan that nobody repaired. The operator answered that it had followed its schedule. A former inspector said he ' +
      'would have kept the ship in port. Lifeboats towed the vessel to the old quay after smoke had filled its engine room. Relatives of passengers now want the letters read out before the council meets.',
    { publishedAt: hour(5) },
  ),
  shared: text('Otters counted', 'Volunteers counted otters along the Ludd.', {
    topics: ['Rivers', 'Mammals', 'Nature'],
    attributions: [cited('Otter Trust'), cited('Ludd Council')],
  }),
  sharing: text('Weir rebuilt', 'Concrete gives way to boulders.', {
    topics: ['Nature', 'Building', 'Rivers'],
    attributions: [cited('Ludd Council'), cited('Weir Works')],
  }),
  terse: text('Thaw', 'Soon.', { topics: ['Weather'], publishedAt: hour(6) }),
  snow: text('Snow', 'Deep.', { topics: ['Weather'], publishedAt: hour(7) }),
  latest: text('Quiz of the week', 'Eight questions.', { publishedAt: hour(8) }),
};
type Name = keyof typeof pieces;
let ids: Record<Name, number>;

const newsroom = useNewsroom(async (db) => {
  const made = await publish(db, Object.values(pieces));
  ids = Object.fromEntries(Object.keys(pieces).map((name, index) => [name, made[index]])) as Record<Name, number>;
  await relateArticles(db, made);
  await rebuildRelated(db);
  // What came first was related among few; what is asked about in these tests has seen them all.
  await relateArticles(db, made);
});

const related = (name: Name) => headlinesRelatedTo(newsroom, ids[name]);
const wordsOf = (name: Name) =>
  new Set(`${pieces[name].headline} ${pieces[name].body}`.match(/\p{L}+/gu)?.map((word) => word.toLowerCase()));

test('articles about the same event come first', async () => {
  expect((await related('reef')).slice(0, 2).sort()).toEqual([pieces.captain.headline, pieces.rescue.headline]);
  expect((await related('bakery'))[0]).toBe(pieces.recipe.headline);
  expect(await related('bakery')).not.toContain(pieces.reef.headline);
});

test('a word in the headline weighs more than the same word in the body', async () => {
  expect((await related('lantern'))[0]).toBe(pieces.inHeadline.headline);
});

test('articles in another language are not related by text, those in a variety of the same language are', async () => {
  expect(await related('fähre')).toEqual([pieces.fähren.headline]);
  expect(await related('fähren')).toEqual([pieces.fähre.headline]);
  const german = [pieces.fähre.headline, pieces.fähren.headline];
  expect((await related('reef')).filter((headline) => german.includes(headline))).toEqual([]);
});

test.each(['reef', 'rescue', 'fähre', 'bakery'] as const)('terms of %s are readable words', async (name) => {
  const byHeadline = new Map(Object.entries(pieces).map(([key, each]) => [each.headline, key as Name]));
  const own = wordsOf(name);
  for (const { node, reasons } of await relatedTo(newsroom, ids[name])) {
    for (const { terms } of reasons.filter(({ kind }) => kind === 'SIMILAR_TEXT')) {
      expect(terms.length).toBeGreaterThan(0);
      expect(new Set(terms).size).toBe(terms.length);
      const either = new Set([...own, ...wordsOf(byHeadline.get(node.headline) as Name)]);
      expect(terms.filter((term) => !either.has(term.toLowerCase()))).toEqual([]);
    }
  }
});

test('reasons name the rare terms that both texts have', async () => {
  const edges = await relatedTo(newsroom, ids.bakery, 1);
  const terms = edges[0]?.reasons.flatMap((reason) => reason.terms).map((term) => term.toLowerCase());
  expect(terms?.map((term) => term.replace(/s$/, '')).sort()).toEqual(['loaf', 'rye', 'walnut']);
  const german = (await relatedTo(newsroom, ids.fähre, 1))[0]?.reasons.flatMap((reason) => reason.terms) ?? [];
  expect(german.some((term) => /^Fähren?$/.test(term))).toBe(true);
  expect(german.some((term) => /^Riffe?n?$/.test(term))).toBe(true);
});

test('reasons name exactly the topics and sources that both have', async () => {
  const edges = await relatedTo(newsroom, ids.shared);
  const reasons = edges.find(({ node }) => node.headline === pieces.sharing.headline)?.reasons ?? [];
  const of = (kind: string) => reasons.find((reason) => reason.kind === kind);
  expect(
    of('SHARED_TOPICS')
      ?.topics.map(({ name }) => name)
      .sort(),
  ).toEqual(['Nature', 'Rivers']);
  expect(of('SHARED_SOURCES')?.sources).toEqual([{ name: 'Ludd Council' }]);
  expect(of('SIMILAR_TEXT')).toBeUndefined();
});

test('weights of reasons sum to 1, the weightiest first', async () => {
  for (const name of Object.keys(pieces) as Name[]) {
    for (const { reasons, score } of await relatedTo(newsroom, ids[name])) {
      const weights = reasons.map(({ weight }) => weight);
      expect(weights).toEqual(weights.toSorted((a, b) => b - a));
      if (score > 0)
        expect(
          weights.reduce((sum, weight) => sum + weight, 0),
          name,
        ).toBeCloseTo(1, 6);
      else expect(weights).toEqual([1]);
    }
  }
});

test('an article of two words gets articles of its topic, then recent ones', async () => {
  const edges = await relatedTo(newsroom, ids.terse);
  expect(edges.slice(0, 3).map(({ node }) => node.headline)).toEqual([
    pieces.snow.headline,
    pieces.latest.headline,
    pieces.ownReport.headline,
  ]);
  expect(edges[0]?.reasons.map(({ kind }) => kind)).toEqual(['SHARED_TOPICS']);
  expect(edges).toHaveLength(Object.keys(pieces).length - 1);
});

const copies = [pieces.wireOne.headline, pieces.wireTwo.headline, pieces.wireCut.headline];

test('of copies of a wire text under three headlines one is listed beside another article', async () => {
  const list = await related('ownReport');
  expect(list.filter((headline) => copies.includes(headline))).toHaveLength(1);
  expect((await related('rescue')).filter((headline) => copies.includes(headline)).length).toBeLessThan(2);
});

test.each(['wireOne', 'wireTwo', 'wireCut'] as const)(
  'beside %s no other copy of its wire text is listed, and first another report',
  async (name) => {
    const list = await related(name);
    expect(list.filter((headline) => copies.includes(headline))).toEqual([]);
    expect(list[0]).toBe(pieces.ownReport.headline);
  },
);

test('two different reports on one event are both listed', async () => {
  const list = await related('captain');
  expect(list).toContain(pieces.reef.headline);
  expect(list).toContain(pieces.rescue.headline);
});
