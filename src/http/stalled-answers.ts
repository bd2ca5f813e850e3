/** Cutting of slow readers: connections on which nothing of a pending answer is taken, whatever else is said on them. */

import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** A connection is cut at the eighth check in which nothing was taken; counted, as a process that was stopped would see a time pass. */
const CHECKS = 8;

interface Progress {
  taken: number;
  idleChecks: number;
}

/**
 * Cuts connections whose clients leave unread what waits for them. `server.timeout` doesn't: it begins anew with whatever a
 * client sends, and of line feeds between requests the parser says nothing.
 *
 * @param milliseconds without a byte that is taken; an eighth more, or a quarter
 */
export function cutStalledAnswers(server: Server, milliseconds: number): void {
  const sockets = new Map<Socket, Progress>();
  server.on('connection', (socket) => {
    sockets.set(socket, { taken: 0, idleChecks: 0 });
    socket.once('close', () => sockets.delete(socket));
  });
  const check = () => {
    for (const [socket, progress] of sockets) {
      const taken = bytesTaken(socket);
      const isStalled = socket.writableLength > 0 && taken === progress.taken;
      progress.idleChecks = isStalled ? progress.idleChecks + 1 : 0;
      progress.taken = taken;
      if (progress.idleChecks >= CHECKS) socket.destroy();
    }
  };
  const timer = setInterval(check, Math.ceil(milliseconds / CHECKS)).unref();
  server.once('close', () => clearInterval(timer));
}

/**
 * What the system has taken. `bytesWritten` counts a write as a whole when it begins, and one write may be a whole answer:
 * the handle's queue, which isn't public, tells how much of it still waits. Node's own timeouts read it likewise.
 */
function bytesTaken(socket: Socket): number {
  const { _handle: handle } = socket as Socket & { readonly _handle?: { readonly writeQueueSize: number } | null };
  return socket.bytesWritten - (handle?.writeQueueSize ?? 0);
}
