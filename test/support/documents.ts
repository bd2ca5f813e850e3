/** The project's documents in Markdown, and the blocks of code in them. */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface Block {
  readonly document: string;
  /** Of its first line of code, from 1. */
  readonly line: number;
  /** Empty for what is no code, such as a map of folders. */
  readonly language: string;
  /** What stands behind the language: `admin`, `not-run: why`, `db/loaders.ts`. */
  readonly mark: string;
  readonly text: string;
  /** The block of `json` or `text` that comes next, and so is what this one answers or prints. */
  readonly answer: Block | undefined;
}

export interface Document {
  /** Its path from the project's folder. */
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

export async function readDocuments(): Promise<Document[]> {
  const inDocs = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md')).sort();
  const names = [
    ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'],
    ...inDocs.map((name) => `docs/${name}`),
    ...['examples/newspaper/README.md', 'examples/nginx/README.md', 'examples/grafana/README.md'],
  ];
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(root, name), 'utf8');
      return { name, text, blocks: blocksOf(name, text) };
    }),
  );
}

/** Blocks that are shown as another's answer are found there, too. */
export function blocksOf(document: string, text: string): Block[] {
  const found = [...text.matchAll(/^```(\w*) ?(.*)\n([\s\S]*?)^```$/gm)].map((match) => {
    const [, language = '', mark = '', code = ''] = match;
    const line = text.slice(0, match.index).split('\n').length + 1;
    return { document, line, language, mark, text: code, answer: undefined };
  });
  return found.map((block, index) => {
    const next = found[index + 1];
    return isAnswer(block) ? block : { ...block, answer: next && isAnswer(next) ? next : undefined };
  });
}

function isAnswer({ language }: { readonly language: string }): boolean {
  return language === 'json' || language === 'text';
}

/** The file that a block is, or changes, in a copy of the project; undefined for all others. */
export function fileOf({ mark }: Block): string | undefined {
  return /^[\w./-]+\.\w+$/.test(mark) ? mark : undefined;
}

/** Why a block can't run in a test; undefined for all others. */
export function whyNotRun({ mark }: Block): string | undefined {
  return /^not-run: (.+)$/.exec(mark)?.[1];
}
