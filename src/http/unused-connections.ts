/** Connections on which nothing was asked yet are kept as idle ones are: Node answers them with 408, which meets a request on its way. */

import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** As Node has them; whatever else can't be understood is a 400. */
const refusals: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/**
 * Browsers and pools of connections open some ahead. What came first on one of them while the process was held up isn't read yet when the
 * time for its headers is over.
 *
 * @param milliseconds until such a connection is closed, beyond the time for headers
 */
export function keepUnusedConnections(server: Server, milliseconds: number): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesRead === 0) keep(socket, milliseconds);
    else refuse(socket, error);
  });
}

function keep(socket: Socket, milliseconds: number): void {
  const timer = setTimeout(() => {
    if (socket.bytesRead === 0) socket.destroy();
  }, milliseconds).unref();
  socket.once('close', () => clearTimeout(timer));
}

/** Nothing is written into an answer that has begun. */
function refuse(socket: Socket, error: NodeJS.ErrnoException): void {
  const { _httpMessage: pending } = socket as Socket & { readonly _httpMessage?: ServerResponse | null };
  if (socket.writable && !pending?.headersSent)
    socket.write(`HTTP/1.1 ${refusals[error.code ?? ''] ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`);
  socket.destroy(error);
}
