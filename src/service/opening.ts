/** The newsroom while its database is being opened: requests are accepted already, and answered with 503 until it is. */

import { GraphQLError } from 'graphql';
import type { Loaders } from '../../db/loaders.ts';
import { startingMessage } from '../http/respond.ts';
import type { Newsroom } from './newsroom.ts';

export interface OpenNewsroom extends Newsroom {
  readonly loaders: Loaders;
}

/** Filled in when it is open. */
export interface Opening {
  newsroom?: OpenNewsroom;
}

/** @throws GraphQLError 503 while it is being opened */
export function opened({ newsroom }: Opening): OpenNewsroom {
  if (newsroom !== undefined) return newsroom;
  throw new GraphQLError(startingMessage, {
    extensions: { code: 'UNAVAILABLE', http: { status: 503, headers: { 'Retry-After': '1' } } },
  });
}
