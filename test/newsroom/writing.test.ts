/** Numbers of statements of publishing and importing: they don't grow with topics and sources. */

import { expect, test } from 'vitest';
import { saveDocument } from '../../src/import/save.ts';
import { piece } from '../support/articles.ts';
import { type Told, toolsOf, whole } from '../support/drafts.ts';
import { editor, useNewsroom, writer } from '../support/newsroom.ts';

const newsroom = useNewsroom((db) =>
  saveDocument(db, piece('names', { topics: names(20), attributions: attributionsOf(names(20)) })),
);
const tools = toolsOf(newsroom);

function names(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `Name ${n + 1}`);
}

function attributionsOf(sources: readonly string[]) {
  return sources.map((name) => ({ role: 'CITED', source: { name, kind: 'OTHER' } }) as const);
}

/** Without begin and commit, which one of the two engines' drivers logs. */
async function statementsOf(act: () => Promise<unknown>): Promise<number> {
  newsroom.statements.length = 0;
  await act();
  return newsroom.statements.filter((text) => text !== 'begin' && text !== 'commit').length;
}

/** Statements of each step of a piece with so many topics and sources. */
async function countsAt(count: number) {
  const slugs = names(count).map((name) => name.toLowerCase().replace(' ', '-'));
  const attributions = slugs.map((source) => ({ role: 'CITED', source }));
  const draft = await tools.approved(writer, editor, {
    ...whole,
    headline: `With ${count}`,
    topics: slugs,
    attributions,
  });
  let at: Told = draft;
  const taking = async (mutation: Parameters<typeof tools.step>[1], rest = {}) => {
    const made = await statementsOf(async () => {
      at = await tools.step(editor, mutation, at, rest);
    });
    expect(at.__typename).toBe('Draft');
    return made;
  };
  const schedule = await taking('publishDraft', { at: new Date(Date.now() + 3_600_000).toISOString() });
  const unschedule = await taking('unscheduleDraft');
  const publish = await taking('publishDraft');
  at = await tools.step(writer, 'reviseDraft', at, { content: { standfirst: 'It is.' } });
  at = await tools.step(editor, 'approveDraft', await tools.step(writer, 'submitDraft', at));
  const update = await taking('publishDraft');
  const document = piece(`import ${count}`, { topics: names(count), attributions: attributionsOf(names(count)) });
  const create = await statementsOf(() => saveDocument(newsroom.db, document));
  const again = await statementsOf(() => saveDocument(newsroom.db, { ...document, headline: 'Another' }));
  return { schedule, unschedule, publish, update, create, again };
}

test('publishing and importing take as many statements with one topic and source as with twenty', async () => {
  const few = await countsAt(1);
  expect(await countsAt(20)).toEqual(few);
  expect(few).toEqual({ schedule: 14, unschedule: 8, publish: 13, update: 12, create: 18, again: 19 });
});
