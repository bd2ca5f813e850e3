/** `npm run token`: creates, lists and revokes access tokens. */

import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openCopy } from '../support/newsroom.ts';
import { type Environment, finish, printed, run, start } from '../support/process.ts';

const isEmbedded = inject('serverUrl') === null;
const command = 'src/commands/token.ts';
let folder: string;
let database: Awaited<ReturnType<typeof openCopy>> | undefined;
let environment: Environment;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-token-'));
  if (!isEmbedded) database = await openCopy();
  const where = database?.url === undefined ? { DATA_DIR: join(folder, 'newsroom') } : { DATABASE_URL: database.url };
  environment = { PORT: '0', DEMO: 'off', LOG_LEVEL: 'debug', ...where };
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database?.close();
  await database?.remove?.();
});

const token = (...args: string[]) => run(command, args, environment);

async function ask(url: string, bearer: string | null, query: string) {
  const headers = { 'content-type': 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return { status: response.status, text: await response.text() };
}

describe('misuse is refused with the reason, without a database:', () => {
  test.each([
    ['nothing', [], 'Say what to do.'],
    ['an unknown verb', ['drop'], 'There is no "drop".'],
    ['no role', ['create', '--name', 'desk'], '--role must be one of'],
    ['an unknown role', ['create', '--name', 'desk', '--role', 'boss'], '--role must be one of'],
    ['no name', ['create', '--role', 'editor'], 'A token needs a name'],
    ['a long name', ['create', '--role', 'editor', '--name', 'x'.repeat(201)], 'at most 200 characters'],
    ['a name that steers the terminal', ['create', '--role', 'editor', '--name', '\u001b[31m'], 'control characters'],
    ['a time without a unit', ['create', '--role', 'editor', '--name', 'd', '--expires', '90'], '--expires must be'],
    ['no time at all', ['create', '--role', 'editor', '--name', 'd', '--expires', '0d'], 'expires after 1 hour'],
    ['a time beyond ten years', ['create', '--role', 'editor', '--name', 'd', '--expires', '3651d'], 'to 3650 days'],
    ['an id that is none', ['revoke', 'desk'], 'the number of a token'],
    ['no id', ['revoke'], 'the number of a token'],
    ['two ids', ['revoke', '1', '2'], '"2" is too much'],
    ['options of another verb', ['list', '--role', 'editor'], 'Options go with create.'],
    ['an unknown option', ['create', '--rolle', 'editor'], 'Unknown option "--rolle"'],
  ])('%s', async (_, args, reason) => {
    const { code, stdout, stderr } = await run(command, args, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(reason);
    expect(stderr).toContain('Usage: npm run token');
  });

  test('--help prints the usage', async () => {
    const { code, stdout } = await run(command, ['--help'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Usage: npm run token -- create/)]);
  });
});

test('tokens are created, used, listed and revoked, and never logged', { timeout: 120_000 }, async () => {
  const first = start('src/main.ts', [], environment);
  const [, url = '', admin = ''] = await printed(
    first,
    /API\s+(http:\S+)\/graphql[\s\S]*Admin token\s+(dateline_[\w-]{43})\n[\s\S]*Bearer/,
  );
  let logged = '';
  const listen = (child: ChildProcess) => {
    child.stdout?.on('data', (chunk) => {
      logged += chunk;
    });
  };
  listen(first);
  expect(await ask(url, admin, '{ viewer { role name } }')).toEqual({
    status: 200,
    text: '{"data":{"viewer":{"role":"ADMIN","name":"first admin"}}}',
  });
  if (isEmbedded) {
    const refused = await token('list');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/is in use by another Dateline process[\s\S]*createToken, revokeToken or tokens/);
    first.kill('SIGTERM');
    await finish(first);
  }

  const made = await token('create', '--role', 'Editor', '--name', ' news desk ', '--expires', '90d');
  expect([made.code, made.stderr]).toEqual([0, '']);
  const bearer = made.stdout.trimEnd().split('\n').at(-1) ?? '';
  expect(bearer).toMatch(/^dateline_[\w-]{43}$/);
  const list = (await token('list')).stdout;
  const [, id = ''] = /^(\d+) {2}EDITOR {2}expires \S+ {2}never used {2}news desk$/m.exec(list) ?? [];
  expect(list.trimEnd().split('\n')).toHaveLength(2);
  expect(list).not.toContain('dateline_');

  const service = isEmbedded ? start('src/main.ts', [], environment) : first;
  const [text, again = ''] = isEmbedded
    ? await printed(service, /Dateline is ready[\s\S]*API\s+(http:\S+)\/graphql[\s\S]*\n\n/)
    : ['', url];
  expect(text).not.toContain('Admin token');
  if (isEmbedded) listen(service);
  const whoAmI = '{ viewer { role name } }';
  expect((await ask(again, bearer, whoAmI)).text).toContain('"EDITOR"');
  expect((await ask(again, null, whoAmI)).text).toContain('"READER"');

  // On a server by the command, beside the running service; on the embedded engine through the service itself.
  const revoked = isEmbedded
    ? await ask(again, admin, `mutation { revokeToken(id: "${id}") { __typename } }`)
    : await token('revoke', id);
  expect('code' in revoked ? revoked.stdout : revoked.text).toMatch(/revoked 20|AccessToken/);
  const refused = await ask(again, bearer, whoAmI);
  expect(refused.status).toBe(401);
  expect(refused.text).toContain('UNAUTHENTICATED');
  await expect.poll(() => logged).toContain('UNAUTHENTICATED');
  expect(logged).not.toContain(bearer.slice(9));
  service.kill('SIGTERM');
  await finish(service);
  expect(await token('revoke', '999999')).toMatchObject({ code: 1, stderr: 'There is no token 999999.\n' });
  expect((await token('revoke', id)).stdout).toContain('revoked 20');
});
