/** An imported page of text on the example site. */

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { importCommand } from '../../src/commands/import.ts';
import { call } from '../support/command.ts';
import { freePort } from '../support/newspaper.ts';
import { printed, start } from '../support/process.ts';

const page = 'test/fixtures/text/caption-twice-and-stories-in-two-boxes.txt';
const [lighthouse, bread, boat] = [
  'Lighthouse Keeper Retires After Fifty Winters on Gull Rock',
  'Is the Price of Bread Going to Fall Again This Year?',
  'A Library Boat Comes Back to the Northern Islands',
];

test('an imported page of text is shown with its headline, date, caption, body, boxes and sources, and leads', async () => {
  const [sitePort, port] = [await freePort(), await freePort()];
  const folder = await mkdtemp(join(tmpdir(), 'dateline-imported-'));
  const env = { DATA_DIR: join(folder, 'newsroom'), DEMO: 'off', SITE_PORT: String(sitePort), PORT: String(port) };
  expect(await call(importCommand, [page], env)).toMatchObject({ code: 0 });
  const site = start('examples/newspaper/server.ts', [], env);
  const ended = once(site, 'close');
  try {
    await printed(site, /The site is at/);
    const answer = await fetch(
      `http://localhost:${sitePort}/articles/tram-line-to-kestrel-bay-will-open-two-years-late`,
    );
    const { document } = parseHTML(await answer.text());
    const texts = (selector: string) =>
      Array.from(document.querySelectorAll(selector), ({ textContent }) => textContent?.replace(/\s+/g, ' ').trim());
    expect(texts('h1')).toEqual(['Tram Line to Kestrel Bay Will Open Two Years Late']);
    expect(document.querySelector('.meta time')?.getAttribute('datetime')).toMatch(/^2025-03-04/);
    expect(texts('figure .no-picture')).toEqual(['Picture not available']);
    expect(texts('figcaption')[0]).toMatch(/^Workers lay track .* would open in 2027\. \/ Reuters$/);
    expect(texts('.body p')[0]).toMatch(/^The tram line from Port Ellery to Kestrel Bay/);
    // Each story once: what is related isn't shown again beside the text or beneath it.
    expect(texts('h2.label')).toEqual(['This article rests on', 'More to read']);
    expect(texts('.related h3').sort()).toEqual([boat, bread, lighthouse]);
    const front = parseHTML(await (await fetch(`http://localhost:${sitePort}/`)).text()).document;
    const headlines = (selector: string) => Array.from(front.querySelectorAll(selector), (each) => each.textContent);
    // The one piece that there is to read leads; what its page showed as hot stands beside it, in that page's order.
    expect(headlines('.lead h2 a')).toEqual(['Tram Line to Kestrel Bay Will Open Two Years Late']);
    expect(headlines('.hot li a')).toEqual([lighthouse, bread]);
  } finally {
    site.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
});
