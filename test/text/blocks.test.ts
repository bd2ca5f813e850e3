/** The structured body: which blocks, texts and marks a stored body consists of. */

import { expect, test } from 'vitest';
import { bodyBlocks, bodyEmbeds } from '../../src/text/blocks.ts';
import { isSuperLinear } from '../support/linear-time.ts';

/** Texts by kind, as a short picture of the blocks. */
const outline = (html: string, language?: string) =>
  bodyBlocks(html, language).map(({ kind, text }) => `${kind} ${text}`);

/** What a mark of the first block covers. */
function marked(html: string, language?: string): string[] {
  const [block] = bodyBlocks(html, language);
  if (block === undefined || !('marks' in block)) throw new Error('The first block has no marks.');
  return block.marks.map(({ kind, offset, length }) => `${kind} ${block.text.slice(offset, offset + length)}`);
}

test('every element of a body is a block of its kind, in the order of the text', () => {
  const html =
    '<h2 id="text-boats">Boats</h2>\n<p>Nine  <em>went</em> out.</p><ul><li>Ada<ul><li>of oak</li></ul></li><li>Bo</li></ul>' +
    '<blockquote><p>Too late.</p></blockquote><pre><code>a\n  b</code></pre><hr /><dl><dt>Keel</dt><dd>Its spine</dd></dl>' +
    '<figure><img src="https://p.example/a.jpg" alt="" width="20" /><figcaption>The pier</figcaption></figure>' +
    '<figure data-embed="YouTube"><a href="https://y.example/1">Launch</a><figcaption>Filmed by Bo</figcaption></figure>' +
    '<table><caption>Catch</caption><tr><td>12</td><td>40</td></tr></table><p><img src="https://p.example/b.jpg" /></p>';
  expect(outline(html)).toEqual([
    'HEADING Boats',
    'PARAGRAPH Nine went out.',
    'LIST Ada\nof oak\nBo',
    'QUOTE Too late.',
    'CODE a\n  b',
    'DIVIDER ',
    'DEFINITIONS Keel\nIts spine',
    'PICTURE The pier',
    'EMBED Launch\nFilmed by Bo',
    'TABLE Catch\n12\t40',
    'PICTURE ',
  ]);
  expect(bodyBlocks(html)[0]).toMatchObject({ level: 2, anchor: 'text-boats' });
  expect(bodyBlocks(html)[7]).toMatchObject({
    pictures: [{ url: 'https://p.example/a.jpg', alt: '', width: 20, height: null, href: null }],
  });
  expect(bodyEmbeds(html)).toMatchObject([
    { provider: 'YouTube', url: 'https://y.example/1', title: 'Launch', caption: 'Filmed by Bo' },
  ]);
});

test('marks cover the words of their element, without the spaces around them', () => {
  expect(marked('<p> The <strong>old <em>pier</em> </strong> and <a href="https://p.example/">this</a>.</p>')).toEqual([
    'STRONG old pier',
    'EMPHASIS pier',
    'LINK this',
  ]);
  // What is put in stands beside what is struck out for it.
  expect(outline('<p>It cost <del>12</del><ins>14</ins>, un<ins>re</ins>paid</p>')).toEqual([
    'PARAGRAPH It cost 12 14, unrepaid',
  ]);
  expect(marked('<p>It cost <del>12</del><ins>14</ins></p>')).toEqual(['DELETED 12', 'INSERTED 14']);
  expect(marked('<p>He said <q>no, <q>never</q></q>.</p>', 'de')).toEqual([
    'QUOTATION „no, ‚never‘“',
    'QUOTATION ‚never‘',
  ]);
});

test('numbers that are raised or lead to a note are no part of the word before them', () => {
  const reference = '<sup><a id="text-fnref-1" href="#text-fn-1">1</a></sup>';
  expect(
    outline(
      `<p>The pier${reference}. 10<sup>9</sup> m<sup>2</sup>, H<sub>2</sub>O, 1<sup>st</sup>, Bo<sup>*</sup></p>`,
    ),
  ).toEqual(['PARAGRAPH The pier[1]. 10⁹ m², H2O, 1st, Bo*']);
  expect(marked(`<p>The pier${reference}</p>`)).toEqual(['SUPERSCRIPT [1]', 'NOTE_REFERENCE [1]']);
  expect(outline('<p>so<img src="https://p.example/a.jpg" />so, a<br />b</p>')).toEqual(['PARAGRAPH so so, a\nb']);
});

test('a list says how it counts, a table how its cells span', () => {
  const [list, notes] = bodyBlocks(
    '<ol start="9" reversed="" type="a"><li>x</li></ol><ol data-footnotes=""><li id="text-fn-1"><p>y</p></li></ol>',
  );
  expect(list).toMatchObject({ isOrdered: true, start: 9, isReversed: true, numbering: 'a', isNotes: false });
  expect(notes).toMatchObject({ isNotes: true, items: [{ text: 'y', anchor: 'text-fn-1' }] });
  const [table] = bodyBlocks(
    '<table><thead><tr><th scope="col" colspan="2">A</th></tr></thead><tbody><tr><th scope="row">B</th><td rowspan="3">C</td></tr></tbody></table>',
  );
  expect(table).toMatchObject({
    rows: [
      { isHead: true, cells: [{ text: 'A', isHeader: true, scope: 'COLUMN', columns: 2, rows: 1 }] },
      {
        isHead: false,
        cells: [
          { isHeader: true, scope: 'ROW' },
          { isHeader: false, columns: 1, rows: 3 },
        ],
      },
    ],
  });
});

test('a body of any shape is read in a time that grows with its length alone', () => {
  for (const unit of ['<b>a</b> ', '<img src="https://p.example/a" />a', '<q>a</q>', 'a<br />', '<sup>2</sup>']) {
    expect(isSuperLinear(bodyBlocks, unit, 80_000), unit).toBe(false);
  }
});
