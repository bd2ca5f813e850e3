/** Publishing: schedules, embargoes, changes of live articles, slugs, withdrawing, killing and corrections. */

import { expect, test } from 'vitest';
import { isKilledSlug } from '../../db/articles/slugs.ts';
import { finishJobs } from '../../db/engine/job-queue.ts';
import { pageRoute } from '../../src/graphiql/page-route.ts';
import type { ExampleOperation } from '../../src/graphql/example-operations.ts';
import { encodeId, parseId } from '../../src/ids.ts';
import { relateJobs } from '../../src/related/jobs.ts';
import { piece, publish } from '../support/articles.ts';
import { type Told, toolsOf, whole } from '../support/drafts.ts';
import { editor, useNewsroom, writer } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

const newsroom = useNewsroom((db) =>
  publish(db, [piece('Imported', { topics: ['Bridges'], body: '<p>As it came, wiht a mistake.</p>' })]),
);
const tools = toolsOf(newsroom);

const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();
const events = () => newsroom.db.selectFrom('event').select(['type', 'article_id', 'actor']).orderBy('id').execute();
const eventTypes = async () => (await events()).map(({ type }) => type);
const dueEvents = () => newsroom.db.selectFrom('due_event').select(['type', 'due_at']).execute();
const headlineAt = async (slug: string) => {
  const { data } = await newsroom.ask<{ article: { headline: string } | null }>(
    'query ($slug: String!) { article(by: { slug: $slug }) { headline } }',
    { slug },
  );
  return data?.article?.headline ?? null;
};

test('a draft is created, submitted, approved and published', async () => {
  const created = await tools.create(writer, { ...whole, headline: 'First' });
  expect(created).toMatchObject({ __typename: 'Draft', state: 'IN_PROGRESS', revision: 1, slug: null, article: null });
  const revised = await tools.step(writer, 'reviseDraft', created, { content: { headline: 'Bridge opens early' } });
  expect(revised).toMatchObject({ revision: 2, headline: 'Bridge opens early' });
  const submitted = await tools.step(writer, 'submitDraft', revised);
  expect(submitted).toMatchObject({ state: 'IN_REVIEW', revision: 3 });
  const approved = await tools.step(editor, 'approveDraft', submitted);
  expect(approved).toMatchObject({ state: 'APPROVED', revision: 4 });
  const published = await tools.step(editor, 'publishDraft', approved);
  expect(published).toMatchObject({ state: 'PUBLISHED', revision: 5, article: { slug: 'bridge-opens-early' } });
  const { data } = await newsroom.ask('{ article(by: { slug: "bridge-opens-early" }) { headline body wordCount } }');
  expect(data).toEqual({ article: { headline: 'Bridge opens early', body: whole.body, wordCount: 4 } });
  expect(await eventTypes()).toEqual([
    // The piece that was there before.
    'article.imported',
    'article.published',
    'draft.created',
    'draft.revised',
    'draft.submitted',
    'draft.approved',
    'article.published',
  ]);
});

test('publishing takes at most fourteen statements', async () => {
  const content = {
    ...whole,
    topics: ['bridges'],
    leadImage: { url: 'https://pictures.example/1.jpg', alt: 'A bridge' },
  };
  const publishing = async (draft: Told, rest = {}) => {
    newsroom.statements.length = 0;
    const result = await tools.take(editor, 'publishDraft', {
      draft: draft.id,
      expectedRevision: draft.revision,
      ...rest,
    });
    // What is told of the draft afterwards reads its article.
    const own = newsroom.statements.filter((text) => !/^\s*(begin|start transaction|commit)/i.test(text));
    return { result, count: own.length };
  };
  const first = await publishing(await tools.approved(writer, editor, content));
  expect(first.result.state).toBe('PUBLISHED');
  expect(first.count).toBeLessThanOrEqual(14);
  const scheduled = await publishing(await tools.approved(writer, editor, content), { at: hours(1) });
  expect(scheduled.result.state).toBe('SCHEDULED');
  expect(scheduled.count).toBeLessThanOrEqual(14);
  const revised = await tools.step(writer, 'reviseDraft', first.result, { content: { slug: 'another-slug' } });
  const submitted = await tools.step(writer, 'submitDraft', revised);
  const again = await publishing(await tools.step(editor, 'approveDraft', submitted));
  expect(again.result).toMatchObject({ state: 'PUBLISHED', article: { slug: 'another-slug' } });
  expect(again.count).toBeLessThanOrEqual(14);
});

test('a scheduled article appears at its time without any job', async () => {
  const approved = await tools.approved(writer, editor, { ...whole, headline: 'Scheduled for soon' });
  const at = new Date(Date.now() + 4000);
  const scheduled = await tools.step(editor, 'publishDraft', approved, { at: at.toISOString() });
  expect(scheduled).toMatchObject({ state: 'SCHEDULED', scheduledFor: at.toISOString(), embargoedUntil: null });
  expect(scheduled).toMatchObject({ article: null, slug: 'scheduled-for-soon' });
  expect((await dueEvents()).filter(({ due_at }) => due_at.getTime() === at.getTime())).toHaveLength(1);
  expect(await headlineAt('scheduled-for-soon')).toBeNull();
  await until(async () => (await headlineAt('scheduled-for-soon')) === 'Scheduled for soon', 'the piece');
  expect(Date.now()).toBeGreaterThanOrEqual(at.getTime());
  const { data } = await newsroom.askAs<{ draft: Told }>(
    editor,
    'query ($id: ID!) { draft(id: $id) { state scheduledFor revision id article { slug } } }',
    { id: scheduled.id },
  );
  const draft = data?.draft as Told;
  expect(draft).toMatchObject({ state: 'PUBLISHED', scheduledFor: null, article: { slug: 'scheduled-for-soon' } });
  expect(await tools.step(editor, 'unscheduleDraft', draft)).toMatchObject({
    __typename: 'WrongState',
    state: 'PUBLISHED',
  });
  const listed = await newsroom.askAs<{ drafts: { nodes: { id: string }[] } }>(
    editor,
    '{ drafts(where: { states: [PUBLISHED], search: "for soon" }) { nodes { id } } }',
  );
  expect(listed.data?.drafts.nodes).toEqual([{ id: scheduled.id }]);
});

test('scheduled and embargoed articles don’t exist for readers', async () => {
  const content = { ...whole, headline: 'Xylophone thefts', topics: ['bridges'] };
  const asked = `query ($id: ID!, $slug: String!, $url: URL!) {
    node(id: $id) { id } nodes(ids: [$id]) { id } byId: article(by: { id: $id }) { slug }
    bySlug: article(by: { slug: $slug }) { slug } byUrl: article(by: { url: $url }) { slug }
    articles { totalCount nodes { slug related { nodes { slug } edges { score reasons { weight } } } } }
    search: articles(where: { search: "xylophone" }) { totalCount nodes { slug } }
    topic(by: { slug: "bridges" }) { articles { totalCount nodes { slug } } trending { nodes { slug } } }
    trending { nodes { slug } } drafts { totalCount nodes { id } edges { cursor } pageInfo { endCursor hasNextPage } }
  }`;
  const { last } = await newsroom.db
    .selectFrom('article')
    .select(({ fn }) => fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  const about = (slug: string) => ({
    id: Buffer.from(`Article:${last + 1}`).toString('base64url'),
    slug,
    url: `https://news.example/articles/${slug}`,
  });
  const doJobs = () => finishJobs(newsroom.database, relateJobs(newsroom.db));
  await doJobs();
  const before = JSON.stringify((await newsroom.ask(asked, about('xylophone-thefts'))).data);
  expect(before).toContain('"score"');
  const approved = await tools.approved(writer, editor, content);
  const scheduled = await tools.step(editor, 'publishDraft', approved, { embargoUntil: hours(2) });
  expect(scheduled).toMatchObject({ state: 'SCHEDULED', embargoedUntil: expect.any(String), scheduledFor: null });
  const { id } = await newsroom.db
    .selectFrom('article')
    .select('id')
    .where('slug', '=', 'xylophone-thefts')
    .executeTakeFirstOrThrow();
  const after = { ...about('xylophone-thefts'), id: Buffer.from(`Article:${id}`).toString('base64url') };
  await doJobs();
  expect(JSON.stringify((await newsroom.ask(asked, after)).data)).toBe(before);

  const taken = await tools.step(editor, 'unscheduleDraft', scheduled);
  expect(taken).toMatchObject({ state: 'APPROVED', embargoedUntil: null, slug: null });
  expect(JSON.stringify((await newsroom.ask(asked, after)).data)).toBe(before);
  const left = await newsroom.db.selectFrom('due_event').select('id').where('article_id', '=', id).execute();
  expect(left).toEqual([]);
  const now = await tools.step(editor, 'publishDraft', taken);
  expect(now).toMatchObject({ state: 'PUBLISHED', article: { slug: 'xylophone-thefts' } });
});

test('a schedule can be moved, and replaced by publishing at once', async () => {
  const approved = await tools.approved(writer, editor, { ...whole, headline: 'Moved about' });
  const first = await tools.step(editor, 'publishDraft', approved, { at: hours(1) });
  const later = hours(3);
  const second = await tools.step(editor, 'publishDraft', first, { at: later });
  expect(second).toMatchObject({ state: 'SCHEDULED', scheduledFor: later });
  const due = await newsroom.db.selectFrom('due_event').selectAll().where('due_at', '=', new Date(later)).execute();
  expect(due).toHaveLength(1);
  const out = await tools.step(editor, 'publishDraft', second);
  expect(out).toMatchObject({ state: 'PUBLISHED', scheduledFor: null, article: { slug: 'moved-about' } });
  const row = await newsroom.db
    .selectFrom('article')
    .select(['published_at', 'first_published_at', 'updated_at'])
    .where('slug', '=', 'moved-about')
    .executeTakeFirstOrThrow();
  expect(row.published_at.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
  expect(row.first_published_at).toEqual(row.published_at);
  expect(row.updated_at).toEqual(row.published_at);
});

test('invalid times are refused by the field’s name', async () => {
  const approved = await tools.approved(writer, editor, { ...whole, headline: 'At odd times' });
  const both = await tools.step(editor, 'publishDraft', approved, { at: hours(1), embargoUntil: hours(1) });
  expect(both).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'embargoUntil'] });
  for (const [field, time] of [
    ['at', hours(-1)],
    ['embargoUntil', hours(-1)],
    ['at', ago(31_000)],
    ['at', '1969-12-31T23:59:59Z'],
    ['publishedAt', hours(1)],
    ['publishedAt', '1599-12-31T23:59:59Z'],
  ] as const) {
    const refused = await tools.step(editor, 'publishDraft', approved, { [field]: time });
    expect(refused, `${field} ${time}`).toMatchObject({ __typename: 'InvalidInput', path: ['input', field] });
  }
  for (const field of ['at', 'embargoUntil']) {
    const times = { [field]: hours(1), publishedAt: hours(-1) };
    const refused = await tools.step(editor, 'publishDraft', approved, times);
    expect(refused, field).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'publishedAt'] });
  }
  // A caller's clock is never just the database's.
  const live = await tools.step(editor, 'publishDraft', approved, { at: ago(5_000) });
  expect(live).toMatchObject({ state: 'PUBLISHED' });
  const revised = await tools.step(writer, 'reviseDraft', live, { content: { standfirst: 'More of it.' } });
  expect(revised).toMatchObject({ state: 'IN_PROGRESS', article: { slug: 'at-odd-times' } });
  const again = await tools.step(editor, 'approveDraft', await tools.step(writer, 'submitDraft', revised));
  const scheduled = await tools.step(editor, 'publishDraft', again, { at: hours(1) });
  expect(scheduled).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'at'] });
  const embargo = await tools.step(editor, 'publishDraft', again, { embargoUntil: hours(1) });
  expect(embargo).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'embargoUntil'] });
});

test('a backdated piece stands in lists at its date, and its event says so; what was out keeps its date', async () => {
  const publishedAt = '1998-03-12T09:00:00.000Z';
  const approved = await tools.approved(writer, editor, {
    ...whole,
    headline: 'From the archive',
    topics: ['bridges'],
  });
  const backdated = await tools.step(editor, 'publishDraft', approved, { publishedAt });
  expect(backdated).toMatchObject({ state: 'PUBLISHED', article: { slug: 'from-the-archive' } });
  const { data } = await newsroom.ask<Record<string, { nodes: { slug: string }[] }>>(`{
    article(by: { slug: "from-the-archive" }) { publishedAt firstPublishedAt updatedAt }
    oldest: articles(last: 1) { nodes { slug } }
    newest: articles(first: 1) { nodes { slug } }
    ofItsDay: articles(where: { publishedAt: { from: "1998-03-12T00:00:00Z", before: "1998-03-13T00:00:00Z" } }) { nodes { slug } }
  }`);
  expect(data?.article).toEqual({ publishedAt, firstPublishedAt: publishedAt, updatedAt: publishedAt });
  expect([data?.oldest, data?.ofItsDay]).toEqual(Array(2).fill({ nodes: [{ slug: 'from-the-archive' }] }));
  expect(data?.newest).not.toEqual(data?.oldest);
  const [event] = await newsroom.db
    .selectFrom('event')
    .select(['type', 'detail'])
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  expect(event).toMatchObject({ type: 'article.published', detail: { backdated: true, publishedAt } });

  const withdrawn = await tools.takeAway(editor, 'withdrawArticle', backdated);
  const again = await tools.step(editor, 'approveDraft', await tools.step(writer, 'submitDraft', withdrawn));
  const refused = await tools.step(editor, 'publishDraft', again, { publishedAt });
  expect(refused).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'publishedAt'] });
});

test('a scheduled piece can be published at once with a date of before', async () => {
  const approved = await tools.approved(writer, editor, { ...whole, headline: 'Was to come' });
  const scheduled = await tools.step(editor, 'publishDraft', approved, { at: hours(1) });
  const publishedAt = hours(-48);
  expect(await tools.step(editor, 'publishDraft', scheduled, { publishedAt })).toMatchObject({ state: 'PUBLISHED' });
  const { data } = await newsroom.ask('{ article(by: { slug: "was-to-come" }) { publishedAt firstPublishedAt } }');
  expect(data).toEqual({ article: { publishedAt, firstPublishedAt: publishedAt } });
});

test('an imported article is withdrawn at revision 1, whichever other revision is StaleRevision', async () => {
  await publish(newsroom.db, [piece('Never drafted')]);
  const { data } = await newsroom.ask<{ article: { id: string } }>('{ article(by: { slug: "never-drafted" }) { id } }');
  const input = { article: data?.article.id, reason: 'Wrong.' };
  const stale = await tools.take(editor, 'withdrawArticle', { ...input, expectedRevision: 0 });
  expect(stale).toMatchObject({ __typename: 'StaleRevision', currentRevision: 1 });
  const taken = await tools.take(editor, 'withdrawArticle', { ...input, expectedRevision: 1 });
  expect(taken).toMatchObject({ __typename: 'Draft', state: 'IN_PROGRESS', revision: 2 });
});

test('changes of a live article stay in its draft until they are published, and publishedAt stays', async () => {
  const published = await tools.published(writer, editor, { ...whole, headline: 'Ferry late' });
  const dates = '{ article(by: { slug: "ferry-late" }) { headline publishedAt firstPublishedAt updatedAt } }';
  const before = (await newsroom.ask<{ article: Record<string, string> }>(dates)).data?.article;
  const revised = await tools.step(writer, 'reviseDraft', published, { content: { headline: 'Ferry on time' } });
  expect(await headlineAt('ferry-late')).toBe('Ferry late');
  const approved = await tools.step(editor, 'approveDraft', await tools.step(writer, 'submitDraft', revised));
  await tools.step(editor, 'publishDraft', approved);
  const after = (await newsroom.ask<{ article: Record<string, string> }>(dates)).data?.article;
  expect(after).toMatchObject({ headline: 'Ferry on time', publishedAt: before?.publishedAt });
  expect(after?.firstPublishedAt).toBe(before?.firstPublishedAt);
  expect(String(after?.updatedAt) > String(before?.updatedAt)).toBe(true);
  expect((await eventTypes()).at(-1)).toBe('article.updated');
});

test('a slug can be changed; former ones resolve, and are refused to other articles', async () => {
  const published = await tools.published(writer, editor, { ...whole, headline: 'Market square', slug: 'market' });
  expect(published.article?.slug).toBe('market');
  const revised = await tools.step(writer, 'reviseDraft', published, { content: { slug: 'the-market' } });
  await tools.step(
    editor,
    'publishDraft',
    await tools.step(editor, 'approveDraft', await tools.step(writer, 'submitDraft', revised)),
  );
  const { data } = await newsroom.ask('{ article(by: { slug: "market" }) { slug } }');
  expect(data).toEqual({ article: { slug: 'the-market' } });
  for (const slug of ['market', 'the-market']) {
    const result = await tools.create(writer, { ...whole, slug });
    expect(result).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'content', 'slug'] });
  }
  const other = await tools.published(writer, editor, { ...whole, headline: 'Market' });
  expect(other.article?.slug).toBe('market-2');
  const two = await Promise.all([1, 2].map(() => tools.approved(writer, editor, { ...whole, slug: 'wanted-twice' })));
  await tools.step(editor, 'publishDraft', two[0] as Told);
  const late = await tools.step(editor, 'publishDraft', two[1] as Told);
  expect(late).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'draft'] });
});

test('an article takes one of its own former slugs back, and the slug that it gives up for it leads to it', async () => {
  const rename = async (draft: Told, slug: string) => {
    const revised = await tools.step(writer, 'reviseDraft', draft, { content: { slug } });
    const submitted = await tools.step(writer, 'submitDraft', revised);
    return tools.step(editor, 'publishDraft', await tools.step(editor, 'approveDraft', submitted));
  };
  const first = await tools.published(writer, editor, { ...whole, headline: 'Old town', slug: 'old-town' });
  const second = await rename(first, 'new-town');
  expect(second.article?.slug).toBe('new-town');
  const third = await rename(second, 'old-town');
  expect(third).toMatchObject({ __typename: 'Draft', state: 'PUBLISHED', article: { slug: 'old-town' } });
  const { data } = await newsroom.ask('{ article(by: { slug: "new-town" }) { slug } }');
  expect(data).toEqual({ article: { slug: 'old-town' } });
});

test('a withdrawn article whose new schedule is taken back is withdrawn again, with its first publishedAt', async () => {
  const published = await tools.published(writer, editor, { ...whole, headline: 'Back and forth' });
  const row = () =>
    newsroom.db
      .selectFrom('article')
      .select(['published_at', 'first_published_at', 'withdrawn_at'])
      .where('slug', '=', 'back-and-forth')
      .executeTakeFirstOrThrow();
  const first = (await row()).published_at;
  const withdrawn = await tools.takeAway(editor, 'withdrawArticle', published);
  const approved = await tools.step(editor, 'approveDraft', await tools.step(writer, 'submitDraft', withdrawn));
  const scheduled = await tools.step(editor, 'publishDraft', approved, { at: hours(2) });
  expect((await row()).published_at.getTime()).toBeGreaterThan(Date.now());
  await tools.step(editor, 'unscheduleDraft', scheduled);
  const after = await row();
  expect([after.published_at, after.first_published_at]).toEqual([first, first]);
  expect(after.withdrawn_at).not.toBeNull();
});

test.each([
  ['at', 'scheduled_for'],
  ['embargoUntil', 'embargoed_until'],
] as const)(
  'a draft published by %s is PUBLISHED, and not SCHEDULED, once its time has come',
  async (input, column) => {
    const headline = `Timed by ${input}`;
    const approved = await tools.approved(writer, editor, { ...whole, headline });
    const { id } = await tools.step(editor, 'publishDraft', approved, { [input]: hours(2) });
    const state = async () => {
      const query = `query ($id: ID!, $search: String!) {
      draft(id: $id) { state scheduledFor embargoedUntil }
      scheduled: drafts(where: { states: [SCHEDULED], search: $search }) { totalCount }
      published: drafts(where: { states: [PUBLISHED], search: $search }) { totalCount }
    }`;
      const { data, errors } = await newsroom.askAs(editor, query, { id, search: headline });
      expect(errors).toBeUndefined();
      return data;
    };
    expect(await state()).toMatchObject({
      draft: { state: 'SCHEDULED' },
      scheduled: { totalCount: 1 },
      published: { totalCount: 0 },
    });
    const past = new Date(Date.now() - 1000);
    await newsroom.db
      .updateTable('draft')
      .set({ [column]: past })
      .where('headline', '=', headline)
      .execute();
    expect(await state()).toEqual({
      draft: { state: 'PUBLISHED', scheduledFor: null, embargoedUntil: null },
      scheduled: { totalCount: 0 },
      published: { totalCount: 1 },
    });
  },
);

test('a withdrawn article is a draft again, and returns with its first publishedAt', async () => {
  const published = await tools.published(writer, editor, { ...whole, headline: 'Hasty words' });
  const article = published.article?.id;
  const withdrawn = await tools.takeAway(editor, 'withdrawArticle', published);
  expect(withdrawn).toMatchObject({ id: published.id, state: 'IN_PROGRESS', article: null, slug: 'hasty-words' });
  expect(await headlineAt('hasty-words')).toBeNull();
  expect(
    await tools.take(editor, 'withdrawArticle', { article, reason: 'Again.', expectedRevision: withdrawn.revision }),
  ).toMatchObject({
    __typename: 'NotFound',
  });
  const approved = await tools.step(editor, 'approveDraft', await tools.step(writer, 'submitDraft', withdrawn));
  const embargoed = await tools.step(editor, 'publishDraft', approved, { embargoUntil: hours(1) });
  expect(embargoed).toMatchObject({ __typename: 'InvalidInput' });
  const scheduled = await tools.step(editor, 'publishDraft', approved, { at: hours(1) });
  expect(scheduled).toMatchObject({ state: 'SCHEDULED', article: null });
  const taken = await tools.step(editor, 'unscheduleDraft', scheduled);
  expect(taken).toMatchObject({ state: 'APPROVED', slug: 'hasty-words' });
  expect(await headlineAt('hasty-words')).toBeNull();
  const again = await tools.step(editor, 'publishDraft', taken);
  expect(again.article).toEqual({ id: article, slug: 'hasty-words' });
  const row = await newsroom.db
    .selectFrom('article')
    .select(['published_at', 'first_published_at'])
    .where('slug', '=', 'hasty-words')
    .executeTakeFirstOrThrow();
  expect(row.first_published_at.getTime()).toBeLessThan(row.published_at.getTime());
  expect((await eventTypes()).slice(-6)).toEqual([
    'article.withdrawn',
    'draft.submitted',
    'draft.approved',
    'draft.scheduled',
    'draft.unscheduled',
    'article.published',
  ]);
});

test('a killed article can’t return, and its address is answered as gone', async () => {
  const published = await tools.published(writer, editor, { ...whole, headline: 'Libel', slug: 'libel' });
  const article = published.article?.id;
  const killed = await tools.takeAway(editor, 'killArticle', published);
  expect(killed).toMatchObject({ __typename: 'Draft', article: null });
  for (const result of [
    await tools.step(editor, 'reviseDraft', killed, { content: { headline: 'x' } }),
    await tools.restore(editor, killed.id, 1, killed.revision),
    await tools.step(editor, 'submitDraft', killed),
    await tools.step(editor, 'publishDraft', killed),
  ]) {
    expect(result).toMatchObject({ __typename: 'WrongState', state: 'IN_PROGRESS' });
  }
  expect(
    await tools.take(editor, 'killArticle', { article, reason: 'Again.', expectedRevision: killed.revision }),
  ).toMatchObject({
    __typename: 'NotFound',
  });
  expect(await headlineAt('libel')).toBeNull();
  expect(await tools.create(writer, { ...whole, slug: 'libel' })).toMatchObject({ __typename: 'InvalidInput' });
  expect(await statusOf('/articles/libel')).toBe(410);
  expect(await statusOf('/articles/never-was')).toBe(302);
});

test('publishing, correcting, withdrawing and killing an article each enqueue relating it anew', async () => {
  const related: unknown[] = [];
  const relate = async (payloads: readonly unknown[]) => void related.push(...payloads);
  await finishJobs(newsroom.database, { relate });
  const published = await tools.published(writer, editor, { ...whole, headline: 'Anew', slug: 'anew' });
  const article = published.article?.id;
  const correction = { article, note: 'The hour.', expectedRevision: published.revision };
  const steps = {
    correct: () => tools.correct(editor, { ...correction, content: { standfirst: 'At nine.' } }),
    withdraw: () => tools.takeAway(editor, 'withdrawArticle', { ...published, revision: published.revision + 1 }),
    kill: () => tools.takeAway(editor, 'killArticle', { ...published, revision: published.revision + 2 }),
  };
  const articleId = Number(parseId(String(article))?.id);
  for (const [step, take] of [['publish', async () => published] as const, ...Object.entries(steps)]) {
    expect(await take(), step).not.toHaveProperty('message');
    related.length = 0;
    await finishJobs(newsroom.database, { relate });
    expect(related, step).toEqual([{ articleId }]);
  }
});

/** What the route answers, without a server around it. */
async function statusOf(path: string): Promise<number> {
  const operation = { name: 'article-page', query: 'query ($slug: String!) { article }', variables: {} };
  const route = pageRoute('/articles/', operation as unknown as ExampleOperation, (slug) =>
    isKilledSlug(newsroom.db, slug),
  );
  let status = 0;
  const response = {
    writeHead(code: number) {
      status = code;
      return response;
    },
    end: () => response,
  };
  await route.handle({} as never, response as never, path, { requestId: 'any' });
  return status;
}

test('a correction is applied at once and listed for ever, on imported articles, too', async () => {
  const found = await newsroom.ask<{ article: { id: string } }>('{ article(by: { slug: "imported" }) { id } }');
  const article = found.data?.article.id;
  const correction = {
    article,
    note: 'We misspelt “with”.',
    content: { body: 'As it came, *with* care.', bodyFormat: 'MARKDOWN' },
  };
  const stale = await tools.correct(editor, { ...correction, expectedRevision: 7 });
  expect(stale).toMatchObject({ __typename: 'StaleRevision', currentRevision: 1 });
  const empty = await tools.correct(editor, { ...correction, expectedRevision: 1, note: ' ' });
  expect(empty).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'note'] });
  expect(await tools.correct(editor, { ...correction, expectedRevision: 1 })).toMatchObject({ __typename: 'Article' });
  const { data } = await newsroom.ask<{ article: { jsonLd: { correction: { text: string }[] } } }>(
    '{ article(by: { slug: "imported" }) { body topics { slug } corrections { note } jsonLd } }',
  );
  expect(data?.article).toMatchObject({
    body: '<p>As it came, <em>with</em> care.</p>',
    topics: [{ slug: 'bridges' }],
    corrections: [{ note: correction.note }],
  });
  expect(data?.article.jsonLd.correction).toMatchObject([{ text: correction.note }]);
  const drafts = await newsroom.askAs<{ drafts: { nodes: Told[] } }>(
    editor,
    'query ($article: ID!) { drafts(where: { article: $article }) { nodes { id state revision } } }',
    { article },
  );
  expect(drafts.data?.drafts.nodes).toMatchObject([{ state: 'PUBLISHED', revision: 2 }]);
});

test('an import doesn’t overwrite an article that the newsroom has edited', async () => {
  await publish(newsroom.db, [piece('Imported', { headline: 'Imported', body: '<p>Another version of it all.</p>' })]);
  const { data } = await newsroom.ask('{ article(by: { slug: "imported" }) { body } }');
  expect(data).toEqual({ article: { body: '<p>As it came, <em>with</em> care.</p>' } });
});

test('a correction publishes no other changes of the draft, which can be restored', async () => {
  const published = await tools.published(writer, editor, { ...whole, headline: 'Tides', slug: 'tides' });
  const pending = await tools.step(writer, 'reviseDraft', published, { content: { headline: 'Not yet approved' } });
  const article = published.article?.id;
  const input = { article, expectedRevision: pending.revision, note: 'The hour.', content: { standfirst: 'At nine.' } };
  expect(await tools.correct(editor, input)).toMatchObject({ __typename: 'Article', headline: 'Tides' });
  const restored = await tools.restore(writer, published.id, pending.revision, pending.revision + 1);
  expect(restored).toMatchObject({ state: 'IN_PROGRESS', headline: 'Not yet approved' });
  expect(await headlineAt('tides')).toBe('Tides');
});

test('a correction leaves everything else of an article as it was, or takes all of it away: topics, picture, and whom it rests on', async () => {
  const office = { name: 'Harbour Office', kind: 'GOVERNMENT' } as const;
  const falk = { name: 'Ines Falk', kind: 'PERSON' } as const;
  const [id = 0] = await publish(newsroom.db, [
    piece('Kept whole', {
      body: '<p>The office knew. “It leaks,” said Ines Falk. “And it stays so.”</p>',
      topics: ['Quays', 'Bridges'],
      image: { url: 'https://pictures.example/quay.jpg', width: 800, height: 600, alt: 'A quay', credit: office },
      attributions: [
        { role: 'CITED', source: office },
        { role: 'QUOTED', source: falk, quotes: ['It leaks', 'And it stays so.'] },
        { role: 'AUTHOR', source: falk },
      ],
    }),
  ]);
  const fields = `headline body language topics { slug }
    leadImage { url width height alt caption creditLine credit { slug } }
    attributions { role quote quotes { text } source { slug } }`;
  const read = async () => {
    const query = `{ article(by: { slug: "kept-whole" }) { ${fields} } drafts(where: { search: "Kept whole" }) { nodes { ${fields} } } }`;
    const { data, errors } = await newsroom.askAs<{ article: object; drafts: { nodes: object[] } }>(editor, query);
    expect(errors).toBeUndefined();
    return data ?? expect.fail();
  };
  const { article: before } = await read();
  expect(before).toMatchObject({ attributions: [{ role: 'CITED' }, { role: 'QUOTED' }, { role: 'AUTHOR' }] });
  const content = { standfirst: 'It leaks.' };
  const article = encodeId('Article', id);
  expect(await tools.correct(editor, { article, expectedRevision: 1, note: 'It does.', content })).toMatchObject({
    __typename: 'Article',
  });
  expect(await read()).toEqual({ article: before, drafts: { nodes: [before] } });

  const nothing = { topics: [], attributions: [], leadImage: null };
  expect(
    await tools.correct(editor, { article, expectedRevision: 2, note: 'Nobody said it.', content: nothing }),
  ).toMatchObject({ __typename: 'Article' });
  expect(await read()).toMatchObject({ article: { topics: [], leadImage: null, attributions: [] } });
  const rows = (table: 'article_topic' | 'attribution' | 'quote' | 'lead_image' | 'article_source_count') =>
    newsroom.db.selectFrom(table).select('article_id').where('article_id', '=', id).execute();
  for (const table of ['article_topic', 'attribution', 'quote', 'lead_image', 'article_source_count'] as const) {
    expect(await rows(table), table).toEqual([]);
  }
  const corrected = newsroom.db.selectFrom('event').select('changes').where('type', '=', 'article.corrected');
  expect(await corrected.orderBy('id', 'desc').executeTakeFirst()).toEqual({
    changes: { topics: ['bridges', 'quays'], sources: ['harbour-office', 'ines-falk'] },
  });
});
