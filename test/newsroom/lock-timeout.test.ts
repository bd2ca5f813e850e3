/** Writers who wait for a lock that isn't given: answered in time, with nothing done, and told to try again. */

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { indexLater } from '../../db/articles/search-index.ts';
import { lockPieces } from '../../db/catalogue/merge.ts';
import { lockLiveArticle } from '../../db/drafts/publication.ts';
import { takeLock } from '../../db/engine/advisory-locks.ts';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Database, Trx } from '../../db/engine/database.ts';
import { indexSome } from '../../src/search/index-articles.ts';
import { piece, publish } from '../support/articles.ts';
import { lockWaits } from '../support/lock-waits.ts';
import { editor, useNewsroom, yogaOver } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

const newsroom = useNewsroom();
let impatient: Database;

beforeAll(async () => {
  const { url } = newsroom.database as { url?: string };
  impatient = newsroom.database;
  if (url !== undefined)
    impatient = await openDatabase({ databaseUrl: url, dataDir: '', poolSize: 2, statementTimeoutMs: 800 });
});

afterAll(async () => {
  if (impatient !== newsroom.database) await impatient.close();
});

test.runIf(inject('serverUrl') !== null)(
  'a lock that isn’t given is UNAVAILABLE with Retry-After, and nothing was done',
  async () => {
    await newsroom.askAs(editor, '{ viewer { role } }');
    const yoga = yogaOver(impatient.db);
    const create = () =>
      yoga.fetch('http://yoga/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          authorization: editor.id ?? '',
        },
        body: JSON.stringify({
          query: 'mutation { createDraft(input: { content: { headline: "Harbour" } }) { __typename } }',
        }),
      });
    const refused = await newsroom.db.transaction().execute(async (trx) => {
      await takeLock(trx, 'events');
      return create();
    });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await refused.json()).toMatchObject({
      data: null,
      errors: [
        { message: expect.stringContaining('nothing was changed. Try again'), extensions: { code: 'UNAVAILABLE' } },
      ],
    });
    const count = async () => (await newsroom.askAs(editor, '{ drafts { totalCount } }')).data;
    expect(await count()).toEqual({ drafts: { totalCount: 0 } });
    expect(await (await create()).json()).toEqual({ data: { createDraft: { __typename: 'Draft' } } });
    expect(await count()).toEqual({ drafts: { totalCount: 1 } });
  },
);

describe.runIf(inject('serverUrl') !== null)('a merge, which holds the tables, doesn’t wait for', () => {
  /** What a merge does in the end, which is given up at once where it has to wait. */
  const mark = async (trx: Trx, id: number) => {
    await sql`select set_config('lock_timeout', '200', true)`.execute(trx);
    await indexLater(trx, [id]);
  };
  const published = async (name: string) => (await publish(newsroom.db, [piece(name)]))[0] ?? 0;

  test('whoever corrects, or takes back, an article that it marks', async () => {
    const { db } = newsroom;
    const id = await published('corrected');
    await db.transaction().execute(async (trx) => {
      expect(await lockLiveArticle(trx, id)).toBe(true);
      await db.transaction().execute((merging) => mark(merging, id));
    });
  });

  test('whoever indexes an article that it marks', async () => {
    const { db } = newsroom;
    const id = await published('indexed');
    await db.transaction().execute((trx) => indexLater(trx, [id]));
    const indexing = await db.transaction().execute(async (trx) => {
      await lockPieces(trx);
      const begun = indexSome(db);
      await until(async () => (await lockWaits(trx)) > 0, 'the one that indexes');
      await mark(trx, id);
      return { begun };
    });
    expect(await indexing.begun).toBeGreaterThan(0);
  });
});
