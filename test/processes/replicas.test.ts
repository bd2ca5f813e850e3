/** A service on a real primary with two streaming replicas: what readers are given by them, and what becomes of one that lags, is lost or is promoted. */

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  ApproveDraftDocument,
  CreateDraftDocument,
  PublishDraftDocument,
  SubmitDraftDocument,
} from '../../schema/client/graphql.js';
import { replicaComplaints } from '../../src/doctor/replica-complaints.ts';
import { areClustersPossible, type Cluster, openClusters } from '../support/cluster.ts';
import { as, openService, type RunningService } from '../support/running-service.ts';
import { until } from '../support/until.ts';

const isPossible = inject('isLong') && inject('serverUrl') !== null && areClustersPossible;

/** What whoever fails over moves to another server: an address. */
async function openAddress(first: Cluster) {
  let port = first.port;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const there = connect(port, '127.0.0.1');
    for (const each of [socket, there]) {
      sockets.add(each);
      each.on('error', () => {}).on('close', () => [socket, there].map((both) => both.destroy()));
    }
    socket.pipe(there).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `postgres://postgres@127.0.0.1:${own}/postgres`,
    moveTo(cluster: Cluster) {
      port = cluster.port;
      for (const socket of sockets) socket.destroy();
    },
    close: () => server.close(),
  };
}

async function ask<Row>({ url }: Cluster, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query(text)
    .then(({ rows }) => rows as Row[])
    .finally(() => client.end());
}

// NOTE: skipped where there are no server programs, nobody to run them as, and in the short suite.
describe.runIf(isPossible)('two replicas', () => {
  const clusters = openClusters();
  let primary: Cluster;
  let replicas: Cluster[];
  let address: Awaited<ReturnType<typeof openAddress>>;
  let service: RunningService;
  let published = 0;

  beforeAll(async () => {
    primary = await clusters.makePrimary();
    await primary.start();
    replicas = [await clusters.makeReplica(primary), await clusters.makeReplica(primary)];
    await Promise.all(replicas.map((replica) => replica.start()));
    address = await openAddress(primary);
    service = await openService({
      settings: {
        DATABASE_URL: address.url,
        DATABASE_REPLICA_URLS: replicas.map(({ url }) => url).join(','),
        ...{ COST_BUDGET: '0', TOKEN_COST_BUDGET: '0' },
      },
    });
  });
  afterAll(async () => {
    await service?.close();
    address?.close();
    await clusters.remove();
  });

  /** @returns its slug, once whoever published it was told that it is */
  async function publish(): Promise<string> {
    published += 1;
    const { writer, editor } = service;
    const content = { headline: `Quay ${published} opens`, body: '<p>It is open.</p>', language: 'en' };
    let draft = as((await writer.request(CreateDraftDocument, { input: { content } })).createDraft, 'Draft');
    const step = () => ({ draft: draft.id, expectedRevision: draft.revision });
    draft = as((await writer.request(SubmitDraftDocument, { input: step() })).submitDraft, 'Draft');
    draft = as((await editor.request(ApproveDraftDocument, { input: step() })).approveDraft, 'Draft');
    draft = as((await editor.request(PublishDraftDocument, { input: step() })).publishDraft, 'Draft');
    return draft.article?.slug ?? '';
  }

  async function read(query: string) {
    const response = await fetch(`${service.url}/graphql?query=${encodeURIComponent(query)}`);
    const { data } = (await response.json()) as { data: Record<string, { nodes: { slug: string }[] }> };
    return { status: response.status, data };
  }

  const latest = async () => (await read('{ articles(first: 1) { nodes { slug } } }')).data.articles?.nodes;
  let asked = 0;
  /** One that nobody has asked before. */
  const readNew = () => read(`{ a${++asked}: articles(first: 1) { totalCount nodes { slug headline } } }`);

  const complaints = async (): Promise<string[]> => {
    const response = await fetch(`${service.url}/health/ready`);
    const { warnings = [] } = (await response.json()) as { warnings?: { check: string; message: string }[] };
    return warnings.filter(({ check }) => check === 'replicas').map(({ message }) => message);
  };
  const untilComplaints = (expected: string[]) =>
    until(async () => JSON.stringify(await complaints()) === JSON.stringify(expected), `complaints ${expected}`);

  const toldByDoctor = async () =>
    (
      await replicaComplaints(
        address.url,
        replicas.map(({ url }) => url),
      )
    ).map(({ message }) => message);

  /** How many statements of readers it has done. */
  const readsOf = async (cluster: Cluster) => {
    const text = 'select xact_commit::int as count from pg_stat_database where datname = current_database()';
    return (await ask<{ count: number }>(cluster, text))[0]?.count ?? 0;
  };

  test('answer readers in turn', async () => {
    await untilComplaints([]);
    await publish();
    const before = await Promise.all(replicas.map(readsOf));
    // Of checks there are four a second.
    for (let n = 0; n < 200; n += 1) expect((await readNew()).status).toBe(200);
    const query = "select pg_stat_clear_snapshot(), query from pg_stat_activity where application_name = 'dateline'";
    for (const replica of replicas) {
      await until(async () => (await readsOf(replica)) > (before[replicas.indexOf(replica)] ?? 0) + 50, 'reads');
      expect((await ask<{ query: string }>(replica, query)).some((row) => row.query.includes('article'))).toBe(true);
    }
  });

  test('show what was written as soon as it was acknowledged, kept or not, also while one of them lags', async () => {
    const [lagging] = replicas as [Cluster, Cluster];
    for (let round = 0; round < 10; round += 1) {
      const slug = await publish();
      expect(await latest()).toEqual([{ slug }]);
    }
    await ask(lagging, 'select pg_wal_replay_pause()');
    for (let round = 0; round < 10; round += 1) {
      const slug = await publish();
      for (let again = 0; again < 4; again += 1) expect(await latest()).toEqual([{ slug }]);
    }
    await until(
      async () => (await complaints()).some((text) => /^Replica 1 of 2 .*behind by \d+ events/.test(text)),
      'one behind',
    );
    expect(await toldByDoctor()).toEqual([
      expect.stringMatching(
        /^Replica 1 of 2 hasn’t what the server had written 2\.\d s before: it lacks [1-9]\d* events or more\.$/,
      ),
    ]);
    await ask(lagging, 'select pg_wal_replay_resume()');
    await untilComplaints([]);
    expect(await toldByDoctor()).toEqual([]);
  });

  test('fail no reader when one is lost, and are whole again when it is back', async () => {
    const [, lost] = replicas as [Cluster, Cluster];
    const statuses = new Set<number>();
    let isOver = false;
    const reading = (async () => {
      while (!isOver) statuses.add((await readNew()).status);
    })();
    await lost.control('-m', 'immediate', 'stop');
    const stoppedAt = performance.now();
    await untilComplaints(['Replica 2 of 2 answers no reader: it doesn’t answer.']);
    const noticedMs = performance.now() - stoppedAt;
    await lost.start();
    await untilComplaints([]);
    isOver = true;
    await reading;
    expect([...statuses]).toEqual([200]);
    process.stdout.write(`a lost replica was noticed after ${Math.round(noticedMs)} ms\n`);
  });

  test('lose nothing that had reached the one that is promoted', async () => {
    const [promoted] = replicas as [Cluster, Cluster];
    const statuses = new Set<number>();
    const acknowledged: string[] = [];
    let isOver = false;
    const reading = (async () => {
      while (!isOver) statuses.add((await readNew()).status);
    })();
    const writing = (async () => {
      while (!isOver) {
        const slug = await publish().catch(() => undefined);
        if (slug !== undefined) acknowledged.push(slug);
      }
    })();
    await until(() => acknowledged.length >= 5, 'what is written under load');
    await primary.control('-m', 'immediate', 'stop');
    const before = acknowledged.length;
    await ask(promoted, 'select pg_promote()');
    address.moveTo(promoted);
    await until(() => acknowledged.length >= before + 5, 'what is written to the other');
    isOver = true;
    await Promise.all([reading, writing]);
    expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    const found = new Set((await ask<{ slug: string }>(promoted, 'select slug from article')).map(({ slug }) => slug));
    const lost = acknowledged.filter((slug) => !found.has(slug));
    // Only the end of what was written to the one that died.
    expect(lost).toEqual(acknowledged.slice(before - lost.length, before));
    process.stdout.write(`${acknowledged.length} acknowledged, ${lost.length} lost\n`);
    const slug = await publish();
    expect(await latest()).toEqual([{ slug }]);
    await untilComplaints([
      'Replica 1 of 2 answers no reader: it is no replica any more.',
      'Replica 2 of 2 answers no reader: it follows another server.',
    ]);
    expect(await toldByDoctor()).toEqual([
      'Replica 1 of 2 is no replica any more.',
      'Replica 2 of 2 follows another server.',
    ]);
  });
});
