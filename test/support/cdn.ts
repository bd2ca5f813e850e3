/** A fake CDN API, or a hub, over HTTP: records requests, and answers as it is told to. */

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';

export interface Asked {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly tags: readonly string[];
}

/** A status with headers, or silence. */
export type Reply =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly text?: string }
  | 'silence';

export interface FakeCdn {
  readonly url: string;
  readonly asked: Asked[];
  /** One after the other; 200 when there is none. */
  readonly replies: Reply[];
}

/** Forgets before each test what it was asked, and how to answer. */
export function useCdn(): FakeCdn {
  const asked: Asked[] = [];
  const replies: Reply[] = [];
  const server = createServer(async (req, res) => {
    const body = (await req.setEncoding('utf8').toArray()).join('');
    const { method = '', url: path = '', headers } = req;
    const isJson = headers['content-type'] === 'application/json';
    const given = (isJson ? JSON.parse(body) : {}) as { tags?: string[]; surrogate_keys?: string[] };
    const tags = given.tags ?? given.surrogate_keys ?? [];
    asked.push({ at: Date.now(), method, path, headers, body, tags });
    const reply = replies.shift() ?? { status: 200 };
    if (reply === 'silence') return;
    res.writeHead(reply.status, reply.headers).end(reply.text ?? '{"success":true}');
  });
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    asked.length = 0;
    replies.length = 0;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    get url() {
      return url;
    },
    asked,
    replies,
  };
}
