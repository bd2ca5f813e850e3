/** Tidying: what is deleted from the database after its time. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { recordEvents } from '../../db/events/append.ts';
import { tidyLog } from '../../db/tidy.ts';
import { editor, useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom();

const kept = async () => {
  const { rows } = await sql<{ type: string }>`select type from event order by id`.execute(newsroom.db);
  return rows.map(({ type }) => type);
};

test('events of the related engine are deleted after a day, those of people never', async () => {
  const { db } = newsroom;
  const record = (types: readonly ('related.changed' | 'draft.created')[]) =>
    db.transaction().execute((trx) =>
      recordEvents(
        trx,
        editor,
        types.map((type) => ({ type })),
      ),
    );
  await record(['related.changed', 'draft.created']);
  await sql`update event set at = now() - interval '2 years'`.execute(db);
  await record(['related.changed']);
  await tidyLog(db);
  expect(await kept()).toEqual(['draft.created', 'related.changed']);
});

test('a webhook delivery is deleted after a month, a pending one never', async () => {
  const { db } = newsroom;
  await sql`insert into webhook (url, secret) values ('https://house.example', 's')`.execute(db);
  await sql`
    with recorded as (
      insert into event (type) select 'draft.revised' from generate_series(1, 4) returning id
    )
    insert into webhook_delivery (webhook_id, event_id, status, last_attempt_at)
    select w.id, e.id, given.status::delivery_status, now() - make_interval(days => given.days)
    from webhook w, (select id, row_number() over (order by id) as nth from recorded) e
    join (values (1, 'DELIVERED', 31), (2, 'DELIVERED', 29), (3, 'PENDING', 31), (4, 'DEAD', 31)) given (nth, status, days)
      using (nth)
  `.execute(db);
  await tidyLog(db);
  const { rows } = await sql`select status from webhook_delivery order by id`.execute(db);
  expect(rows).toEqual([{ status: 'DELIVERED' }, { status: 'PENDING' }, { status: 'DEAD' }]);
});
