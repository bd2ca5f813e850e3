/** Upcoming changes: which pieces come out by the clock alone, the next first. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { upcomingChanges } from '../../db/events/upcoming.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom();

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

test('pieces with a date to come are upcoming within the time asked for, but not withdrawn or killed ones', async () => {
  const [later, sooner, withdrawn, killed] = await publish(newsroom.db, [
    piece('later', { publishedAt: inMinutes(9) }),
    piece('sooner', { publishedAt: inMinutes(5) }),
    piece('withdrawn', { publishedAt: inMinutes(6) }),
    piece('killed', { publishedAt: inMinutes(7) }),
    piece('after that', { publishedAt: inMinutes(30) }),
    piece('out already'),
  ]);
  await sql`update article set withdrawn_at = now() where id = ${withdrawn}`.execute(newsroom.db);
  await sql`update article set killed_at = now() where id = ${killed}`.execute(newsroom.db);
  const upcoming = await upcomingChanges(newsroom.db, 600, 10);
  expect(upcoming.map(({ what, article_id }) => [what, article_id])).toEqual([
    ['publication', sooner],
    ['publication', later],
  ]);
  expect((await upcomingChanges(newsroom.db, 600, 1)).map(({ article_id }) => article_id)).toEqual([sooner]);
});
