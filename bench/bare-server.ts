/** A baseline for throughput: an HTTP server that answers every request with the same bytes, those that it was sent. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

process.once('message', ({ body }: { body: string }) => {
  const bytes = Buffer.from(body);
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': bytes.length });
    response.end(bytes);
  });
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
});

process.once('disconnect', () => process.exit());
