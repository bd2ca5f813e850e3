/** Search finds each word of a body that its readers read, wherever it stands. */

import { expect, test } from 'vitest';
import { bodyAsText } from '../../src/text/body.ts';
import { sanitiseBody } from '../../src/text/sanitise.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const body =
  '<p><strong>H</strong>erring<sup><a href="#fn1" id="fnref1">7</a></sup>mongers, <q>tidewater</q>said, H<sub>2</sub>O, Ropes&amp;Sails &lt;angled&gt; 10<sup>9</sup></p>' +
  '<table><caption>Landings</caption><thead><tr><th scope="col">Vessel</th><th colspan="2">Tonnage</th></tr></thead><tbody><tr><td>1234</td><td>5678</td><td>Marigold</td></tr></tbody></table>' +
  '<dl><dt>Keelson</dt><dd>Timber</dd></dl><ul><li>Rigging<ul><li>Shrouds</li></ul></li></ul><p>Larboard<br />Starboard</p>' +
  '<blockquote><p>Mooring</p></blockquote><figure><img src="https://p.example/a.jpg" alt="" /><figcaption>Quayside</figcaption></figure>' +
  '<iframe src="https://www.youtube.com/embed/abc" title="Launching"></iframe><ol class="footnotes"><li id="fn1"><p>Gazetteer</p></li></ol>';

const newsroom = useNewsroom((db) => publish(db, [piece('Boats', { body }), piece('Nothing')]));

test('every word of the text, and no two of them as one, is found', async () => {
  const words = bodyAsText(sanitiseBody(body)).match(/[\p{L}\p{N}]+/gu) ?? [];
  expect(words).toContain('Herring');
  const known = new Set(words.map((word) => (word === '10⁹' ? '10' : word)));
  const searches = [...known].map((word, index) => `w${index}: articles(where: { search: "${word}" }) { totalCount }`);
  for (let at = 0; at < searches.length; at += 15) {
    const { data, errors } = await newsroom.ask<Record<string, { totalCount: number }>>(
      `{ ${searches.slice(at, at + 15).join(' ')} }`,
    );
    expect(errors).toBeUndefined();
    const missing = Object.keys(data ?? {}).filter((name) => data?.[name]?.totalCount !== 1);
    expect(missing.map((name) => [...known][Number(name.slice(1))])).toEqual([]);
  }
  const glued = await newsroom.ask<Record<string, { totalCount: number }>>(
    '{ a: articles(where: { search: "12345678" }) { totalCount } b: articles(where: { search: "109" }) { totalCount } c: articles(where: { search: "h" }) { totalCount } }',
  );
  expect(glued.data).toEqual({ a: { totalCount: 0 }, b: { totalCount: 0 }, c: { totalCount: 0 } });
});
