/** Bodies that stay the same while a process lives: made once, and compressed once for each encoding, with ETag and 304. */

import { hash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { compress, type Encoding, encodingFor } from '../compression/content-encoding.ts';
import { matches } from './cached-response.ts';

interface Encoded {
  readonly body: Buffer;
  readonly etag: string;
}

/**
 * @param make what is sent as it is; called again where it failed
 * @returns what sends it with the headers that were set before
 */
export function staticBody(make: () => string | Promise<string>) {
  const known = new Map<Encoding | null, Promise<Encoded>>();
  const encode = async (encoding: Encoding | null): Promise<Encoded> => {
    const plain = Buffer.from(await make());
    const body = encoding === null ? plain : await compress(plain, encoding);
    return { body, etag: `"${hash('sha256', body, 'base64url')}"` };
  };
  const encoded = (encoding: Encoding | null): Promise<Encoded> => {
    const found = known.get(encoding);
    if (found !== undefined) return found;
    const making = encode(encoding);
    known.set(encoding, making);
    making.catch(() => known.delete(encoding));
    return making;
  };

  return async (req: IncomingMessage, res: ServerResponse, contentType: string): Promise<void> => {
    const encoding = encodingFor(req.headers['accept-encoding']);
    const { body, etag } = await encoded(encoding);
    res.appendHeader('Vary', 'Accept-Encoding');
    res.setHeader('ETag', etag);
    if (matches(req.headers['if-none-match'], etag)) {
      res.writeHead(304).end();
      return;
    }
    if (encoding !== null) res.setHeader('Content-Encoding', encoding);
    res.writeHead(200, { 'Content-Type': contentType, 'Content-Length': body.byteLength });
    res.end(req.method === 'HEAD' ? undefined : body);
  };
}
