/** The demo newsroom that an installation prepares: dated at the first start, it is what a start makes from nothing. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { fillDemoTemplate, seedDemo } from '../../src/demo/seed.ts';
import { demoTemplate } from '../../src/demo/template.ts';
import { demoNow } from '../support/demo.ts';
import { openCopy, useNewsroom } from '../support/newsroom.ts';
import { allRows } from '../support/rows.ts';

const newsroom = useNewsroom((db) => seedDemo(db, demoNow));

/** When something was worked out. */
const clocks = ['analysed_at', 'trained_at', 'started_at'];

test('a copy of the template is dated once, row for row as a newsroom that is made from nothing', async () => {
  const { db, close, remove } = await openCopy();
  await fillDemoTemplate(db);
  const { rows: before } = await sql<{ newest: Date }>`select max(published_at) as newest from article`.execute(db);
  expect(before[0]?.newest.getFullYear()).toBeLessThan(2001);
  const steps: string[] = [];
  expect(await seedDemo(db, demoNow, () => steps.push('begun'))).toBe(70);
  expect(steps).toEqual(['begun']);
  const [copied, made] = [await allRows(db, clocks), await allRows(newsroom.db, clocks)];
  expect(withoutTraces(copied)).toEqual(withoutTraces(made));
  expect(made.event?.length).toBeGreaterThan(0);
  const { rows: late } = await sql`select from event where draft_id is null and at < now() - interval '1 hour'`.execute(
    db,
  );
  expect(late).toEqual([]);
  expect(await seedDemo(db, new Date(demoNow.getTime() + 86_400_000), () => steps.push('again'))).toBe(0);
  expect(await allRows(db, clocks)).toEqual(copied);
  expect(steps).toEqual(['begun']);
  await close();
  await remove?.();
});

test('dating a copy moves no article that isn’t the template’s', async () => {
  const { db, close, remove } = await openCopy();
  await fillDemoTemplate(db);
  const at = new Date('1999-12-31T12:00Z');
  const row = { slug: 'a-wire-piece', headline: 'A wire piece', body: '', language: 'en', word_count: 0 };
  await db
    .insertInto('article')
    .values({ ...row, published_at: at, first_published_at: at, updated_at: at })
    .execute();
  await seedDemo(db, demoNow);
  const old = db
    .selectFrom('article')
    .select(['slug', 'published_at'])
    .where('published_at', '<', new Date('2001-01-01'));
  expect(await old.execute()).toEqual([{ slug: row.slug, published_at: at }]);
  await close();
  await remove?.();
});

/** Events say when they were recorded, and days are marked as stale that pieces lay on before they were dated. */
const withoutTraces = (rows: Readonly<Record<string, string[]>>) => ({
  ...rows,
  event: withoutTimes(rows.event),
  stale_coverage_day: [],
});

const withoutTimes = (events: readonly string[] = []) => events.map((event) => event.replace(/"at": "[^"]*"/, ''));

test('its name says what it is made of', () => {
  expect(demoTemplate()).toMatch(/^demo-[0-9a-f]{16}$/);
  expect(demoTemplate()).toBe(demoTemplate());
});
