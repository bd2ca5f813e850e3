/** Bodies of imported pages and feeds: what a page's own programs show late, and what is no text, each in its place. */

import { expect, test } from 'vitest';
import { readFeed } from '../../src/import/feed.ts';
import { readHtmlPage } from '../../src/import/html.ts';

const prose = (topic: string) =>
  `The harbour board spoke of ${topic} for an hour on Monday, and then for another, before anybody thought of the weather. `.repeat(
    2,
  );

function bodyOf(inner: string, head = ''): string {
  const page = `<!doctype html><html lang="en"><head><title>Pier opens</title>${head}</head><body><header><nav><a href="/">Home</a></nav></header>
    <main><article><h1>Pier opens</h1><p>${prose('money')}</p>${inner}<p>${prose('stones')}</p><p>${prose('boats')}</p></article></main>
    <aside class="sidebar"><iframe src="https://ads.example/box"></iframe></aside></body></html>`;
  return readHtmlPage(page, 'https://paper.example/news/pier').documents[0]?.body ?? '';
}

test('players in the text become figures where they stand; counters and players beside the text do not', () => {
  const body = bodyOf(
    `<div class="video-player embed"><div><iframe data-src="https://www.youtube.com/embed/abcDEF12345" title="Dawn"></iframe></div></div>
     <iframe src="https://www.googletagmanager.com/ns.html?id=1" width="0" height="0"></iframe>
     <p>${prose('fish')}</p><blockquote class="twitter-tweet"><p>Open!</p>&mdash; Ada <a href="https://x.com/ada/status/1">1 May</a></blockquote>
     <amp-twitter data-tweetid="77"></amp-twitter>`,
  );
  expect(body.match(/data-embed="[^"]*"><a href="[^"]*">[^<]*/g)).toEqual([
    'data-embed="YouTube"><a href="https://www.youtube.com/watch?v=abcDEF12345">Dawn',
    'data-embed="X"><a href="https://x.com/ada/status/1">X',
    'data-embed="X"><a href="https://x.com/i/status/77">X',
  ]);
  expect(body.indexOf('YouTube')).toBeGreaterThan(body.indexOf('money'));
  expect(body.indexOf('YouTube')).toBeLessThan(body.indexOf('fish'));
  expect(body).toContain('Open!');
  expect(body).not.toMatch(/googletagmanager|ads\.example|embedded player/);
});

test('a table of figures, footnotes and pictures that load late stay; base and anchors lead where the page says', () => {
  const body = bodyOf(
    `<figure><img src="lead.jpg" alt="The pier"></figure><p>${prose('wind')}</p><p>${prose('rain')}</p><p>${prose('sun')}</p>
     <figure><img src="data:image/gif;base64,R0lG" data-src="cod.jpg" alt="Cod"><figcaption>Cod</figcaption></figure>
     <img class="lazy" src="/blank.gif"><noscript><img src="herring.jpg" alt="Herring"></noscript>
     <p>${prose('salt')}<sup id="fnref1"><a href="#fn1">1</a></sup> See <a href="catch">the catch</a>.</p>
     <table><caption>Catch</caption><tr><th>Year</th><th>Tons</th></tr><tr><td>1999</td><td>12</td></tr><tr><td>2000</td><td>40</td></tr></table>
     <section class="footnotes"><hr><ol><li id="fn1"><p>The book of the harbour. <a href="#fnref1">↩</a></p></li></ol></section>`,
    '<base href="https://static.example/pier/"><meta property="og:image" content="https://static.example/lead.jpg">',
  );
  expect(body).toContain('<img src="https://static.example/pier/cod.jpg" alt="Cod" />');
  expect(body.match(/herring\.jpg/g)).toHaveLength(1);
  expect(body).toContain('<a href="https://static.example/pier/catch">the catch</a>');
  expect(body).toContain('<thead><tr><th>Year</th><th>Tons</th></tr></thead><tbody><tr><td>1999</td><td>12</td></tr>');
  expect(body).toContain('<sup><a id="text-fnref-1" href="#text-fn-1">1</a></sup>');
  expect(body).toMatch(/<ol data-footnotes=""><li id="text-fn-1"><p>The book of the harbour\.<\/p><\/li><\/ol>$/);
});

test('a picture whose address no attribute gives takes its caption with it; one that a page names in its own way stays', () => {
  const body = bodyOf(
    `<figure><picture><img alt="Gulls" src="data:image/gif;base64,R0lGOD"></picture><figcaption><span>Picture:</span><p>Gulls by the pier</p></figcaption></figure>
     <figure><span>.</span><figcaption>Please turn scripts on<ul><li>or subscribe</li></ul></figcaption></figure>
     <figure><img src="data:image/gif;base64,R0lGOD" data-srcs="{&quot;https://static.example/seal.jpg&quot;:{&quot;type&quot;:&quot;image/jpeg&quot;}}" alt="Seal"><figcaption>A seal</figcaption></figure>
     <div><iframe src="https://datawrapper.dwcdn.net/aBcDe/1/"></iframe><noscript><img src="https://datawrapper.dwcdn.net/aBcDe/full.png" alt=""></noscript></div>`,
    '<base href="https://static.example/">',
  );
  expect(body).not.toMatch(/Gulls|scripts|subscribe|full\.png/);
  expect(body).toContain(
    '<figure><img src="https://static.example/seal.jpg" alt="Seal" /><figcaption>A seal</figcaption></figure>',
  );
  expect(body.match(/data-embed="[^"]*"/g)).toEqual(['data-embed="Datawrapper"']);
});

test('what the words mean by styles, insertions and the end of a quotation comes through the search for the text', () => {
  const docs = '<b style="font-weight:normal"><p><span style="font-weight:700">Bold</span> and plain</p></b>';
  const item = (marker: string, text: string, level: number) =>
    `<p class="MsoListParagraph" style="mso-list:l0 level${level} lfo1"><span style="mso-list:Ignore">${marker} </span>${text}</p>`;
  const body = bodyOf(
    `${docs}${item('·', 'Oar', 1)}${item('o', 'Blade', 2)}${item('·', 'Keel', 1)}
     <p>It cost <del>12</del><ins datetime="2026-03-04">14</ins> crowns.</p><ins class="adsbygoogle" data-ad-slot="1"><p>Buy a boat</p></ins>
     <blockquote><p>We shall not go.</p><footer class="blockquote-footer">Ada Lund, harbour master</footer></blockquote>
     <blockquote><p>Nor shall we.</p><cite class="author">Bo Falk</cite></blockquote>
     <blockquote><p>Share it.</p><div class="share-tools">Send this on</div></blockquote>`,
  );
  expect(body).toContain('<p><strong>Bold</strong> and plain</p>');
  expect(body).toContain('<ul><li>Oar<ul><li>Blade</li></ul></li><li>Keel</li></ul>');
  expect(body).toContain('<del>12</del><ins>14</ins> crowns');
  expect(body).toContain('<p>We shall not go.</p><p>Ada Lund, harbour master</p></blockquote>');
  expect(body).toContain('<p>Nor shall we.</p><p><cite>Bo Falk</cite></p></blockquote>');
  expect(body).not.toMatch(/Buy a boat|Send this on/);
});

test('of several pictures in a figure only the lead goes, and an object that leads nowhere is what it holds', () => {
  const body = bodyOf(
    `<figure><img src="/lead.jpg" alt="Lead"><img src="/b.jpg" alt="B"><figcaption>Two of them</figcaption></figure>
     <figure><img src="/lead.jpg" alt="Lead"><figcaption>The lead</figcaption></figure>
     <object><p>The times of the tides were drawn here by a program that nobody runs any more.</p></object>`,
    '<meta property="og:image" content="https://paper.example/lead.jpg">',
  );
  expect(body).toContain(
    '<figure><img src="https://paper.example/b.jpg" alt="B" /><figcaption>Two of them</figcaption></figure>',
  );
  expect(body).not.toMatch(/lead\.jpg|The lead/);
  expect(body).toContain('The times of the tides');
});

test('a link for jumping over the menu is no text', () => {
  const page = `<html lang="en"><body><a class="skip-to" href="#text">Skip to Content</a><main id="text"><h1>Pier opens</h1><p>${prose('money')}</p><p>${prose('boats')}</p></main></body></html>`;
  expect(readHtmlPage(page).documents[0]?.body).not.toContain('Skip');
});

test('an item of a feed keeps its table and player, and says what it lost', () => {
  const html =
    '<p>See <a href="#n">below</a> and <a href="/more">more</a>.</p><p id="n">Here</p><iframe src="https://player.vimeo.com/video/7"></iframe><video></video><table><tr><th>A</th><td>1</td></tr></table>';
  const [piece] = readFeed(
    `<rss version="2.0"><channel><title>Wire</title><link>https://wire.example/</link><item><title>T</title><link>https://wire.example/t</link><description><![CDATA[${html}]]></description></item></channel></rss>`,
  ).documents;
  expect(piece?.body).toBe(
    '<p>See <a href="#text-n">below</a> and <a href="https://wire.example/more">more</a>.</p><p id="text-n">Here</p><figure data-embed="Vimeo"><a href="https://vimeo.com/7">Vimeo</a></figure><table><tbody><tr><th>A</th><td>1</td></tr></tbody></table>',
  );
  expect(piece?.droppedFromBody).toEqual(['<video>']);
});
