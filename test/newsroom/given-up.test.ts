/** Mutations that are given up, or find no connection: the answer says truly whether they may have happened. */

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { takeLock } from '../../db/engine/advisory-locks.ts';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Database, Trx } from '../../db/engine/database.ts';
import { withLongPauses } from '../../db/engine/timeouts.ts';
import { toolsOf } from '../support/drafts.ts';
import { editor, useNewsroom, yogaOver } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

const newsroom = useNewsroom();
const tools = toolsOf(newsroom);
const isServer = inject('serverUrl') !== null;

const POOL_SIZE = 6;
const QUEUE = 10;
/** The service's own, as opposed to the one that holds the lock; the embedded engine has one. */
let own: Database;

beforeAll(async () => {
  const { url } = newsroom.database as { url?: string };
  own = newsroom.database;
  if (url !== undefined)
    own = await openDatabase({
      ...{ databaseUrl: url, dataDir: '', poolSize: POOL_SIZE, statementTimeoutMs: 60_000 },
      queue: { maxWaiting: QUEUE, maxWaitMs: 60_000 },
    });
});
afterAll(async () => {
  if (own !== newsroom.database) await own.close();
});

type Yoga = ReturnType<typeof yogaOver>;
interface Told {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly error: { message: string; extensions: Record<string, unknown> } | undefined;
}

async function post(yoga: Yoga, query: string, authorization?: string | null): Promise<Told> {
  const response = await yoga.fetch('http://yoga/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(authorization && { authorization }),
    },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await response.json()) as { errors?: NonNullable<Told['error']>[] };
  return { status: response.status, retryAfter: response.headers.get('retry-after'), error: errors?.[0] };
}

const within = (requestTimeoutMs: number) =>
  yogaOver(own.db, undefined, undefined, { config: { requestTimeoutMs, isIntrospectionOn: false } });

const revise = (draft: string, headline: string) =>
  `mutation { reviseDraft(input: { draft: "${draft}", expectedRevision: 1, content: { headline: "${headline}" } }) { __typename } }`;

async function revisionOf(draft: string): Promise<unknown> {
  const { data } = await newsroom.askAs(editor, `{ draft(id: "${draft}") { revision headline } }`);
  return data?.draft;
}

/** What a revision of a draft needs: its row, and at its end the log of events. */
const needs = {
  'the draft': (trx: Trx) => trx.selectFrom('draft').select('id').forUpdate().execute(),
  'the log of events': (trx: Trx) => takeLock(trx, 'events'),
};

/** Holds one of these while the work goes on. */
function whileLocked<Done>(
  work: () => Promise<Done>,
  lock: (trx: Trx) => Promise<unknown> = needs['the draft'],
): Promise<Done> {
  return newsroom.db.transaction().execute(async (trx) => {
    await withLongPauses(trx);
    await lock(trx);
    // What is sent with the next is held from here on.
    await sql`select`.execute(trx);
    return work();
  });
}

test.each(Object.entries(needs))(
  'a mutation that is given up while it waits for %s says that nothing was changed, and nothing is',
  async (_, lock) => {
    const draft = await tools.create(editor);
    const told = await whileLocked(() => post(within(300), revise(draft.id, 'Too late'), editor.id), lock);
    expect(told.status).toBe(504);
    expect(told.error?.message).toContain('given up. Nothing was changed.');
    expect(told.error?.extensions).toMatchObject({ code: 'TIMEOUT', mayHaveHappened: false });
    // It is done again, so that the one that was given up is over, whichever of them came first.
    expect((await post(within(60_000), revise(draft.id, 'In time'), editor.id)).status).toBe(200);
    expect(await revisionOf(draft.id)).toEqual({ revision: 2, headline: 'In time' });
  },
);

test.runIf(isServer)(
  'a mutation that is given up behind one that was committed says that it may have happened',
  async () => {
    const draft = await tools.create(editor);
    const second = revise(draft.id, 'Second').slice('mutation {'.length, -1);
    const query = `mutation { first: createDraft(input: { content: { headline: "First" } }) { __typename } ${second} }`;
    const told = await whileLocked(() => post(within(2_000), query, editor.id));
    expect(told.error?.extensions).toMatchObject({ code: 'TIMEOUT', mayHaveHappened: true });
  },
);

test.runIf(isServer)(
  'of 40 writers who wait for one row, those that find no place are told so at once, none of the others has happened, and readers are answered',
  async () => {
    const draft = await tools.create(editor);
    await post(within(60_000), '{ viewer { role } }', editor.id);
    const hurried = within(3_000);
    const told: Told[] = [];
    const outcome = await whileLocked(async () => {
      const writers = Array.from({ length: 40 }, (_, index) =>
        post(hurried, revise(draft.id, `Writer ${index}`), editor.id).then((each) => void told.push(each)),
      );
      await until(() => told.length >= 40 - QUEUE - (POOL_SIZE - 2), 'those that find no place');
      const refused = told.map(({ status, retryAfter, error }) => [status, retryAfter, error?.extensions.code]);
      const read = await post(within(60_000), '{ articles { totalCount } }');
      const waiting = 40 - told.length;
      await Promise.all(writers);
      return { refused, read, waiting };
    });
    expect(outcome.refused).toEqual(outcome.refused.map(() => [503, '1', 'UNAVAILABLE']));
    expect(outcome.read).toMatchObject({ status: 200, error: undefined });
    const late = told.filter(({ status }) => status === 504);
    expect(late).toHaveLength(outcome.waiting);
    expect(late.every(({ error }) => error?.extensions.mayHaveHappened === false)).toBe(true);
    // What they waited for is free: one that comes behind all of them finds the piece as it was.
    expect((await post(within(60_000), revise(draft.id, 'Behind them'), editor.id)).status).toBe(200);
    expect(await revisionOf(draft.id)).toEqual({ revision: 2, headline: 'Behind them' });
  },
);
