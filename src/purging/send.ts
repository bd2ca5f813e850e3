/** Sends one purge request to a CDN; its outcome says whether and when to retry. */

import { NotTaken, post } from '../outbound/post.ts';
import { type Cdn, type PurgeCall, proofOf } from './cdn.ts';

/**
 * @param timeoutMs undefined for what is usual
 * @throws NotTaken
 */
export async function sendPurge(
  cdn: Cdn,
  { url, headers, body }: PurgeCall,
  stop?: AbortSignal,
  timeoutMs?: number,
): Promise<void> {
  const all = { accept: 'application/json', ...headers, ...proofOf(cdn) };
  const text = await post({ url, headers: all, body }, stop, timeoutMs);
  // NOTE: Cloudflare also says so in the body.
  if (cdn.is === 'cloudflare' && /"success"\s*:\s*false/.test(text))
    throw new NotTaken(`${new URL(url).host} answered with status 200, and that it failed.`);
}
