/** Optimistic locking of drafts: concurrent saves, steps, creations and slugs. */

import { expect, test } from 'vitest';
import { toolsOf, whole } from '../support/drafts.ts';
import { admin, editor, useNewsroom, writer } from '../support/newsroom.ts';
import { rounds } from '../support/rounds.ts';

const newsroom = useNewsroom();
const tools = toolsOf(newsroom);

test('of two concurrent saves one wins and the other is StaleRevision', async () => {
  const saves = rounds({ short: 40, long: 200 });
  let draft = await tools.create(writer);
  for (let round = 1; round <= saves; round += 1) {
    const result = await Promise.all(
      [editor, admin].map((viewer) =>
        tools.step(viewer, 'reviseDraft', draft, { content: { headline: `${viewer.name} in round ${round}` } }),
      ),
    );
    const [won, ...others] = result.filter(({ __typename }) => __typename === 'Draft');
    expect(others).toEqual([]);
    expect(won).toMatchObject({ revision: round + 1 });
    const lost = result.find(({ __typename }) => __typename !== 'Draft');
    expect(lost).toMatchObject({ __typename: 'StaleRevision', currentRevision: round + 1 });
    draft = won as typeof draft;
  }
  const { rows } = { rows: await newsroom.db.selectFrom('revision').select(['revision', 'snapshot']).execute() };
  expect(rows.map(({ revision }) => revision).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: saves + 1 }, (_, index) => index + 1),
  );
  expect(rows.find(({ revision }) => revision === saves + 1)?.snapshot).toMatchObject({ headline: draft.headline });
});

test('of two concurrent steps one is taken', async () => {
  for (let round = 1; round <= rounds({ short: 8, long: 20 }); round += 1) {
    const draft = await tools.approved(writer, editor);
    const result = await Promise.all([
      tools.step(editor, 'publishDraft', draft),
      tools.step(admin, 'returnDraft', draft),
    ]);
    expect(result.filter(({ __typename }) => __typename === 'Draft')).toHaveLength(1);
  }
});

test('articles published at once with the same slug get one each', async () => {
  const drafts = await Promise.all(
    Array.from({ length: 6 }, () => tools.approved(writer, editor, { ...whole, headline: 'Flood on the quay' })),
  );
  const published = await Promise.all(drafts.map((draft) => tools.step(editor, 'publishDraft', draft)));
  const slugs = published.map(({ article }) => article?.slug).toSorted();
  expect(slugs).toEqual(['', '-2', '-3', '-4', '-5', '-6'].map((end) => `flood-on-the-quay${end}`));
});
