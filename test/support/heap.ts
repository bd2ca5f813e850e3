/** The heap of a process as it is when all garbage has been collected, asked by V8's inspector. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A port that nobody has now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  return port;
}

/**
 * Of a process that was started with `--inspect=127.0.0.1:<port>`.
 *
 * @returns bytes
 */
export async function heapBytes(port: number): Promise<number> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    webSocketDebuggerUrl: string;
  }[];
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '');
  const call = (id: number, method: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<{ usedSize: number }>();
    socket.addEventListener('error', reject, { once: true });
    socket.addEventListener('message', ({ data }) => {
      const answer = JSON.parse(String(data)) as { id: number; result: { usedSize: number } };
      if (answer.id === id) resolve(answer.result);
    });
    socket.send(JSON.stringify({ id, method }));
    return promise;
  };
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  try {
    await call(1, 'HeapProfiler.collectGarbage');
    return (await call(2, 'Runtime.getHeapUsage')).usedSize;
  } finally {
    socket.close();
  }
}
