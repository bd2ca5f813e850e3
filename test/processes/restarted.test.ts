/** A Postgres server that is restarted beneath the service, in a cluster of this test's own. */

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Database } from '../../db/engine/database.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { areClustersPossible, type Cluster, openClusters } from '../support/cluster.ts';
import { yogaOver } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

const isPossible = inject('isLong') && inject('serverUrl') !== null && areClustersPossible;

// NOTE: skipped where there are no programs to make a cluster with, nobody to run it as, and in the short suite.
describe.runIf(isPossible)('a cluster of its own', () => {
  const clusters = openClusters();
  let cluster: Cluster;
  let database: Database;

  beforeAll(async () => {
    cluster = await clusters.makePrimary();
    await cluster.start();
    const queue = { maxWaiting: 100, maxWaitMs: 3_000 };
    database = await openDatabase({
      ...{ databaseUrl: cluster.url, dataDir: '', poolSize: 4, statementTimeoutMs: 4_000, queue },
    });
    await migrate(database.db);
  });
  afterAll(async () => {
    await database?.close();
    await clusters.remove();
  });

  test.each(['fast', 'immediate'])(
    'that is restarted (%s) is 503 meanwhile, and asked again by itself',
    async (mode) => {
      const yoga = yogaOver(database.db);
      const ask = async () => {
        const query = encodeURIComponent('{ articles(first: 1) { totalCount } }');
        const headers = { accept: 'application/graphql-response+json' };
        return (await yoga.fetch(`http://yoga/graphql?query=${query}`, { headers })).status;
      };
      expect(await ask()).toBe(200);
      let isOver = false;
      const restarting = cluster.control('-m', mode, 'restart').finally(() => {
        isOver = true;
      });
      const statuses = new Set<number>();
      while (!isOver) {
        for (const status of await Promise.all([1, 2, 3, 4, 5, 6].map(ask))) statuses.add(status);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await restarting;
      await until(async () => (await ask()) === 200, 'an answer');
      expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    },
  );
});
