/** The documents’ blocks of code run as they stand there, one behind the other, on one demo newsroom. */

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Block, fileOf, readDocuments, root, whyNotRun } from '../support/documents.ts';
import { type HeldFolder, holdFolder } from '../support/held-folder.ts';
import { type NpmInProcess, openNpm } from '../support/npm-in-process.ts';
import { cleanEnvironment } from '../support/process.ts';
import { openService, type RunningService } from '../support/running-service.ts';

const documents = (await readDocuments())
  .map((document) => ({ ...document, blocks: document.blocks.filter(isRun) }))
  .filter(({ blocks }) => blocks.length > 0);

function isRun(block: Block): boolean {
  return (
    ['sh', 'graphql', 'ts'].includes(block.language) && whyNotRun(block) === undefined && fileOf(block) === undefined
  );
}

/** Stands for the project's folder: what blocks write stays out of that. */
let folder: string;
let npm: NpmInProcess;
/** The newsroom of the blocks that say `DATA_DIR=mine`. */
let mine: HeldFolder;
let service: RunningService;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-documents-'));
  for (const name of await readdir(root)) {
    if (!name.startsWith('.')) await symlink(join(root, name), join(folder, name));
  }
  // What `npm i <dateline>/schema/client` makes in the folder of an app.
  await mkdir(join(folder, 'app/node_modules/@dateline'), { recursive: true });
  await symlink(join(root, 'schema/client'), join(folder, 'app/node_modules/@dateline/client'));
  await writeFile(join(folder, 'app/package.json'), '{ "type": "module" }');
  npm = await openNpm(folder);
  mine = holdFolder(join(folder, 'mine'));
  service = await openService({ settings: { DEMO: 'on', LOG_LEVEL: 'error', WEBHOOK_ALLOW_PRIVATE: 'off' } });
});

afterAll(async () => {
  await service?.close();
  npm?.close();
  await mine?.release();
  await rm(folder, { recursive: true, force: true });
});

/** The documents speak of the port that a service has by default. */
const onOurPort = (text: string) => text.replaceAll('localhost:4000', new URL(service.url).host);

/** These are printed to two places. */
const inexact = ['weight', 'effectiveSources'];

function rounded(key: string, value: unknown): unknown {
  return inexact.includes(key) ? Number((value as number).toFixed(2)) : value;
}

const asShown = (answer: string) => JSON.parse(JSON.stringify(JSON.parse(answer), rounded)) as unknown;

function expectAnswer(answer: string, { answer: shown }: Block): void {
  if (shown?.language === 'json') expect(asShown(answer)).toEqual(JSON.parse(shown.text));
  else if (shown !== undefined) expect(answer.trim()).toBe(shown.text.trim());
}

/** These need the folder for themselves, or tell of it as nobody has it open. */
const isAlone = (text: string) => /npm run (?:migrate|restore|dump|doctor)\b/.test(text);

async function runShell(block: Block): Promise<string> {
  if (isAlone(block.text)) await mine.release();
  else if (block.text.includes('DATA_DIR=mine')) await mine.hold();
  const env = cleanEnvironment({ TOKEN: service.adminToken });
  const script = npm.prelude + onOurPort(block.text);
  // NOTE: a shell whose input is a socket takes itself for a remote one and reads its user's ~/.bashrc, whatever is in there.
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-ec', script], { cwd: folder, env });
  return stdout;
}

async function runOperation({ text, mark }: Block): Promise<string> {
  const headers = {
    'content-type': 'application/json',
    ...(mark === 'admin' && { authorization: `Bearer ${service.adminToken}` }),
  };
  const body = JSON.stringify({ query: text });
  return (await fetch(`${service.url}/graphql`, { method: 'POST', headers, body })).text();
}

/** Members of unions that say why not have a message. */
function expectDone(answer: string): void {
  const { errors, data } = JSON.parse(answer) as { errors?: unknown; data: Record<string, object> };
  expect(errors).toBeUndefined();
  for (const value of Object.values(data)) expect(value).not.toHaveProperty('message');
}

const moduleOf = ({ document, line }: Block) => join(folder, 'app', `${document.replace(/\W+/g, '-')}-${line}.ts`);

async function runModule(block: Block): Promise<string> {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((...values) => void lines.push(format(...values)));
  try {
    await import(/* @vite-ignore */ moduleOf(block));
  } finally {
    log.mockRestore();
  }
  return lines.join('\n');
}

describe('blocks of TypeScript', () => {
  test('fit the types of what they import', async () => {
    const config = {
      extends: join(root, 'tsconfig.json'),
      include: ['*.ts'],
      compilerOptions: { types: ['node'] },
    };
    await writeFile(join(folder, 'app/tsconfig.json'), JSON.stringify(config));
    for (const block of documents.flatMap(({ blocks }) => blocks)) {
      if (block.language === 'ts') await writeFile(moduleOf(block), onOurPort(block.text));
    }
    const tsc = join(root, 'node_modules/.bin/tsc');
    const { stdout } = await promisify(execFile)(tsc, ['--singleThreaded', '-p', join(folder, 'app')]).catch(
      (error) => error,
    );
    expect(stdout).toBe('');
  });
});

describe.each(documents)('in $name', ({ blocks }) => {
  test.each(blocks)('line $line: the block of $language runs as it stands, and is answered so', async (block) => {
    if (block.language === 'sh') {
      expectAnswer(await runShell(block), block);
    } else if (block.language === 'ts') {
      expectAnswer(await runModule(block), block);
    } else {
      const answer = await runOperation(block);
      if (block.answer === undefined) expectDone(answer);
      else expectAnswer(answer, block);
    }
  });
});
