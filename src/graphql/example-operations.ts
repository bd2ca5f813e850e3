/** Example operations, read from `*.graphql` with their variables: GraphiQL's tabs, which tests run too. */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface ExampleOperation {
  /** The file's name without `.graphql`. */
  readonly name: string;
  /** The whole file, with the comment on top that says what it is for. */
  readonly query: string;
  /** From `<name>.variables.json` beside it. */
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Reads every `*.graphql` of a folder.
 *
 * @param order Names that come first, in this order; the others follow by name.
 * @throws Error when a name in `order` has no file, or when variables are not a JSON object.
 */
export async function readExamples(folder: string, order: readonly string[] = []): Promise<ExampleOperation[]> {
  const files = new Set(await readdir(folder));
  const names = [...files].filter((file) => file.endsWith('.graphql')).map((file) => file.slice(0, -'.graphql'.length));
  const missing = order.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Error(`${folder} has no ${missing.map((name) => `${name}.graphql`).join(', ')}`);
  const sorted = [...new Set([...order, ...names.sort()])];
  return Promise.all(
    sorted.map(async (name) => ({
      name,
      query: await readFile(join(folder, `${name}.graphql`), 'utf8'),
      variables: files.has(`${name}.variables.json`)
        ? await readVariables(join(folder, `${name}.variables.json`))
        : undefined,
    })),
  );
}

async function readVariables(file: string): Promise<Record<string, unknown>> {
  const content: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new Error(`${file} must hold a JSON object`);
  }
  return content as Record<string, unknown>;
}
