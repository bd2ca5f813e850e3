/** Persisted operations plugin for Yoga (trusted documents and automatic persisted queries): a hash becomes its text, and who may send texts of their own. */

import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import type { Arrival } from '../../http/client-address.ts';
import { arrivalOf, type ServerContext } from '../../http/exchange.ts';
import { refusal } from '../../http/refusal.ts';
import { defaultLimits } from '../limits/limits.ts';
import type { PersistedQuery } from '../params.ts';
import { hashOf } from './hash.ts';
import type { OperationRegistry } from './registry.ts';

/** Tells whether a request is of somebody of the newsroom; throws a 401 for a token that isn't good. */
export type IsOfNewsroom = (arrival: Arrival) => Promise<boolean>;

/** To come before all that looks at the text. */
export function persistedOperations(
  registry: OperationRegistry,
  isOfNewsroom: IsOfNewsroom,
): Plugin<object, ServerContext> {
  const mayWriteOwn = async (arrival: Arrival) =>
    registry.mode === 'open' || (registry.mode === 'listed-for-readers' && (await isOfNewsroom(arrival)));
  return {
    async onParams({ params, request, setParams, context }) {
      const named = persistedQueryIn(params);
      const hash = named?.sha256Hash;
      const { query } = params;
      if (query === undefined) {
        // Who checks the parameters has made sure of it.
        const text = hash === undefined ? null : (registry.textOf(hash) ?? (await registry.find(hash)));
        if (text === null) throw notFound(named?.isDocument === false);
        setParams({ ...params, query: text });
        return;
      }
      if (context.exchange?.isListed || (hash === undefined && registry.mode === 'open')) return;
      const own = hashOf(query);
      if (hash !== undefined && hash !== own) throw mismatch();
      if (registry.mode === 'open') {
        if (query.length <= defaultLimits.maxCharacters) registry.learn(own, query);
      } else if (
        (await registry.findListed(own)) === null &&
        !(await mayWriteOwn(arrivalOf(context.exchange, request)))
      ) {
        throw notListed(registry.mode === 'listed');
      }
    },
  };
}

/** As `requestParams` has left it: checked, lower-case, without a prefix. */
function persistedQueryIn({ extensions }: GraphQLParams): PersistedQuery | undefined {
  return extensions?.persistedQuery as PersistedQuery | undefined;
}

const uncacheable = { 'Cache-Control': 'no-store' };

/**
 * Clients know the message or the code. One that asks whether the text is needed (automatic persisted queries) is answered
 * with 200, as by Apollo Server: browsers show every 404 as an error of the page. Whoever names a document asks for one that
 * isn't there.
 */
function notFound(isAutomatic: boolean): Error {
  const http = isAutomatic ? { status: 200, headers: uncacheable } : { status: 404, spec: true, headers: uncacheable };
  const extensions = { code: 'PERSISTED_QUERY_NOT_FOUND', http };
  return new GraphQLError('PersistedQueryNotFound', { extensions });
}

function mismatch(): Error {
  const message = 'The hash is not the SHA-256 of the text that came with it.';
  return refusal(400, message, { code: 'PERSISTED_QUERY_MISMATCH' }, uncacheable);
}

function notListed(isForAll: boolean): Error {
  const message = isForAll
    ? 'This service takes listed operations only: send the documentId of one, or have yours registered.'
    : 'Readers’ operations are listed here: send the documentId of one, or the token of somebody of the newsroom.';
  return refusal(403, message, { code: 'PERSISTED_QUERY_ONLY' }, uncacheable);
}
