/** Account of a caller: what it may spend, and what is left. */

import type { Standing } from '../http/exchange.ts';

export interface Account {
  /** Cost units a minute. */
  readonly limit: number;
  /** Takes a cost, if it is there. @returns milliseconds until it will be, 0 when it was taken */
  take(cost: number): number;
  /** Takes more, whether it is there or not; below 0 it gives back. */
  add(cost: number): void;
  standing(): Standing;
}
