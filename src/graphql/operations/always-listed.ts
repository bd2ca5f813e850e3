/** Owns which operations every service knows: its own. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesOf, operationsOfFiles } from './files.ts';

/** @returns their texts: of each operation as clients print it, and of each file as it is, for GraphiQL's tabs */
export async function alwaysListed(folder: string): Promise<Set<string>> {
  const files = await Promise.all(
    (await filesOf(folder)).documents.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
  );
  const { operations, problems } = operationsOfFiles(files);
  if (problems.length > 0) throw new Error(problems.map(({ file, reason }) => `${file}: ${reason}`).join('\n'));
  return new Set([...operations.map(({ body }) => body), ...files.map(({ text }) => text)]);
}
