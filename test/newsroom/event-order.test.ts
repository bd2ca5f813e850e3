/** The log of events: ids are in the order of commits, which whoever reads on from the last id relies on. */

import { expect, inject, test } from 'vitest';
import { nobody, recordEvents } from '../../db/events/append.ts';
import { lockWaits } from '../support/lock-waits.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

const newsroom = useNewsroom();

// An embedded database has one connection: its transactions never overlap.
test.skipIf(inject('serverUrl') === null)(
  'a transaction that appends waits for the one that appended before it',
  async () => {
    const { db } = newsroom;
    const ended: string[] = [];
    const append = (work: () => Promise<void>) =>
      db.transaction().execute(async (trx) => {
        await recordEvents(trx, nobody, [{ type: 'related.changed', detail: { lists: [] } }]);
        await work();
      });
    let second: Promise<unknown> = Promise.resolve();
    const first = append(async () => {
      second = append(async () => {}).then(() => ended.push('second'));
      await until(async () => ended.length > 0 || (await lockWaits(db)) > 0, 'the second to wait');
    });
    await first.then(() => ended.push('first'));
    await second;
    expect(ended).toEqual(['first', 'second']);
  },
);
