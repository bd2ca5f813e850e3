/** Sanitising of bodies, and their text, Markdown and word count. */

import { expect, test } from 'vitest';
import { bodyAsText, wordCount } from '../../src/text/body.ts';
import { bodyAsMarkdown } from '../../src/text/markdown-out.ts';
import { sanitiseBody } from '../../src/text/sanitise.ts';

const base = 'https://paper.example/news/pier';

test('scripts, frames, styles and event handlers are removed', () => {
  const hostile =
    '<p onclick="steal()" style="position:fixed" class="x" id="y">Text<script>steal()</script><iframe src="javascript:steal()">frame</iframe></p>' +
    '<a href="javascript:steal()">link</a><a href="data:text/html,x">more</a><img src="x" onerror="steal()"><svg><p>vector</p></svg>';
  expect(sanitiseBody(hostile)).toBe('<p>Text</p><p>linkmore</p>');
});

test('relative addresses are resolved against the base, or dropped without one', () => {
  const html = '<p><a href="/a">one</a></p><p><img src="../b.jpg" alt="B" width="20" height="100%" /></p>';
  expect(sanitiseBody(html, base)).toBe(
    '<p><a href="https://paper.example/a">one</a></p><p><img src="https://paper.example/b.jpg" alt="B" width="20" /></p>',
  );
  expect(sanitiseBody(html)).toBe('<p>one</p>');
});

test('a link without an address is reduced to its text, and the next link keeps its end', () => {
  const html = '<p><a href="/r">l <b>b</b></a> <a href="https://e.example/">x</a> <code>c</code> <a>d</a></p>';
  expect(sanitiseBody(html)).toBe('<p>l <b>b</b> <a href="https://e.example/">x</a> <code>c</code> d</p>');
});

test('a picture in nested elements without text is kept', () => {
  const html = '<p><a href="https://e.example/"><img src="https://e.example/a.png" /></a></p>';
  expect(sanitiseBody(html)).toBe(html);
  expect(sanitiseBody(`<p></p>${html}<p><em> </em></p>`)).toBe(html);
});

test('an h1 becomes an h2, and empty paragraphs are removed', () => {
  expect(sanitiseBody('<h1>Title</h1><p> </p><p>&nbsp;</p><p><br></p><p>Text</p>')).toBe('<h2>Title</h2><p>Text</p>');
});

test('plain text becomes a paragraph for each part between blank lines', () => {
  expect(sanitiseBody('one\n\ntwo <b>bold</b>\n \nthree & more')).toBe(
    '<p>one</p><p>two <b>bold</b></p><p>three &amp; more</p>',
  );
  expect(sanitiseBody('<div>one<div>two</div>three</div>')).toBe('<p>one</p><p>two</p><p>three</p>');
});

const piece =
  '<p>Fish &amp; chips, <a href="https://paper.example/fish">as ever</a>.</p><h2>Prices</h2><ul><li>Cod</li><li>Herring</li></ul>' +
  '<blockquote><p>Nine years.</p></blockquote><figure><img src="https://paper.example/a.jpg" alt="A boat" /></figure><p>End.</p>';

test('the text has a blank line between paragraphs, and neither addresses nor pictures', () => {
  expect(bodyAsText(piece)).toBe('Fish & chips, as ever.\n\nPrices\n\n- Cod\n- Herring\n\nNine years.\n\nEnd.');
});

test('the Markdown has ATX headings, dashes for bullets, links and pictures', () => {
  const markdown = bodyAsMarkdown(piece);
  expect(markdown).toContain('[as ever](https://paper.example/fish)');
  expect(markdown).toContain('\n## Prices\n');
  expect(markdown).toMatch(/^-\s+Cod$/m);
  expect(markdown).toContain('> Nine years.');
  expect(markdown).toContain('![A boat](https://paper.example/a.jpg)');
});

test('words are counted in scripts with and without spaces', () => {
  expect(wordCount('Two words, and “three” more – done.')).toBe(6);
  expect(wordCount('日本語の文章')).toBe(3);
  expect(wordCount(' – … ')).toBe(0);
});
