/** Article.blocks and Article.embeds, of articles and of drafts. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { piece, publish } from '../support/articles.ts';
import { toolsOf } from '../support/drafts.ts';
import { useNewsroom, writer } from '../support/newsroom.ts';

const body =
  '<h2 id="text-boats">Boats</h2><p>Nine <em>went</em> out: <q>All back</q>.</p><ol start="3"><li>Ada</li></ol>' +
  '<figure><img src="https://p.example/a.jpg" alt="" width="20" /><figcaption>The <b>pier</b></figcaption></figure>' +
  '<figure data-embed="YouTube"><a href="https://y.example/1">Launch</a><figcaption>Filmed by Bo</figcaption></figure>' +
  '<table><caption>Catch</caption><tr><th scope="col">12</th><td colspan="2">40</td></tr></table>';

const newsroom = useNewsroom(async (db) => {
  await publish(db, [piece('Boats', { language: 'de' })]);
  await sql`update article set body = ${body}`.execute(db);
});
const tools = toolsOf(newsroom);

const fields = `
  embeds { provider url title caption }
  blocks {
    __typename text anchor
    ... on HeadingBlock { level marks { kind } }
    ... on ParagraphBlock { marks { kind offset length href anchor detail } }
    ... on ListBlock { isOrdered isNotes start isReversed numbering items { text anchor blocks { text } } }
    ... on PictureBlock { pictures { url alt width height href } caption { text marks { kind offset length } } }
    ... on EmbedBlock { provider url title caption { text } }
    ... on TableBlock { caption { text } rows { isHead isFoot cells { text isHeader scope columnSpan rowSpan blocks { text } } } }
  }`;

test('an article’s blocks have a type for each kind, and its embeds are listed', async () => {
  const { data, errors } = await newsroom.ask<{ article: Record<string, unknown> }>(
    `{ article(by: { slug: "boats" }) { ${fields} } }`,
  );
  expect(errors).toBeUndefined();
  const embed = { provider: 'YouTube', url: 'https://y.example/1', title: 'Launch' };
  expect(data?.article.embeds).toEqual([{ ...embed, caption: 'Filmed by Bo' }]);
  expect(data?.article.blocks).toMatchObject([
    { __typename: 'HeadingBlock', text: 'Boats', anchor: 'text-boats', level: 2 },
    {
      __typename: 'ParagraphBlock',
      text: 'Nine went out: „All back“.',
      marks: [
        { kind: 'EMPHASIS', offset: 5, length: 4, href: null, anchor: null, detail: null },
        { kind: 'QUOTATION', offset: 15, length: 10 },
      ],
    },
    { __typename: 'ListBlock', isOrdered: true, start: 3, items: [{ text: 'Ada', blocks: [{ text: 'Ada' }] }] },
    {
      __typename: 'PictureBlock',
      pictures: [{ url: 'https://p.example/a.jpg', alt: '', width: 20, height: null, href: null }],
      caption: { text: 'The pier', marks: [{ kind: 'STRONG', offset: 4, length: 4 }] },
    },
    { __typename: 'EmbedBlock', ...embed, caption: { text: 'Filmed by Bo' } },
    {
      __typename: 'TableBlock',
      caption: { text: 'Catch' },
      rows: [
        {
          cells: [
            { text: '12', isHeader: true, scope: 'COLUMN', columnSpan: 1 },
            { text: '40', isHeader: false, scope: null, columnSpan: 2 },
          ],
        },
      ],
    },
  ]);
});

test('a draft has blocks too, and none before it has a text', async () => {
  const empty = await tools.create(writer, { headline: 'Boats' });
  const draft = await tools.create(writer, { headline: 'Boats', body: '<p>Nine <b>went</b> out.</p>' });
  const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Draft { ${fields} } } }`;
  const { data } = await newsroom.askAs(writer, query, { ids: [empty.id, draft.id] });
  expect(data).toMatchObject({
    nodes: [
      { blocks: [], embeds: [] },
      { blocks: [{ text: 'Nine went out.', marks: [{ kind: 'STRONG', offset: 5, length: 4 }] }], embeds: [] },
    ],
  });
});
