/** Preview links: what they open, when they end, and the preview page. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createLoaders } from '../../db/loaders.ts';
import { schema } from '../../schema/schema.ts';
import { previewedDraft } from '../../src/preview/links.ts';
import { previewPage } from '../../src/preview/page.ts';
import { previewRoute } from '../../src/preview/routes.ts';
import type { Viewer } from '../../src/roles.ts';
import { toolsOf, whole } from '../support/drafts.ts';
import { start } from '../support/http-server.ts';
import { admin, analyst, editor, otherWriter, publicUrl, useNewsroom, writer, yogaOver } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

const newsroom = useNewsroom();
const tools = toolsOf(newsroom);

interface Made {
  readonly __typename: string;
  readonly url: string;
  readonly expiresAt: string;
}

async function link(viewer: Viewer, draft: string, days?: number): Promise<Made> {
  const answer = await newsroom.askAs<{ createPreviewLink: Made }>(
    viewer,
    `mutation ($draft: ID!, $days: Int! = 7) { createPreviewLink(draft: $draft, days: $days) {
      __typename ... on PreviewLink { url expiresAt } ... on NotAllowed { requiredRole } ... on InvalidInput { path } } }`,
    { draft, ...(days !== undefined && { days }) },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data?.createPreviewLink as Made;
}

const tokenOf = ({ url }: Made) => url.slice(`${publicUrl}/preview/`.length);
const draftQuery =
  'query ($id: ID!) { draft(id: $id) { headline body revisions { totalCount } } node(id: $id) { id } drafts { totalCount } }';

async function askWith(token: string | null, id: string) {
  const response = await yogaOver(newsroom.db).fetch('http://yoga/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== null && { 'x-dateline-preview': token }) },
    body: JSON.stringify({ query: draftQuery, variables: { id } }),
  });
  return { text: await response.text(), headers: response.headers };
}

test('a preview link opens its draft alone, by one field, and the answer is not cached', async () => {
  const [shown, other] = [await tools.create(writer), await tools.create(writer)];
  const made = await link(writer, shown.id);
  expect(Date.parse(made.expiresAt) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
  expect(Date.parse(made.expiresAt) - Date.now()).toBeLessThan(7.1 * 86_400_000);
  const { text, headers } = await askWith(tokenOf(made), shown.id);
  expect(JSON.parse(text)).toEqual({
    data: {
      draft: { headline: whole.headline, body: whole.body, revisions: null },
      node: null,
      drafts: { totalCount: 0 },
    },
  });
  expect(headers.get('cache-control')).toBe('no-store, private');
  expect(headers.get('x-robots-tag')).toContain('noindex');
  const without = await askWith(null, shown.id);
  expect((await askWith(tokenOf(made), other.id)).text).toBe(without.text);
  expect(without.headers.get('x-robots-tag')).toBeNull();
});

test('a forged, foreign, expired or revoked link opens nothing', async () => {
  const [draft, other] = [await tools.create(writer), await tools.create(writer)];
  const token = tokenOf(await link(writer, draft.id));
  const [id, seconds, signature] = token.split('.') as [string, string, string];
  const otherId = tokenOf(await link(writer, other.id)).split('.')[0];
  const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
  const bad = [
    `${id}.${seconds}.${flipped}`,
    `${id}.${Number(seconds) + 1}.${signature}`,
    `${otherId}.${seconds}.${signature}`,
    `${id}.${seconds}.`,
    token.slice(0, -1),
    `0${token}`,
    'x'.repeat(10_000),
  ];
  const nothing = (await askWith(null, draft.id)).text;
  for (const each of bad) expect((await askWith(each, draft.id)).text, each.slice(0, 80)).toBe(nothing);
  expect((await previewedDraft(newsroom.db, token))?.headline).toBe(whole.headline);

  // A key of another newsroom's, then a clock beyond the end.
  const key = await newsroom.db.selectFrom('secret').selectAll().executeTakeFirstOrThrow();
  await newsroom.db
    .updateTable('secret')
    .set({ value: Buffer.alloc(32, 7) })
    .execute();
  expect(await previewedDraft(newsroom.db, token)).toBeNull();
  await newsroom.db.updateTable('secret').set({ value: key.value }).execute();
  await newsroom.db.transaction().execute(async (trx) => {
    await sql`create schema later`.execute(trx);
    await sql`create function later.now() returns timestamptz language sql as
      $$ select pg_catalog.now() + interval '7 days 1 minute' $$`.execute(trx);
    await sql`set local search_path = later, public, pg_catalog`.execute(trx);
    expect(await previewedDraft(trx, token)).toBeNull();
  });
  expect(await previewedDraft(newsroom.db, token)).not.toBeNull();
  await newsroom.db.updateTable('draft').set({ killed_at: new Date() }).where('id', '=', Number(id)).execute();
  expect(await previewedDraft(newsroom.db, token)).toBeNull();
});

test('whoever may read a draft may share it, for 1 to 30 days, and the event log has who did', async () => {
  const draft = await tools.create(writer);
  const reader: Viewer = { role: 'READER', name: 'Rita', id: 'token:9' };
  for (const viewer of [reader, analyst]) {
    expect(await link(viewer, draft.id)).toEqual({ __typename: 'NotAllowed', requiredRole: 'WRITER' });
  }
  expect(await link(otherWriter, draft.id)).toEqual({ __typename: 'NotFound' });
  expect(await link(editor, draft.id)).toMatchObject({ __typename: 'PreviewLink' });
  expect(await link(admin, draft.id, 30)).toMatchObject({ __typename: 'PreviewLink' });
  for (const days of [0, 31, -7]) {
    expect(await link(writer, draft.id, days)).toEqual({ __typename: 'InvalidInput', path: ['days'] });
  }
  const events = await newsroom.db
    .selectFrom('event')
    .select(['actor', 'detail'])
    .where('type', '=', 'draft.shared')
    .orderBy('id', 'desc')
    .limit(2)
    .execute();
  expect(events.map(({ actor }) => actor)).toEqual(['token:4', 'token:3']);
  expect(Object.keys(events[0]?.detail as object)).toEqual(['expiresAt']);
});

test('a killed draft gets no link', async () => {
  const published = await tools.published(writer, editor);
  const article = published.article?.id;
  await tools.take(editor, 'killArticle', {
    article,
    reason: 'By order of the court.',
    expectedRevision: published.revision,
  });
  expect(await link(editor, published.id)).toEqual({ __typename: 'NotFound' });
});

test('the link to a draft that is deleted opens nothing', async () => {
  const draft = await tools.create(writer);
  const made = await link(writer, draft.id);
  expect((await askWith(tokenOf(made), draft.id)).text).toContain(whole.headline);
  expect(await tools.step(writer, 'deleteDraft', draft)).toMatchObject({ __typename: 'Draft' });
  const { text } = await askWith(tokenOf(made), draft.id);
  expect(JSON.parse(text)).toEqual({ data: { draft: null, node: null, drafts: { totalCount: 0 } } });
});

test('text of every field is escaped in the preview page', () => {
  const text = '"><script>alert(1)</script>&';
  const page = previewPage({
    headline: text,
    standfirst: text,
    body: '<p>Safe</p>',
    language: text,
    byline: text,
    topics: [text],
    image: { url: `https://pictures.example/${text}`, alt: text, caption: text },
  });
  expect(page).not.toContain('<script');
  expect(page.split('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;')).toHaveLength(10);
});

test('the preview page has no scripts and noindex, and its token is not logged', async () => {
  const draft = await tools.create(writer, {
    headline: '<script>alert(1)</script> & "more"',
    standfirst: '<img src=x onerror=alert(1)>',
    body: '<p>Safe <strong>text</strong></p><script>alert(1)</script>',
    language: 'en',
  });
  const token = tokenOf(await link(writer, draft.id));
  const loaders = createLoaders(newsroom.db);
  const { url, lines } = await start(
    {},
    {
      schema,
      createContext: () => ({ db: newsroom.db, loaders, previewDraftId: null }),
      routes: [
        previewRoute(
          () => ({ db: newsroom.db, loaders }),
          () => publicUrl,
        ),
      ],
    },
  );
  const page = await fetch(`${url}/preview/${token}`);
  const html = await page.text();
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('cache-control')).toBe('no-store, private');
  expect(page.headers.get('x-robots-tag')).toContain('noindex');
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('content-security-policy')).not.toContain('script-src');
  expect(html).not.toMatch(/<script|<img/);
  expect(html).toContain('<h1>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;</h1>');
  expect(html).toContain('<p>Safe <strong>text</strong></p>');
  for (const path of [`/preview/${token}x`, '/preview/', `/preview/1.1.${'A'.repeat(43)}`]) {
    const refused = await fetch(`${url}${path}`);
    expect(refused.status).toBe(404);
    expect(refused.headers.get('cache-control')).toMatch(/no-store/);
  }
  const asked = await fetch(`${url}/graphql?query={__typename}`, { headers: { 'x-dateline-preview': token } });
  expect(await asked.json()).toEqual({ data: { __typename: 'Query' } });
  expect(asked.headers.get('cache-control')).toBe('no-store, private');
  expect(asked.headers.get('x-robots-tag')).toContain('noindex');
  await fetch(`${url}/Preview/${token}`);
  await fetch(`${url}//preview/${token}?a=${token}`);
  await fetch(`${url}/graphql`, { method: 'POST', body: '{', headers: { 'x-dateline-preview': token } });
  await until(() => lines.length >= 8, 'a line for each request');
  expect(JSON.stringify(lines)).not.toContain(token.slice(0, 30));
});
