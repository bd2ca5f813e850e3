/** Bot detection by User-Agent. */

import { isbot } from 'isbot';

/** Real agents are shorter; what stands behind isn't looked at. */
const MAX_USER_AGENT_LENGTH = 512;

/** Readers share a few thousand agents among them, and the list is one long expression. */
const MAX_KNOWN = 5_000;
const known = new Map<string, boolean>();

/** Whether an agent calls itself a crawler, a monitor, a library or the like, or doesn't say what it is. */
export function isBot(agent: string | undefined): boolean {
  if (agent === undefined || agent.trim() === '') return true;
  const shown = agent.slice(0, MAX_USER_AGENT_LENGTH);
  const before = known.get(shown);
  if (before !== undefined) return before;
  const now = isbot(shown);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(shown, now);
  return now;
}
