/** Sends one purge request to a CDN; its outcome says whether and when to retry. */

import { request } from 'undici';
import { type Cdn, type PurgeCall, proofOf } from './cdn.ts';

/** It was not purged; the message says why, and names no secret. */
export class NotPurged extends Error {
  override readonly name = 'NotPurged';
  /** Milliseconds for which the CDN wants to be left alone; undefined if it said nothing of that. */
  readonly retryAfterMs: number | undefined;

  constructor(why: string, retryAfterMs?: number) {
    super(why);
    this.retryAfterMs = retryAfterMs;
  }
}

/** Milliseconds for everything together: the name, the connection and the answer. */
const TIMEOUT_MS = 5_000;
const MAX_RETRY_AFTER_MS = 300_000;

/**
 * Follows no redirect: a CDN answers with 2xx or is asked again.
 *
 * @throws NotPurged
 */
export async function sendPurge(
  cdn: Cdn,
  { url, headers, body }: PurgeCall,
  stop?: AbortSignal,
  timeoutMs = TIMEOUT_MS,
): Promise<void> {
  const over = AbortSignal.timeout(timeoutMs);
  const signal = stop === undefined ? over : AbortSignal.any([over, stop]);
  const all = { 'user-agent': 'Dateline/0.1', accept: 'application/json', ...headers, ...proofOf(cdn) };
  try {
    const answer = await request(url, { method: 'POST', headers: all, body, signal });
    const text = await answer.body.text();
    if (answer.statusCode >= 200 && answer.statusCode < 300 && !saysNo(cdn, text)) return;
    throw new NotPurged(
      `${hostOf(url)} answered with status ${answer.statusCode}.`,
      retryAfter(answer.headers['retry-after']),
    );
  } catch (error) {
    if (error instanceof NotPurged) throw error;
    if (over.aborted) throw new NotPurged(`${hostOf(url)} did not answer within ${timeoutMs / 1000} seconds.`);
    const { code, name } = error as NodeJS.ErrnoException;
    throw new NotPurged(`${hostOf(url)} can't be asked: ${code ?? name}.`);
  }
}

/** NOTE: Cloudflare also says so in the body. */
function saysNo(cdn: Cdn, text: string): boolean {
  return cdn.is === 'cloudflare' && /"success"\s*:\s*false/.test(text);
}

/** An address may hold more than is anybody's business. */
function hostOf(url: string): string {
  return new URL(url).host;
}

/** RFC 9110: seconds or a date. */
function retryAfter(header: string | string[] | undefined): number | undefined {
  if (typeof header !== 'string') return undefined;
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(milliseconds) ? undefined : Math.min(MAX_RETRY_AFTER_MS, Math.max(0, milliseconds));
}
