/** Versions of a piece, and what its sender takes back: an earlier one changes nothing, and readers lose what is canceled. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { HoldPolicy } from '../../src/import/candidate.ts';
import type { ImportedDocument } from '../../src/import/imported-document.ts';
import { planDocument, saveDocument } from '../../src/import/save.ts';
import { piece } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom();
const policy: HoldPolicy = { held: 'drafts', publishUndated: false };

/** As a dry run says, too. */
async function save(document: ImportedDocument) {
  const planned = await planDocument(newsroom.db, document, policy);
  const saved = await saveDocument(newsroom.db, document, policy);
  expect(planned.outcome).toBe(saved.outcome);
  return saved.outcome;
}

const version = (origin: string, number: number, more: Partial<ImportedDocument> = {}) =>
  piece(origin, { headline: `${origin} ${number}`, version: { number, at: new Date(2026, 2, 1, number) }, ...more });

async function live(): Promise<string[]> {
  const { data } = await newsroom.ask<{ articles: { nodes: { headline: string }[] } }>(
    '{ articles(first: 100) { nodes { headline } } }',
  );
  return data?.articles.nodes.map(({ headline }) => headline) ?? [];
}

test('a later version updates a piece, an earlier one doesn’t, and its date stays that of the first', async () => {
  const early = new Date('2026-03-01T08:00:00Z');
  const later = new Date('2026-03-01T12:00:00Z');
  expect(await save(version('Eel', 2, { publishedAt: early, isDateOfVersion: true }))).toBe('created');
  expect(await save(version('Eel', 4, { publishedAt: later, isDateOfVersion: true }))).toBe('updated');
  expect(await save(version('Eel', 3, { publishedAt: early }))).toBe('unchanged');
  expect(await save(version('Eel', 4, { publishedAt: later, isDateOfVersion: true }))).toBe('unchanged');
  const { rows } = await sql<object>`select headline, published_at from article where headline like 'Eel%'`.execute(
    newsroom.db,
  );
  expect(rows).toEqual([{ headline: 'Eel 4', published_at: early }]);
});

test.each(['withheld', 'canceled'] as const)('what is %s goes from readers, to an editor', async (takenBack) => {
  const origin = `Out ${takenBack}`;
  await save(version(origin, 1));
  expect(await live()).toContain(`${origin} 1`);
  expect(await save(version(origin, 2, { takenBack }))).toBe('withdrawn');
  expect(await live()).not.toContain(`${origin} 1`);
  expect(await save(version(origin, 2, { takenBack }))).toBe('unchanged');
  expect(await save(version(origin, 1))).toBe('unchanged');
  expect(await live()).not.toContain(`${origin} 1`);
  const { rows } = await sql<object>`
    select d.state, d.hold_reason, e.detail ->> 'imported' as imported
    from draft d join event e on e.draft_id = d.id and e.type = 'article.withdrawn' where d.headline = ${`${origin} 1`}
  `.execute(newsroom.db);
  expect(rows).toEqual([{ state: 'IN_REVIEW', hold_reason: expect.stringMatching(/sender/), imported: 'true' }]);
});

test('what is canceled before it came, or before its hour, never comes out', async () => {
  expect(await save(version('Early', 2, { takenBack: 'canceled' }))).toBe('unchanged');
  expect(await save(version('Early', 1))).toBe('unchanged');
  expect(await save(version('Early', 3))).toBe('created');
  const publishedAt = new Date(Date.now() + 86_400_000);
  expect(await save(version('Due', 1, { publishedAt }))).toBe('created');
  expect(await save(version('Due', 2, { takenBack: 'canceled' }))).toBe('withdrawn');
  expect(await save(version('Due', 1))).toBe('unchanged');
  const { rows } = await sql`select from article where headline like 'Due%'`.execute(newsroom.db);
  expect(rows).toEqual([]);
});

test('what is withheld from the beginning waits for an editor, and goes when it is canceled', async () => {
  const withheld = { takenBack: 'withheld', unsure: 'Its sender withholds it.' } as const;
  expect(await save(version('Held', 1, withheld))).toBe('held');
  expect(await save(version('Held', 1, withheld))).toBe('unchanged');
  expect(await save(version('Held', 2, { takenBack: 'canceled' }))).toBe('withdrawn');
  expect(await save(version('Held', 1, withheld))).toBe('unchanged');
  expect((await sql`select from draft where headline like 'Held%'`.execute(newsroom.db)).rows).toEqual([]);
});

test('what the newsroom has worked on stays, and is told', async () => {
  await save(version('Own', 1));
  await sql`insert into draft (owner, headline, language, article_id, state) select 'e', headline, 'en', id, 'PUBLISHED' from article where headline = 'Own 1'`.execute(
    newsroom.db,
  );
  await expect(saveDocument(newsroom.db, version('Own', 2, { takenBack: 'canceled' }), policy)).rejects.toThrow(
    /newsroom has worked on it/,
  );
  expect(await live()).toContain('Own 1');
});

test('another site takes nothing back that came otherwise', async () => {
  const url = 'https://weir.example/otters';
  await save(version('Otters', 1, { url }));
  const takenBack = { url, takenBack: 'canceled', isOfAnotherSite: true } as const;
  expect(await save(version('https://other.example/#otters', 9, takenBack))).toBe('unchanged');
  expect(await save(version(url, 9, takenBack))).toBe('unchanged');
  expect(await live()).toContain('Otters 1');
});

test('of what readers have and isn’t public any more where it comes from somebody is told', async () => {
  await save(version('Heron', 1));
  const draft = version('Heron', 2, { unsure: 'It is a draft there.' });
  const told = { outcome: 'unchanged', reason: 'Readers have it from before. It is a draft there.' };
  expect(await planDocument(newsroom.db, draft, policy)).toEqual(told);
  expect(await saveDocument(newsroom.db, draft, policy)).toMatchObject(told);
  expect(await live()).toContain('Heron 1');
});
