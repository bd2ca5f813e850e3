/** The wall: unpublished pieces change nothing for readers, and can’t be told from what doesn’t exist. */

import { join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isKilledSlug } from '../../db/articles/slugs.ts';
import { rebuildTrending } from '../../db/trending/refresh.ts';
import { addViews } from '../../db/views/counts.ts';
import { schema } from '../../schema/schema.ts';
import { readConfig } from '../../src/config.ts';
import { type EventFeed, openEventFeed } from '../../src/events/feed.ts';
import { pageRoute } from '../../src/graphiql/page-route.ts';
import { readExamples } from '../../src/graphql/example-operations.ts';
import { encodeId, parseId } from '../../src/ids.ts';
import { relateArticles } from '../../src/related/relate.ts';
import { reader, type Viewer } from '../../src/roles.ts';
import { createViews } from '../../src/views/counting.ts';
import { piece, publish } from '../support/articles.ts';
import { type Told, toolsOf } from '../support/drafts.ts';
import { feedsAndMaps } from '../support/feeds.ts';
import { start } from '../support/http-server.ts';
import { admin, analyst, editor, otherWriter, publicUrl, useNewsroom, writer, yogaOver } from '../support/newsroom.ts';
import { randomOf, rounds } from '../support/rounds.ts';
import { subscribe } from '../support/subscriptions.ts';

/**
 * One moment for every trending list, so that two of them can be compared: from what was viewed in each hour, whatever
 * hour it is when an editor's choice brings the lists to the present in between.
 */
const asOf: RawBuilder<Date> = sql<Date>`${new Date(Date.now() + 60_000).toISOString()}::timestamptz`;
const tomorrow = new Date(Date.now() + 86_400_000).toISOString();

const source = { name: 'Harbour Courier', kind: 'NEWSPAPER' } as const;
let seen: number[] = [];
const newsroom = useNewsroom(async (db) => {
  seen = await publish(
    db,
    ['Ferry strike', 'Ferry fares', 'Orchard frost', 'Harbour crane', 'Chess final'].map((headline, index) =>
      piece(headline, {
        headline,
        body: `<p>${headline}: the ferry and the harbour, told ${index} times.</p>`,
        publishedAt: new Date(Date.UTC(2026, 2, 1 + index)),
        topics: index < 3 ? ['Ports'] : ['Games'],
        attributions: [{ role: 'PUBLISHER', source }],
      }),
    ),
  );
  await relateArticles(db, seen);
});
const tools = toolsOf(newsroom);

const strangers: readonly Viewer[] = [reader, analyst, otherWriter];
const everyone: readonly Viewer[] = [...strangers, writer, editor, admin];

let feed: EventFeed;
let yoga: ReturnType<typeof yogaOver>;

interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

const headersOf = ({ id }: Viewer) => (id === null ? {} : { authorization: id });

/** Everything that an answer tells, but when it was given and under which number. */
async function answerTo(viewer: Viewer, { query, variables }: Asked, headers: Record<string, string> = {}) {
  const isStream = query.startsWith('subscription');
  const response = await yoga.fetch('http://yoga/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: isStream ? 'text/event-stream' : 'application/graphql-response+json',
      ...headersOf(viewer),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  return whole(response);
}

async function whole(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => !/^(date|x-request-id)$/i.test(name)).sort();
  return JSON.stringify({ status: response.status, headers, text: await response.text() });
}

interface Hidden {
  readonly name: string;
  readonly draft: Told;
  /** The article that there is behind the wall. */
  readonly articleId: string | null;
  readonly revisionId: string;
  /** All that it is or was called. */
  readonly slugs: readonly string[];
}
const hidden: Hidden[] = [];
let before: string[];
let feedsBefore: string;
let live: Told;
const streamed: unknown[] = [];

const feedNames = ['latest', 'topics/ports', 'topics/games', 'sources/harbour-courier'];

function content(word: string) {
  return {
    headline: `Ferry ${word} ferry`,
    standfirst: `The harbour’s ${word}.`,
    body: `<p>The ferry and the harbour, told by a ${word} ${word}.</p>`,
    language: word === 'approved' ? 'nb' : 'en',
    slug: `ferry-${word}`,
    topics: ['ports'],
    attributions: [{ role: 'PUBLISHER', source: 'harbour-courier' }],
  };
}

async function hide(name: string, draft: Told, slugs: readonly string[]): Promise<void> {
  const id = Number(parseId(draft.id)?.id);
  const row = await newsroom.db.selectFrom('draft').select('article_id').where('id', '=', id).executeTakeFirstOrThrow();
  const revision = await newsroom.db
    .selectFrom('revision')
    .select('id')
    .where('draft_id', '=', id)
    .executeTakeFirstOrThrow();
  hidden.push({
    name,
    draft,
    articleId: row.article_id === null ? null : encodeId('Article', row.article_id),
    revisionId: encodeId('Revision', revision.id),
    slugs,
  });
}

const count = (articleId: number, views: number) =>
  addViews(newsroom.db, [{ articleId, hour: new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000), views }]);

/** Published under two slugs one after the other, read more than all others, related, and chosen by an editor. */
async function wellKnown(word: string): Promise<Told> {
  const first = await tools.published(writer, editor, { ...content(word), slug: `first-${word}` });
  const revised = await tools.step(writer, 'reviseDraft', first, { content: { slug: `ferry-${word}` } });
  const approved = await tools.step(editor, 'approveDraft', await tools.step(writer, 'submitDraft', revised));
  const published = await tools.step(editor, 'publishDraft', approved);
  const id = Number(parseId(String(published.article?.id))?.id);
  await relateArticles(newsroom.db, [id]);
  await count(id, 500);
  await newsroom.askAs(
    editor,
    `mutation ($id: ID!, $other: ID!) {
      pinTrending(input: { article: $id }) { __typename } pinRelated(input: { article: $other, related: $id }) { __typename }
    }`,
    { id: published.article?.id, other: encodeId('Article', seen[0] as number) },
  );
  return published;
}

async function withdrawOrKill(mutation: 'withdrawArticle' | 'killArticle', published: Told): Promise<Told> {
  const draft = await tools.takeAway(editor, mutation, published);
  await relateArticles(newsroom.db, [Number(parseId(String(published.article?.id))?.id)]);
  return draft;
}

beforeAll(async () => {
  feed = openEventFeed(newsroom.database, { error: () => {} });
  yoga = yogaOver(newsroom.db, feed);
  // Makes their tokens known.
  for (const viewer of everyone) await newsroom.askAs(viewer, '{ __typename }');
  live = await tools.published(writer, editor, { ...content('live'), slug: 'ferry-live' });
  const liveId = Number(parseId(String(live.article?.id))?.id);
  await relateArticles(newsroom.db, [liveId]);
  for (const [index, id] of [...seen, liveId].entries()) await count(id, 10 * (index + 1));
  await rebuildTrending(newsroom.db, asOf);
  before = await publicSide(reader);
  feedsBefore = await feedsAndMaps(newsroom.db, feedNames);

  const streams = await Promise.all(
    [
      'subscription { articlePublished { slug } }',
      'subscription { articleUpdated(by: { slug: "ferry-live" }) { slug } }',
    ].map((query) => subscribe(yoga, query)),
  );
  await hide('never submitted', await tools.create(writer, content('written')), ['ferry-written']);
  await hide('approved', await tools.approved(writer, editor, content('approved')), ['ferry-approved']);
  for (const [word, time] of [
    ['scheduled', { at: tomorrow }],
    ['embargoed', { embargoUntil: tomorrow }],
  ] as const) {
    const draft = await tools.step(editor, 'publishDraft', await tools.approved(writer, editor, content(word)), time);
    await hide(word, draft, [`ferry-${word}`]);
  }
  const changed = await tools.step(writer, 'reviseDraft', live, {
    content: { ...content('changed'), topics: ['games'] },
  });
  await hide('a change of what is live', changed, ['ferry-changed']);
  for (const stream of streams) {
    streamed.push(await stream.next(300).catch((error: Error) => error.message));
    await stream.close();
  }
  await hide('withdrawn', await withdrawOrKill('withdrawArticle', await wellKnown('withdrawn')), [
    'ferry-withdrawn',
    'first-withdrawn',
  ]);
  await hide('killed', await withdrawOrKill('killArticle', await wellKnown('killed')), [
    'ferry-killed',
    'first-killed',
  ]);
  await rebuildTrending(newsroom.db, asOf);
});

afterAll(() => feed.close());

const card = `cursor node { slug url headline standfirst body language wordCount byline publishedAt firstPublishedAt updatedAt
  topics { slug } attributions { role source { slug } } trend { rank previousRank score views pinned } corrections { note } jsonLd }`;
const page = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const wheres = [
  'topics: { anyOf: ["ports"] }',
  'topics: { allOf: ["ports"], includeDescendants: true }',
  'topics: { noneOf: ["ports"] }',
  'sources: { anyOf: ["harbour-courier"] }',
  'sources: { noneOf: ["harbour-courier"] }',
  'sources: { allOf: ["harbour-courier"] }, roles: [PUBLISHER]',
  'roles: [PUBLISHER]',
  'search: "ferry"',
  'search: "withdrawn or killed or scheduled or embargoed or written or approved or changed"',
  'publishedAt: { from: "2026-03-03T00:00:00Z" }',
  'publishedAt: { before: "9999-01-01T00:00:00Z" }',
  'language: "en"',
  'language: "nb"',
];
const orders = ['PUBLISHED_AT', 'UPDATED_AT'].flatMap((field) =>
  ['ASC', 'DESC'].map((direction) => `orderBy: { field: ${field}, direction: ${direction} }`),
);
const rankings = ['HOUR', 'DAY', 'WEEK', 'MONTH'].flatMap((window) =>
  ['HEAT', 'VIEWS'].map((by) => `window: ${window}, by: ${by}`),
);
const ranked = `asOf ${page} edges { cursor node { slug } trend { rank previousRank score views pinned } }`;

/** All lists that there are, with all that they count; six articles are all that readers have. */
const lists: readonly string[] = [
  ...['first: 100', 'first: 6', 'last: 6', 'first: 5', ...orders, ...wheres.map((where) => `where: { ${where} }`)].map(
    (args) => `{ articles(${args}) { totalCount ${page} edges { ${card} } } }`,
  ),
  '{ articles { edges { node { slug related(first: 20) { pageInfo { hasNextPage endCursor } edges { cursor score node { slug } reasons { kind weight terms topics { slug } sources { slug } } } } } } } }',
  ...['[]', '[TOPIC, PERIOD]', '[SOURCE, ROLE, SOURCE_KIND]', '[LANGUAGE, AUTHOR]'].map(
    (groupBy) => `{ insights { coverage(groupBy: ${groupBy}) {
      topic { slug } source { slug } language articles words views quotes share previousArticles change cursor } } }`,
  ),
  `{ insights { singleSource { totalCount nodes { slug } } corrections(groupBy: [TOPIC]) { topic { slug } articles corrected }
     diversity(groupBy: [TOPIC, PERIOD]) { topic { slug } articles citations sources effectiveSources }
     coCitations(source: { slug: "harbour-courier" }) { articles lift } trends(of: TOPIC, interval: DAY) { articles } } }`,
  '{ sources(orderBy: { field: CITATIONS, direction: DESC }) { edges { citations lastCitedAt node { slug } } } topics(orderBy: { field: ARTICLES, direction: DESC }) { nodes { slug } } }',
  ...rankings.flatMap((list) => [
    `{ trending(${list}, orderBy: RISE) { ${ranked} } }`,
    `{ trending(${list}, first: 100) { ${ranked} } }`,
    `{ trending(${list}, first: 6) { ${ranked} } }`,
    `{ topics { nodes { slug trending(window: ${list.split(/: |,/)[1]}, by: ${list.split('by: ')[1]}) { ${ranked} } } } }`,
    `{ sources { nodes { slug trending(window: ${list.split(/: |,/)[1]}, by: ${list.split('by: ')[1]}) { ${ranked} } } } }`,
  ]),
  ...wheres.map((where) => `{ trending(where: { ${where} }) { ${ranked} } }`),
  `{ topics { totalCount ${page} nodes { slug name children { slug } all: articles(includeDescendants: true) { totalCount } articles { totalCount ${page} nodes { slug } } } } }`,
  `{ sources { totalCount ${page} nodes { slug name kind articles { totalCount ${page} edges { roles node { slug } } } publishers: articles(roles: [PUBLISHER]) { totalCount } } } }`,
  ...wheres.flatMap((where) => [
    `{ topics { nodes { articles(where: { ${where} }) { totalCount nodes { slug } } } } }`,
    `{ sources { nodes { articles(where: { ${where} }) { totalCount nodes { slug } } } } }`,
  ]),
];

async function publicSide(viewer: Viewer, asked: readonly string[] = lists): Promise<string[]> {
  const answers: string[] = [];
  for (const query of asked) answers.push(`${query} ${await answerTo(viewer, { query })}`);
  return answers;
}

test('every list, count, rank and relation is byte for byte the same with unpublished pieces as without', async () => {
  expect(before.join()).not.toContain('errors');
  expect(before.join()).toContain('ferry-live');
  for (const viewer of everyone) {
    const asked = lists.filter(() => viewer === reader || random() < part);
    const expected = before.filter((_, at) => asked.includes(lists[at] as string));
    expect(await publicSide(viewer, asked), viewer.role).toEqual(expected);
  }
});

test('feeds and sitemaps are byte for byte the same with unpublished pieces as without', async () => {
  expect(feedsBefore).toContain('ferry-live');
  expect(await feedsAndMaps(newsroom.db, feedNames)).toBe(feedsBefore);
});

test('subscriptions yield nothing of drafts, schedules and embargoes', () => {
  expect(streamed).toEqual(['nothing within 300 ms', 'nothing within 300 ms']);
});

const result = `__typename ... on UserError { message ... on NotAllowed { requiredRole } ... on InvalidInput { path }
  ... on WrongState { state } ... on StaleRevision { currentRevision } }`;
const article = '__typename id ... on Article { slug headline }';
const other = encodeId('Article', 1);

interface Path {
  readonly field: string;
  readonly document: string;
  readonly viewers: readonly Viewer[];
}

const paths = (
  type: string,
  viewers: readonly Viewer[],
  documents: Record<string, string | readonly string[]>,
): Path[] =>
  Object.entries(documents).flatMap(([field, given]) =>
    [given].flat().map((selection) => {
      const kind = schema.getMutationType()?.getFields()[field]
        ? 'mutation'
        : schema.getSubscriptionType()?.getFields()[field]
          ? 'subscription'
          : 'query';
      return { field, viewers, document: `${kind} ($key: ${type}) { ${field}${selection} }` };
    }),
  );

const byArticleId = [
  ...paths('ID!', everyone, {
    node: `(id: $key) { ${article} }`,
    nodes: `(ids: [$key]) { ${article} }`,
    article: '(by: { id: $key }) { slug related { nodes { slug } } }',
    recordView: '(article: $key)',
    articleUpdated: '(by: { id: $key }) { slug }',
    pinRelated: [
      `(input: { article: $key, related: "${other}" }) { ${result} }`,
      `(input: { article: "${other}", related: $key }) { ${result} }`,
    ],
    hideRelated: [
      `(input: { article: $key, related: "${other}" }) { ${result} }`,
      `(input: { article: "${other}", related: $key }) { ${result} }`,
    ],
    clearRelatedChoice: [
      `(article: $key, related: "${other}") { ${result} }`,
      `(article: "${other}", related: $key) { ${result} }`,
    ],
    pinTrending: `(input: { article: $key }) { ${result} }`,
    hideTrending: `(input: { article: $key }) { ${result} }`,
    clearTrendingChoice: `(article: $key) { ${result} }`,
  }),
  // Editors, who see its draft, are told that it was changed.
  ...paths('ID!', strangers, {
    correctArticle: `(input: { article: $key, expectedRevision: 1, note: "So it was.", content: {} }) { ${result} }`,
    withdrawArticle: `(input: { article: $key, expectedRevision: 1, reason: "So it was." }) { ${result} }`,
    killArticle: `(input: { article: $key, expectedRevision: 1, reason: "So it was." }) { ${result} }`,
    drafts: '(where: { article: $key }) { totalCount nodes { id } }',
    events: '(where: { article: $key }) { nodes { type } }',
  }),
];

const bySlug = paths('String!', everyone, {
  article: '(by: { slug: $key }) { id }',
  articleUpdated: '(by: { slug: $key }) { id }',
});
const byUrl = paths('URL!', everyone, {
  article: '(by: { url: $key }) { id }',
  articleUpdated: '(by: { url: $key }) { id }',
});

const step = (more = '') => `(input: { draft: $key, expectedRevision: 1${more} }) { ${result} }`;
const byDraftId = paths('ID!', strangers, {
  node: '(id: $key) { __typename id ... on Draft { headline } }',
  nodes: '(ids: [$key]) { __typename id ... on Draft { headline } }',
  draft: '(id: $key) { headline body revision article { slug } }',
  events: '(where: { draft: $key }) { nodes { type } }',
  reviseDraft: step(', content: { headline: "Mine now" }'),
  submitDraft: step(),
  returnDraft: step(),
  approveDraft: step(),
  publishDraft: [step(), step(`, at: "${tomorrow}"`), step(`, embargoUntil: "${tomorrow}", at: "${tomorrow}"`)],
  unscheduleDraft: step(),
  deleteDraft: step(),
  acceptSuggestions: step(', attributions: [{ role: CITED, source: "a-source" }]'),
  dismissSuggestions: step(', attributions: [{ role: CITED, source: "a-source" }]'),
  restoreRevision: [
    `(draft: $key, revision: 1, expectedRevision: 1) { ${result} }`,
    `(draft: $key, revision: 99, expectedRevision: 1) { ${result} }`,
  ],
  createPreviewLink: [`(draft: $key) { ${result} }`, `(draft: $key, days: 99) { ${result} }`],
});
const byRevisionId = paths('ID!', strangers, {
  node: '(id: $key) { __typename id }',
  nodes: '(ids: [$key]) { __typename id }',
});
const byWord = [
  ...paths('String!', everyone, {
    articles: '(where: { search: $key }) { totalCount nodes { slug } }',
    trending: '(where: { search: $key }) { nodes { slug } asOf }',
    insights: '{ coverage(groupBy: [TOPIC], where: { search: $key }) { topic { slug } articles } }',
    topics: '(where: { search: $key }) { totalCount }',
    sources: '(where: { search: $key }) { totalCount }',
    quotes: '(search: $key) { totalCount nodes { id } }',
    suggest: '(prefix: $key) { text article { slug } topic { slug } source { slug } }',
  }),
  ...paths('String!', strangers, { drafts: '(where: { search: $key }) { totalCount nodes { id } }' }),
];

/** The same shape, and never anything: the last number, or the letters turned round. */
function neverWas(key: string): string {
  const id = parseId(key);
  if (id !== null) return encodeId(id.typename, 2_000_000_000 + (Number(id.id) % 1_000_000));
  return key.replace(/[^/]+$/, (slug) => [...slug].reverse().join(''));
}

/** Readers ask by every path always; whoever is of the newsroom by a third of them, and at full length by all, by the run's seed. */
const part = rounds({ short: 1 / 3, long: 1 });
const random = randomOf('who asks by which path');

async function expectSame(all: readonly Path[], key: string, name: string, headers?: Record<string, string>) {
  const unknown = neverWas(key);
  for (const { field, document, viewers } of all) {
    for (const viewer of viewers) {
      if (viewer !== reader && random() > part) continue;
      // The newsroom reads what is under embargo; nobody else does.
      if (name === 'embargoed' && viewer !== reader && (all === byDraftId || field === 'drafts')) continue;
      const [real, never] = [
        await answerTo(viewer, { query: document, variables: { key } }, headers),
        await answerTo(viewer, { query: document, variables: { key: unknown } }, headers),
      ];
      expect(real.replaceAll(key, unknown), `${field} of ${name} by ${viewer.role} ${viewer.name}`).toBe(never);
      expect(real, `${field} by ${viewer.role}`).not.toMatch(/INTERNAL_SERVER_ERROR|GRAPHQL_VALIDATION/);
    }
  }
}

const names = [
  'never submitted',
  'approved',
  'scheduled',
  'embargoed',
  'a change of what is live',
  'withdrawn',
  'killed',
];

test.each(names)(
  'a piece that is %s is answered as one that never was, by every path and to every viewer who may not see it',
  async (name) => {
    const { draft, articleId, revisionId, slugs } = hidden.find((each) => each.name === name) as Hidden;
    if (articleId !== null && articleId !== live.article?.id) await expectSame(byArticleId, articleId, name);
    await expectSame(byDraftId, draft.id, name);
    await expectSame(byRevisionId, revisionId, name);
    for (const slug of slugs) {
      await expectSame(bySlug, slug, name);
      await expectSame(byUrl, `${publicUrl}/articles/${slug}`, name);
      await expectSame(byWord, slug.split('-')[1] as string, name);
    }
  },
);

test('an imported piece is found by its original address while it is published, and else answered as one that never was', async () => {
  const addressOf = (word: string) => `https://courier.example/2026/${word}`;
  const imported = async (word: string, given: Parameters<typeof piece>[1] = {}) => {
    const [id] = await publish(newsroom.db, [piece(`ferry-${word}`, { url: addressOf(word), ...given })]);
    return encodeId('Article', id as number);
  };
  const isFound = async (word: string) => {
    const query = 'query ($url: URL!) { article(by: { url: $url }) { id } }';
    const { data, errors } = await newsroom.ask<{ article: { id: string } | null }>(query, { url: addressOf(word) });
    expect(errors).toBeUndefined();
    return data?.article?.id;
  };
  const leave = (mutation: 'withdrawArticle' | 'killArticle', id: string) =>
    tools.take(editor, mutation, { article: id, reason: 'A mistake.', expectedRevision: 1 });

  const kept = await imported('kept');
  const ids = { withdrawn: await imported('elsewhere-withdrawn'), killed: await imported('elsewhere-killed') };
  expect(await isFound('kept')).toBe(kept);
  expect(await isFound('elsewhere-withdrawn')).toBe(ids.withdrawn);
  expect(await isFound('elsewhere-killed')).toBe(ids.killed);
  await leave('withdrawArticle', ids.withdrawn);
  await leave('killArticle', ids.killed);
  await imported('elsewhere-to-come', { publishedAt: new Date(tomorrow) });
  for (const state of ['withdrawn', 'killed', 'to-come']) {
    expect(await isFound(`elsewhere-${state}`), state).toBeUndefined();
    await expectSame(byUrl, addressOf(`elsewhere-${state}`), `imported, ${state}`);
  }
  await newsroom.db.deleteFrom('article').where('slug', '=', 'ferry-kept').execute();
});

test('a piece under embargo is read by the whole newsroom, and changed by no other writer', async () => {
  const { draft } = hidden.find(({ name }) => name === 'embargoed') as Hidden;
  const query = 'query ($id: ID!) { draft(id: $id) { headline revisions { totalCount } } drafts { nodes { id } } }';
  for (const viewer of [analyst, otherWriter]) {
    const { data } = await newsroom.askAs<{ draft: unknown; drafts: { nodes: { id: string }[] } }>(viewer, query, {
      id: draft.id,
    });
    expect(data?.draft).toEqual({ headline: expect.any(String), revisions: null });
    expect(data?.drafts.nodes).toContainEqual({ id: draft.id });
  }
  const revise = `mutation ($id: ID!) { reviseDraft(input: { draft: $id, expectedRevision: 1, content: {} }) {
    __typename ... on NotAllowed { requiredRole } } }`;
  const { data } = await newsroom.askAs(otherWriter, revise, { id: draft.id });
  expect(data).toEqual({ reviseDraft: { __typename: 'NotAllowed', requiredRole: 'EDITOR' } });
});

test('a preview link to one draft opens no other', async () => {
  const shown = await tools.create(writer);
  const made = await newsroom.askAs<{ createPreviewLink: { url: string } }>(
    writer,
    'mutation ($id: ID!) { createPreviewLink(draft: $id) { ... on PreviewLink { url } } }',
    { id: shown.id },
  );
  const preview = { 'x-dateline-preview': String(made.data?.createPreviewLink.url.split('/').at(-1)) };
  const query = 'query ($key: ID!) { draft(id: $key) { id } }';
  expect(await answerTo(reader, { query, variables: { key: shown.id } }, preview)).toContain(shown.id);
  for (const { draft, name, articleId } of hidden) {
    await expectSame(byDraftId, draft.id, name, preview);
    if (articleId !== null && articleId !== live.article?.id)
      await expectSame(byArticleId.slice(0, 5), articleId, name, preview);
  }
});

test('every field of the schema that could reveal a piece is queried here', () => {
  const asked = new Set([
    ...[...byArticleId, ...bySlug, ...byUrl, ...byDraftId, ...byWord].map(({ field }) => field),
    'articlePublished',
    'createDraft',
  ]);
  // Of these a piece is no part, or they show it to who made it.
  const others = [
    ...['topic', 'source', 'viewer', 'tokens', 'webhooks', 'webhookDeliveries', 'trendingChanged'],
    ...['topicSuggestions', 'acceptTopicSuggestion', 'dismissTopicSuggestion', 'askedSearches'],
    ...['saveTopic', 'saveSource', 'mergeTopics', 'mergeSources', 'createToken', 'revokeToken'],
    ...['distinguishSources'],
    ...['deleteTopic', 'deleteSource'],
    ...['saveWebhook', 'deleteWebhook', 'resendWebhookDelivery', 'importDocument'],
  ];
  const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}),
  );
  expect(fields.filter((field) => !asked.has(field) && !others.includes(field))).toEqual([]);
});

test('the newsroom reads a draft, but no article before it is published', async () => {
  for (const { draft, articleId, name } of hidden.filter((each) => each.articleId !== live.article?.id)) {
    const answer = await newsroom.askAs(editor, 'query ($id: ID!) { draft(id: $id) { id article { slug } } }', {
      id: draft.id,
    });
    expect(answer.data, `${name} ${articleId}`).toEqual({ draft: { id: draft.id, article: null } });
  }
});

test('a taken slug is refused in the same words whether its article is published or not, and drafts take none', async () => {
  const refusal = async (slug: string) => {
    const query = `mutation ($slug: String) { createDraft(input: { content: { headline: "Mine", slug: $slug } }) { ${result} }`;
    return (await answerTo(otherWriter, { query: `${query} }`, variables: { slug } }))
      .replaceAll(slug, 'SLUG')
      .replace(/"content-length","\d+"/, '');
  };
  const ofLive = await refusal('ferry-live');
  expect(ofLive).toContain('InvalidInput');
  const ofNone = await refusal('nobody-had-this');
  expect(ofNone).not.toContain('InvalidInput');
  for (const { name, slugs, articleId } of hidden) {
    const isTaken = articleId !== null && articleId !== live.article?.id;
    for (const slug of slugs) expect(await refusal(slug), `${name}: ${slug}`).toBe(isTaken ? ofLive : ofNone);
  }
});

test('addresses and beacons over HTTP reveal nothing but that a piece was killed', async () => {
  const config = readConfig({ PUBLIC_URL: publicUrl });
  const views = createViews(config, pino({ level: 'silent' }));
  const [operation] = (await readExamples(join(import.meta.dirname, '../../schema/operations'))).filter(
    ({ name }) => name === 'article-page',
  );
  if (operation === undefined) throw new Error('no article page');
  const routes = [...views.routes, pageRoute('/articles/', operation, (slug) => isKilledSlug(newsroom.db, slug))];
  const { url } = await start({ PUBLIC_URL: publicUrl }, { routes });
  const visit = async (slug: string) =>
    (await whole(await fetch(`${url}/articles/${slug}`, { redirect: 'manual' }))).replaceAll(slug, 'SLUG');
  const beacon = async (id: string) => whole(await fetch(`${url}/views`, { method: 'POST', body: id }));
  for (const { name, slugs, articleId } of hidden) {
    for (const slug of slugs) {
      const answer = await visit(slug);
      if (name === 'killed') expect(answer, slug).toContain('"status":410');
      else expect(answer, slug).toBe(await visit(neverWas(slug)));
    }
    if (articleId !== null) expect(await beacon(articleId), name).toBe(await beacon(neverWas(articleId)));
  }
});
