/** What a newsroom that is closed leaves behind in its process: no loop that would ask a closed database later. */

import { AsyncLocalStorage, createHook } from 'node:async_hooks';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openNewsroom } from '../../src/service/newsroom.ts';
import { makeDataFolder } from '../support/data-folder.ts';
import { until } from '../support/until.ts';

/** Timers of background loops that are waited for, by the number of their resource: of what `begin` begins, not of other newsrooms in this process. */
function watchLoops() {
  const waiting = new Set<number>();
  const begun = new AsyncLocalStorage<true>();
  const hook = createHook({
    init(id, type) {
      if (type !== 'Timeout' || !begun.getStore()) return;
      if (new Error('Where?').stack?.includes('/src/repeat.ts')) waiting.add(id);
    },
    destroy: (id) => void waiting.delete(id),
  }).enable();
  return {
    waiting,
    begin: <Begun>(begin: () => Begun) => begun.run(true, begin),
    stop: () => void hook.disable(),
  };
}

test('a newsroom that is closed has ended all its loops, and says nothing afterwards', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-closed-'));
  const dataDir = join(folder, 'newsroom');
  await makeDataFolder(dataDir);
  const errors: unknown[] = [];
  const log = { info: () => {}, warn: () => {}, error: (...told: unknown[]) => void errors.push(told) };
  const { waiting, begin, stop } = watchLoops();
  const newsroom = await begin(() => openNewsroom(readConfig({ DATA_DIR: dataDir }), log, () => {}));
  // Trending, coverage and what is due.
  await until(() => waiting.size >= 3, 'the beginning of the loops');
  await newsroom.close();
  await until(() => waiting.size === 0, 'the end of the loops');
  stop();
  expect(errors).toEqual([]);
  await rm(folder, { recursive: true });
});
