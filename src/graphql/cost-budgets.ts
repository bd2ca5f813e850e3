/**
 * Cost budgets plugin for Yoga (rate limiting by query cost): what is executed is paid from the budget of its token or address,
 * and refused with 429 when that is used up. Cached answers cost nothing.
 */

import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Account } from '../budgets/account.ts';
import type { Budgets } from '../budgets/budgets.ts';
import { budgetUsedUp, rateLimitHeaders, resetOf } from '../budgets/refused.ts';
import { budgetRefused } from '../diagnostics/signals.ts';
import { arrivalOf, type Exchange, type ServerContext } from '../http/exchange.ts';
import { reader, type Viewer } from '../roles.ts';
import { actualCost } from './limits/actual-cost.ts';
import { asksForReceipt } from './receipts.ts';

interface Paying {
  readonly request?: Request;
  readonly exchange?: Exchange;
  readonly viewer?: Viewer;
}

/** Of what was requested, for an answer that is shorter: to find nothing is work, too. */
const LEAST_SHARE = 0.1;

/**
 * Takes what an operation requests before it is executed, and gives back what its answer turned out to cost less: never all
 * but a tenth. An answer in parts costs what was requested; a subscription that, and its part of the fields of each event,
 * which are executed once for all who ask the same and sent even when nothing is left.
 */
export function costBudgets(budgets: Budgets): Plugin<object, ServerContext> {
  const pay = ({ request, exchange, viewer = reader }: Paying): Account | undefined => {
    if (request === undefined || exchange?.cost === undefined) return undefined;
    const account = budgets.accountOf(viewer, arrivalOf(exchange, request));
    if (account === undefined) return undefined;
    exchange.standing = account.standing;
    const { requested } = exchange.cost;
    const wait = account.take(requested);
    if (wait > 0) {
      budgetRefused.publish({ budget: 'cost' });
      throw budgetUsedUp(account, requested, wait);
    }
    return account;
  };
  return {
    onExecute({ args: { contextValue } }) {
      const account = pay(contextValue);
      if (account === undefined) return undefined;
      const { request, exchange }: Paying = contextValue;
      const { requested, extra } = exchange?.cost ?? { requested: 0, extra: 0 };
      return {
        onExecuteDone({ result, setResult }) {
          if (isAsyncIterable(result)) return;
          const actual = actualCost(result.data) + extra;
          account.add(Math.max(actual, requested * LEAST_SHARE) - requested);
          if (request === undefined || !asksForReceipt(request)) return;
          const standing = account.standing();
          const { limit, remaining } = standing;
          const cost = { requested, actual, limit, remaining, resetAt: resetOf(standing) };
          const { extensions, ...answer }: ExecutionResult = result;
          setResult({ ...answer, extensions: { ...extensions, cost } });
        },
      };
    },
    onSubscribe({ args: { contextValue } }) {
      const account = pay(contextValue);
      const { exchange }: Paying = contextValue;
      if (account !== undefined && exchange !== undefined) exchange.payEvent = (cost) => account.add(cost);
    },
    onResponse({ response, serverContext: { exchange } }) {
      // What is for all readers has nobody's numbers: caches keep it.
      if (exchange?.standing === undefined || exchange.cached !== undefined) return;
      for (const [name, value] of Object.entries(rateLimitHeaders(exchange.standing()))) {
        response.headers.set(name, value);
      }
    },
  };
}
