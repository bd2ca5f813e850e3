/** Words that stand in one unpublished place each: readers find none of them by any door, and an editor finds each. */

import { type GraphQLObjectType, getNamedType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schema } from '../../schema/schema.ts';
import { type EventFeed, openEventFeed } from '../../src/events/feed.ts';
import { saveDocument } from '../../src/import/save.ts';
import { reader } from '../../src/roles.ts';
import { indexAll } from '../../src/search/index-articles.ts';
import { piece } from '../support/articles.ts';
import { type BudgetedService, openBudgeted } from '../support/budgeted-service.ts';
import { type Told, toolsOf, whole } from '../support/drafts.ts';
import { feedsAndMaps } from '../support/feeds.ts';
import { follow } from '../support/live-tags.ts';
import { measured, type TestMetrics } from '../support/metrics.ts';
import { editor, otherWriter, useNewsroom, writer, yogaOver } from '../support/newsroom.ts';
import { subscribe } from '../support/subscriptions.ts';

/** Like nothing else here, so that none is the correction of another. */
const words = {
  draft: 'quorvex',
  'its note': 'blimtard',
  'a scheduled piece': 'zandolph',
  'a piece that was sent back': 'murkwist',
  'what was said of that': 'fjellgrub',
  'a killed piece': 'oxtrunel',
  'why it was killed': 'pravdick',
  'a withdrawn piece': 'hyblesto',
  'a change of what is live': 'wumpagin',
  'a name in that': 'yaskolet',
  'a held import': 'dreffnul',
  'a source of that': 'trelvomy',
} as const;
const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
const inBody = (...given: string[]) => ({ body: `<p>The ferry of ${given.join(' and ')} left the harbour.</p>` });
const content = (word: string, more = {}) => ({ ...whole, headline: `Ferry ${word}`, ...inBody(word), ...more });

const newsroom = useNewsroom();
const tools = toolsOf(newsroom);
let feed: EventFeed;
let yoga: ReturnType<typeof yogaOver>;
let service: BudgetedService;
let metrics: TestMetrics;
const log: string[] = [];
const streamed: unknown[] = [];
const stale: string[] = [];
const ids: string[] = [];

beforeAll(async () => {
  feed = openEventFeed(newsroom.database, { error: () => {} });
  const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });
  const config = { requestTimeoutMs: 20_000, isIntrospectionOn: true, slowOperationMs: 0.001 };
  yoga = yogaOver(newsroom.db, feed, undefined, { logger, config });
  service = await openBudgeted(newsroom, 20_000);
  metrics = await measured(newsroom, service.cache);
  const live = await tools.published(writer, editor, { ...whole, slug: 'ferry-live', ...inBody('Merrow') });
  const tags = await follow(service.url, ['articles', 'sources', `source:institute-${words['a source of that']}`]);
  const streams = await Promise.all([
    subscribe(yoga, 'subscription { articlePublished { headline body } }'),
    subscribe(yoga, 'subscription { articleUpdated(by: { slug: "ferry-live" }) { headline body } }'),
  ]);
  const draft = await tools.create(writer, content(words.draft));
  await tools.step(writer, 'reviseDraft', draft, { content: {}, note: words['its note'] });
  const approved = await tools.approved(writer, editor, content(words['a scheduled piece']));
  await tools.step(editor, 'publishDraft', approved, { at: tomorrow });
  const submitted = await tools.step(
    writer,
    'submitDraft',
    await tools.create(writer, content(words['a piece that was sent back'])),
  );
  await tools.step(editor, 'returnDraft', submitted, { note: words['what was said of that'] });
  const change = content(words['a change of what is live'], {
    body: `<p>“It is late,” said Ada ${words['a name in that']}, who has the ferry.</p>`,
  });
  await tools.step(writer, 'reviseDraft', live, { content: change });
  const doubtful = piece(`ferry-${words['a held import']}`, {
    headline: `Ferry ${words['a held import']}`,
    ...inBody(words['a held import']),
    publishedAt: new Date(),
    isDateGuessed: true,
    attributions: [{ role: 'CITED', source: { name: `Institute ${words['a source of that']}`, kind: 'COMPANY' } }],
  });
  await saveDocument(newsroom.db, doubtful, { held: 'drafts', publishUndated: false, newTopics: 'suggest' });
  for (const stream of streams) {
    streamed.push(await stream.next(300).catch((error: Error) => error.message));
    await stream.close();
  }
  const killed = await tools.published(writer, editor, content(words['a killed piece']));
  await tools.takeAway(editor, 'killArticle', killed, words['why it was killed']);
  const withdrawn = await tools.published(writer, editor, content(words['a withdrawn piece']));
  await tools.takeAway(editor, 'withdrawArticle', withdrawn);
  ids.push(...[draft, approved, submitted, killed, withdrawn].map(({ id }) => id));
  // The first to be published behind all that isn't.
  while (!stale.includes('articles')) stale.push(...(await tags.next()).stale);
  await tags.close();
  await indexAll(newsroom.db);
});
afterAll(async () => {
  metrics.close();
  await service.close();
  await feed.close();
});

async function answerTo(query: string, variables: Record<string, unknown> = {}): Promise<string> {
  const response = await yoga.fetch('http://yoga/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
  });
  return JSON.stringify([...response.headers]) + (await response.text());
}

const planted = (text: string) =>
  Object.entries(words).flatMap(([place, word]) => (text.toLowerCase().includes(word) ? [place] : []));

/** All fields that need no argument. */
function selectionOf(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const of = getNamedType(field.type);
    if (field.args.some(isRequiredArgument)) return [];
    if (isLeafType(of)) return [field.name];
    return isObjectType(of) && depth > 0 ? [`${field.name} ${selectionOf(of, depth - 1)}`] : [];
  });
  return `{ __typename ${fields.join(' ')} }`;
}

test('no field that readers may ask for tells a word of what isn’t published', async () => {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const type = getNamedType(field.type);
    if (!isObjectType(type) || field.args.some(isRequiredArgument)) continue;
    const answers = await Promise.all(
      [3, 2, 1].map((depth) => answerTo(`{ ${field.name} ${selectionOf(type, depth)} }`)),
    );
    for (const answer of answers) expect(planted(answer), field.name).toEqual([]);
    expect(
      answers.some((answer) => answer.includes('"data"')),
      answers.at(-1),
    ).toBe(true);
  }
});

const searches = `query ($text: String!) {
  articles(where: { search: $text, isLoose: true, isSemantic: true }) { totalCount
    search { corrected drops { articles } }
    facets { articles topics { topic { name } } sources { source { name } } languages { language } }
    edges { foundBy node { headline body } highlights { headline { html } passages { html } } } }
  suggest(prefix: $text) { text }
  topics(where: { search: $text }) { nodes { name } } sources(where: { search: $text }) { nodes { name } }
  quotes(search: $text) { nodes { text source { name } } } trending(where: { search: $text }) { nodes { headline } }
}`;

test('no search, completion, correction, facet or highlight tells a word from a part of it, or with a typing error', async () => {
  for (const word of Object.values(words)) {
    const swapped = `${word[1]}${word[0]}${word.slice(2)}`;
    for (const text of [`${word.slice(0, -1)}*`, `ferry ${swapped}`]) {
      const answer = await answerTo(searches, { text });
      expect(answer).not.toContain('"errors"');
      expect(planted(answer), text).toEqual([]);
    }
  }
});

test('no refusal tells a word of the piece that it is about', async () => {
  const result = '{ __typename ... on UserError { message } }';
  for (const id of ids) {
    const step = `draft: "${id}", expectedRevision: 1`;
    const asked = `mutation {
      revise: reviseDraft(input: { ${step}, content: { headline: "Mine" } }) ${result}
      submit: submitDraft(input: { ${step} }) ${result} publish: publishDraft(input: { ${step} }) ${result}
      restore: restoreRevision(draft: "${id}", revision: 1, expectedRevision: 1) ${result}
      remove: deleteDraft(input: { ${step} }) ${result} link: createPreviewLink(draft: "${id}") ${result}
    }`;
    for (const viewer of [reader, otherWriter]) {
      const { data, errors } = await newsroom.askAs(viewer, asked);
      expect(errors).toBeUndefined();
      expect(Object.values(data ?? {}).map((each) => (each as Told).__typename)).toEqual(
        Array(6).fill(expect.stringMatching(/^(NotAllowed|NotFound)$/)),
      );
      expect(planted(JSON.stringify(data)), viewer.role).toEqual([]);
    }
    expect(planted(await answerTo(`{ draft(id: "${id}") { headline } node(id: "${id}") { id __typename } }`))).toEqual(
      [],
    );
  }
});

test('live tags and metrics tell no word of it', async () => {
  expect(stale).toEqual(['articles']);
  const text = await metrics.render();
  expect(text).toContain('dateline_statement_duration_seconds');
  expect(planted(text)).toEqual([]);
});

test('feeds, maps, streams and the log of slow operations tell no word of it', async () => {
  expect(planted(await feedsAndMaps(newsroom.db, ['latest']))).toEqual([]);
  expect(streamed).toEqual(['nothing within 300 ms', 'nothing within 300 ms']);
  await answerTo(searches, { text: Object.values(words).join(' or ') });
  expect(log.join()).toContain('A slow operation.');
  expect(planted(log.join())).toEqual([]);
});

test('an editor finds each of them, so that they are there', async () => {
  const { data, errors } = await newsroom.askAs(
    editor,
    `{ drafts(first: 50) { nodes { headline body suggestedSourceNames suggestedTopics { name } attributions { source { name } }
         topics { name } revisions(first: 9) { nodes { note snapshot } } } }
       events(first: 100) { nodes { detail } } }`,
  );
  expect(errors).toBeUndefined();
  expect(Object.keys(words).filter((place) => !planted(JSON.stringify(data)).includes(place))).toEqual([]);
  expect(planted(JSON.stringify((await newsroom.askAs(reader, '{ drafts { nodes { id } } }')).data))).toEqual([]);
});
