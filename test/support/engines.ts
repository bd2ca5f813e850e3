/** Which test files run once, on the embedded engine: those that no server could make a difference to. All others run on both. */

import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** These reach SQL, and run once all the same. */
export const exceptions: Readonly<Record<string, string>> = {
  'test/engine/**': 'they are about the embedded engine’s own files and folders',
  'test/processes/documents.test.ts': 'it is about what documents say; golden.test.ts asks on both what readers ask',
  'test/processes/nginx.test.ts': 'it is about a cache in front of a service, which tells no engine from another',
  'test/processes/read-only.test.ts': 'it is about the embedded engine’s own files and folders',
  'test/processes/recipes.test.ts': 'it is about the words of a document, followed in a copy of the project',
  'test/site/**': 'they are about what a site makes of answers; its lists are paged in article-lists.test.ts on both',
};

/** Patterns of files: the exceptions, and whatever doesn't ask for the run's engine, itself or through what it imports. */
export function runOnce(): string[] {
  const files = globSync('test/**/*.test.ts', { cwd: root });
  return [...Object.keys(exceptions), ...files.filter((file) => !asksForEngine(join(root, file)))];
}

/** Looks at tests and their support: other modules must be given a database. */
function asksForEngine(file: string): boolean {
  const reached = new Set([file]);
  for (const path of reached) {
    const { isAsking, imported } = read(path);
    if (isAsking) return true;
    for (const next of imported) reached.add(next);
  }
  return false;
}

const modules = new Map<string, { readonly isAsking: boolean; readonly imported: readonly string[] }>();

function read(path: string) {
  const known = modules.get(path);
  if (known !== undefined) return known;
  const text = readFileSync(path, 'utf8');
  const names = text.matchAll(/\b(?:from|import\(|import) *'(\.[^']+\.ts)'/g);
  const imported = Array.from(names, ([, name = '']) => join(dirname(path), name)).filter(
    (each) => relative(root, each).startsWith('test/') && existsSync(each),
  );
  const made = { isAsking: /\bserverUrl\b|TEST_DATABASE_URL/.test(text), imported };
  modules.set(path, made);
  return made;
}
