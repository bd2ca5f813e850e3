/** Graceful shutdown of an HTTP server: connections are drained, and nobody is cut off who can still be answered. */

import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface Drain {
  /** Whether the end has begun: nothing new is accepted. */
  isDraining(): boolean;
  /** Whether nobody goes on in its place. */
  isEnding(): boolean;
  /** Tells of an answer in progress. */
  track(res: ServerResponse): void;
  /**
   * Stops accepting, waits for what is in progress, and resolves when every connection is closed.
   *
   * @param lingerMs so long idle connections may still be used, each once
   */
  close(lingerMs: number): Promise<void>;
}

const SWEEP_MS = 50;

/**
 * Watches a server's answers so that it can end gracefully.
 *
 * @param graceMs After so many milliseconds, what isn't answered yet is cut off.
 */
export function drainOf(server: Server, graceMs: number): Drain {
  const inProgress = new Set<ServerResponse>();
  const connected = new Set<Socket>();
  let closing: Promise<void> | undefined;
  let isEnding = false;

  server.on('connection', (socket: Socket) => {
    connected.add(socket);
    socket.once('close', () => connected.delete(socket));
  });

  const close = async (lingerMs: number) => {
    if (!server.listening) return;
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    if (lingerMs > 0) {
      // NOTE: not http's own, which ends idle connections at once, though something may be on its way on them.
      NetServer.prototype.close.call(server, () => resolve());
      endStreams(inProgress);
      await Promise.race([closed, wait(lingerMs)]);
      server.closeIdleConnections();
    } else {
      // Idle connections end with it; the others at the end of their answer.
      server.close(() => resolve());
    }
    // Node counts a connection as idle only after its first request; browsers open some that never have one.
    for (const socket of connected) if (socket.bytesRead === 0) socket.destroy();
    endStreams(inProgress);
    // A connection may become idle later than its answer ends: when the rest of a refused body has come.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    await closed;
    clearInterval(sweep);
    clearTimeout(timer);
  };

  return {
    isDraining: () => closing !== undefined,
    isEnding: () => isEnding,
    track(res) {
      inProgress.add(res);
      if (closing !== undefined) res.setHeader('Connection', 'close');
      res.once('close', () => inProgress.delete(res));
    },
    close(lingerMs) {
      isEnding = lingerMs === 0;
      closing ??= close(lingerMs);
      return closing;
    },
  };
}

function endStreams(inProgress: ReadonlySet<ServerResponse>): void {
  for (const res of inProgress) {
    if (!res.headersSent) res.setHeader('Connection', 'close');
    // A stream has no end of its own; a broken connection makes its client come back, to another process.
    else if (String(res.getHeader('content-type')).startsWith('text/event-stream')) res.destroy();
  }
}
