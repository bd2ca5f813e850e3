/**
 * The GraphQL client: persisted operations, named by their hash and asked by GET, so that every cache on the way can
 * keep the answer.
 */

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import persisted from './client/persisted-documents.json' with { type: 'json' };

export interface Answer<Data> {
  readonly data: Data;
  /** What the page that is made of it passes on to caches. */
  readonly headers: Headers;
}

/** A typed document with its hash, as the client preset writes it. */
export interface Operation<Data, Variables> extends DocumentTypeDecoration<Data, Variables> {
  readonly __meta__?: Record<string, unknown> | undefined;
}

export type Ask = <Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
) => Promise<Answer<Data>>;

/** Dateline can't be reached, or has no answer now. */
export class ApiAway extends Error {
  override readonly name = 'ApiAway';
}

/** What the reader asked for can't be meant: a cursor of another list, a search without end. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

interface GraphqlResult<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

const texts = new Map(Object.entries(persisted));

/**
 * @param apiUrl where Dateline is, without a path
 * @throws ApiAway, NotUnderstood
 */
export function createAsk(apiUrl: string): Ask {
  return async <Data, Variables>(operation: Operation<Data, Variables>, variables: Variables) => {
    let answer = await get<Data>(operationAddress(apiUrl, operation, variables));
    if (codeOf(answer.result) === 'PERSISTED_QUERY_NOT_FOUND') {
      answer = await get<Data>(operationAddress(apiUrl, operation, variables, { withText: true }));
    }
    const { result, headers } = answer;
    const message = result.errors?.[0]?.message ?? 'Dateline gave no answer.';
    if (codeOf(result) === 'BAD_USER_INPUT') throw new NotUnderstood(message);
    if (result.data == null) throw new ApiAway(message);
    // A part that failed is null, and no cache keeps that: the headers say so.
    return { data: result.data, headers };
  };
}

/** The operation with its variables as an address. With its text, Dateline in open mode learns what the hash stands for. */
export function operationAddress<Data, Variables>(
  apiUrl: string,
  operation: Operation<Data, Variables>,
  variables: Variables,
  { withText = false } = {},
): URL {
  const name = String(operation.__meta__?.hash);
  const sha256Hash = name.replace(/^sha256:/, '');
  const url = new URL('/graphql', apiUrl);
  if (withText) {
    url.searchParams.set('query', texts.get(name) ?? '');
    url.searchParams.set('extensions', JSON.stringify({ persistedQuery: { version: 1, sha256Hash } }));
  } else {
    url.searchParams.set('documentId', sha256Hash);
  }
  url.searchParams.set('variables', JSON.stringify(variables));
  return url;
}

/** Whether a piece was taken away for ever: to the graph it isn't there, and its address at Dateline says why. */
export async function isGone(apiUrl: string, slug: string): Promise<boolean> {
  const url = new URL(`/articles/${encodeURIComponent(slug)}`, apiUrl);
  return reach(
    url,
    async () => (await fetch(url, { method: 'HEAD', redirect: 'manual', signal: patience() })).status === 410,
  );
}

function get<Data>(url: URL): Promise<{ result: GraphqlResult<Data>; headers: Headers }> {
  return reach(url, async () => {
    const response = await fetch(url, { headers: { accept: 'application/json' }, signal: patience() });
    return { result: (await response.json()) as GraphqlResult<Data>, headers: response.headers };
  });
}

/** @throws ApiAway for whatever goes wrong on the way */
export async function reach<Got>({ origin }: URL, fetching: () => Promise<Got>): Promise<Got> {
  try {
    return await fetching();
  } catch (error) {
    throw new ApiAway(`Dateline can't be reached at ${origin}.`, { cause: error });
  }
}

const patience = () => AbortSignal.timeout(8_000);

function codeOf<Data>({ errors }: GraphqlResult<Data>): string | undefined {
  return errors?.[0]?.extensions?.code;
}
