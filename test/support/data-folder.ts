/** Data folders of the embedded engine that begin as a template of the run: whoever opens one finds an empty newsroom, or the demo. */

import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { emptyTemplate, hasTemplate, templatesFolder } from '../../db/engine/cluster-templates.ts';
import { clusterPath } from '../../db/engine/data-folder.ts';
import type { TemplateName } from './template.ts';

/** Spares making and migrating it, which is tested where a newsroom's first start is. */
export async function makeDataFolder(dataDir: string, beginsAs: TemplateName = 'empty'): Promise<void> {
  const cluster = clusterPath(dataDir);
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  await promisify(execFile)('tar', ['-xf', inject('templates')[beginsAs], '-C', cluster]);
}

/**
 * Puts a copy of one of the installation's templates among others, so that those are made of it and not from nothing, which
 * takes seconds; without an installation they are.
 *
 * @returns its name
 */
export function copyInstalledTemplate(templates: string, installed = emptyTemplate): string {
  const name = 'installed';
  if (hasTemplate(installed)) cpSync(join(templatesFolder, installed), join(templates, name), { recursive: true });
  return name;
}
