/** Receipts of the latest answers, as the service sends them in `extensions.receipt` to who asks for them by a header. */

/** As `src/graphql/receipts.ts` has it; what is only for ANALYST and above may be missing. */
export interface Receipt {
  readonly cost: { readonly requested: number; readonly actual: number; readonly limit: number } | null;
  readonly cache: { readonly status: 'HIT' | 'MISS'; readonly tags?: readonly string[] };
  readonly milliseconds?: number;
  readonly statements?: readonly { readonly sql: string; readonly count: number; readonly milliseconds: number }[];
  readonly batches?: readonly { readonly loader: string; readonly count: number; readonly keys: number }[];
}

/** What is left of who asks, as `extensions.cost` has it beside a receipt. */
interface Budget {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: string;
}

export interface Receipted {
  readonly id: number;
  readonly operation: string;
  readonly receipt: Receipt;
  /** Undefined where there are no budgets, or the operation paid none. */
  readonly budget?: Budget | undefined;
}

export const receiptHeader = 'x-dateline-receipt';

const MAX_KEPT = 10;
let kept: readonly Receipted[] = [];
let count = 0;
const listeners = new Set<() => void>();

export const receipts = {
  /** The latest first. */
  get: (): readonly Receipted[] => kept,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Keeps the receipt of an answer. @returns the answer without it, as it is without the header */
export function withoutReceipt<Answer>(answer: Answer, operation: string): Answer {
  const { extensions, ...rest } = answer as { readonly extensions?: { receipt?: Receipt; cost?: Budget } };
  if (extensions?.receipt === undefined) return answer;
  const { receipt, cost: budget, ...others } = extensions;
  count += 1;
  kept = [{ id: count, operation, receipt, budget }, ...kept].slice(0, MAX_KEPT);
  for (const listener of listeners) listener();
  return (Object.keys(others).length > 0 ? { ...rest, extensions: others } : rest) as Answer;
}
