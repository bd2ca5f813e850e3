/** Which operations GraphiQL runs though nobody pressed a button: queries only, and none of a stranger's with a visitor's token. */

import type { PageExample } from '../src/graphiql/page-data.ts';
import { operationsIn } from './operations.ts';

interface Asked {
  readonly query: string;
  /** As JSON; empty for none. */
  readonly variables: string;
}

interface Circumstances {
  /** Whether it is in the tab that is open on arrival: a link's, or the one that was left open. */
  readonly isFirst: boolean;
  readonly hasToken: boolean;
  readonly examples: readonly PageExample[];
}

/** With a token, only examples as they come: query and variables of all else may be a link's. */
export function mayRunByItself({ query, variables }: Asked, { isFirst, hasToken, examples }: Circumstances): boolean {
  const operations = operationsIn(query) ?? [];
  if (operations.length === 0 || operations.some(({ operation }) => operation !== 'query')) return false;
  const example = examples.find((one) => one.query === query);
  return hasToken ? example !== undefined && (example.variables ?? '') === variables : isFirst || example !== undefined;
}
