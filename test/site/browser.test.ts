/** The example site in Chromium: accessibility, keyboard, search, live news and view beacons. */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CorrectArticleDocument } from '../../schema/client/graphql.js';
import { axeFindings, chromiumPath, launch, look, scrollThrough } from '../support/browser.ts';
import { publish, useNewspaper, viewsOf } from '../support/newspaper.ts';
import { rounds } from '../support/rounds.ts';
import { as } from '../support/running-service.ts';

if (chromiumPath === undefined) {
  process.stderr.write(
    '\nNO CHROMIUM FOUND: the site is not tested in a browser. CHROMIUM_PATH says where one is.\n\n',
  );
}
const where = chromiumPath === undefined ? 'SKIPPED, for there is no Chromium (CHROMIUM_PATH)' : 'in Chromium';

const article = '/articles/roper-wins-by-two-votes';
const pages = [
  '/',
  article,
  '/articles/tempete-quenna-liaisons-suspendues',
  '/topics/public-life',
  '/sources/gwendal-roper',
  '/search?q=storm',
  '/search',
];
const phone = { width: 320, height: 640 };
const all = rounds({ short: 0, long: pages.length });
/** A page is loaded by day and then looked at by night and on a phone, too; at full length it is loaded there as well. */
const readers = [
  { name: 'by day', colorScheme: 'light', paths: pages },
  { name: 'by night', colorScheme: 'dark', paths: pages.slice(0, all) },
  { name: 'on a phone', colorScheme: 'dark', viewport: phone, paths: pages.slice(0, all || 2) },
] as const;

describe.skipIf(chromiumPath === undefined)(where, () => {
  const paper = useNewspaper();
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  const open = (path: string, options = {}) => look(browser, paper.siteUrl + path, options);
  /** What a page asked of the graph; its stream of news is no round trip. */
  const roundTrips = () => paper.asked.filter((line) => line.startsWith('GET /graphql'));

  describe.each(readers.filter(({ paths }) => paths.length > 0))('$name', ({ name, paths, ...options }) => {
    test.each(paths)(
      '%s loads whole, without layout shifts, accessible, and without requests to other hosts',
      async (path) => {
        await paper.visit(path);
        paper.asked.length = 0;
        const { page, complaints, hosts, shifted, close } = await open(path, options);
        const overflow = () => page.evaluate('document.documentElement.scrollWidth - innerWidth');
        await scrollThrough(page);
        expect(roundTrips()).toHaveLength(1);
        expect(await shifted()).toBeLessThan(0.01);
        expect(await overflow()).toBeLessThanOrEqual(0);
        expect(await axeFindings(page)).toEqual([]);
        if (name === 'by day') {
          await page.emulateMedia({ colorScheme: 'dark' });
          await page.setViewportSize(phone);
          expect(await overflow()).toBeLessThanOrEqual(0);
          expect(await axeFindings(page)).toEqual([]);
        }
        expect([...hosts]).toEqual([new URL(paper.siteUrl).host]);
        expect(complaints).toEqual([]);
        await close();
      },
    );
  });

  test('what one types is completed, and chosen by the arrow keys', async () => {
    const { page, close } = await open('/');
    await page.getByRole('combobox', { name: 'Search the news' }).pressSequentially('ferries');
    await page.getByRole('option', { name: 'Ferries Topic' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/topics/ferries');
    await close();
  });

  test('search works from any page, pages forward, and back', async () => {
    const { page, complaints, close } = await open(article);
    await page.getByRole('combobox', { name: 'Search the news' }).fill('harbour');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?q=harbour');
    const firstOf = async () => page.locator('.list h2').first().textContent();
    const first = await firstOf();
    await page.getByRole('link', { name: 'More matches' }).click();
    await page.waitForURL('**&after=*');
    expect(await firstOf()).not.toBe(first);
    await page.getByRole('link', { name: 'Better matches' }).click();
    await page.waitForURL('**&before=*');
    expect(await firstOf()).toBe(first);
    expect(complaints).toEqual([]);
    await close();
  });

  test('by keyboard the skip link comes first, focus is visible at each stop, and reasons open', async () => {
    const { page, close } = await open(article);
    const focused = () => page.evaluate<string>('document.activeElement.innerText || document.activeElement.id');
    const outlined = () => page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
    const stops: string[] = [];
    for (let stop = 0; stop < 5; stop += 1) {
      await page.keyboard.press('Tab');
      expect(await outlined()).toBe('solid');
      stops.push(await focused());
    }
    expect(stops).toEqual(['Skip to the news', 'q', 'Search', 'The Harbour Courier', 'The harbour']);
    await page.getByRole('link', { name: 'Skip to the news' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Mayoral election');
    const reasons = page.locator('.why ul').first();
    expect(await reasons.isVisible()).toBe(false);
    await page.locator('.why summary').first().focus();
    await page.keyboard.press('Enter');
    expect(await reasons.isVisible()).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    expect(await reasons.isVisible()).toBe(false);
    await close();
  });

  test('hovering opens the reasons of a related article without moving the page', async () => {
    const { page, shifted, close } = await open(article);
    await page.locator('.why summary').first().hover();
    const height = await page
      .locator('.why ul')
      .first()
      .evaluate((list) => list.getBoundingClientRect().height);
    expect(height).toBeGreaterThan(40);
    expect(await shifted()).toBeLessThan(0.01);
    await close();
  });

  test('who said what is quoted shows on hover and by keyboard, within the page and without moving it', async () => {
    const { page, shifted, close } = await open(article, { viewport: phone });
    const [note, other] = [page.locator('.who-said').first(), page.locator('.who-said').last()];
    expect(await note.isVisible()).toBe(false);
    await page.locator('.said').first().hover();
    expect([await note.isVisible(), await other.isVisible()]).toEqual([true, false]);
    await note.hover();
    expect(await note.isVisible()).toBe(true);
    await page.locator('.who').last().focus();
    await page.locator('h1').hover();
    expect([await note.isVisible(), await other.isVisible()]).toEqual([false, true]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await axeFindings(page)).toEqual([]);
    expect(await shifted()).toBeLessThan(0.01);
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#quoted-hanna-thorsby');
    await close();
  });

  const piece = (headline: string) => publish(paper.service, { headline, body: '<p>It has just come in.</p>' });

  test('breaking news are announced on the open page (aria-live polite), after a broken connection, too', async () => {
    // What is just appearing has no contrast yet.
    const { page, complaints, shifted, close } = await open('/', { reducedMotion: 'reduce' });
    const news = page.getByRole('status').getByRole('link');
    /** Publishes until the page hears of it: when it began to listen can't be seen from here. */
    const isAnnounced = async (headline: string) => {
      await expect
        .poll(
          async () => {
            await piece(headline);
            return news.waitFor({ timeout: 500 }).then(
              () => news.textContent(),
              () => null,
            );
          },
          { interval: 1 },
        )
        .toBe(headline);
    };
    await page.locator('.lead h2 a').focus();
    await isAnnounced('A bell is heard off Cape Orrin');
    expect(await page.locator('#live').getAttribute('aria-live')).toBe('polite');
    expect(await page.evaluate('document.activeElement.closest(".lead") !== null')).toBe(true);
    expect(await shifted()).toBeLessThan(0.01);
    expect(await axeFindings(page)).toEqual([]);
    // A service that is busy refuses for now, and the page asks again.
    expect(complaints.filter((complaint) => !complaint.includes('status of 503'))).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await news.count()).toBe(0);

    paper.cut();
    await isAnnounced('The bell was a buoy');
    await news.click();
    expect(await page.locator('h1').textContent()).toBe('The bell was a buoy');
    await close();
  });

  test('a page whose article is corrected offers what it says now, and shows it where that is wanted', async () => {
    const draft = await piece('The buoy is red');
    const { page, complaints, close } = await open(`/articles/${draft.article?.slug}`);
    await expect.poll(() => paper.asked.some((line) => line.startsWith('STREAM /live?tags='))).toBe(true);
    const input = { article: draft.article?.id ?? '', expectedRevision: draft.revision, note: 'It is green.' };
    const content = { headline: 'The buoy is green', body: '<p>It has just come in.</p>' };
    const { correctArticle } = await paper.service.editor.request(CorrectArticleDocument, {
      input: { ...input, content },
    });
    as(correctArticle, 'Article');
    const show = page.getByRole('button', { name: 'Show' });
    await show.waitFor({ timeout: 100_000 });
    expect(await page.locator('h1').textContent()).toBe('The buoy is red');
    await show.click();
    expect(await page.locator('h1').textContent()).toBe('The buoy is green');
    expect(await page.title()).toContain('The buoy is green');
    expect([await show.count(), complaints]).toEqual([0, []]);
    await close();
  });

  test('a view is counted once the page is visible', async () => {
    const { article: read } = await piece('The buoy is to be moved');
    const views = () => viewsOf(paper.service, read?.id ?? '');
    expect(await views()).toBe(0);
    paper.asked.length = 0;
    const { close } = await open(`/articles/${read?.slug}`);
    await expect.poll(views, { interval: 500 }).toBe(1);
    expect(paper.asked.filter((line) => line === 'POST /views')).toHaveLength(1);
    await close();
  });
});
