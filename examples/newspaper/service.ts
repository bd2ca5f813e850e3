/** Starts Dateline as a child process of the site, where none runs yet. */

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Settings } from './settings.ts';

const main = join(import.meta.dirname, '../../src/main.js');

/** @param health `live`: whether it runs; `ready`: whether it answers queries */
export async function isDateline(apiUrl: string, health: 'live' | 'ready'): Promise<boolean> {
  const url = new URL(`/health/${health}`, apiUrl);
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  return answer?.ok === true;
}

/** What Dateline takes for the readers' address, by its feeds; null when it doesn't say. */
export async function publicUrlOf(apiUrl: string): Promise<string | null> {
  const url = new URL('/feeds/latest.json?first=1', apiUrl);
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  const feed = answer?.ok ? ((await answer.json().catch(() => null)) as { home_page_url?: string } | null) : null;
  return feed?.home_page_url?.replace(/(?<!\/)\/+$/, '') ?? null;
}

/** Starts it so that its links lead to the site and it believes the site who reads. Its own variables hold too. */
export function startDateline({ apiUrl, siteUrl, siteName }: Settings): ChildProcess {
  const ours = { PUBLIC_URL: siteUrl, SITE_NAME: siteName, TRUSTED_PROXIES: 'loopback' };
  const env = { ...ours, ...process.env, PORT: new URL(apiUrl).port };
  return spawn(process.execPath, [main], { stdio: 'inherit', env });
}

export const isRunning = (service: ChildProcess) => service.exitCode === null && service.signalCode === null;

/** Resolves when it answers queries, or has ended. */
export async function isUp(service: ChildProcess, apiUrl: string): Promise<boolean> {
  while (isRunning(service)) {
    if (await isDateline(apiUrl, 'ready')) return true;
    await wait(200);
  }
  return false;
}
