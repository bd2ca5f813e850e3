/** A newsroom in several languages: a search finds the forms of its words by the rules of the languages that have these words. */

import { expect, test } from 'vitest';
import { encodeId } from '../../src/ids.ts';
import { indexAll } from '../../src/search/index-articles.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

/** By id: the name that it is called by here. */
const names = new Map<string, string>();

/** Each text stands in so many articles. */
const texts: readonly (readonly [language: string, name: string, articles: number, body: string])[] = [
  ['en', 'climate', 7, 'The climate of the bay is mild, and we follow the climate all year.'],
  ['it', 'clima', 24, 'Il clima della baia cambia; anche altri climi soffrono, dice chi studia il clima.'],
  ['es', 'clima-es', 1, 'El clima de la costa.'],
  ['en', 'interest', 2, 'Interest rates rise again as the bank warns of high rates.'],
  ['es', 'ratas', 2, 'Las ratas del puerto, ratas grandes, y otra rata muerta.'],
  ['en', 'miner', 2, 'One miner was rescued; the miner is well.'],
  ['fr', 'mines', 2, 'Les mines ferment, une mine reste ouverte.'],
  ['en', 'porter', 2, 'A porter carried it; the porter slept.'],
  ['fr', 'porte', 2, 'La porte du fort, et deux autres portes.'],
  ['en', 'notes', 2, 'She takes notes; her notes are long.'],
  ['es', 'nota', 2, 'Una nota del club, con otras notas y notado por todos.'],
  ['it', 'notare', 1, 'Da notare che nessuno ha notato.'],
  ['en', 'deaths', 1, 'Two may die of the flu, a doctor says.'],
  ['de', 'artikel', 3, 'Die Fische und die Netze, die am Ufer liegen, die kennt man.'],
  ['en', 'war', 2, 'No war here since the last war.'],
  ['de', 'war-de', 2, 'Es war kalt, und es war still, wie es immer war.'],
  ['en', 'crash', 1, 'An electric car in a crash: the car burnt.'],
  ['fr', 'car-fr', 2, 'Il reste, car il pleut, car il vente, car il neige, dit le crash de Lyon.'],
  [
    'fr',
    'electrique',
    2,
    'Le moteur électrique, car il est sobre, car il est propre, car il plaît. “Electric” est une marque.',
  ],
  ['en', 'relief', 1, 'Relief from pain: a new drug.'],
  ['fr', 'boulanger', 2, 'Le pain du matin, le pain du soir, du pain partout, et un relief alpin.'],
  ['en', 'gift', 2, 'Gifts for all, each gift wrapped, and more gifts to come.'],
  ['de', 'gift-de', 2, 'Das Gift im Fluss, ein starkes Gift.'],
  ['sv', 'gift-sv', 1, 'Hon är gift sedan länge och gifter om sig.'],
  ['fr', 'mains', 2, 'Les mains du pianiste, une main rapide, deux mains lentes.'],
  ['en', 'main', 2, 'The main road and the main square.'],
  ['fr', 'chats', 2, 'Les chats du quai, des chats gris, un chat blanc.'],
  ['en', 'chat', 2, 'A chat with the mayor.'],
  ['en', 'sport', 1, 'Sport for all.'],
  ['fr', 'sport-fr', 1, 'Le sport pour tous.'],
  ['de', 'sport-de', 1, 'Der Sport am Abend.'],
  ['en', 'votes', 2, 'They voted; the voting was calm.'],
  ['en', 'kelvane', 1, 'Minister Kelvane met the union.'],
  ['de', 'kelvane-de', 1, 'Minister Kelvane sprach am Abend, und Kelvane schwieg.'],
  ['it', 'pledge', 1, 'Il Climate Pledge parla di climate e di climate, per il clima.'],
];

const newsroom = useNewsroom(async (db) => {
  const pieces = texts.flatMap(([language, name, articles, body]) =>
    Array.from({ length: articles }, (_, n) => ({
      name,
      piece: piece(`${name}-${n}`, { language, headline: 'Dateline', body: `<p>${body}</p>` }),
    })),
  );
  const ids = await publish(
    db,
    pieces.map((each) => each.piece),
  );
  for (const [n, id] of ids.entries()) names.set(encodeId('Article', id), pieces[n]?.name ?? '');
  await indexAll(db);
});

interface Case {
  readonly search: string;
  /** Names, those before a bar ahead of those behind it; nothing else is found. */
  readonly finds: string;
  readonly language?: string;
}

const cases: readonly Case[] = [
  { search: 'climate', finds: 'climate | pledge' },
  { search: 'clima', finds: 'clima pledge clima-es' },
  { search: 'climi', finds: 'clima pledge' },
  { search: 'climate', language: 'it', finds: 'pledge clima' },
  { search: 'rates', finds: 'interest' },
  { search: 'ratas', finds: 'ratas' },
  { search: 'interest rates', finds: 'interest' },
  { search: 'miner', finds: 'miner' },
  { search: 'mines', finds: 'mines' },
  { search: 'porter', finds: 'porter' },
  { search: 'portes', finds: 'porte' },
  { search: 'notes', finds: 'notes' },
  { search: 'notas', finds: 'nota' },
  { search: 'notare', finds: 'notare' },
  { search: 'die', finds: 'deaths | artikel' },
  { search: 'war', finds: 'war | war-de' },
  { search: 'die flu', finds: 'deaths' },
  { search: 'car crash', finds: 'crash | car-fr' },
  { search: 'electric car', finds: 'crash | electrique' },
  { search: 'pain relief', finds: 'relief boulanger' },
  { search: 'gifts', finds: 'gift' },
  { search: 'gift', finds: 'gift gift-de gift-sv' },
  { search: 'gift -giftig', finds: 'gift gift-de' },
  { search: 'mains', finds: 'mains' },
  { search: 'main', finds: 'main mains' },
  { search: 'chats', finds: 'chats' },
  { search: 'chat', finds: 'chat chats' },
  { search: 'sport', finds: 'sport sport-fr sport-de' },
  { search: 'vote', finds: 'votes' },
  { search: 'Kelvane', finds: 'kelvane-de | kelvane' },
  { search: '"climate of"', finds: 'climate' },
  { search: 'clima or climate', finds: 'climate clima pledge clima-es' },
  { search: 'climate OR rates', finds: 'climate interest pledge' },
];

interface Found {
  readonly articles: { readonly nodes: readonly { id: string }[]; readonly totalCount: number };
}

async function foundBy({ search, language }: Case): Promise<string[]> {
  const { data, errors } = await newsroom.ask<Found>(
    `query ($search: String!, $language: String) {
      articles(first: 50, orderBy: { field: RELEVANCE, direction: DESC }, where: { search: $search, language: $language, isLoose: false }) { nodes { id } totalCount }
    }`,
    { search, language },
  );
  expect(errors).toBeUndefined();
  const found = data?.articles.nodes.map(({ id }) => names.get(id) ?? '') ?? [];
  expect(data?.articles.totalCount).toBe(found.length);
  return found;
}

/** `finds` where it is so, or else what was found. */
function outcomeOf({ finds }: Case, found: readonly string[]): string {
  const groups = finds.split(' | ').map((group) => group.split(' '));
  const groupOf = (name: string) => groups.findIndex((group) => group.includes(name));
  const order = found.map(groupOf);
  const isAsWanted =
    groups.flat().every((name) => found.includes(name)) &&
    order.every((group, place) => group >= (order[place - 1] ?? 0));
  return isAsWanted ? finds : [...new Set(found)].join(' ');
}

test('a form by the rules of a language counts where that language has the word', async () => {
  const outcomes: string[] = [];
  for (const each of cases) outcomes.push(`${each.search}: ${outcomeOf(each, await foundBy(each))}`);
  expect(outcomes).toEqual(cases.map(({ search, finds }) => `${search}: ${finds}`));
});

test('what is foreign to the language of an article is marked there as it is, and in no other form', async () => {
  const marked = async (search: string, language?: string) => {
    const { data } = await newsroom.ask<{
      articles: { edges: { node: { id: string }; highlights: { passages: { html: string }[] } }[] };
    }>(
      `query ($search: String!, $language: String) {
        articles(first: 50, where: { search: $search, language: $language }) { edges { node { id } highlights { passages { html } } } }
      }`,
      { search, language },
    );
    const edge = data?.articles.edges.find(({ node }) => names.get(node.id) === 'pledge');
    return [...(edge?.highlights.passages[0]?.html ?? '').matchAll(/<mark>(.*?)<.mark>/g)].map(([, word]) => word);
  };
  expect(await marked('climate')).toEqual(['Climate', 'climate', 'climate']);
  expect(await marked('climate', 'it')).toEqual(['Climate', 'climate', 'climate', 'clima']);
  expect(await marked('climi')).toEqual(['Climate', 'climate', 'climate', 'clima']);
});
