/** A POST to a service that its operator has chosen, such as a CDN; its outcome says whether and when to try again. */

import { request } from 'undici';

/** It was not taken; the message says why, and names no secret. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
  /** Milliseconds for which the other end wants to be left alone; undefined if it said nothing of that. */
  readonly retryAfterMs: number | undefined;

  constructor(why: string, retryAfterMs?: number) {
    super(why);
    this.retryAfterMs = retryAfterMs;
  }
}

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Milliseconds for everything together: the name, the connection and the answer. */
const TIMEOUT_MS = 5_000;
const MAX_RETRY_AFTER_MS = 300_000;

/**
 * Follows no redirect: it is answered with 2xx or sent again.
 *
 * @returns the answer's body
 * @throws NotTaken
 */
export async function post({ url, headers, body }: Post, stop?: AbortSignal, timeoutMs = TIMEOUT_MS): Promise<string> {
  const over = AbortSignal.timeout(timeoutMs);
  const signal = stop === undefined ? over : AbortSignal.any([over, stop]);
  try {
    const all = { 'user-agent': 'Dateline/0.1', ...headers };
    const answer = await request(url, { method: 'POST', headers: all, body, signal });
    const text = await answer.body.text();
    if (answer.statusCode >= 200 && answer.statusCode < 300) return text;
    throw new NotTaken(
      `${hostOf(url)} answered with status ${answer.statusCode}.`,
      retryAfter(answer.headers['retry-after']),
    );
  } catch (error) {
    if (error instanceof NotTaken) throw error;
    if (over.aborted) throw new NotTaken(`${hostOf(url)} did not answer within ${timeoutMs / 1000} seconds.`);
    const { code, name } = error as NodeJS.ErrnoException;
    throw new NotTaken(`${hostOf(url)} can't be asked: ${code ?? name}.`);
  }
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
