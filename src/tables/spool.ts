/** Spool: what is written to it is read as slowly as somebody likes, and waits in a temporary file meanwhile. */

import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Spool {
  /** Waits for the disk, and never for whoever reads. @throws beyond the bound, and where the disk is full */
  write(text: string): Promise<void>;
  /** Nothing more comes, or what went wrong: whoever reads is told when they have read the rest. */
  end(error?: unknown): void;
  /** All that is written, from the beginning, as it comes; for one reader. */
  chunks(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

const CHUNK_BYTES = 65_536;

export async function openSpool(maxBytes: number): Promise<Spool> {
  const path = join(tmpdir(), `dateline-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  // Without a name it is gone as soon as it is closed, also when the process is killed.
  await unlink(path);
  let written = 0;
  let over: { readonly error?: unknown } | undefined;
  let changed = Promise.withResolvers<void>();
  const tell = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  return {
    async write(text) {
      const bytes = Buffer.from(text);
      if (written + bytes.byteLength > maxBytes) throw new Error(`A file has at most ${maxBytes} bytes.`);
      // NOTE: not `write`, which on a full disk writes a part and says so in a number, not in an error.
      await file.appendFile(bytes);
      written += bytes.byteLength;
      tell();
    },
    end(error) {
      over ??= { error };
      tell();
    },
    async *chunks() {
      for (let read = 0; ; ) {
        const next = changed.promise;
        if (read < written) {
          const size = Math.min(CHUNK_BYTES, written - read);
          const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(size), 0, size, read);
          if (bytesRead === 0)
            throw new Error(`A temporary file ends at ${read} of the ${written} bytes written to it.`);
          read += bytesRead;
          yield buffer.subarray(0, bytesRead);
        } else if (over === undefined) await next;
        else if (over.error === undefined) return;
        else throw over.error;
      }
    },
    close: () => file.close(),
  };
}
