/**
 * Deletes from nginx's cache what Dateline purges. Listens for {"tags": […]} by POST and removes each file of the cache
 * whose answer names one of the tags; nginx then asks Dateline anew.
 *
 * Run it as the user whose nginx's workers are, with CACHE_FOLDER, PURGE_TOKEN and, if need be, HOST, PORT and
 * TAG_HEADER:
 *
 *   PURGE_TOKEN=… CACHE_FOLDER=/var/cache/nginx/dateline node examples/nginx/purge-hook.ts
 */

import { createHash, timingSafeEqual } from 'node:crypto';
import { open, readdir, unlink } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';

const {
  CACHE_FOLDER: folder = '/var/cache/nginx/dateline',
  PURGE_TOKEN: token = '',
  HOST: host = '127.0.0.1',
  PORT: port = '8081',
  TAG_HEADER: tagHeader = 'Cache-Tag',
} = process.env;

/** nginx writes what it knows, then the key, then Dateline's headers; together they fit into proxy_buffer_size and some. */
const HEAD_BYTES = 32_768;
const MAX_BODY_CHARACTERS = 1_000_000;
/** Files that are read at the same time. */
const FILES_AT_ONCE = 32;

/** The tags of the answer in a file of the cache; none if it is another kind of file. */
function tagsIn(head: Buffer, header: string): string[] {
  const text = head.toString('latin1');
  const start = text.indexOf('\nKEY: ');
  const headers = text.slice(start, text.indexOf('\r\n\r\n', start)).split('\r\n');
  const prefix = `${header.toLowerCase()}:`;
  const line = headers.find((each) => each.toLowerCase().startsWith(prefix));
  return (
    line
      ?.slice(prefix.length)
      .trim()
      .split(/[\s,]+/) ?? []
  );
}

async function namesOne(path: string, tags: ReadonlySet<string>): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return tagsIn(buffer.subarray(0, bytesRead), tagHeader).some((tag) => tags.has(tag));
  } finally {
    await file.close();
  }
}

/** @returns how many answers were removed */
async function purge(tags: ReadonlySet<string>): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  // What nginx is still writing has a longer name; it comes under its own with the second purge.
  const paths = entries
    .filter(({ name }) => /^[0-9a-f]{32}$/.test(name))
    .map((each) => join(each.parentPath, each.name));
  let removed = 0;
  const work = async () => {
    for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
      try {
        if (!(await namesOne(path, tags))) continue;
        await unlink(path);
        removed += 1;
      } catch (error) {
        // nginx forgot it meanwhile.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, work));
  return removed;
}

/** Takes the same time however much of it is right. */
function isAllowed(authorization = ''): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}

/** @returns null for what isn't {"tags": […]} */
async function tagsOf(request: IncomingMessage): Promise<ReadonlySet<string> | null> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > MAX_BODY_CHARACTERS) return null;
  }
  try {
    const { tags } = JSON.parse(text) as { tags?: unknown };
    return Array.isArray(tags) && tags.every((tag) => typeof tag === 'string') ? new Set(tags) : null;
  } catch {
    return null;
  }
}

async function answer(request: IncomingMessage): Promise<[status: number, text: string]> {
  if (request.method !== 'POST') return [405, 'Only POST.'];
  if (!isAllowed(request.headers.authorization)) return [401, 'The bearer token is wrong.'];
  const tags = await tagsOf(request);
  if (tags === null) return [400, 'Expected {"tags": ["article:1"]}.'];
  return [200, `${await purge(tags)} removed.`];
}

if (token === '') throw new Error('PURGE_TOKEN must be set, as Dateline has it.');
const server = createServer((request, response) => {
  answer(request).then(
    ([status, text]) => response.writeHead(status, { 'content-type': 'text/plain' }).end(`${text}\n`),
    (error: Error) => {
      process.stderr.write(`Could not purge: ${error.message}\n`);
      // Dateline asks again.
      response.writeHead(500).end();
    },
  );
});
server.listen(Number(port), host, () => {
  const address = server.address();
  const taken = typeof address === 'object' ? address?.port : port;
  process.stdout.write(`Purging ${folder} for POST http://${host}:${taken}/\n`);
});
