/** Connections on which nothing is asked: kept for a while, also before their first request, and cut then, whatever else is sent on them. */

import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** As Node has them; whatever else can't be understood is a 400. */
const refusals: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** A connection is cut at the eighth check since which it is idle; counted, as a process that was stopped would see a time pass. */
const CHECKS = 8;

interface Progress {
  read: number;
  written: number;
  idleChecks: number;
}

/**
 * Browsers and pools of connections open some ahead. Node answers those with 408 when the time for headers is over, which meets a request
 * on its way: what came first while the process was held up isn't read by then. Its own time for idle connections begins anew with each
 * line feed between requests, and before the first there is none.
 *
 * @param milliseconds until a connection is cut on which nothing is asked, at least; three sevenths more at most
 */
export function keepIdleConnections(server: Server, milliseconds: number): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const isUnused = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesRead === 0;
    if (!isUnused) refuse(socket, error);
  });
  const sockets = new Map<Socket, Progress>();
  server.on('connection', (socket) => {
    sockets.set(socket, { read: 0, written: 0, idleChecks: 0 });
    socket.once('close', () => sockets.delete(socket));
  });
  const check = () => {
    for (const [socket, progress] of sockets) {
      if (isIdleFor(socket, progress) >= CHECKS) socket.destroy();
    }
  };
  const timer = setInterval(check, Math.ceil(milliseconds / (CHECKS - 1))).unref();
  server.once('close', () => clearInterval(timer));
}

/** @returns for how many checks nothing was answered; one fewer where headers may have begun to come, once */
function isIdleFor(socket: Socket, progress: Progress): number {
  const { bytesRead: read, bytesWritten: written } = socket;
  const isIdle = pendingAnswer(socket) === undefined && written === progress.written;
  const idleChecks = isIdle ? progress.idleChecks + 1 : 0;
  const mayHaveBegun = idleChecks === CHECKS && read !== progress.read;
  Object.assign(progress, { read, written, idleChecks });
  return mayHaveBegun ? CHECKS - 1 : idleChecks;
}

/** Nothing is written into an answer that has begun. */
function refuse(socket: Socket, error: NodeJS.ErrnoException): void {
  if (socket.writable && !pendingAnswer(socket)?.headersSent)
    socket.write(`HTTP/1.1 ${refusals[error.code ?? ''] ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`);
  socket.destroy(error);
}

function pendingAnswer(socket: Socket): ServerResponse | undefined {
  return (socket as Socket & { readonly _httpMessage?: ServerResponse | null })._httpMessage ?? undefined;
}
