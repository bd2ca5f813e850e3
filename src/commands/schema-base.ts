/** Base of a schema's comparison (git): what was released last, or where this branch left the main one. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What `git` prints. @throws what it says when it fails */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', [...args], { cwd: folder, maxBuffer: 64_000_000 });
    return stdout;
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Error((stderr || message).trim().split('\n')[0], { cause: error });
  }
}

/** The main branch as others have it, before one's own copy of it, which may be ahead. */
const mainBranches = ['origin/HEAD', 'origin/main', 'main'];

/**
 * The last tag that is in this commit's history; without one, the commit that it has in common with the main branch, so
 * that all of a branch is compared, however many commits it has; without that, HEAD.
 */
export async function schemaBase(folder: string): Promise<string> {
  const ask = (...args: readonly string[]) =>
    git(folder, ...args).then(
      (text) => text.trim(),
      () => '',
    );
  const tag = await ask('describe', '--tags', '--abbrev=0');
  if (tag !== '') return tag;
  for (const branch of mainBranches) {
    const common = await ask('merge-base', 'HEAD', branch);
    if (common !== '') return ask('rev-parse', '--short', common);
  }
  return 'HEAD';
}
