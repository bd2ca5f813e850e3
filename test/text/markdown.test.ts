/** Markdown out of a stored body and back: the same HTML. */

import { expect, test } from 'vitest';
import { bodyOf } from '../../src/text/given-body.ts';
import { markdownAsHtml } from '../../src/text/markdown-in.ts';
import { bodyAsMarkdown } from '../../src/text/markdown-out.ts';
import { sanitiseBody } from '../../src/text/sanitise.ts';
import { bodyMaker } from '../support/bodies.ts';
import { isSuperLinear } from '../support/linear-time.ts';
import { randomOf, rounds } from '../support/rounds.ts';

const andBack = (html: string) => bodyOf(bodyAsMarkdown(html), 'MARKDOWN')?.html;

test('a body of any elements and any text comes back from Markdown as the same HTML', () => {
  const makeBody = bodyMaker(randomOf('markdown'));
  for (let round = 0; round < rounds({ short: 40, long: 5_000 }); round += 1) {
    const html = sanitiseBody(makeBody());
    expect(andBack(html), bodyAsMarkdown(html)).toBe(html);
  }
});

test.each([
  '<p>&lt;img src=x onerror=alert(1)&gt; and &amp;lt;b&amp;gt;</p>',
  '<p>1986. A great year</p><p># no heading</p><p>+ plus - minus &gt; more</p><p>--- === ~~~ ``` $x$ ![a](b) [^1]</p>',
  '<p>snake_case_name 2*3*4 ~~no~~ a|b \\ &amp;copy; https://p.example/x_y_ ada@p.example www.p.example</p>',
  '<p>„<em>Ja!</em>“sagte er, <strong>日本</strong>語, x<em>!</em>y <em>a<strong>b</strong></em>c</p>',
  '<p><a href="https://p.example/a_(b)?q=[1]|2">a]b[c</a> <a href="https://p.example/">https://p.example/</a></p>',
  '<p><code>a`b</code> <code>``</code></p><pre><code>```\n\n  x\n</code></pre>',
  '<p>one<br />two</p><p>H<sub>2</sub>O <q>so</q> <s>old</s> <del>older</del> <abbr title="a &quot;b&quot;">ab</abbr></p>',
  '<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><ul><li>d</li></ul><ol start="7"><li>e</li></ol><ol><li>f</li></ol>',
  '<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1|2</td><td></td></tr></tbody></table>',
  '<table><tbody><tr><th scope="row">A</th><td colspan="2">B</td></tr></tbody></table>',
  '<p>So<sup><a id="text-fnref-1" href="#text-fn-1">1</a></sup>.</p><ol data-footnotes=""><li id="text-fn-1"><p>A note</p></li></ol>',
])('%s comes back', (html) => {
  const stored = sanitiseBody(html);
  expect(andBack(stored), bodyAsMarkdown(stored)).toBe(stored);
});

test.each([
  [
    'Eels.\n\n[^x]: A note of *its* own\n\n    and more',
    '<p>Eels.</p><p>A note of <em>its</em> own</p><p>and more</p>',
  ],
  [
    'Eels[^a].\n\n[^b]: Unused\n\n[^a]: Used',
    '<p>Eels<sup><a id="text-fnref-1" href="#text-fn-1">1</a></sup>.</p><p>Unused</p><ol data-footnotes=""><li id="text-fn-1"><p>Used</p></li></ol>',
  ],
])('a note that nothing refers to stays as text: %j', (markdown, html) => {
  expect(bodyOf(markdown, 'MARKDOWN')?.html).toBe(html);
});

test('Markdown has signs for what it knows, and HTML for the rest', () => {
  const html =
    '<h2>Boats</h2><p>Nine <em>went</em> <strong>out</strong>, <s>ten</s> <b>nine</b> <q>back</q>.<sup><a id="text-fnref-1" href="#text-fn-1">1</a></sup></p>' +
    '<ul><li>Ada</li><li>Bo</li></ul><ol start="3"><li>Cy</li></ol><figure><img src="https://p.example/a.jpg" alt="A pier" /></figure>' +
    '<table><thead><tr><th>Boat</th><th>Catch</th></tr></thead><tbody><tr><td>Ada</td><td>12</td></tr></tbody></table>' +
    '<table><caption>Catch</caption><tbody><tr><td>12</td></tr></tbody></table>' +
    '<ol data-footnotes=""><li id="text-fn-1"><p>All of them.</p></li></ol>';
  expect(bodyAsMarkdown(html)).toBe(
    [
      '## Boats',
      'Nine *went* **out**, ~~ten~~ <b>nine</b> <q>back</q>.[^1]',
      '- Ada\n- Bo',
      '3. Cy',
      '![A pier](https://p.example/a.jpg)',
      '| Boat | Catch |\n| - | - |\n| Ada | 12 |',
      '<table><caption>Catch</caption><tbody><tr><td>12</td></tr></tbody></table>',
      '[^1]: All of them.',
    ].join('\n\n'),
  );
});

test('Markdown that is given may have tables, strikethrough, notes and bare addresses', () => {
  const given = '~~old~~ new[^a]: https://p.example/x.\n\n| A | B |\n|---|--:|\n| 1 | *2* |\n\n[^a]: Of *Ada*.';
  expect(bodyOf(given, 'MARKDOWN')?.html.replaceAll('\n', '')).toBe(
    '<p><s>old</s> new<sup><a id="text-fnref-1" href="#text-fn-1">1</a></sup>: <a href="https://p.example/x">https://p.example/x</a>.</p>' +
      '<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td><em>2</em></td></tr></tbody></table>' +
      '<ol data-footnotes=""><li id="text-fn-1"><p>Of <em>Ada</em>.</p></li></ol>',
  );
});

test('Markdown out and in take a time that grows with the length alone', () => {
  for (const unit of ['<em>a</em>b', '*_[`<', '<sub>2</sub>', '<br />a', 'https://p.example/ ', '&amp;amp; ']) {
    expect(
      isSuperLinear((text) => andBack(`<p>${text}</p>`), unit.replace('`<', '`&lt;'), 40_000),
      unit,
    ).toBe(false);
  }
});

test('Markdown of thousands of notes takes a time that grows with them, and has each in the order of its references', () => {
  const numbers = Array.from({ length: 8_000 }, (_, n) => n);
  const text = `${numbers.map((n) => `a[^n${n}]`).join('\n\n')}\n\n${numbers.map((n) => `[^n${n}]: Note ${n}`).join('\n')}`;
  const before = process.cpuUsage();
  const html = markdownAsHtml(text);
  // It takes half a second; where all was made anew for each note it took 15.
  const { user, system } = process.cpuUsage(before);
  expect(user + system).toBeLessThan(4_000_000);
  expect(html.match(/Note \d+/g)).toEqual(numbers.map((n) => `Note ${n}`));
});

test.each([
  ['of which one is told twice', 'a[^x] b[^x]\n\n[^x]: One\n\n[^x]: Two', ['Two']],
  ['in another order', 'a[^y] b[^x]\n\n[^x]: One\n\n[^y]: Two', ['Two', 'One']],
  ['that refer to one another', 'a[^x]\n\n[^x]: One[^y]\n\n[^y]: Two', ['One', 'Two']],
])('notes %s stand behind the text', (_, text, notes) => {
  const html = markdownAsHtml(text);
  expect([...html.matchAll(/<li id="text-fn-\d+"><p>(\w+)/g)].map(([, note]) => note)).toEqual(notes);
});
