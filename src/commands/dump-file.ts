/** Dumps as files: gzip, readable by their owner alone, and never half of one under the name that was given. */

import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** Tokens are in a dump as their hashes, but what webhooks and previews are signed with is in it as it is. */
const FILE_MODE = 0o600;

/**
 * Writes a file as `produce` gives its lines; there is none when that fails.
 *
 * @throws when there is a file of that name already
 */
export async function writeDumpFile<Result>(
  path: string,
  produce: (write: (line: string) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  if (existsSync(path)) throw new Error(`${path} exists already.`);
  const unfinished = `${path}.${process.pid}`;
  const gzip = createGzip();
  // On the disk before it gets its name.
  const file = createWriteStream(unfinished, { flags: 'wx', mode: FILE_MODE, flush: true });
  const written = pipeline(gzip, file);
  // Awaited at the end; until then a failure must not count as unhandled.
  written.catch(() => {});
  const write = (line: string) =>
    new Promise<void>((resolve, reject) => {
      const hasRoom = gzip.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
      if (hasRoom) resolve();
    });
  try {
    const result = await produce(write);
    gzip.end();
    await written;
    await rename(unfinished, path);
    return result;
  } catch (error) {
    gzip.destroy(error as Error);
    // A write fails because the file did, which says why.
    const reason = await written.then(
      () => error,
      (failure: unknown) => failure,
    );
    await rm(unfinished, { force: true });
    throw reason;
  }
}

/**
 * A dump's lines; only `\n` ends one, since a value may hold any other character that Unicode ends a line with.
 *
 * @throws when it isn't gzip, or ends too early
 */
export async function* readDumpFile(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const chunks = file.pipe(createGunzip()).setEncoding('utf8');
  file.on('error', (error) => chunks.destroy(error));
  let rest = '';
  try {
    for await (const chunk of chunks as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code?.startsWith('Z_') ? new Error(`${path} is no whole dump: ${message}.`) : error;
  }
}
