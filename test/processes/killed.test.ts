/** Crash safety: services that are killed at random instants leave a consistent newsroom. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Db } from '../../db/engine/database.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { brokenDrafts, brokenImports } from '../support/crash-invariants.ts';
import { makeDataFolder } from '../support/data-folder.ts';
import { openCopy } from '../support/newsroom.ts';
import { type Environment, finish, printed, start } from '../support/process.ts';
import { randomOf, rounds } from '../support/rounds.ts';
import { until } from '../support/until.ts';

const isServer = inject('serverUrl') !== null;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-killed-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Between two numbers, by the run's seed. */
function instants(of: string): (least: number, most: number) => number {
  const random = randomOf(`instants of killing while ${of}`);
  return (least, most) => least + random() * (most - least);
}

/** Opening the embedded engine takes a second of work, so not every round ends with a look; what is broken stays so. */
const isLookedAt = (round: number) => isServer || round % 5 === 0 || round === kills;
/** Two have both beginnings. */
const kills = rounds({ short: 2, long: 23 });

/** A newsroom that processes work on and are killed; the embedded one is opened anew after each of them. */
interface Scene {
  readonly env: Environment;
  look<Seen>(see: (db: Db) => Promise<Seen>): Promise<Seen>;
  remove(): Promise<void>;
}

async function openScene(name: string): Promise<Scene> {
  const dataDir = join(folder, name);
  const common = { LOG_LEVEL: 'fatal' };
  if (isServer) {
    const copy = await openCopy();
    return {
      env: { ...common, DATABASE_URL: copy.url ?? '' },
      look: (see) => see(copy.db),
      remove: () => copy.close().then(copy.remove),
    };
  }
  const look: Scene['look'] = async (see) => {
    const { db, close } = await openDatabase({ dataDir, poolSize: 1, statementTimeoutMs: 0 });
    return see(db).finally(close);
  };
  await makeDataFolder(dataDir);
  return { env: { ...common, DATA_DIR: dataDir }, look, remove: async () => {} };
}

interface Acknowledged {
  readonly type: string;
  readonly draft: number;
  readonly revision: number;
}

/** @param from what it prints, from which on the milliseconds count: a slow machine takes long for the first step */
async function workUntilKilled(env: Environment, from: RegExp, milliseconds: number): Promise<readonly Acknowledged[]> {
  const child = start('test/support/publisher.ts', [], env);
  const finished = finish(child);
  await printed(child, from);
  await wait(milliseconds);
  child.kill('SIGKILL');
  const { stdout, stderr } = await finished;
  expect(stderr).toBe('');
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as Acknowledged);
}

test.concurrent('killed while articles are published, corrected and withdrawn, a newsroom has each step whole or not at all', async () => {
  const workers = isServer ? 3 : 1;
  const between = instants('publishing');
  const scene = await openScene('publishing');
  await scene.look((db) =>
    sql`
      with topics as (insert into topic (slug, name) values ('bridges', 'Bridges'), ('rivers', 'Rivers')),
           sources as (insert into source (slug, name, kind) values ('wren-writer', 'Wren Writer', 'PERSON'))
      insert into webhook (url, secret) values ('https://desk.example/', 'whsec_c2VjcmV0')
    `.execute(db),
  );
  const acknowledged: Acknowledged[] = [];
  for (let round = 1; round <= kills; round += 1) {
    const env = { ...scene.env, WORKERS: String(workers) };
    // The first is killed when it is under way, the second when it has just begun, and the others by chance.
    const isAtBeginning = round === 2 || (round > 2 && between(0, 4) < 1);
    const from = isAtBeginning ? /begins/ : /\}\n/;
    acknowledged.push(...(await workUntilKilled(env, from, between(50, 600))));
    if (!isLookedAt(round)) continue;
    await scene.look(async (db) => {
      if (isServer) await othersGone(db);
      expect(await brokenDrafts(db)).toEqual([]);
      const { rows } = await sql<Acknowledged>`
        select type, draft_id as draft, coalesce((detail ->> 'revision')::int, 1) as revision from event
      `.execute(db);
      const logged = new Set(rows.map(({ type, draft, revision }) => `${type} ${draft} ${revision}`));
      expect(acknowledged.filter((step) => !logged.has(`${step.type} ${step.draft} ${step.revision}`))).toEqual([]);
      // What was committed and not acknowledged: at most the step that each was at when it was killed.
      expect(logged.size - acknowledged.length).toBeLessThanOrEqual(workers * round);
    });
  }
  await scene.remove();
  // On a busy machine no more than what the first round waits for.
  expect(acknowledged.length).toBeGreaterThan(0);
});

/** The server goes on with what a killed process had asked it for. */
async function othersGone(db: Db): Promise<void> {
  await until(async () => {
    const { rows } = await sql`
      select from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and (state <> 'idle' or backend_xid is not null)
    `.execute(db);
    return rows.length === 0;
  }, 'the end of what a killed process had asked for');
}

const fixtures = ['feeds', 'html', 'text'].flatMap((kind) =>
  readdirSync(join(import.meta.dirname, '../fixtures', kind)).map((name) =>
    join(import.meta.dirname, '../fixtures', kind, name),
  ),
);
const itemsEach = 3;

/** Inputs over HTTP, in turns a feed of new pieces and a fixture as another site would have it: asking tells how far it is. */
function inputOf(round: number, index: number): string {
  const fixture = fixtures[(index >> 1) % fixtures.length];
  if (index % 2 === 1 && fixture !== undefined) {
    // Under other addresses and headlines: without a text it would be known by its headline alone.
    return readFileSync(fixture, 'utf8')
      .replaceAll(/(https?:\/\/|tag:)(?=\w+\.example)/g, `$1r${round}-${index}.`)
      .replaceAll(/<title[^>]*>/g, `$&${round}-${index}: `);
  }
  const items = Array.from(
    { length: itemsEach },
    (_, item) => `<item>
      <guid isPermaLink="false">urn:killed:${round}:${index}:${item}</guid>
      <title>Ferry ${item} of ${round} is late</title><description>It was ${index} hours late.</description>
      <category>Ferries</category><category>Harbour ${item}</category><dc:creator>Wren Writer</dc:creator>
      <enclosure url="https://pictures.example/${item}.jpg" type="image/jpeg" length="1"/>
      <pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>
    </item>`,
  );
  return `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
    <title>Ferry News</title><link>https://ferries.example/</link>${items.join('')}</channel></rss>`;
}

test.concurrent('killed during an import, a newsroom has each article whole or not at all', async () => {
  const between = instants('importing');
  const scene = await openScene('importing');
  let asked = 0;
  let onAsked = (_index: number) => {};
  const server = createServer((request, response) => {
    const [, round = '', index = ''] = /^\/(\d+)\/(\d+)/.exec(request.url ?? '') ?? [];
    asked = Math.max(asked, Number(index));
    onAsked(Number(index));
    response.end(inputOf(Number(round), Number(index)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const importing = (round: number, count: number) => {
    const addresses = Array.from({ length: count }, (_, index) => `http://127.0.0.1:${port}/${round}/${index}`);
    return start('src/commands/import.ts', [...addresses, '--topics', 'make'], {
      ...scene.env,
      IMPORT_ALLOW_PRIVATE: 'on',
    });
  };
  const expected = new Set<string>();
  const expectIn = (round: number, index: number) => {
    if (index % 2 === 1) return;
    for (let item = 0; item < itemsEach; item += 1) expected.add(`urn:killed:${round}:${index}:${item}`);
  };
  const lost = (db: Db) => db.selectFrom('import_origin').select('origin').execute().then(missingOf(expected));

  for (let round = 1; round <= kills; round += 1) {
    asked = 0;
    // Killed within the first input, or when the next has begun.
    const began = new Promise<void>((resolve) => {
      onAsked = (index) => (index === round % 2 ? resolve() : undefined);
    });
    const child = importing(round, 200);
    const finished = finish(child);
    await Promise.race([began, finished]);
    await wait(between(50, 600));
    child.kill('SIGKILL');
    const { code, stderr } = await finished;
    expect([code, stderr]).toEqual([null, '']);
    // It asks for an input while the one before is saved, and those before that are.
    for (let index = 0; index < asked - 1; index += 1) expectIn(round, index);
    if (!isLookedAt(round)) continue;
    await scene.look(async (db) => {
      if (isServer) await othersGone(db);
      expect(await brokenImports(db)).toEqual([]);
      expect(await lost(db)).toEqual([]);
    });
  }
  // Those of the last round again, and two more.
  const count = asked + 2;
  const last = await finish(importing(kills, count));
  expect(last.stderr).toBe('');
  expect(last.stdout).toMatch(/\d+ created, 0 updated, \d+ unchanged/);
  for (let index = 0; index < count; index += 1) expectIn(kills, index);
  expect(await scene.look(lost)).toEqual([]);
  server.close();
  await scene.remove();
  expect(expected.size).toBeGreaterThan(kills);
});

function missingOf(expected: ReadonlySet<string>) {
  return (rows: readonly { origin: string }[]) => {
    // A URN that is fetched is known as the feed's own.
    const found = new Set(rows.map(({ origin }) => origin.replace(/^http.*#(?=urn:)/, '')));
    return [...expected].filter((origin) => !found.has(origin));
  };
}

test.concurrent('killed while the newsroom is created, a service creates it at its next start', async () => {
  const between = instants('making');
  for (let round = 1; round <= rounds({ short: 1, long: 4 }); round += 1) {
    const place = isServer ? await openCopy() : undefined;
    if (place)
      await sql`drop schema public, pgboss cascade`
        .execute(place.db)
        .then(() => sql`create schema public`.execute(place.db));
    const dataDir = join(folder, `new-${round}`);
    const env: Environment = place?.url === undefined ? { DATA_DIR: dataDir } : { DATABASE_URL: place.url };
    const child = start('src/commands/migrate.ts', [], env);
    const finished = finish(child);
    // Of the time that it takes, the embedded engine's files are the part that matters.
    if (isServer) await wait(between(300, 2000));
    else
      await Promise.race([
        until(() => existsSync(join(dataDir, 'postgres'))).then(() => wait(between(0, 800))),
        finished,
      ]);
    child.kill('SIGKILL');
    await finished;
    const { db, close } = await openDatabase({ databaseUrl: place?.url, dataDir, poolSize: 2, statementTimeoutMs: 0 });
    await migrate(db);
    expect(await db.selectFrom('article').select('id').execute()).toEqual([]);
    await close();
    await place?.close();
    await place?.remove?.();
  }
});
