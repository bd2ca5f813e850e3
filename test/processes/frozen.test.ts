/** A process that is frozen in the middle of a transaction, beside others that go on. */

import { once } from 'node:events';
import { afterAll, expect, inject, test } from 'vitest';
import { recordEvents } from '../../db/events/append.ts';
import { lastEventId } from '../../db/events/log.ts';
import { editor, useNewsroom } from '../support/newsroom.ts';
import { printed, start } from '../support/process.ts';

const newsroom = useNewsroom();
const children: ReturnType<typeof start>[] = [];

afterAll(async () => {
  for (const child of children) {
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await ended;
  }
});

test.runIf(inject('serverUrl') !== null)(
  'a frozen process that holds the log’s lock stops nobody for long',
  async () => {
    const { url = '' } = newsroom.database as { url?: string };
    const child = start('test/support/lock-holder.ts', [], { DATABASE_URL: url });
    children.push(child);
    await printed(child, /holds/);
    child.kill('SIGSTOP');
    // Given up by the server after 20 s, where the lock was held for a minute.
    await newsroom.db
      .transaction()
      .execute((trx) => recordEvents(trx, editor, [{ type: 'draft.created', draftId: 1 }]));
    expect(await lastEventId(newsroom.db)).toBeGreaterThan(0);
  },
);
