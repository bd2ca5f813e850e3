/** The socket in an embedded database's folder, by which whoever holds it is reached by other processes of the same user. */

import { lstatSync, mkdtempSync, readlinkSync, rmdirSync, rmSync, symlinkSync } from 'node:fs';
import { connect, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

/** Of a Unix socket's path, its end included: 104 on BSD and macOS, 108 on Linux. */
const MAX_PATH_BYTES = 104;

export const socketName = 'socket';

/**
 * For whoever has the folder's lock: what lies there is of a process that was killed. Nobody but the same user may connect.
 *
 * @returns what takes it away
 * @throws where the file system has no sockets
 */
export async function listenIn(folder: string, server: Server): Promise<() => void> {
  const place = resolve(folder, socketName);
  removeSocket(place);
  if (isShort(place)) {
    await listenAt(place, server);
  } else {
    // A link is followed by hand, so that its own length is of no matter.
    const short = join(mkdtempSync(join(tmpdir(), 'dateline-')), socketName);
    symlinkSync(short, place);
    await listenAt(short, server);
  }
  return () => removeSocket(place);
}

/** @returns null where nobody listens */
export async function connectIn(folder: string): Promise<Socket | null> {
  const path = socketPath(folder);
  if (path === null) return null;
  const socket = connect(path);
  return new Promise((done) => {
    socket.once('connect', () => done(socket));
    socket.once('error', () => done(null));
  });
}

function socketPath(folder: string): string | null {
  const place = resolve(folder, socketName);
  const link = linkAt(place);
  if (link === null) return null;
  const paths = link === '' ? [place, relative(process.cwd(), place)] : [link];
  return paths.find(isShort) ?? null;
}

/** @returns where it leads, empty for no link, null for nothing */
function linkAt(place: string): string | null {
  const found = lstatSync(place, { throwIfNoEntry: false });
  if (found === undefined) return null;
  return found.isSymbolicLink() ? readlinkSync(place) : '';
}

function removeSocket(place: string): void {
  const link = linkAt(place);
  if (link === null) return;
  if (link !== '') {
    rmSync(link, { force: true });
    try {
      rmdirSync(dirname(link));
    } catch {
      // Somebody else's by now, or gone.
    }
  }
  rmSync(place, { force: true });
}

function isShort(path: string): boolean {
  return Buffer.byteLength(path) < MAX_PATH_BYTES;
}

/** It is made with its mode, so that nobody else may connect before that is set. */
function listenAt(path: string, server: Server): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    const mask = process.umask(0o177);
    try {
      server.listen(path, () => {
        server.off('error', fail);
        done();
      });
    } finally {
      process.umask(mask);
    }
  });
}
