/** Built-in persisted operations, which every service knows by their hash: those of `schema/operations/`. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FoundOperation, filesOf, operationsOfFiles } from './files.ts';
import { hashOf } from './hash.ts';

/** @returns each operation as clients print it, and each file as it is, for GraphiQL's tabs; a text once */
export async function builtInOperations(folder: string): Promise<FoundOperation[]> {
  const files = await Promise.all(
    (await filesOf(folder)).documents.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
  );
  const { operations, problems } = operationsOfFiles(files);
  if (problems.length > 0) throw new Error(problems.map(({ file, reason }) => `${file}: ${reason}`).join('\n'));
  const whole = files.map(({ name, text }) => ({ file: name, name, hash: hashOf(text), body: text }));
  return [...new Map([...operations, ...whole].map((operation) => [operation.hash, operation])).values()];
}
