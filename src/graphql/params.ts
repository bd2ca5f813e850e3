/**
 * GraphQL over HTTP request parameters, as a plugin for Yoga: `?query=` by GET or a JSON object by POST, or the hash of the
 * text, as `documentId` or as Apollo's `extensions.persistedQuery`.
 */

import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { readText, tooLarge } from '../http/body.ts';
import type { Exchange, ServerContext } from '../http/exchange.ts';
import { notAcceptable, refusal } from '../http/refusal.ts';
import { checkValues } from './limits/json-values.ts';
import { hashNamed } from './persisted/hash.ts';

interface ParamsOptions {
  /** Bytes a body may have. */
  readonly maxBodyBytes: number;
  /** Milliseconds a body may take to arrive. */
  readonly requestTimeoutMs: number;
}

/** What is left in `extensions.persistedQuery` of either way to name a text. */
export interface PersistedQuery {
  readonly version: 1;
  readonly sha256Hash: string;
  readonly isDocument: boolean;
}

/** Reads GraphQL's parameters in place of Yoga's parsers, which take more content types than are safe from other origins. */
export function requestParams(options: ParamsOptions): Plugin<object, ServerContext> {
  return {
    onRequestParse({ request, serverContext, setRequestParser, endResponse, fetchAPI }) {
      if (!takesAnAnswer(request.headers.get('accept'))) {
        endResponse(notAcceptable(fetchAPI, 'Accept application/graphql-response+json or application/json.'));
        return;
      }
      if (request.method === 'GET') {
        setRequestParser(({ url }) => fromQueryString(url));
      } else if (request.method === 'POST') {
        checkHeaders(request.headers, options.maxBodyBytes);
        setRequestParser(async ({ body }) => {
          const read = serverContext.exchange?.body;
          if (read !== undefined) return fromJson(await read);
          // The socket itself where there is one: Yoga's web stream around it costs time on every request.
          const stream = serverContext.req ?? Readable.from(body ?? []);
          return fromJson(await readText(stream, options.maxBodyBytes, options.requestTimeoutMs));
        });
      }
    },
  };
}

/**
 * Parameters of a request that Yoga isn't given as it came.
 *
 * @param exchange has the body where it was read before
 * @throws GraphQLError 400, 405, 408, 413 or 415, as the endpoint has them
 */
export async function paramsOf(
  req: IncomingMessage,
  { body }: Pick<Exchange, 'body'>,
  options: ParamsOptions,
): Promise<GraphQLParams> {
  if (req.method === 'GET') return fromQueryString(req.url ?? '');
  if (req.method !== 'POST') throw refusal(405, 'This takes only GET, POST.', { code: 'METHOD_NOT_ALLOWED' });
  checkHeaders(new Headers(req.headers as Record<string, string>), options.maxBodyBytes);
  return fromJson(await (body ?? readText(req, options.maxBodyBytes, options.requestTimeoutMs)));
}

/** Asked before anything is executed: a mutation whose answer can't be sent must not be done. */
function takesAnAnswer(accept: string | null): boolean {
  const types = (accept ?? '*/*').toLowerCase().split(',');
  return types.some((type) => answerTypes.has(type.split(';')[0]?.trim() ?? ''));
}

const answerTypes = new Set([
  '*/*',
  'application/*',
  'application/graphql-response+json',
  'application/json',
  'multipart/mixed',
  'text/event-stream',
]);

/** A content type that pages of other origins can't send unasked is what keeps forged requests out. */
function checkHeaders(headers: Headers, maxBodyBytes: number): void {
  const [type, ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';');
  if (type?.trim() !== 'application/json') {
    throw refusal(415, 'Send the operation as application/json.', { code: 'UNSUPPORTED_MEDIA_TYPE' });
  }
  if (parameters.some((parameter) => /^\s*charset\s*=/.test(parameter) && !/=\s*"?utf-?8"?\s*$/.test(parameter))) {
    throw refusal(415, 'Send the operation in UTF-8.', { code: 'UNSUPPORTED_MEDIA_TYPE' });
  }
  if (!/^(identity)?$/.test(headers.get('content-encoding')?.trim().toLowerCase() ?? '')) {
    throw refusal(415, 'Send the body without Content-Encoding.', { code: 'UNSUPPORTED_CONTENT_ENCODING' });
  }
  if (Number(headers.get('content-length') ?? 0) > maxBodyBytes) throw tooLarge(maxBodyBytes);
}

function fromQueryString(url: string): GraphQLParams {
  const search = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : '');
  const json = (name: string) => {
    const text = search.get(name);
    return text ? parseJson(text, `The URL's "${name}" is not valid JSON.`) : undefined;
  };
  return checkParams({
    query: search.get('query') ?? undefined,
    documentId: search.get('documentId') ?? undefined,
    operationName: search.get('operationName') || undefined,
    variables: json('variables'),
    extensions: json('extensions'),
  });
}

function fromJson(text: string): GraphQLParams {
  const content = parseJson(text, 'The body is not valid JSON.');
  if (Array.isArray(content)) throw badRequest('Batches are not supported: send one operation in each request.');
  if (!isObject(content)) throw badRequest('The body must be a JSON object with a "query" or a "documentId".');
  return checkParams(content);
}

/** @throws GraphQLError 400 with the complaint */
export function parseJson(text: string, complaint: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(complaint);
  }
}

function checkParams(params: Readonly<Record<string, unknown>>): GraphQLParams {
  const { query, operationName, variables, extensions, documentId } = params;
  const hash = namedHash(documentId, extensions);
  if (query == null ? hash === undefined : typeof query !== 'string' || query.trim() === '')
    throw badRequest('"query" must be a GraphQL document.');
  // In UTF-8, of which hashes are made, such a text is the same as others.
  if (typeof query === 'string' && !query.isWellFormed()) throw badRequest('"query" holds half a surrogate pair.');
  if (operationName != null && typeof operationName !== 'string') throw badRequest('"operationName" must be a string.');
  if (variables != null && !isObject(variables)) throw badRequest('"variables" must be an object.');
  if (extensions != null && !isObject(extensions)) throw badRequest('"extensions" must be an object.');
  checkValues(variables, 'variables');
  checkValues(extensions, 'extensions');
  // Parameters that GraphQL over HTTP doesn't know are left out, as it asks of servers.
  return {
    ...(typeof query === 'string' ? { query } : {}),
    ...(operationName ? { operationName } : {}),
    ...(variables ? { variables } : {}),
    ...(extensions || hash
      ? { extensions: { ...extensions, ...(hash && { persistedQuery: persistedQuery(hash, documentId) }) } }
      : {}),
  };
}

/** As Apollo has it, and whether it came as a `documentId`: whoever names a document has no text to send. */
function persistedQuery(sha256Hash: string, documentId: unknown): PersistedQuery {
  return { version: 1, sha256Hash, isDocument: documentId != null };
}

/** Of the text that is meant, in whichever of both ways it is named. */
function namedHash(documentId: unknown, extensions: unknown): string | undefined {
  const persisted = isObject(extensions) ? extensions.persistedQuery : undefined;
  if (documentId != null && (typeof documentId !== 'string' || hashNamed(documentId) === null))
    throw badRequest('"documentId" must be the SHA-256 of a document, in hex.');
  const byId = (documentId != null && hashNamed(documentId as string)) || undefined;
  if (persisted == null) return byId;
  if (!isObject(persisted)) throw badRequest('"extensions.persistedQuery" must be an object.');
  if (persisted.version !== 1) throw badRequest('"extensions.persistedQuery.version" must be 1.');
  const { sha256Hash } = persisted;
  const byExtension = typeof sha256Hash === 'string' ? hashNamed(sha256Hash) : null;
  if (byExtension === null)
    throw badRequest('"extensions.persistedQuery.sha256Hash" must be the SHA-256 of a document, in hex.');
  if (byId !== undefined && byId !== byExtension)
    throw badRequest('"documentId" and "extensions.persistedQuery.sha256Hash" name two documents.');
  return byExtension;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function badRequest(message: string): Error {
  return refusal(400, message, { code: 'BAD_REQUEST' });
}
