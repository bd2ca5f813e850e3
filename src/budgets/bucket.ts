/** Token bucket of one caller: what is left of a budget that refills all the time. */

import { MAX_USED, REFILL_SECONDS } from '../../db/budgets/spending.ts';

const REFILL_MS = REFILL_SECONDS * 1_000;

/** What has come to so much of the budget, spent or given back, is worth telling the other processes. */
const MIN_TOLD_SHARE = 0.01;

/** Shares are binary fractions, whose sums are off by less: a budget of ten pays ten times one. */
const ROUNDING = 1e-9;

/**
 * What is used of a budget, in shares of it, so that budgets of all sizes refill alike:
 *
 *     used(t) = max(0, used(t₀) − (t − t₀) / 60 s) + what was spent since, as shares of the limit
 *
 * That is a token bucket of `limit` tokens, refilled by `limit` / 60 s, with its level counted from the top. Times are
 * milliseconds of a clock that never goes back.
 */
export interface Bucket {
  /** Cost units of the whole. */
  readonly limit: number;
  /** From 0 to `MAX_USED`, at the time `at`. */
  used: number;
  at: number;
  /** The part of `used` that other processes don't know of; below 0 for what they don't know was given back. */
  untold: number;
}

export function fullBucket(limit: number, now: number): Bucket {
  return { limit, used: 0, at: now, untold: 0 };
}

/** @param cost below 0 for what is given back */
export function spend(bucket: Bucket, cost: number, now: number): void {
  refill(bucket, now);
  const share = cost / bucket.limit;
  bucket.used = within(bucket.used + share);
  bucket.untold += share;
}

/** Milliseconds until a cost can be paid, 0 if it can be now. What costs more than the whole budget needs all of it. */
export function waitFor(bucket: Bucket, cost: number, now: number): number {
  refill(bucket, now);
  const excess = bucket.used + Math.min(1, cost / bucket.limit) - 1;
  return excess <= ROUNDING ? 0 : excess * REFILL_MS;
}

/** Whole units that are left. */
export function remaining(bucket: Bucket, now: number): number {
  refill(bucket, now);
  return Math.floor(Math.max(0, 1 - bucket.used + ROUNDING) * bucket.limit);
}

/** Milliseconds until it is whole again. */
export function untilWhole(bucket: Bucket, now: number): number {
  refill(bucket, now);
  return bucket.used * REFILL_MS;
}

export function isWorthTelling({ untold }: Bucket): boolean {
  return Math.abs(untold) >= MIN_TOLD_SHARE - ROUNDING;
}

/** @returns the share that is told now */
export function takeUntold(bucket: Bucket): number {
  const { untold } = bucket;
  bucket.untold = 0;
  return untold;
}

/** Puts back what couldn't be told. */
export function giveBack(bucket: Bucket, share: number): void {
  bucket.untold += share;
}

/** @param used what all processes together have used of it, without what isn't told */
export function learn(bucket: Bucket, used: number, now: number): void {
  bucket.used = within(used + bucket.untold);
  bucket.at = now;
}

function refill(bucket: Bucket, now: number): void {
  bucket.used = Math.max(0, bucket.used - (now - bucket.at) / REFILL_MS);
  bucket.untold = Math.min(bucket.untold, bucket.used);
  bucket.at = now;
}

function within(used: number): number {
  return Math.min(MAX_USED, Math.max(0, used));
}
