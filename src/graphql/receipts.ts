/**
 * Receipts as `extensions.receipt`, a plugin for Yoga: what a query costs (query cost analysis), the SQL statements and loader
 * batches that it takes, the cache tags of its answer, and whether that is cached.
 */

import type { ExecutionResult } from 'graphql';
import { type GraphQLParams, isAsyncIterable, type Plugin } from 'graphql-yoga';
import { notingWork, type WorkNotes } from '../../db/engine/work-notes.ts';
import type { CoalescingCache } from '../caching/coalescing-cache.ts';
import type { Reads } from '../caching/reads.ts';
import type { Tag } from '../caching/tags.ts';
import { receiptHeader } from '../http/cached-response.ts';
import type { Exchange, ServerContext } from '../http/exchange.ts';
import { hasRole, reader, type Viewer } from '../roles.ts';
import { actualCost } from './limits/actual-cost.ts';
import { keyOf } from './response-caching.ts';

export interface Receipt {
  /** In the units of limits/cost.ts; `actual` has the lengths that lists turned out to have. */
  readonly cost: { readonly requested: number; readonly actual: number; readonly limit: number } | null;
  readonly cache: {
    /** Whether a reader who asks the same now is answered from the cache. */
    readonly status: 'HIT' | 'MISS';
    /** What the answer was made from; for ANALYST and above. */
    readonly tags?: readonly Tag[];
  };
  /** For ANALYST and above. */
  readonly milliseconds?: number;
  /** For ANALYST and above; without parameters, in the order in which each first ended. */
  readonly statements?: readonly { readonly sql: string; readonly count: number; readonly milliseconds: number }[];
  /** For ANALYST and above. */
  readonly batches?: readonly { readonly loader: string; readonly count: number; readonly keys: number }[];
}

interface Recording {
  readonly request?: Request;
  readonly params?: GraphQLParams;
  readonly exchange?: Exchange;
  readonly reads?: Reads;
  readonly viewer?: Viewer;
}

/** Whether a request asks for one. Such a request is answered neither from the cache nor into it. */
export function asksForReceipt({ headers }: Pick<Request, 'headers'>): boolean {
  return headers.get(receiptHeader) != null;
}

/** To come behind what else wraps the execution. What comes in parts, or isn't executed at all, has no receipt. */
export function receipts(cache: CoalescingCache | undefined): Plugin<object, ServerContext> {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const { request, params, exchange, reads, viewer = reader }: Recording = args.contextValue;
      if (request === undefined || !asksForReceipt(request)) return undefined;
      const key = params ? keyOf(params) : null;
      const status = key !== null && cache?.get(key) !== undefined ? 'HIT' : 'MISS';
      const begunAt = performance.now();
      const work = createNotes();
      setExecuteFn((given) => notingWork(work, () => executeFn(given)));
      return {
        onExecuteDone({ result, setResult }) {
          if (isAsyncIterable(result)) return;
          const receipt: Receipt = {
            cost: exchange?.cost ? costOf(exchange.cost, result) : null,
            cache: { status, ...(hasRole(viewer, 'ANALYST') && { tags: reads?.tags() ?? [] }) },
            ...(hasRole(viewer, 'ANALYST') && { milliseconds: rounded(performance.now() - begunAt), ...work.told() }),
          };
          const { extensions, ...answer }: ExecutionResult = result;
          setResult({ ...answer, extensions: { ...extensions, receipt } });
        },
      };
    },
  };
}

function costOf({ requested, extra, limit }: NonNullable<Exchange['cost']>, { data }: ExecutionResult) {
  return { requested, actual: actualCost(data) + extra, limit };
}

function createNotes(): WorkNotes & { told(): Pick<Receipt, 'statements' | 'batches'> } {
  const statements = new Map<string, { sql: string; count: number; milliseconds: number }>();
  const batches = new Map<string, { loader: string; count: number; keys: number }>();
  return {
    statement(sql, milliseconds) {
      const { count, milliseconds: before } = statements.get(sql) ?? { count: 0, milliseconds: 0 };
      const line = sql.replaceAll(/\s+/g, ' ').trim();
      statements.set(sql, { sql: line, count: count + 1, milliseconds: rounded(before + milliseconds) });
    },
    batch(loader, keys) {
      const before = batches.get(loader) ?? { count: 0, keys: 0 };
      batches.set(loader, { loader, count: before.count + 1, keys: before.keys + keys });
    },
    told: () => ({ statements: [...statements.values()], batches: [...batches.values()] }),
  };
}

/** To a hundredth. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
