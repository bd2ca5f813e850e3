/** A process that publishes, corrects and withdraws without end until it is killed, and prints each acknowledged step. */

import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { DraftRow } from '../../db/drafts/drafts.ts';
import { openDatabase } from '../../db/engine/connect.ts';
import { correct, withdrawOrKill } from '../../src/newsroom/articles.ts';
import { publishDraft, unscheduleDraft } from '../../src/newsroom/publishing.ts';
import { createDraft, reviseDraft, takeStep } from '../../src/newsroom/steps.ts';
import type { Viewer } from '../../src/roles.ts';

const desk: Viewer = { role: 'EDITOR', name: 'Edda Editor', id: 'token:3' };
const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir = '', WORKERS = '1' } = process.env;

// No worker waits for another's connection: a third of them are for reads.
const poolSize = 2 * Number(WORKERS);
const { db } = await openDatabase({ databaseUrl, dataDir, poolSize, statementTimeoutMs: 20_000 });

async function acknowledged(type: string, step: Promise<DraftRow>): Promise<DraftRow> {
  const draft = await step;
  writeSync(1, `${JSON.stringify({ type, draft: draft.id, revision: draft.revision })}\n`);
  return draft;
}

const publicUrl = 'https://paper.example';

async function workOnPiece(name: string): Promise<void> {
  const content = {
    headline: `Bridge ${name} opens`,
    body: `<p>${'The bridge is open. '.repeat(200)}</p>`,
    language: 'en',
    topics: ['bridges', 'rivers'],
    attributions: [{ role: 'AUTHOR' as const, source: 'wren-writer' }],
    leadImage: { url: new URL('https://pictures.example/1.jpg'), alt: 'A bridge', credit: 'wren-writer' },
  };
  let draft = await acknowledged('draft.created', createDraft(db, desk, { content, publicUrl }));
  const of = () => ({ draft: draft.id, expectedRevision: draft.revision });
  const release = async (): Promise<void> => {
    draft = await acknowledged('draft.submitted', takeStep(db, desk, 'submit', of()));
    draft = await acknowledged('draft.approved', takeStep(db, desk, 'approve', of()));
    const at = new Date(Date.now() + 3_600_000);
    draft = await acknowledged('draft.scheduled', publishDraft(db, desk, { ...of(), at }));
    draft = await acknowledged('draft.unscheduled', unscheduleDraft(db, desk, of()));
    draft = await acknowledged('article.published', publishDraft(db, desk, of()));
  };
  await release();
  const article = draft.article_id as number;
  const correction = { article, note: 'It opened on Monday.', content: { headline: `Bridge ${name} is open` } };
  await correct(db, desk, { ...correction, publicUrl, expectedRevision: draft.revision });
  draft = { ...draft, revision: draft.revision + 1 };
  await acknowledged('article.corrected', Promise.resolve(draft));
  const change = { content: { standfirst: 'At last.' } };
  draft = await acknowledged('draft.revised', reviseDraft(db, desk, { ...of(), ...change, publicUrl }));
  draft = await acknowledged(
    'article.withdrawn',
    withdrawOrKill(db, desk, 'withdraw', { article, reason: 'It is closed.', expectedRevision: draft.revision }),
  );
  await release();
}

async function work(worker: number): Promise<never> {
  for (let piece = 1; ; piece += 1) {
    await workOnPiece(`${process.pid}-${worker}-${piece}`);
    await wait(0);
  }
}

writeSync(1, 'begins\n');
await Promise.all(Array.from({ length: Number(WORKERS) }, (_, worker) => work(worker)));
