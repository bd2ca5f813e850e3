/** `npm run site`: serves the site over HTTP, and starts Dateline beside it where none runs yet. */

import type { ChildProcess } from 'node:child_process';
import { serve } from '@hono/node-server';
import { isDateline, isRunning, isUp, publicUrlOf, startDateline } from './service.ts';
import { InvalidSettings, readSettings } from './settings.ts';
import { createSite } from './site.ts';

const say = (text: string) => void process.stdout.write(`\n  ${text}\n`);

function settingsOrExit() {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

const settings = settingsOrExit();
const { apiUrl, siteUrl, port, host } = settings;
let service: ChildProcess | undefined;

const server = serve({ fetch: createSite(settings).fetch, port, hostname: host }, begin);
server.once('error', (error: NodeJS.ErrnoException) => {
  const isTaken = error.code === 'EADDRINUSE';
  process.stderr.write(isTaken ? `Port ${port} is in use; set SITE_PORT to another.\n` : `${error.message}\n`);
  process.exit(1);
});

async function begin(): Promise<void> {
  process.once('SIGTERM', stop).once('SIGINT', stop);
  stopWithNpm();
  if (await isDateline(apiUrl, 'live')) {
    say(`Dateline runs at ${apiUrl}; the site shows what it has.`);
    await warnOfOtherAddress();
  } else if (settings.isApiGiven) {
    say(`Nothing answers at ${apiUrl} yet; until it does, the pages say so.`);
  } else {
    say(
      `No Dateline runs at ${apiUrl}, so one is started, which takes some seconds the first time; it ends with the site.`,
    );
    service = startDateline(settings).once('exit', stop);
    if (!(await isUp(service, apiUrl))) return;
  }
  say(`The site is at ${siteUrl}\n`);
}

/** Canonical addresses, feeds, sitemaps and JSON-LD are Dateline's, and lead to where it takes the site for. */
async function warnOfOtherAddress(): Promise<void> {
  const publicUrl = await publicUrlOf(apiUrl);
  if (publicUrl === null || publicUrl === siteUrl) return;
  say(
    `Dateline’s links, feeds and canonical addresses lead to ${publicUrl}, not to this site. Start it with PUBLIC_URL=${siteUrl}.`,
  );
}

/** Ends the service too, and then with its code. Open banners would hold the server for ever, so all connections are cut. */
function stop(): void {
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  if (service && isRunning(service)) service.kill('SIGTERM');
  else process.exit(service?.exitCode ?? (service?.signalCode ? 1 : 0));
}

/** npm ends its shell rather than us when it is told to stop. */
function stopWithNpm(): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 250).unref();
}
