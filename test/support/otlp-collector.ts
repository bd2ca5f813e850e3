/** A collector of traces as a test's own server: what it is sent by OTLP over HTTP as JSON. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface ToldSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly {
    readonly key: string;
    readonly value: { readonly stringValue?: string; readonly intValue?: number };
  }[];
  readonly status: { readonly code?: number };
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: Pick<ToldSpan, 'attributes'>;
    readonly scopeSpans: readonly { readonly spans: readonly ToldSpan[] }[];
  }[];
}

/**
 * @param status what it answers, with nothing else; null is never
 * @returns what was sent so far, and what ends it
 */
export async function startCollector(status: number | null = 200) {
  const sent: Sent[] = [];
  const server = createServer(async (req, res) => {
    if (req.url === '/v1/traces') sent.push((await json(req)) as Sent);
    if (status !== null) res.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const all = () => sent.flatMap(({ resourceSpans }) => resourceSpans);
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: () => all().flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    resources: () => all().map(({ resource }) => resource.attributes),
    text: () => JSON.stringify(sent),
    close: () => new Promise<void>((done) => void server.close(() => done()).closeAllConnections()),
  };
}
