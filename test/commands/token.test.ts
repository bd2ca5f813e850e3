/** `npm run token`: creates, lists and revokes access tokens. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tokenCommand } from '../../src/commands/token.ts';
import { call, useCommandNewsroom } from '../support/command.ts';
import { finish, printed, run, start } from '../support/process.ts';

const newsroom = useCommandNewsroom();
const token = (...args: string[]) => call(tokenCommand, args, newsroom.env);

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
  ])('with %s', async (_, args, reason) => {
    const { code, stdout, stderr } = await call(tokenCommand, args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(reason);
    expect(stderr).toContain('Usage: npm run token');
  });
});

test('a list makes no newsroom where there is none', async () => {
  const env = { DATA_DIR: join(newsroom.folder, 'none') };
  expect(await call(tokenCommand, ['list'], env)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(existsSync(env.DATA_DIR)).toBe(false);
});

/** @returns the token that was printed last, this once */
async function created(role: string, name: string, ...more: string[]): Promise<string> {
  const { code, stdout, stderr } = await token('create', '--role', role, '--name', name, ...more);
  expect([code, stderr]).toEqual([0, '']);
  const bearer = stdout.trimEnd().split('\n').at(-1) ?? '';
  expect(bearer).toMatch(/^dateline_[\w-]{43}$/);
  return bearer;
}

test('tokens are created, listed without their secrets, and revoked for good', async () => {
  await created('Editor', ' night desk ', '--expires', '90d');
  await created('writer', 'stringer');
  const list = (await token('list')).stdout;
  const [, writer = ''] = /^(\d+) {2}WRITER {2}never expires {2}never used {2}stringer$/m.exec(list) ?? [];
  const [, id = '', expiresAt = ''] =
    /^(\d+) {2}EDITOR {2}expires (\S+) {2}never used {2}night desk$/m.exec(list) ?? [];
  expect(Math.round((Date.parse(expiresAt) - Date.now()) / 86_400_000)).toBe(90);
  expect(Number(writer)).toBeGreaterThan(Number(id));
  expect(list.indexOf('stringer')).toBeLessThan(list.indexOf('night desk'));
  expect(list).not.toContain('dateline_');
  const revoked = await token('revoke', id);
  expect(revoked).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+ {2}EDITOR {2}revoked 20\S+ {2}never used/),
  });
  expect(await token('revoke', id)).toEqual(revoked);
  expect((await token('list')).stdout).toContain(revoked.stdout);
  expect(await token('revoke', '999999')).toEqual({ code: 1, stdout: '', stderr: 'There is no token 999999.\n' });
});

test('a running service takes the command’s tokens, until they are revoked, and logs none', async () => {
  const admin = await created('admin', 'chief');
  const bearer = await created('editor', 'news desk');
  const service = start('src/main.js', [], { PORT: '0', DEMO: 'off', LOG_LEVEL: 'debug', ...newsroom.env });
  const ended = finish(service);
  const [begun, url = ''] = await printed(service, /Dateline is ready[\s\S]*API\s+(http:\S+)\/graphql[\s\S]*\n\n/);
  // There are tokens already, so that the first admin's isn't made.
  expect(begun).not.toContain('Admin token');
  const whoAmI = '{ viewer { role name } }';
  expect(await ask(url, admin, whoAmI)).toEqual({
    status: 200,
    text: '{"data":{"viewer":{"role":"ADMIN","name":"chief"}}}',
  });
  expect((await ask(url, bearer, whoAmI)).text).toContain('"EDITOR"');
  expect((await ask(url, null, whoAmI)).text).toContain('"READER"');

  // Beside the running service, on both engines.
  const list = await run('src/commands/token.ts', ['list'], newsroom.env);
  expect(list).toMatchObject({ code: 0, stderr: '' });
  const [, id = ''] = /^(\d+) {2}EDITOR {2}.*news desk$/m.exec(list.stdout) ?? [];
  expect((await token('revoke', id)).stdout).toContain('revoked 20');
  const refused = await ask(url, bearer, whoAmI);
  expect(refused.status).toBe(401);
  expect(refused.text).toContain('UNAUTHENTICATED');
  service.kill('SIGTERM');
  const { code, stdout, stderr } = await ended;
  expect(code).toBe(0);
  expect(stdout).toContain('UNAUTHENTICATED');
  for (const secret of [admin, bearer]) expect(stdout + stderr).not.toContain(secret.slice(9));
});
