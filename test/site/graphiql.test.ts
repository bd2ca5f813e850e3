/** GraphiQL in a browser: what runs on arrival, its panels, links, the token, phones, and what axe finds. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, chromiumPath, launch, look } from '../support/browser.ts';
import { openService, type RunningService } from '../support/running-service.ts';

const where = chromiumPath === undefined ? 'SKIPPED, for there is no Chromium (CHROMIUM_PATH)' : 'in Chromium';
/** For machines that do much else. */
const patient = { timeout: 100_000 };
const slug = 'roper-wins-by-two-votes';

describe.skipIf(chromiumPath === undefined)(where, () => {
  let service: RunningService;
  let browser: Browser;
  beforeAll(async () => {
    [service, browser] = await Promise.all([openService({ settings: { DEMO: 'on' } }), launch()]);
  });
  afterAll(() => Promise.all([browser?.close(), service?.close()]));

  const answer = (page: Page) => page.locator('.result-window .view-lines');
  const whoAsks = (page: Page) => page.getByLabel('Who asks');
  const show = (page: Page, panel: string) => page.getByRole('button', { name: `Show ${panel}` }).click();
  const badVariables = (page: Page) =>
    page.evaluate<string[]>('__MONACO.editor.getModelMarkers({}).map(({ message }) => message)');

  test('an article’s address opens its own tab and runs it; nothing comes from elsewhere, and nothing complains', async () => {
    const { page, complaints, hosts, close } = await look(browser, `${service.url}/articles/${slug}`, {
      colorScheme: 'dark',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await answer(page).getByText('Gwendal Roper is mayor').first().waitFor();
    const tab = page.getByRole('button', { name: 'RoperWinsByTwoVotes', exact: true });
    expect(await tab.getAttribute('aria-current')).toBe('true');
    expect(await badVariables(page)).toEqual([]);

    // Who asks is said, and no link holds the token.
    expect(await whoAsks(page).textContent()).toBe('Reader');
    await page.getByLabel('Access token').fill('dateline_wrong');
    await page.keyboard.press('Enter');
    await whoAsks(page)
      .filter({ hasNotText: /^Reader$/ })
      .waitFor();
    await page.getByRole('button', { name: 'Share or copy' }).click();
    await page.getByRole('menuitem', { name: 'Copy link' }).click();
    await page.getByRole('status').getByText('Link copied').waitFor();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(link).toContain(slug);
    expect(link).not.toContain('dateline_wrong');
    await page.getByLabel('Access token').fill('');
    await page.keyboard.press('Enter');
    await whoAsks(page)
      .filter({ hasText: /^Reader$/ })
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect([...hosts]).toEqual([new URL(service.url).host]);
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
    await close();

    const other = await look(browser, link);
    await answer(other.page).getByText('Gwendal Roper is mayor').first().waitFor();

    // What ran by itself is no history, what was run is one entry, and no header is kept with it.
    const history = () => other.page.evaluate<string | null>("localStorage.getItem('graphiql:queries')");
    expect(JSON.parse((await history()) ?? '{"queries":[]}').queries).toEqual([]);
    await other.page.getByRole('button', { name: 'Execute query' }).click();
    await expect.poll(history, patient).toContain(slug);
    expect(JSON.parse((await history()) ?? '').queries).toHaveLength(1);
    expect(await other.page.getByRole('button', { name: 'Headers' }).count()).toBe(0);

    // With a token, a link opens its tab and asks nothing.
    const asked: string[] = [];
    other.page.on('request', (request) => asked.push(request.postData() ?? ''));
    await other.page.evaluate("sessionStorage.setItem('dateline:token', 'dateline_wrong')");
    await other.page.goto('about:blank');
    await other.page.goto(`${service.url}/graphql#query=${encodeURIComponent(',mutation\n{ stranger }')}`);
    await whoAsks(other.page)
      .filter({ hasNotText: /^Reader$/ })
      .waitFor();
    await other.page.locator('.graphiql-tab-active').waitFor();
    await expect.poll(() => asked.join(), patient).toContain('IntrospectionQuery');
    expect(asked.filter((text) => text.includes('stranger'))).toEqual([]);
    await other.close();
  });

  test('the first tab has run; panels chart it, keep it as files, and tell what it cost', async () => {
    const { page, complaints, close } = await look(browser, `${service.url}/graphql`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await answer(page).getByText('coverage').first().waitFor();
    await show(page, 'Chart and table');
    const chart = page.locator('.chart svg');
    await chart.waitFor();
    expect(await chart.getAttribute('aria-label')).toBe('Articles by Source, of 10 rows');
    expect(await page.locator('.chart-panel tbody tr').first().textContent()).toMatch(/^Q\d 20\d\d.*\d+(\.\d)?%/);
    await page.getByRole('button', { name: 'Source', exact: true }).click();
    expect(await page.locator('th[aria-sort=ascending]').textContent()).toContain('Source');
    for (const kind of ['png', 'svg', 'csv']) {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: kind.toUpperCase(), exact: true }).click();
      expect((await download).suggestedFilename()).toBe(`insights-coverage.${kind}`);
    }
    await page.getByRole('button', { name: 'Copy to a spreadsheet' }).click();
    const table = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(table.split('\n')[0]).toMatch(/^periodStart\tsource\.name\t.*\tsource\.slug$/);
    expect(await axeFindings(page)).toEqual([]);

    await show(page, 'Receipt');
    expect(await page.getByRole('row', { name: 'Cost asked for' }).textContent()).toMatch(/[\d,]+ of 50,000$/);
    expect(await axeFindings(page)).toEqual([]);
    // The explorer complains to the console of lists that stand in a query, and this one has none.
    await page.getByRole('button', { name: 'home', exact: true }).click();
    await answer(page).getByText('latest').first().waitFor();
    await show(page, 'GraphiQL Explorer');
    await page.getByRole('button', { name: 'viewer', exact: true }).press('Enter');
    const texts = () => page.evaluate<string>('__MONACO.editor.getModels().map((model) => model.getValue()).join()');
    await expect.poll(texts, patient).toContain('viewer');
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('every example runs when its tab is opened, without an error in its variables; a phone has it all', async () => {
    const { page, close } = await look(browser, `${service.url}/graphql`, { viewport: { width: 390, height: 800 } });
    const tabs = page.locator('.graphiql-tab-button');
    await answer(page).getByText('data').first().waitFor();
    for (let index = 0; index < (await tabs.count()); index += 1) {
      const answered = page.waitForResponse(
        (response) => response.request().postData()?.includes('"query":"# ') ?? false,
      );
      if (index > 0) {
        await tabs.nth(index).click();
        expect(await (await answered).json()).not.toHaveProperty('errors');
      } else answered.catch(() => {});
      // Those of the tab before are there for a moment.
      await expect.poll(() => badVariables(page), patient).toEqual([]);
    }
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await show(page, 'Chart and table');
    expect(await page.locator('.chart-panel').evaluate((panel) => panel.clientWidth)).toBeGreaterThan(300);
    await close();
  });
});
