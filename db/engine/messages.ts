/** Messages over a stream socket: each a structured clone as V8 writes it, behind its length in four bytes. */

import type { Socket } from 'node:net';
import { deserialize, serialize } from 'node:v8';

const LENGTH_BYTES = 4;

export function sendMessage(socket: Socket, message: unknown): void {
  const body = serialize(message);
  const length = Buffer.allocUnsafe(LENGTH_BYTES);
  length.writeUInt32BE(body.length);
  socket.cork();
  socket.write(length);
  socket.write(body);
  socket.uncork();
}

/** As they come, until the other side ends; whoever takes no more has the other side wait. */
export async function* messagesFrom(socket: Socket): AsyncGenerator<unknown> {
  let chunks: Buffer[] = [];
  let had = 0;
  let wanted = LENGTH_BYTES;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    had += chunk.length;
    if (had < wanted) continue;
    // Joined only where a message is whole, or its length is known: a long one comes in thousands of chunks.
    let rest = Buffer.concat(chunks);
    for (;;) {
      wanted = LENGTH_BYTES + (rest.length < LENGTH_BYTES ? 0 : rest.readUInt32BE());
      if (rest.length < LENGTH_BYTES || rest.length < wanted) break;
      yield deserialize(rest.subarray(LENGTH_BYTES, wanted));
      rest = rest.subarray(wanted);
    }
    chunks = [rest];
    had = rest.length;
  }
}
