/** What all command lines have in common: help, misuse, errors, and options that npm kept for itself. */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { benchCommand } from '../../bench/bench.ts';
import { generateCommand } from '../../codegen.ts';
import { type Command, command, Misuse } from '../../src/commands/command.ts';
import { doctorCommand } from '../../src/commands/doctor.ts';
import { dumpCommand } from '../../src/commands/dump.ts';
import { evaluateCommand } from '../../src/commands/evaluate.ts';
import { exportCommand } from '../../src/commands/export.ts';
import { importCommand } from '../../src/commands/import.ts';
import { migrateCommand } from '../../src/commands/migrate.ts';
import { operationsCommand } from '../../src/commands/operations.ts';
import { purgesCommand } from '../../src/commands/purges.ts';
import { queryCommand } from '../../src/commands/query.ts';
import { relatedCommand } from '../../src/commands/related.ts';
import { restoreCommand } from '../../src/commands/restore.ts';
import { schemaCommand } from '../../src/commands/schema.ts';
import { tokenCommand } from '../../src/commands/token.ts';
import { topicsCommand } from '../../src/commands/topics.ts';
import { call, nowhere } from '../support/command.ts';
import { finish } from '../support/process.ts';

const root = join(import.meta.dirname, '../..');

const commands: Readonly<Record<string, Command>> = {
  bench: benchCommand,
  doctor: doctorCommand,
  dump: dumpCommand,
  export: exportCommand,
  evaluate: evaluateCommand,
  generate: generateCommand,
  import: importCommand,
  migrate: migrateCommand,
  operations: operationsCommand,
  purges: purgesCommand,
  query: queryCommand,
  related: relatedCommand,
  restore: restoreCommand,
  schema: schemaCommand,
  token: tokenCommand,
  topics: topicsCommand,
};
const all = Object.entries(commands);

test('every script of package.json that is a command is tested here', async () => {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const run = Object.entries<string>(scripts).filter(([, script]) =>
    /^node (--\S+ )*(src\/commands\/|codegen|bench\/)/.test(script),
  );
  expect(run.map(([name]) => name).sort()).toEqual(['postinstall', ...Object.keys(commands)].sort());
});

describe.each(all)('npm run %s', (name, main) => {
  test('prints its help without a database, also where npm kept an option', async () => {
    for (const option of ['--help', '-h']) {
      const { code, stdout, stderr } = await call(main, [option], { ...nowhere, npm_config_json: 'true' });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.startsWith(`Usage: npm run ${name}`) || stdout.startsWith(`Usage: npm run -s ${name}`)).toBe(true);
    }
  });

  test('refuses an unknown option, and prints the known ones and the usage', async () => {
    const { code, stdout, stderr } = await call(main, ['--bogus', 'x']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^Unknown option "--bogus"; there (is|are --.*,) --help\.\n\nUsage: /);
    expect(stderr).toMatch(new RegExp(`\nUsage: npm run (-s )?${name}`));
    expect(stderr.endsWith(`\nMore about it: npm run ${name} -- --help\n`)).toBe(true);
  });

  test('refuses to run without an option that npm kept for itself', async () => {
    const { stderr: message } = await call(main, ['--bogus']);
    const [, listed = ''] = /^Unknown option "--bogus"; there (?:is|are) (.*)\.$/m.exec(message) ?? [];
    const options = listed.split(', ');
    expect(options.pop()).toBe('--help');
    for (const option of options.filter((each) => each !== '--json')) {
      const setting = `npm_config_${option.slice(2).replaceAll('-', '_')}`;
      const { code, stdout, stderr } = await call(main, [], { ...nowhere, [setting]: 'true' });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(
        `npm kept ${option} for itself, because it stood before a --. Write: npm run ${name} -- `,
      );
    }
  });
});

const greet = command({
  name: 'greet',
  help: 'Usage: npm run greet -- [--loud] [--from WHOM] NAME\n\nGreets.\n',
  options: { loud: { type: 'boolean' }, from: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async work({ options: { loud, from }, inputs: [name, ...more], env, stdin, stdout }) {
    if (name === 'break') throw new TypeError('x is not a function');
    if (name === 'unreachable') throw new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') });
    if (name === 'missing') await readFile('/nowhere/at-all');
    if (name === 'both') throw new AggregateError([new Error('::1'), new Error('127.0.0.1')]);
    if (name === 'odd') throw new Error('no \u001b[31mred\u009b\nsecond line');
    if (name === undefined || more.length > 0) throw new Misuse('Say whom.');
    for await (const chunk of stdin) stdout.write(chunk);
    stdout.write(`${env.WORD ?? 'Hello'} ${name}${loud ? '!' : '.'}${from === undefined ? '' : ` ${from}`}`);
    return 0;
  },
});
const usage = '\n\nUsage: npm run greet -- [--loud] [--from WHOM] NAME\n\nMore about it: npm run greet -- --help\n';

test('a command gets its options and arguments, its environment and standard input', async () => {
  const done = await call(greet, ['Ada', '--loud', '--from=me'], { WORD: 'Hi' }, '> ');
  expect(done).toEqual({ code: 0, stdout: '> Hi Ada! me', stderr: '' });
  expect((await call(greet, ['--from', 'me', '--', '--loud'])).stdout).toBe('Hello --loud. me');
  expect((await call(greet, ['--from', '', '-'])).stdout).toBe('Hello -. ');
});

test.each([
  ['a misuse of its own', [], 'Say whom.'],
  ['an unknown letter', ['-x'], 'Unknown option "-x"; there are --loud, --from, --dry-run, --help.'],
  [
    'a property of all objects',
    ['--constructor'],
    'Unknown option "--constructor"; there are --loud, --from, --dry-run, --help.',
  ],
  ['no value', ['--from'], '--from needs a value.'],
  ['another option for a value', ['--from', '--loud', 'Ada'], '--from needs a value.'],
  ['a value for none', ['--loud=yes', 'Ada'], '--loud takes no value.'],
  ['two values', ['--from', 'me', '--from', 'you', 'Ada'], '--from is given twice.'],
])('%s prints the reason and the usage, with exit code 2', async (_, args, message) => {
  expect(await call(greet, args, {})).toEqual({ code: 2, stdout: '', stderr: `${message}${usage}` });
});

test.each([
  ['a missing file', 'missing', '/nowhere/at-all: There is no such file or folder.\n'],
  ['an address that doesn’t answer', 'unreachable', 'fetch failed\n'],
  ['errors without a message', 'both', 'AggregateError\n'],
  ['words that would steer the terminal', 'odd', 'no  [31mred \nsecond line\n'],
])('%s is reported in words, with exit code 1', async (_, name, message) => {
  expect(await call(greet, [name])).toEqual({ code: 1, stdout: '', stderr: message });
});

test('a bug is reported with its stack', async () => {
  const { code, stderr } = await call(greet, ['break']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^TypeError: x is not a function\n +at .*command\.test\.ts/);
});

describe('an option that npm kept for itself', () => {
  const kept = (option: string) =>
    `npm kept ${option} for itself, because it stood before a --. Write: npm run greet -- `;

  test.each([
    ['a flag', ['Ada'], { npm_config_loud: 'true' }, `${kept('--loud')}--loud Ada`],
    ['a flag without its dash', ['Ada'], { npm_config_dryrun: 'true' }, `${kept('--dry-run')}--dry-run Ada`],
    ['a setting of the shell', ['Ada'], { NPM_CONFIG_DRY_RUN: 'true' }, `${kept('--dry-run')}--dry-run Ada`],
    ['a value with it', ['A da'], { npm_config_from: "it's me" }, `${kept('--from')}--from 'it'\\''s me' 'A da'`],
    ['an option apart from its value', ['me', 'Ada'], { npm_config_from: 'true' }, `${kept('--from')}--from …`],
  ])('is refused with how to write it: %s', async (_, args, env: Record<string, string>, message) => {
    expect(await call(greet, args, env)).toEqual({ code: 2, stdout: '', stderr: `${message}${usage}` });
  });

  test('is refused when the real npm runs the command', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dateline-npm-'));
    const DATA_DIR = join(folder, 'newsroom');
    const file = 'test/fixtures/inputs/ferry.html';
    const { PATH, HOME } = process.env;
    const npm = spawn('npm', ['run', '--silent', 'import', '--dry-run', file], {
      env: { PATH, HOME, DATA_DIR },
      cwd: root,
    });
    const { code, stdout, stderr } = await finish(npm);
    const isMade = existsSync(DATA_DIR);
    await rm(folder, { recursive: true });
    expect({ code, stdout, isMade }).toEqual({ code: 2, stdout: '', isMade: false });
    expect(stderr).toContain(`npm run import -- --dry-run ${file}\n`);
  });

  test('doesn’t matter where it is given to the command too, or negated', async () => {
    for (const [args, env] of [
      [['--loud', 'Ada'], { npm_config_loud: 'true' }],
      [['--from=me', 'Ada'], { npm_config_from: 'me' }],
      [['Ada'], { npm_config_loud: '' }],
      [['Ada'], { npm_config_loud: 'false' }],
      [['Ada'], { npm_config_loudly: 'true', npm_config_json: 'true', npm_config_dry: 'true' }],
    ] as const)
      expect(await call(greet, args, env)).toMatchObject({ code: 0, stderr: '' });
  });

  test('doesn’t matter where it only changes what is printed, as `json=true` in somebody’s .npmrc does', async () => {
    const json = { ...nowhere, npm_config_json: 'true' };
    const { stderr } = await call(importCommand, [], json);
    expect(stderr).toMatch(/^Name at least one file/);
    const { code, stderr: both } = await call(importCommand, ['x'], { ...json, npm_config_dry_run: 'true' });
    expect(code).toBe(2);
    expect(both).toContain('npm run import -- --dry-run --json x\n');
  });

  test('is found where npm takes --to for --token-description', async () => {
    const { code, stderr } = await call(migrateCommand, [], {
      ...nowhere,
      npm_config_token_description: '0004-articles',
    });
    expect(code).toBe(2);
    expect(stderr).toContain('npm run migrate -- --to 0004-articles\n');
  });

  test('is hinted at where npm dropped it without a trace', async () => {
    const hint = '(If you gave an option: npm keeps for itself what stands before a --.)';
    expect((await call(relatedCommand, [], { npm_lifecycle_event: 'related' })).stderr).toContain(
      `Say --rebuild.\n${hint}`,
    );
    expect((await call(relatedCommand, ['--restart'], { npm_lifecycle_event: 'related' })).stderr).not.toContain(hint);
    expect((await call(relatedCommand, [])).stderr).not.toContain(hint);
  });
});
