/** `npm run doctor`: what it finds wrong in a newsroom, what it says to do, and that it changes nothing. */

import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, describe, expect, inject, test, vi } from 'vitest';
import { enqueue } from '../../db/engine/job-queue.ts';
import { makePurgePositions } from '../../db/events/purge-positions.ts';
import { constraints, triggers } from '../../db/health/migrated.generated.ts';
import { rollUpCoverage } from '../../db/insights/roll-up.ts';
import { doctorCommand } from '../../src/commands/doctor.ts';
import { bloatComplaints } from '../../src/doctor/bloat-complaints.ts';
import type { Complaint } from '../../src/doctor/complaint.ts';
import { examine } from '../../src/doctor/examine.ts';
import { replicaComplaints } from '../../src/doctor/replica-complaints.ts';
import { piece, publish } from '../support/articles.ts';
import { call, nowhere, useCommandNewsroom } from '../support/command.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom(async (db) => {
  await publish(db, [piece('first')]);
  await rollUpCoverage(db);
});
const commanded = useCommandNewsroom();

/** What is wrong after a statement, and that nothing is once it is mended. */
async function found(damage: string, mending: string): Promise<readonly string[]> {
  const { db, database } = newsroom;
  const run = async (statements: string) => {
    for (const statement of statements.split('; ')) await sql.raw(statement).execute(db);
  };
  await run(damage);
  try {
    const complaints = await examine(database, true);
    return complaints.map(({ check, severity, message, remedy }) => `${check} ${severity}: ${message} → ${remedy}`);
  } finally {
    await run(mending);
  }
}

const startIt = 'Start a service ("npm start"): it does the background work.';

test('a newsroom as it should be has no trouble, and is left as it is', async () => {
  expect(await call(doctorCommand, [], commanded.env)).toEqual({ code: 0, stdout: 'No trouble.\n', stderr: '' });
  const json = await call(doctorCommand, ['--json'], commanded.env);
  expect([json.code, JSON.parse(json.stdout)]).toEqual([0, { isWell: true, complaints: [] }]);
  expect(await examine(newsroom.database, true)).toEqual([]);
});

const made = 'CREATE INDEX webhook_delivery_event ON public.webhook_delivery USING btree (event_id)';
const valid = (isValid: boolean) =>
  `update pg_index set indisvalid = ${isValid} where indexrelid = 'webhook_delivery_dead'::regclass`;
const enable = 'alter table "event" enable trigger "event_added"';
const trigger = triggers['event.event_added'];
const key = 'foreign key (article_id) references article(id)';
const addKey = `alter table "former_slug" add constraint "former_slug_article_id_fkey" ${constraints['former_slug.former_slug_article_id_fkey']}`;
const dropKey = 'alter table former_slug drop constraint former_slug_article_id_fkey';
const validate = 'alter table "former_slug" validate constraint "former_slug_article_id_fkey"';

test.each([
  [
    'an index that is missing',
    'drop index webhook_delivery_event',
    made,
    `indexes trouble: The index webhook_delivery_event is missing. → ${made}`,
  ],
  [
    'an index that is invalid',
    valid(false),
    valid(true),
    'indexes trouble: The index webhook_delivery_dead is invalid: it is written and never read. → reindex index concurrently "webhook_delivery_dead"',
  ],
  [
    'an index of other columns',
    'drop index webhook_delivery_event; create index webhook_delivery_event on webhook_delivery (id)',
    `drop index webhook_delivery_event; ${made}`,
    `indexes trouble: The index webhook_delivery_event is another than this version’s. → Drop it, then: ${made}`,
  ],
  [
    'a foreign key that is missing',
    dropKey,
    addKey,
    `constraints trouble: The constraint former_slug.former_slug_article_id_fkey is missing. → ${addKey}`,
  ],
  [
    'a foreign key with other consequences',
    `${dropKey}; alter table former_slug add constraint former_slug_article_id_fkey ${key} on delete set null`,
    `${dropKey}; ${addKey}`,
    `constraints trouble: The constraint former_slug.former_slug_article_id_fkey is another than this version’s. → Drop it, then: ${addKey}`,
  ],
  [
    'a foreign key that old rows weren’t held against',
    `${dropKey}; ${addKey} not valid`,
    validate,
    `constraints trouble: The constraint former_slug.former_slug_article_id_fkey holds for new rows alone. → ${validate}`,
  ],
  [
    'a trigger that is turned off',
    'alter table event disable trigger event_added',
    enable,
    `triggers trouble: The trigger event.event_added is turned off. → ${enable}`,
  ],
  [
    'a trigger for replicas alone',
    'alter table event enable replica trigger event_added',
    enable,
    `triggers trouble: The trigger event.event_added is turned off. → ${enable}`,
  ],
  [
    'a trigger that is missing',
    'drop trigger event_added on event',
    trigger,
    `triggers trouble: The trigger event.event_added is missing. → ${trigger}`,
  ],
])('%s is told with the statement that mends it', async (_, damage, mending, told) => {
  expect(await found(damage, mending)).toEqual([told]);
  expect(await examine(newsroom.database, true)).toEqual([]);
});

test('an index that its operator keeps emptier is as it should be', async () => {
  const [fuller, back] = ['set (fillfactor = 70)', 'reset (fillfactor)'].map(
    (how) => `alter index webhook_delivery_event ${how}`,
  ) as [string, string];
  expect(await found(fuller, back)).toEqual([]);
});

test('tables and indexes that are much larger than what is in them are told, and no others', async () => {
  const { db } = newsroom;
  const told = async () => (await bloatComplaints(db, 200_000)).map(({ message, remedy }) => `${message} → ${remedy}`);
  const rows = sql`
    insert into asked_search (day, text, asked, failed) select '2020-01-01', md5(n::text), 1, 0 from generate_series(1, 8000) n`;
  await rows.execute(db);
  await sql`analyze asked_search`.execute(db);
  // Kept emptier than others, so that rows are changed where they are.
  await sql`create table roomy (text text) with (fillfactor = 30)`.execute(db);
  await sql`insert into roomy select md5(n::text) from generate_series(1, 8000) n`.execute(db);
  await sql`create index roomy_text on roomy (text) with (fillfactor = 30)`.execute(db);
  await sql`analyze roomy`.execute(db);
  expect(await told()).toEqual([]);
  await sql`drop table roomy`.execute(db);
  await sql`delete from asked_search where text > '1'`.execute(db);
  // Room at the end is given back; what is within stays.
  await sql`vacuum (analyze, truncate off) asked_search`.execute(db);
  expect((await told()).sort()).toEqual([
    'The index "asked_search_pkey" takes 1 MB, of which about 1 MB are of no use. → reindex index concurrently "asked_search_pkey"',
    'The table "asked_search" takes 1 MB, of which about 1 MB are of no use. → vacuum (full, analyze) "asked_search", at a quiet hour: nobody can read it meanwhile.',
  ]);
  expect(await bloatComplaints(db)).toEqual([]);
  await sql`vacuum (full, analyze) asked_search`.execute(db);
  expect(await told()).toEqual([]);
  await sql`truncate asked_search`.execute(db);
});

test.runIf(inject('serverUrl') !== null)(
  'replicas that are none, or that are away, are told by their number',
  async () => {
    const { DATABASE_URL = '' } = commanded.env;
    const env = { DATABASE_URL, DATABASE_REPLICA_URLS: `${DATABASE_URL},${nowhere.DATABASE_URL}` };
    const { code, stdout } = await call(doctorCommand, ['--json'], env);
    expect([code, JSON.parse(stdout).complaints.map(({ check, message }: Complaint) => [check, message])]).toEqual([
      1,
      [
        ['replicas', 'Replica 1 of 2 is no replica any more.'],
        ['replicas', expect.stringMatching(/^Replica 2 of 2 doesn’t answer: .*ECONNREFUSED.*\.$/)],
      ],
    ]);
  },
);

describe('of a replica’s clock', () => {
  const state = { isReplica: true, lastEventId: 1, timeline: 1, lsn: '0/1', hasReached: true };
  const fast = { connectMs: 0, thereMs: 1, backMs: 1, offsetMs: 0 };
  afterEach(() => void vi.useRealTimers());

  /** A server by its way and its clock. */
  const query = ({ connectMs, thereMs, backMs, offsetMs }: typeof fast) => {
    let waitMs = connectMs;
    return {
      async state() {
        vi.advanceTimersByTime(waitMs + thereMs);
        waitMs = 0;
        const clockMs = Date.now() + offsetMs;
        vi.advanceTimersByTime(backMs);
        return { ...state, clockMs };
      },
      close: async () => {},
    };
  };

  const ofIt = (span: string) => [`Replica 1 of 1 has a clock that is ${span} behind the server’s.`];
  test.each([
    ['as it should be', fast, fast, []],
    ['far from a server that is slow to connect to', { ...fast, connectMs: 1_700 }, fast, []],
    ['that is slow to connect to', fast, { ...fast, connectMs: 1_700 }, []],
    ['that is slow to be asked', fast, { ...fast, thereMs: 1_700 }, []],
    ['that is slow to answer', fast, { ...fast, backMs: 1_700 }, []],
    ['of a server that is slow to answer', { ...fast, backMs: 1_700 }, fast, []],
    ['of a server that is slow to be asked', { ...fast, thereMs: 1_700 }, fast, []],
    ['ahead of the server’s', fast, { ...fast, offsetMs: 3_000 }, []],
    ['as wrong as the server’s', { ...fast, offsetMs: -3_000 }, { ...fast, offsetMs: -3_000 }, []],
    ['a little behind', fast, { ...fast, offsetMs: -900 }, []],
    ['behind', fast, { ...fast, offsetMs: -3_002 }, ofIt('3.0 s')],
    ['behind, and slow to connect to', fast, { ...fast, connectMs: 1_700, offsetMs: -3_002 }, ofIt('3.0 s')],
    [
      'behind, of a server slow to connect to',
      { ...fast, connectMs: 1_700 },
      { ...fast, offsetMs: -3_002 },
      ofIt('3.0 s'),
    ],
  ])('one %s is told by what is certain', async (_, server, replica, told) => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const complaints = await replicaComplaints('server', ['replica'], (url) =>
      query(url === 'server' ? server : replica),
    );
    expect(complaints.map(({ message }) => message)).toEqual(told);
  });
});

test('rows that lead nowhere are counted by their foreign key', async () => {
  const { db, database } = newsroom;
  await db.connection().execute(async (one) => {
    await sql`set session_replication_role = replica`.execute(one);
    await sql`insert into former_slug (slug, article_id) values ('x', 77777), ('y', 88888)`.execute(one);
    await sql`reset session_replication_role`.execute(one);
  });
  const complaints = await examine(database, true);
  await sql`delete from former_slug`.execute(db);
  expect(complaints.map(({ check, message }) => [check, message])).toEqual([
    ['orphans', '2 rows of "former_slug" lead nowhere (former_slug_article_id_fkey).'],
  ]);
});

/** What is told of jobs where one of a queue could have been begun for some time, and what after that. */
async function toldOfJobs(queue: string, dueHoursAgo: number, hereHoursAgo: number, then = sql`select`) {
  const { db, database } = newsroom;
  await db.transaction().execute(async (trx) => {
    await enqueue(trx, queue, [{}], new Date(Date.now() - 3_600_000 * dueHoursAgo));
    await sql`update pgboss.job set created_on = now() - make_interval(hours => ${hereHoursAgo}::int)`.execute(trx);
    await then.execute(trx);
  });
  const complaints = await examine(database, true);
  await sql`delete from pgboss.job`.execute(db);
  await sql`update pgboss.queue set monitor_claim_on = null`.execute(db);
  return complaints.map(({ check, severity, message }) => [check, severity, message]);
}

const processWorked = sql`update pgboss.queue set monitor_claim_on = now() - interval '1 hour' where name = 'relate'`;

test('jobs that were given up, or that wait though a process works, are trouble', async () => {
  expect(await toldOfJobs('dead-letter', 0, 0)).toEqual([['jobs', 'trouble', '1 jobs were given up.']]);
  expect(await toldOfJobs('relate', 5, 6, processWorked)).toEqual([
    ['jobs', 'trouble', 'A job has waited for 5 hours, though a process works.'],
  ]);
});

test('a job that waits where no process could do it, as after a restore, is a notice, and none at first', async () => {
  expect(await toldOfJobs('relate', 48, 0)).toEqual([]);
  expect(await toldOfJobs('relate', 48, 5)).toEqual([
    ['jobs', 'notice', 'A job has waited for 5 hours: no process has worked since.'],
  ]);
  const workedBefore = sql`update pgboss.queue set monitor_claim_on = now() - interval '6 hours'`;
  expect((await toldOfJobs('relate', 5, 7, workedBefore))[0]?.[1]).toBe('notice');
});

test('a CDN that isn’t purged is trouble where there is one, and a notice while no process could do it', async () => {
  const { db, database } = newsroom;
  await makePurgePositions(db, ['soon', 'again']);
  await sql`insert into event (type, at) values ('draft.created', now() - interval '2 hours')`.execute(db);
  const [unattended, without] = [await examine(database, true), await examine(database, false)];
  await processWorked.execute(db);
  const attended = await examine(database, true);
  await sql`update pgboss.queue set monitor_claim_on = null`.execute(db);
  await sql`delete from purge_position`.execute(db);
  const message = 'The CDN isn’t purged of 1 events, the first 2 hours ago';
  expect(attended).toMatchObject([{ severity: 'trouble', message: `${message}.` }]);
  expect(unattended).toMatchObject([{ severity: 'notice', message: `${message}: no process has worked since.` }]);
  expect(without).toEqual([]);
});

test('what is due and not told, and days that aren’t rolled up, are notices', async () => {
  const due = `insert into due_event (due_at, type, article_id) select now() - interval '3 hours', 'article.published', id from article;
    insert into stale_coverage_day (day) values ('2020-01-01'), ('2020-01-01'), ('2020-01-02')`;
  const { database } = newsroom;
  for (const statement of due.split(';')) await sql.raw(statement).execute(newsroom.db);
  expect(
    (await examine(database, true)).map(({ check, severity, message, remedy }) => [check, severity, message, remedy]),
  ).toEqual([
    ['followers', 'notice', 'What was due 3 hours ago isn’t told yet.', startIt],
    ['roll-ups', 'notice', '2 days are counted from the articles, which is right and slower.', startIt],
  ]);
  await sql`delete from due_event`.execute(newsroom.db);
  await sql`delete from stale_coverage_day`.execute(newsroom.db);
});

test('migrations that are behind, or ahead, are told before anything else', async () => {
  const later = `insert into kysely_migration (name, timestamp) values ('9999-later', '')`;
  expect(await found(later, `delete from kysely_migration where name = '9999-later'`)).toEqual([
    'migrations trouble: A later version has run these: 9999-later. → Run that version, or let it go back first: npm run migrate -- down --to …',
  ]);
  const first = `update kysely_migration set name = '0000-topics' where name = '0001-topics'`;
  const back = `update kysely_migration set name = '0001-topics' where name = '0000-topics'`;
  expect((await found(first, back))[0]).toBe('migrations trouble: These haven’t run: 0001-topics. → npm run migrate');
});

test('settings that are wrong, a database that is away and one that isn’t there are trouble', async () => {
  const settings = await call(doctorCommand, [], { PORT: '70000' });
  expect([settings.code, settings.stdout]).toEqual([
    1,
    '✗ settings: PORT is "70000": it must be a whole number from 0 to 65535.\n    docs/configuration.md has what is allowed.\n1 in trouble.\n',
  ]);
  const away = await call(doctorCommand, ['--json'], nowhere);
  expect([away.code, JSON.parse(away.stdout).complaints[0].check]).toEqual([1, 'database']);
  const none = await call(doctorCommand, [], { DATA_DIR: join(commanded.folder, 'nothing') });
  expect([none.code, none.stdout]).toEqual([1, expect.stringContaining('There is no newsroom yet.')]);
  expect((await call(doctorCommand, ['more'])).code).toBe(2);
});
