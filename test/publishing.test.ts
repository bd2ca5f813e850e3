import { expect, test } from 'vitest';
import { toolsOf, whole } from './support/drafts.ts';
import { editor, useNewsroom, writer } from './support/newsroom.ts';

const newsroom = useNewsroom();
const tools = toolsOf(newsroom);

test('a piece goes from its first word to its readers', async () => {
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
});
