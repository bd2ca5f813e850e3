/** Plans of named statements on a server: made once a connection, not at every call. */

import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Db } from '../../db/engine/database.ts';
import { readExamples } from '../../src/graphql/example-operations.ts';
import { publishDraft } from '../../src/newsroom/publishing.ts';
import { createDraft, takeStep } from '../../src/newsroom/steps.ts';
import { relateArticles } from '../../src/related/relate.ts';
import { useDemoNewsroom } from '../support/demo.ts';
import { admin, yogaOver } from '../support/newsroom.ts';

const newsroom = useDemoNewsroom();
/** Postgres plans five calls for their own parameters before it looks whether one plan would do for all. */
const CALLS = 7;
/** What readers' pages ask, in any order. */
const hot = [
  ...['article_bodies', 'articles_by_slugs', 'articles_of_all_published_at_down', 'article_trends'],
  ...['attributions_by_articles', 'corrections_by_articles', 'lead_images_by_articles', 'quotes_by_articles'],
  ...['related_articles', 'sources_by_slugs', 'topics_by_articles', 'topics_by_slugs', 'trending_of_all'],
];

/** From the draft to the article and its place in related lists, with all that a piece may have. */
async function publish(db: Db, call: number): Promise<void> {
  const headline = `Harbour wall ${call} holds through the storm`;
  const content = {
    ...{ headline, body: '<p>“The wall held,” the council said.</p>', language: 'en' },
    topics: ['culture'],
    attributions: [{ role: 'QUOTED', source: 'county-record-office', quote: `The wall held ${call} times.` }],
    leadImage: {
      url: new URL(`https://images.example/${call}.jpg`),
      width: 1200,
      height: 800,
      alt: '',
      creditLine: null,
    },
  } as const;
  let draft = await createDraft(db, admin, { content, publicUrl: 'https://news.example' });
  const step = () => ({ draft: draft.id, expectedRevision: draft.revision });
  draft = await takeStep(db, admin, 'submit', step());
  draft = await takeStep(db, admin, 'approve', step());
  draft = await publishDraft(db, admin, step());
  await relateArticles(db, [draft.article_id ?? 0]);
}

test.skipIf(inject('serverUrl') === null)('named statements come to use one plan for all parameters', async () => {
  const { url } = newsroom.database as { url?: string };
  const database = await openDatabase({ databaseUrl: url, dataDir: '', poolSize: 1, statementTimeoutMs: 20_000 });
  try {
    const yoga = yogaOver(database.db);
    const ask = async (query: string, variables?: object) => {
      const body = JSON.stringify({ query, variables });
      const headers = { 'content-type': 'application/json' };
      const response = await yoga.fetch('http://yoga/graphql', { method: 'POST', headers, body });
      expect((await response.json()).errors, query).toBeUndefined();
    };
    // Their first call has no name yet.
    for (let call = 0; call <= CALLS; call++) await publish(database.db, call);
    const operations = await readExamples(join(import.meta.dirname, '../../schema/operations'));
    for (let call = 0; call < CALLS; call++) {
      for (const { query, variables } of operations) await ask(query, variables);
      await ask('{ articles(first: 3) { nodes { body trend { rank } attributions { quotes { text } } } } }');
    }
    const { rows } = await sql<{ name: string; own: number; generic: number }>`
      select name, custom_plans::int as own, generic_plans::int as generic from pg_prepared_statements
      where not from_sql order by name
    `.execute(database.db);
    const often = rows.filter(({ own, generic }) => own + generic >= CALLS);
    expect(often.filter(({ generic }) => generic === 0)).toEqual([]);
    expect(often.map(({ name }) => name)).toEqual(expect.arrayContaining(hot));
  } finally {
    await database.close();
  }
});
