/** `npm run` for shell blocks: the project's commands are done by this process, which spares starting one for each. */

import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Command } from '../../src/commands/command.ts';
import { call } from './command.ts';
import { root } from './documents.ts';

export interface NpmInProcess {
  /** What makes `npm` the function of a shell; it wants curl. */
  readonly prelude: string;
  close(): void;
}

/** @param folder where commands run, and where the socket is */
export async function openNpm(folder: string): Promise<NpmInProcess> {
  const socket = join(folder, 'npm.sock');
  const server = createServer(async (request, response) => {
    const { code, output } = await runIn(folder, request).catch((error: Error) => ({ code: 1, output: error.stack }));
    response.writeHead(code === 0 ? 200 : 500).end(output);
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  const send = `curl -sS --fail-with-body --unix-socket '${socket}' --data-binary @- http://npm/`;
  return {
    prelude: `npm() { { printf '%s\\0' "$#" "$@"; env -0; } | ${send}; }\n`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function runIn(folder: string, request: IncomingMessage): Promise<{ code: number; output: string }> {
  const [count, ...words] = (await buffer(request)).toString().split('\0');
  const given = words.slice(0, Number(count));
  // Whether npm itself is silent makes no difference here.
  const [run, name = '', dashes, ...args] = given.filter((word, index) => index !== 1 || word !== '-s');
  if (run !== 'run' || (dashes !== undefined && dashes !== '--')) throw new Error(`npm ${run} isn't done here.`);
  const env = Object.fromEntries(words.slice(Number(count)).map((pair) => pair.split(/=(.*)/s, 2)));
  const command = await commandOf(name);
  const before = process.cwd();
  process.chdir(folder);
  try {
    const { code, stdout, stderr } = await call(command, args, env);
    return { code: code ?? 1, output: code === 0 ? stdout : stdout + stderr };
  } finally {
    process.chdir(before);
  }
}

/** By its script, so that a command without one isn't found. */
async function commandOf(name: string): Promise<Command> {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: Readonly<Record<string, string>>;
  };
  const [, file] = /^node (?:--\S+ )*(src\/commands\/\w+\.ts)$/.exec(scripts[name] ?? '') ?? [];
  if (file === undefined) throw new Error(`There is no command "${name}".`);
  return (await import(/* @vite-ignore */ join(root, file)))[`${name}Command`];
}
