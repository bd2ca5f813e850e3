/** A body as plain text: every word of it, and none that is two. */

import { expect, test } from 'vitest';
import { bodyBlocks } from '../../src/text/blocks.ts';
import { bodyAsText, bodyWordCount } from '../../src/text/body.ts';
import { type HtmlNode, textIn } from '../../src/text/html/tree.ts';
import { sanitiseBody } from '../../src/text/sanitise.ts';
import { storedNodes } from '../../src/text/stored-html.ts';
import { bodyMaker } from '../support/bodies.ts';
import { randomOf, rounds } from '../support/rounds.ts';

const withinWords = new Set('a abbr b cite code del em i ins kbd mark s small strong sub sup time u'.split(' '));

/** Text by walking the elements, a space wherever something else than a word is between two letters. */
function walked(nodes: readonly HtmlNode[]): string {
  let text = '';
  let changed = { tag: '', at: -1 };
  const walk = (node: HtmlNode) => {
    if (typeof node === 'string') {
      text += node;
      return;
    }
    const change = node.tag === 'ins' ? 'ins' : /^(?:del|s)$/.test(node.tag) ? 'del' : '';
    const isBesideOther = change !== '' && changed.at === text.length && changed.tag !== change;
    const isParted = node.tag === 'sup' && /\p{N}/u.test(textIn(node.children));
    const edge = isParted || !withinWords.has(node.tag) ? ' ' : '';
    text += isBesideOther ? ' ' : edge;
    for (const child of node.children) walk(child);
    text += edge;
    if (change !== '') changed = { tag: change, at: text.length };
  };
  for (const node of nodes) walk(node);
  return text;
}

const raised = /[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g;
const wordsOf = (text: string) =>
  text.replace(raised, (digits) => ` ${digits.normalize('NFKC')} `).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

test('the text of any body has all its words and no other ones', () => {
  const makeBody = bodyMaker(randomOf('plain text'));
  for (let round = 0; round < rounds({ short: 40, long: 5_000 }); round += 1) {
    const html = sanitiseBody(makeBody());
    const wanted = wordsOf(walked(storedNodes(html)));
    expect(
      wordsOf(
        bodyBlocks(html)
          .map(({ text }) => text)
          .join('\n'),
      ),
      html,
    ).toEqual(wanted);
    // Numbers of lists stand between them.
    const shown = wordsOf(bodyAsText(html));
    let at = 0;
    for (const word of shown) if (word === wanted[at]) at += 1;
    expect(wanted.slice(at), html).toEqual([]);
  }
});

test('cells, lines, captions, terms and notes don’t run into each other', () => {
  const html =
    '<table><caption>Catch</caption><thead><tr><th>Boat</th><th>Tons</th></tr></thead><tbody><tr><td>12</td><td>40</td></tr></tbody></table>' +
    '<p>one<br />two<sup><a id="text-fnref-1" href="#text-fn-1">1</a></sup> H<sub>2</sub>O 10<sup>9</sup> <q>so</q></p>' +
    '<dl><dt>Keel</dt><dd>Spine</dd></dl><ol start="3"><li>a<ul><li>b</li></ul></li><li>c</li></ol>' +
    '<figure><img src="https://p.example/a.jpg" alt="unseen" /><img src="https://p.example/b.jpg" alt="" /><figcaption>The pier</figcaption></figure>' +
    '<figure data-embed="YouTube"><a href="https://y.example/1">Launch</a><figcaption>By Bo</figcaption></figure>' +
    '<p>It cost <del>12</del><ins>14</ins> crowns, <b><s>un</s></b><ins>re</ins>paid</p><ol start="4" type="i"><li>Oar</li></ol>' +
    '<ol data-footnotes=""><li id="text-fn-1"><p>A note</p></li></ol>';
  expect(bodyAsText(html, 'de')).toBe(
    [
      'Catch\nBoat\tTons\n12\t40',
      'one\ntwo[1] H2O 10⁹ „so“',
      'Keel\nSpine',
      '3. a\n  - b\n4. c',
      'The pier',
      'Launch\nBy Bo',
      'It cost 12 14 crowns, un repaid',
      'iv. Oar',
      '[1] A note',
    ].join('\n\n'),
  );
  expect(bodyWordCount(html)).toBe(31);
});
