/** Request errors with an HTTP status: GraphQLErrors that end a request before anything is executed. */

import type { ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import type { FetchAPI } from 'graphql-yoga';
import { sendError } from './respond.ts';

/**
 * An error with an HTTP status, for a request that isn't served at all.
 *
 * @param extensions `code` in capitals, and the numbers or names that a client can act on.
 */
export function refusal(
  status: number,
  message: string,
  extensions: { readonly code: string; readonly [name: string]: unknown },
  headers?: Readonly<Record<string, string>>,
): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, http: headers ? { status, headers } : { status } } });
}

/** Answers a request outside of GraphQL with what {@link refusal} made. @throws anything else */
export function sendRefusal(res: ServerResponse, error: unknown): void {
  if (!(error instanceof GraphQLError) || error.extensions.http === undefined) throw error;
  const { http, code, ...others } = error.extensions as {
    http: { status: number; headers?: Record<string, string> };
    code: string;
  };
  for (const [name, value] of Object.entries(http.headers ?? {})) res.setHeader(name, value);
  sendError(res, http.status, error.message, { code, ...others });
}

/** The answer to callers who accept no type that we have; Yoga's own has no body. */
export function notAcceptable(fetchAPI: FetchAPI, message: string): Response {
  return fetchAPI.Response.json({ errors: [{ message, extensions: { code: 'NOT_ACCEPTABLE' } }] }, { status: 406 });
}
