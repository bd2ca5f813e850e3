/** Corrections of imported articles while their origin is imported again: no deadlock, and no correction is overwritten. */

import { expect, inject, test } from 'vitest';
import { takeLock } from '../../db/engine/advisory-locks.ts';
import { encodeId } from '../../src/ids.ts';
import type { ImportedDocument } from '../../src/import/imported-document.ts';
import { type SavedDocument, saveDocument } from '../../src/import/save.ts';
import { piece, publish } from '../support/articles.ts';
import { type Told, toolsOf } from '../support/drafts.ts';
import { lockWaits } from '../support/lock-waits.ts';
import { editor, useNewsroom } from '../support/newsroom.ts';
import { rounds } from '../support/rounds.ts';
import { until } from '../support/until.ts';

const newsroom = useNewsroom();
const tools = toolsOf(newsroom);

const given = {
  topics: ['Rivers', 'Bridges'],
  attributions: [{ role: 'CITED', source: { name: 'The Harbour Office', kind: 'GOVERNMENT' } }],
} satisfies Partial<ImportedDocument>;

const importing = (origin: string, headline: string) =>
  saveDocument(newsroom.db, piece(origin, { ...given, headline, topics: ['Bridges', 'Rivers'] }));

const correcting = (articleId: number) =>
  tools.correct(editor, {
    article: encodeId('Article', articleId),
    expectedRevision: 1,
    note: 'It was the other bank.',
    content: { headline: 'Corrected' },
  });

async function headlineOf(id: number): Promise<string | undefined> {
  const row = await newsroom.db.selectFrom('article').select('headline').where('id', '=', id).executeTakeFirst();
  return row?.headline;
}

test('a correction and an import of the same article at once both succeed, and the correction stays', async () => {
  for (let round = 1; round <= rounds({ short: 30, long: 150 }); round += 1) {
    const origin = `origin ${round}`;
    const [articleId = 0] = await publish(newsroom.db, [piece(origin, given)]);
    const [corrected] = await Promise.all([correcting(articleId), importing(origin, 'Imported again')]);
    expect(corrected).toMatchObject({ __typename: 'Article', headline: 'Corrected' });
    expect(await headlineOf(articleId)).toBe('Corrected');
  }
});

test.runIf(inject('serverUrl') !== null)(
  'an import that waits for a correction finds the piece taken over, and leaves it as it is',
  async () => {
    const [articleId = 0] = await publish(newsroom.db, [piece('waiting', given)]);
    let correction: Promise<Told> | undefined;
    let reimport: Promise<SavedDocument> | undefined;
    await newsroom.db.transaction().execute(async (trx) => {
      // Whoever records an event waits for it: the correction when it has written everything.
      await takeLock(trx, 'events');
      correction = correcting(articleId);
      await until(async () => (await lockWaits(trx)) === 1, 'the correction waits');
      reimport = importing('waiting', 'Imported again');
      await until(async () => (await lockWaits(trx)) === 2, 'the import waits');
    });
    expect(await correction).toMatchObject({ __typename: 'Article', headline: 'Corrected' });
    expect(await reimport).toEqual({ outcome: 'unchanged', articleId });
    expect(await headlineOf(articleId)).toBe('Corrected');
  },
);
