/** Data folders of the embedded engine that begin as the run's template: whoever opens one finds an empty newsroom. */

import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { clusterPath } from '../../db/engine/data-folder.ts';

/** Spares making and migrating it, which is tested where a newsroom's first start is. */
export async function makeDataFolder(dataDir: string): Promise<void> {
  const cluster = clusterPath(dataDir);
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  await promisify(execFile)('tar', ['-xf', inject('template'), '-C', cluster]);
}
