/** Yoga plugin that compresses JSON answers that aren't cached; cached ones are compressed where they are kept, streams never. */

import type { Plugin } from 'graphql-yoga';
import { compress, encodingFor, MIN_COMPRESSED_BYTES } from '../compression/content-encoding.ts';
import type { ServerContext } from '../http/exchange.ts';

/** To come behind the response cache, which sends what it keeps itself. */
export function compression(): Plugin<object, ServerContext> {
  return {
    async onResponse({ request, response, serverContext, setResponse, fetchAPI }) {
      if (serverContext.res?.headersSent !== false || !isWholeJson.test(response.headers.get('content-type') ?? ''))
        return;
      const encoding = encodingFor(request.headers.get('accept-encoding'));
      if (encoding === null) return;
      const plain = Buffer.from(await response.arrayBuffer());
      const body = plain.byteLength < MIN_COMPRESSED_BYTES ? plain : await compress(plain, encoding);
      const headers = new fetchAPI.Headers(response.headers);
      if (body !== plain) headers.set('Content-Encoding', encoding);
      headers.set('Content-Length', String(body.byteLength));
      const { status, statusText } = response;
      setResponse(new fetchAPI.Response(body as Uint8Array<ArrayBuffer>, { status, statusText, headers }));
    },
  };
}

const isWholeJson = /^application\/(graphql-response\+)?json\b/;
