/**
 * Operation timing plugin for Yoga: tells each execution, with name and hash, to whoever measures or traces, and logs those that are
 * slow. Never their variables.
 */

import { type DocumentNode, type ExecutionArgs, getOperationAST } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import type { Log } from '../../db/engine/log.ts';
import { type OperationWork, operationDone, operationWork } from '../diagnostics/signals.ts';
import type { Exchange, ServerContext } from '../http/exchange.ts';
import { hashOf } from './persisted/hash.ts';
import type { OperationRegistry } from './persisted/registry.ts';

interface Timed {
  readonly params?: GraphQLParams;
  readonly request?: Request;
  readonly exchange?: Exchange;
}

interface TimingOptions {
  readonly registry: Pick<OperationRegistry, 'isListed'>;
  readonly logger: Pick<Log, 'warn'>;
  /** An execution that takes so many milliseconds is logged; 0 for none. */
  readonly slowMs: number;
}

type Known = Pick<OperationWork, 'hash' | 'isListed'>;

/** To come in front of all that wraps an execution. Answers from the cache aren't executed. */
export function operationTiming({ registry, logger, slowMs }: TimingOptions): Plugin<Timed, ServerContext> {
  /** Documents are parsed once, and come again and again. */
  const knownByDocument = new WeakMap<DocumentNode, Known>();

  const known = (document: DocumentNode, text: string): Known => {
    const before = knownByDocument.get(document);
    if (before !== undefined) return before;
    const hash = hashOf(text);
    const found = { hash, isListed: registry.isListed(hash) };
    knownByDocument.set(document, found);
    return found;
  };

  const workOf = (document: DocumentNode, name: string | null | undefined, context: Timed): OperationWork => ({
    ...known(document, context.params?.query ?? ''),
    name: context.exchange?.operationName,
    type: getOperationAST(document, name)?.operation ?? 'query',
    traceparent: context.request?.headers.get('traceparent') ?? undefined,
    requestId: context.exchange?.requestId,
  });

  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const isHeard = operationDone.isHeard() || operationWork.hasSubscribers;
      if (slowMs === 0 && !isHeard) return undefined;
      // Hooks that come behind may change the document and the context.
      const { document, operationName, contextValue } = args;
      const tell = (startedAt: number) => {
        const milliseconds = Math.round((performance.now() - startedAt) * 10) / 10;
        const isSlow = slowMs > 0 && milliseconds >= slowMs;
        if (!isSlow && !operationDone.isHeard()) return;
        const done = { ...workOf(document, operationName, contextValue), milliseconds };
        operationDone.publish(done);
        if (!isSlow) return;
        const { name: operation, hash, type, requestId } = done;
        logger.warn({ requestId, operation, hash, type, milliseconds }, 'A slow operation.');
      };
      const execute = async (given: ExecutionArgs) => {
        const startedAt = performance.now();
        try {
          return await executeFn(given);
        } finally {
          // Also of one that was given up, which hooks behind the execution aren't told of.
          tell(startedAt);
        }
      };
      const isTraced = operationWork.hasSubscribers;
      const work = isTraced ? workOf(document, operationName, contextValue) : undefined;
      setExecuteFn((given) => (work ? operationWork.tracePromise(() => execute(given), work) : execute(given)));
      return undefined;
    },
  };
}
