/** A GraphQL client without HTTP: asks the service in this process, with the real schema and every limit. */

import { pino } from 'pino';
import type { Db } from '../db/engine/database.ts';
import { createLoaders } from '../db/loaders.ts';
import { schema } from '../schema/schema.ts';
import { createReads } from '../src/caching/reads.ts';
import { recordedLoaders } from '../src/caching/recorded-loaders.ts';
import { createDatelineYoga } from '../src/graphql/yoga.ts';
import { reader, type Viewer } from '../src/roles.ts';

export interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export type Ask = <Data>(question: Question) => Promise<Data>;

/** The service answered a benchmark's question with an error, so there is nothing to measure. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** @returns what asks, and throws {NoAnswer} where the answer has errors */
export function askerOf(db: Db, viewer: Viewer = reader): Ask {
  const loaders = createLoaders(db);
  const yoga = createDatelineYoga({
    config: { requestTimeoutMs: 120_000, isIntrospectionOn: true },
    logger: pino({ level: 'silent' }),
    schema,
    createContext: () => {
      const reads = createReads();
      return { db, viewer, loaders: recordedLoaders(loaders, reads), reads, publicUrl: 'https://news.example' };
    },
  });
  return async <Data>({ name, query, variables }: Question): Promise<Data> => {
    const response = await yoga.fetch('http://yoga/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return dataOf<Data>(name, await response.text());
  };
}

/** @throws {NoAnswer} for an answer with errors */
export function dataOf<Data>(name: string, text: string): Data {
  const answer = JSON.parse(text) as { data?: Data | null; errors?: unknown };
  if (answer.errors !== undefined || answer.data == null) throw new NoAnswer(`${name}: ${text.slice(0, 500)}`);
  return answer.data;
}
