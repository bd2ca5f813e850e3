/** Owns which callers are machines that read for others. */

import { isbot } from 'isbot';

/** Real agents are shorter; what stands behind isn't looked at. */
const longest = 512;

/** Whether an agent calls itself a crawler, a monitor, a library or the like, or doesn't say what it is. */
export function isBot(agent: string | undefined): boolean {
  return agent === undefined || agent.trim() === '' || isbot(agent.slice(0, longest));
}
