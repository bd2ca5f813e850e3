/** Writers who wait for a lock that isn't given: answered in time, with nothing done, and told to try again. */

import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { takeLock } from '../../db/engine/advisory-locks.ts';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Database } from '../../db/engine/database.ts';
import { editor, useNewsroom, yogaOver } from '../support/newsroom.ts';

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
