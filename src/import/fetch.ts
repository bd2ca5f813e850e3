/** Fetches an input over HTTP from an untrusted address: SSRF guard, redirects, size and time limits. */

import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createUnzip } from 'node:zlib';
import { type Dispatcher, request } from 'undici';
import {
  type AddressRule,
  ForbiddenAddress,
  forbiddenHost,
  isPublicAddress,
  type NameLookup,
} from '../outbound/address-guard.ts';
import { guardedAgent, whenOver } from '../outbound/guarded-agent.ts';
import { RefusedInput } from './imported-document.ts';

export interface FetchOptions {
  /** Milliseconds for everything together: names, connections, redirects and the body. 20,000 by default. */
  readonly timeoutMs?: number;
  /** Most bytes on the wire; 20 MB by default. */
  readonly maxBytes?: number;
  /** Most bytes once inflated; 50 MB by default. */
  readonly maxInflatedBytes?: number;
  /** Which addresses may be reached; those of the open internet by default. */
  readonly mayConnect?: AddressRule;
  /** How names become addresses; the system's way by default. */
  readonly lookup?: NameLookup;
}

export interface FetchedInput {
  readonly bytes: Uint8Array;
  /** Where the bytes came from in the end, after redirects. */
  readonly address: string;
  /** As the Content-Type header names it. */
  readonly charset: string | undefined;
}

const MAX_REDIRECTS = 5;
const defaults = {
  timeoutMs: 20_000,
  maxBytes: 20_000_000,
  maxInflatedBytes: 50_000_000,
  mayConnect: isPublicAddress,
} as const;

type Limits = Required<Omit<FetchOptions, 'lookup'>>;

/**
 * Gets what is at an http or https address, inflated.
 *
 * @throws {RefusedInput} in words for the person who gave the address.
 */
export async function fetchInput(address: string, options: FetchOptions = {}): Promise<FetchedInput> {
  const limits: Limits = { ...defaults, ...options };
  const signal = AbortSignal.timeout(limits.timeoutMs);
  const agent = guardedAgent(limits.mayConnect, options.lookup);
  let url = checkedUrl(address, limits);
  try {
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const answer = request(url, { dispatcher: agent, signal, headers: requestHeaders });
      const response = await Promise.race([answer, whenOver(signal)]);
      const target = redirectTarget(response, url);
      if (target === undefined) return await received(response, url, limits, signal);
      // What a redirect says in its body is read by nobody.
      response.body.on('error', () => {}).destroy();
      url = checkedUrl(target, limits);
    }
    throw new RefusedInput(`${address} redirects more than ${MAX_REDIRECTS} times.`);
  } catch (error) {
    throw inPlainWords(error, url, limits);
  } finally {
    // Not awaited: a name server that never answers would hold it up.
    void agent.destroy();
  }
}

const requestHeaders = {
  'user-agent': 'Dateline/0.1',
  accept:
    'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.9, */*;q=0.5',
  'accept-encoding': 'gzip, deflate, br',
};

function checkedUrl(address: string, { mayConnect }: Limits): URL {
  const url = URL.parse(address);
  if (url === null) throw new RefusedInput(`${address} is not a web address.`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new RefusedInput(`${address} is neither an http nor an https address.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new RefusedInput(`The address at ${url.host} carries a user name or password; give it without.`);
  }
  const forbidden = forbiddenHost(url, mayConnect);
  if (forbidden !== undefined) throw new RefusedInput(forbidden.message);
  return url;
}

function redirectTarget(response: Dispatcher.ResponseData, from: URL): string | undefined {
  const { location } = response.headers;
  if (![301, 302, 303, 307, 308].includes(response.statusCode)) return undefined;
  if (typeof location !== 'string') throw new RefusedInput(`${from.href} redirects without saying where to.`);
  const target = URL.parse(location, from.href);
  if (target === null) throw new RefusedInput(`${from.href} redirects to ${location}, which is not a web address.`);
  return target.href;
}

async function received(
  response: Dispatcher.ResponseData,
  url: URL,
  limits: Limits,
  signal: AbortSignal,
): Promise<FetchedInput> {
  const { statusCode, headers, body } = response;
  if (statusCode !== 200) throw new RefusedInput(`${url.href} answered with status ${statusCode}.`);
  if (Number(headers['content-length']) > limits.maxBytes) throw tooLarge(url, limits.maxBytes);
  const inflater = inflaterFor(String(headers['content-encoding'] ?? ''), url);
  const chunks: Uint8Array[] = [];
  const collect = async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of source) chunks.push(chunk);
  };
  // Counted as they come, since a Content-Length may lie and a small body may inflate without end.
  const received = atMost(limits.maxBytes, tooLarge(url, limits.maxBytes));
  const inflated = atMost(limits.maxInflatedBytes, tooLarge(url, limits.maxInflatedBytes, ' when inflated'));
  if (inflater === undefined) await pipeline(body, received, inflated, collect, { signal });
  else await pipeline(body, received, inflater, inflated, collect, { signal });
  return { bytes: Buffer.concat(chunks), address: url.href, charset: charsetOf(headers['content-type']) };
}

function atMost(bytes: number, refusal: RefusedInput) {
  return async function* (source: Readable | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let total = 0;
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      total += chunk.length;
      if (total > bytes) throw refusal;
      yield chunk;
    }
  };
}

function inflaterFor(encoding: string, url: URL) {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
    case 'deflate':
      return createUnzip();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new RefusedInput(`${url.href} is packed as ${encoding}, which was not asked for.`);
  }
}

function charsetOf(contentType: string | string[] | undefined): string | undefined {
  return /;\s*charset\s*=\s*["']?([^\s"';]+)/i.exec(String(contentType ?? ''))?.[1];
}

function tooLarge(url: URL, bytes: number, when = ''): RefusedInput {
  return new RefusedInput(`${url.href} is larger than ${bytes / 1_000_000} MB${when}.`);
}

/** Errors of sockets, TLS, HTTP and zlib name their cause by a code or a name; a person gets a sentence. */
function inPlainWords(error: unknown, url: URL, { timeoutMs }: Limits): RefusedInput {
  if (error instanceof RefusedInput) return error;
  if (error instanceof ForbiddenAddress) return new RefusedInput(error.message, { cause: error });
  const { name, code, message } = error as NodeJS.ErrnoException;
  const why = (words: string) => new RefusedInput(`${url.href} ${words}.`, { cause: error });
  if (name === 'TimeoutError') return why(`was not read within ${timeoutMs / 1000} seconds`);
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return why('has a host name that leads nowhere');
    case 'ECONNREFUSED':
      return why('refused the connection');
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return why('did not accept a connection in time');
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
    case 'ERR_STREAM_PREMATURE_CLOSE':
    case 'Z_BUF_ERROR':
      return why('broke off before its end');
  }
  if (code?.startsWith('Z_') || code?.startsWith('ERR_BROTLI') || code?.startsWith('ERR__ERROR_FORMAT')) {
    return why('is not packed the way it says');
  }
  return why(`could not be read: ${message}`);
}
