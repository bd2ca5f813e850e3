/** Yoga plugin that compresses JSON answers that aren't cached; cached ones are compressed where they are kept, streams never. */

import type { Plugin } from 'graphql-yoga';
import { compress, encodingFor, encodingOfBody } from '../compression/content-encoding.ts';
import type { ServerContext } from '../http/exchange.ts';
import { isWholeJson } from './response-caching.ts';

/** To come behind the response cache, which sends what it keeps itself. */
export function compression(): Plugin<object, ServerContext> {
  return {
    async onResponse({ request, response, serverContext, setResponse, fetchAPI }) {
      if (serverContext.res?.headersSent !== false || !isWholeJson(response.headers)) return;
      const accepted = request.headers.get('accept-encoding');
      if (encodingFor(accepted) === null) return;
      const plain = Buffer.from(await response.arrayBuffer());
      const encoding = encodingOfBody(plain, accepted);
      const body = encoding === null ? plain : await compress(plain, encoding);
      const headers = new fetchAPI.Headers(response.headers);
      if (encoding !== null) headers.set('Content-Encoding', encoding);
      headers.set('Content-Length', String(body.byteLength));
      const { status, statusText } = response;
      setResponse(new fetchAPI.Response(body as Uint8Array<ArrayBuffer>, { status, statusText, headers }));
    },
  };
}
