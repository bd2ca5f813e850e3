/** Headless Chromium, where there is one: a page as a reader sees it, and all that is wrong with it. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** The one without windows first: the same pages cost it two thirds of the time. */
const usualPlaces = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** CHROMIUM_PATH, or the first of the usual places where it is. */
export const chromiumPath = process.env.CHROMIUM_PATH || usualPlaces.find(existsSync);

/** For networks that lead nowhere, and for containers. */
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
const still = ['--disable-background-networking', '--disable-component-update'];

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath ?? '', args: [...quiet, ...still] });
}

/** One that no list of bots has. */
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

export interface Seen {
  readonly page: Page;
  /** Errors and warnings of the console, and what scripts threw. */
  readonly complaints: string[];
  /** Hosts that anything was asked of. */
  readonly hosts: Set<string>;
  /** How far what stood there moved by itself, by the Layout Instability API. */
  shifted(): Promise<number>;
  close(): Promise<void>;
}

export async function look(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Seen> {
  const context = await browser.newContext({ userAgent, viewport: { width: 1280, height: 900 }, ...options });
  await context.addInitScript(watchShifts);
  const page = await context.newPage();
  const complaints: string[] = [];
  const hosts = new Set<string>();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  // As on a slow line: what takes its place only once it is there would push what stands there already.
  await page.route('**/images/**', async (route) => {
    await wait(250);
    await route.continue();
  });
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await page.goto(url);
  return {
    page,
    complaints,
    hosts,
    shifted: () => page.evaluate('window.shifted'),
    close: () => context.close(),
  };
}

const watchShifts = `
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });`;

/** As readers do, so that pictures further down are fetched. */
export async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 500) {
      scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    // A busy machine gives up now and then, and decodes the same picture a moment later.
    const decoded = (image, triesLeft) => image.decode().catch(async (error) => {
      if (triesLeft === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
      return decoded(image, triesLeft - 1);
    });
    await Promise.all(Array.from(document.images, (image) => decoded(image, 10)));
    scrollTo(0, 0);
  })()`);
}

const axePath = join(createRequire(import.meta.url).resolve('axe-core'), '../axe.min.js');

/** What axe finds wrong: the rule, and where. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axePath, 'utf8'));
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
