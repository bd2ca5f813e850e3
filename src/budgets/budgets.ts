/** Cost budgets (rate limits by cost) of tokens and addresses: kept in memory, and shared with other processes by Postgres. */

import { createHmac } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { addSpending, deleteUnused, type Spending } from '../../db/budgets/spending.ts';
import type { Db } from '../../db/engine/database.ts';
import type { Log } from '../../db/engine/log.ts';
import { secretNamed } from '../../db/engine/secrets.ts';
import { type Arrival, addressFinder, siteOf } from '../http/client-address.ts';
import { type RepeatOptions, repeat } from '../repeat.ts';
import type { Viewer } from '../roles.ts';
import type { Account } from './account.ts';
import type { Bucket } from './bucket.ts';
import * as bucketOf from './bucket.ts';
import { jointAccount } from './joint-account.ts';

export interface BudgetOptions {
  /** Cost units a minute of one address, for whoever shows no token; 0 for no limit. */
  readonly addressCostBudget: number;
  /** Cost units a minute of one token, or one person of an identity provider; 0 for no limit. */
  readonly tokenCostBudget: number;
  readonly trustedProxies: readonly string[];
}

export interface Budgets {
  /** Undefined where there is no limit. */
  accountOf(viewer: Viewer, arrival: Arrival): Account | undefined;
  /** Tokens from one address that aren't good, each of which costs 1; undefined where there is no limit. */
  failuresOf(arrival: Arrival): Account | undefined;
  /** Begins to share with other processes. */
  writeTo(db: Db, log: Pick<Log, 'error'>, how?: Pick<RepeatOptions, 'wait'>): Promise<Sharing>;
}

export interface Sharing {
  /** Tells the others what was spent here, and learns what was spent there; rejects if the database is away. */
  share(): Promise<void>;
  close(): Promise<void>;
}

/** Tokens from one address that may be wrong, in a minute. */
export const FAILED_TOKENS = 100;

/** Budgets of a household that all of an IPv6 site (/48) has together. */
export const SITE_BUDGETS = 32;

const SHARE_EVERY_MS = 1_000;
const ROUNDS_PER_TIDYING = 60;
/** Whoever hasn't called for longest is forgotten first, and begins with a whole budget. */
const MAX_CALLERS = 100_000;
/** 132 bits in base64url: no two callers have the same. */
const KEY_CHARACTERS = 22;

/** @param clock milliseconds, never going back */
export function createBudgets(options: BudgetOptions, clock: () => number = () => performance.now()): Budgets {
  const { addressCostBudget, tokenCostBudget, trustedProxies } = options;
  const addressOf = addressFinder(trustedProxies);
  const buckets = new LRUCache<string, Bucket>({ max: MAX_CALLERS });
  /** Those of which there is something to tell, so that they aren't forgotten before. */
  const untold = new Map<string, Bucket>();

  const account = (caller: string, limit: number): Account | undefined => {
    if (limit === 0) return undefined;
    const bucket = buckets.get(caller) ?? untold.get(caller) ?? bucketOf.fullBucket(limit, clock());
    buckets.set(caller, bucket);
    const add = (cost: number) => {
      bucketOf.spend(bucket, cost, clock());
      if (bucketOf.isWorthTelling(bucket)) untold.set(caller, bucket);
    };
    return {
      limit,
      take(cost) {
        const wait = bucketOf.waitFor(bucket, cost, clock());
        if (wait === 0) add(cost);
        return wait;
      },
      add,
      standing: () => ({
        limit,
        remaining: bucketOf.remaining(bucket, clock()),
        millisecondsToReset: bucketOf.untilWhole(bucket, clock()),
      }),
    };
  };

  /** Of a household, and of the site that it lies in. */
  const accountOfNetwork = (what: string, network: string, limit: number): Account | undefined => {
    const own = account(`${what} ${network}`, limit);
    const site = siteOf(network);
    const shared = site === undefined ? undefined : account(`${what} ${site}`, limit * SITE_BUDGETS);
    return own && shared ? jointAccount(own, shared) : own;
  };

  const share = async (db: Db, keyOf: (caller: string) => string): Promise<void> => {
    if (untold.size === 0) return;
    const told = new Map(
      [...untold]
        .filter(([, bucket]) => bucketOf.isWorthTelling(bucket))
        .map(([caller, bucket]) => [keyOf(caller), { caller, bucket }]),
    );
    const spendings: Spending[] = [];
    for (const [key, { bucket }] of told) spendings.push({ caller: key, share: bucketOf.takeUntold(bucket) });
    untold.clear();
    if (spendings.length === 0) return;
    try {
      for (const { caller, used } of await addSpending(db, spendings)) {
        const one = told.get(caller);
        if (one) bucketOf.learn(one.bucket, used, clock());
      }
    } catch (error) {
      for (const { caller: key, share } of spendings) {
        const one = told.get(key);
        if (one === undefined) continue;
        bucketOf.giveBack(one.bucket, share);
        untold.set(one.caller, one.bucket);
      }
      throw error;
    }
  };

  return {
    accountOf: ({ id }, arrival) =>
      id === null ? accountOfNetwork('address', addressOf(arrival), addressCostBudget) : account(id, tokenCostBudget),
    failuresOf: (arrival) =>
      accountOfNetwork('failures', addressOf(arrival), addressCostBudget === 0 ? 0 : FAILED_TOKENS),
    async writeTo(db, log, how) {
      const { value: secret } = await secretNamed(db, 'budgets');
      const keyOf = (caller: string) =>
        createHmac('sha256', secret).update(caller).digest('base64url').slice(0, KEY_CHARACTERS);
      let rounds = 0;
      const round = async () => {
        await share(db, keyOf);
        rounds += 1;
        if (rounds % ROUNDS_PER_TIDYING === 0) await deleteUnused(db);
      };
      const sharing = repeat(round, {
        everyMs: SHARE_EVERY_MS,
        firstMs: SHARE_EVERY_MS,
        ...how,
        onError: (error) => log.error({ err: error }, 'Cost budgets are this process’ own until the database is back.'),
      });
      return { share: () => share(db, keyOf), close: () => sharing.stop() };
    },
  };
}
