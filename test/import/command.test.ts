/** `npm run import`: all kinds of input, errors in some of them, dry runs and the database. */

import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { importCommand } from '../../src/commands/import.ts';
import type { ImportedDocument, ImportedPage } from '../../src/import/imported-document.ts';
import { type ImportReport, type ImportStore, runImport } from '../../src/import/run.ts';
import { refuseViews } from '../../src/import/save-views.ts';
import { emptyStore } from '../../src/import/store.ts';
import { call } from '../support/command.ts';
import { type Environment, run as spawned } from '../support/process.ts';

const inputs = join(import.meta.dirname, '../fixtures/inputs');
const feeds = join(import.meta.dirname, '../fixtures/feeds');
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-import-'));
  server = createServer(
    (_, response) =>
      void response.end(
        '<rss version="2.0"><channel><title>Net</title><item><title>Over the wire</title></item></channel></rss>',
      ),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** With a database of its own. */
const command = (args: readonly string[], env: Environment = {}, stdin = '') =>
  call(importCommand, args, { DATA_DIR: join(folder, 'db'), ...env }, stdin);

/** Keeps pieces by their origin, and tells a changed one by its headline. */
function memory(failing?: string) {
  const kept = new Map<string, ImportedDocument>();
  const hot: ImportedPage[] = [];
  const store: ImportStore = {
    async knownSources() {
      return [];
    },
    async saveDocument(document) {
      if (document.headline === failing) throw new Error('disk full');
      const before = kept.get(document.origin);
      kept.set(document.origin, document);
      if (before === undefined) return { outcome: 'created' };
      // A newsroom's store names a reason even where there is none.
      return { outcome: before.headline === document.headline ? 'unchanged' : 'updated', reason: undefined };
    },
    async hasReaders({ origin }) {
      return kept.has(origin);
    },
    async saveHotList(page) {
      hot.push(page);
    },
    saveViews: refuseViews,
  };
  return { kept, hot, store };
}

const run = (
  names: readonly string[],
  store: ImportStore,
  onProgress?: (done: number, all: number) => void,
): Promise<ImportReport> =>
  runImport(names, store, {
    stdin: Readable.from([]),
    now: new Date(),
    publicUrl: 'https://news.example',
    ...(onProgress && { onProgress }),
  });

describe('an import', () => {
  test('reads every kind of input, and reports each piece', async () => {
    const { kept, store } = memory();
    const progress: string[] = [];
    const report = await run([inputs], store, (done, all) => progress.push(`${done}/${all}`));
    expect([...kept.values()].map(({ headline }) => headline)).toEqual([
      'Crane number four retires',
      'Seal asleep on pontoon two',
      'Ferry returns to the island route',
      'Lighthouse lit again after forty years',
    ]);
    expect(report).toMatchObject({ created: 4, updated: 0, unchanged: 0, skipped: 1 });
    expect(report.refused.map(({ input, item }) => [relative(inputs, input), item])).toEqual([
      ['lighthouse.rss', 'courier-82'],
      // Eighteen characters are no page of news.
      ['tide.TXT', undefined],
    ]);
    expect(progress).toEqual(['0/5', '1/5', '2/5', '3/5', '4/5', '5/5']);
  });

  test('of the same again changes nothing, and of a corrected piece updates the article', async () => {
    const { store } = memory();
    const feed = (headline: string) =>
      `<rss version="2.0"><channel><title>Desk</title><item><guid>1</guid><title>${headline}</title></item></channel></rss>`;
    const file = join(folder, 'desk.rss');
    const outcomes: ImportReport[] = [];
    for (const headline of ['Bridge opens', 'Bridge opens', 'Bridge opens late']) {
      await writeFile(file, feed(headline));
      outcomes.push(await run([file], store));
    }
    expect(outcomes.map(({ created, unchanged, updated }) => [created, unchanged, updated])).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });

  test('continues after a bad file, a bad address, and a piece that can’t be saved', async () => {
    const { kept, store } = memory('Crane number four retires');
    const names = [join(feeds, 'billion-laughs.rss'), join(folder, 'gone.xml'), 'http://169.254.169.254/', inputs];
    const { refused, created } = await run(names, store);
    expect(refused.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/doctype defines/),
      'There is no such file or folder.',
      expect.stringMatching(/not on the open internet/),
      'It could not be saved: disk full',
      expect.stringMatching(/neither a title nor a text/),
      expect.any(String),
    ]);
    expect([created, kept.size]).toEqual([3, 3]);
  });
});

describe('the command', () => {
  test('tells of two inputs that give one id to different pieces', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dateline-'));
    const item = (headline: string) =>
      JSON.stringify({
        uri: 'urn:news:7',
        type: 'text',
        headline,
        body_text: 'The ferry sails.',
        versioncreated: '2026-03-01T08:00:00Z',
      });
    await writeFile(join(folder, 'a.json'), item('Ferry sails'));
    await writeFile(join(folder, 'b.json'), item('Mill for sale'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const told = `It has the id of “Ferry sails” in ${join(folder, 'a.json')}, and took its place.`;
    const outcomes = async (store: ImportStore) =>
      (await run([folder], store)).items.map(({ outcome, reason }) => [outcome, reason]);
    expect(await outcomes(memory().store)).toEqual([
      ['created', undefined],
      ['updated', told],
    ]);
    // What a dry run of a new newsroom asks.
    expect(await outcomes(emptyStore())).toEqual([
      ['created', undefined],
      ['created', told],
    ]);
    // What was refused has no place to be taken.
    expect(await outcomes(memory('Ferry sails').store)).toEqual([['created', undefined]]);
  });

  test.each([[[]], [['--json']]])('refuses the arguments %j', async (args) => {
    const { code, stdout, stderr } = await command(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Name at least one file, folder or address');
    expect(stderr).toContain('Usage: npm run import');
  });

  test('refuses to import when npm kept its --dry-run', async () => {
    const DATA_DIR = join(folder, 'kept');
    const file = join(inputs, 'ferry.html');
    const { code, stdout, stderr } = await command([file], { DATA_DIR, npm_config_dry_run: 'true' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`Write: npm run import -- --dry-run ${file}\n`);
    expect(existsSync(DATA_DIR)).toBe(false);
  });

  test('prints in a dry run what it would save, without a database', async () => {
    const { code, stdout, stderr } = await spawned(
      'src/commands/import.ts',
      ['--dry-run', join(inputs, 'lighthouse.rss')],
      { DATA_DIR: join(folder, 'nowhere') },
    );
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      'would be created    2024-05-06T05:30:00.000Z  Lighthouse lit again after forty years',
      'Would be: 1 created, 0 updated, 0 unchanged, 0 held, 1 refused, 0 files skipped.',
      expect.stringMatching(/^refused {2}.*lighthouse\.rss, "courier-82": It has neither a title nor a text\.$/),
      '',
    ]);
  });

  test('reads standard input, and prints headlines without control characters', async () => {
    const stdin =
      '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "Red \\u001b[31malert\\u009b", "summary": "The tide is high."}]}';
    const { code, stdout } = await command(['--dry-run', '-'], {}, stdin);
    expect(code).toBe(0);
    expect(stdout).toMatch(/would be held +no date {19}Red {1,2}\[31malert *: It has no date of its own\.\n/);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('says what it left out of each body, and of how many', async () => {
    const item = (id: number, html: string) => ({
      id: `${id}`,
      title: `Piece ${id}`,
      content_html: `<p>Text</p>${html}`,
    });
    const items = [
      item(1, '<iframe></iframe><a href="javascript:x()">x</a>'),
      item(2, '<iframe></iframe>'),
      item(3, ''),
    ];
    const stdin = JSON.stringify({ version: 'https://jsonfeed.org/version/1', items });
    const { stdout } = await command(['--dry-run', '-'], {}, stdin);
    const [one, lost, two] = stdout.split('\n');
    expect([one, two]).toEqual([expect.stringContaining('Piece 1'), expect.stringContaining('Piece 2')]);
    expect(lost).toBe('           left out of its body: <iframe>, <a href="javascript:">');
    expect(stdout).toContain('Left out of bodies: <iframe> in 2, <a href="javascript:"> in 1.\n');
  });

  test('fetches private addresses only with the setting that allows them', async () => {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect((await command(['--dry-run', address])).stdout).toMatch(/not on the open internet/);
    expect((await command(['--dry-run', address], { IMPORT_ALLOW_PRIVATE: 'on' })).stdout).toMatch(/Over the wire/);
  });

  test('imports into the database, and changes nothing the second time', async () => {
    const files = [join(inputs, 'lighthouse.rss'), join(inputs, 'ferry.html')];
    const first = await command(['--json', ...files]);
    expect(first.stderr).toBe('');
    const outcome: ImportReport = JSON.parse(first.stdout);
    expect(outcome).toMatchObject({ created: 2, updated: 0, unchanged: 0, skipped: 0 });
    expect(outcome.refused).toEqual([
      { input: files[0], item: 'courier-82', reason: 'It has neither a title nor a text.' },
    ]);
    expect(first.code).toBe(1);
    const second = await command([files[1] ?? '']);
    expect(second).toMatchObject({
      code: 0,
      stdout:
        'unchanged  2024-05-05T10:00:00.000Z  Ferry returns to the island route\n' +
        '0 created, 0 updated, 1 unchanged, 0 held, 0 refused, 0 files skipped.\n',
    });
  });
});
