/** Errors of budgets that are used up: 429 Too Many Requests (RFC 6585), with when to come again. */

import type { GraphQLError } from 'graphql';
import type { Standing } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';
import type { Account } from './account.ts';

/** Headers of what is left (draft-ietf-httpapi-ratelimit-headers, to its version 7): cost units, and seconds until the reset. */
export function rateLimitHeaders({ limit, remaining, millisecondsToReset }: Standing): Record<string, string> {
  return {
    'RateLimit-Limit': String(limit),
    'RateLimit-Remaining': String(remaining),
    'RateLimit-Reset': String(seconds(millisecondsToReset)),
  };
}

/** @param wait milliseconds until the cost will be there */
export function budgetUsedUp(account: Account, requested: number, wait: number): GraphQLError {
  const standing = account.standing();
  const { limit, remaining } = standing;
  const retryAfter = Math.max(1, seconds(wait));
  const message =
    `This operation costs ${requested.toLocaleString('en')}, and ${remaining.toLocaleString('en')} of a budget of ` +
    `${limit.toLocaleString('en')} a minute is left: try again in ${retryAfter} s, or ask for less.`;
  const headers = { ...rateLimitHeaders(standing), 'Retry-After': String(retryAfter), 'Cache-Control': 'no-store' };
  const resetAt = resetOf(standing);
  return refusal(429, message, { code: 'RATE_LIMITED', requested, limit, remaining, resetAt, retryAfter }, headers);
}

/** @param wait milliseconds until another token may be tried */
export function tooManyFailures(limit: number, wait: number): GraphQLError {
  const retryAfter = Math.max(1, seconds(wait));
  const message =
    `More than ${limit} tokens from this address were not good: ` +
    `try again in ${retryAfter} s, with a token that is neither revoked nor expired.`;
  const headers = { 'Retry-After': String(retryAfter), 'Cache-Control': 'no-store' };
  return refusal(429, message, { code: 'RATE_LIMITED', retryAfter }, headers);
}

/** When the whole budget is there again. */
export function resetOf({ millisecondsToReset }: Standing): string {
  return new Date(Date.now() + millisecondsToReset).toISOString();
}

function seconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1_000);
}
