/** Bodies by chance, with every element that a stored body may have and text that looks like something else. */

import type { Random } from '../../src/demo/seeded-random.ts';

const words =
  'harbour pier Ärzte naïve 1986. 1) # ## - + * ** _ __ ~ ~~ ` ``` | > >> &lt; &lt;b&gt; &lt;!-- &amp; &amp;lt; &amp;amp; &amp;#35; \\ \\* \\\\ [ ] [x] ' +
  '![x](y) [^1] (see) https://p.example/a_b www.p.example ada@p.example 日本語 “so” «non» it’s 12 40 = === --- : a:b {x} $ snake_case a*b*c';

export function bodyMaker(random: Random): () => string {
  const below = (count: number) => Math.floor(random() * count);
  const oneOf = <Item>(items: readonly Item[]) => items[below(items.length)] as Item;
  const some = (most: number, make: (index: number) => string) =>
    Array.from({ length: 1 + below(most) }, (_, index) => make(index));
  const vocabulary = words.split(' ');
  let notes = 0;

  const text = () => some(4, () => oneOf(vocabulary)).join(oneOf([' ', ' ', ' ', '', '\u00A0']));
  const plain = [
    'em',
    'strong',
    'em',
    'strong',
    'i',
    'b',
    's',
    'ins',
    'del',
    'sub',
    'sup',
    'q',
    'cite',
    'mark',
    'code',
    'kbd',
    'small',
    'u',
  ];
  const inlineOnce = (depth: number): string => {
    const inside = () => (depth > 2 ? text() : inline(depth + 1));
    const kind = below(12);
    if (kind < 4) return text();
    if (kind === 4) return oneOf(['<br />', ' ', 'x<br />y']);
    if (kind === 5)
      return `<a href="https://p.example/${oneOf(['', 'a_b', 'a(b)', 'a?b=c&amp;d|e', '#x', 'a%20b'])}">${text()}</a>`;
    if (kind === 6)
      return `<abbr title="a &quot;b&quot; *c*">${text()}</abbr><time datetime="2026-03-01">${text()}</time>`;
    if (kind === 7)
      return oneOf([
        '<img src="https://p.example/a.jpg" alt="a *b* [c]" />',
        '<img src="https://p.example/a.jpg" alt="" width="20" height="10" />',
      ]);
    if (kind === 8 && depth === 0) {
      notes += 1;
      return `x<sup><a id="text-fnref-${notes}" href="#text-fn-${notes}">${notes}</a></sup>`;
    }
    const name = oneOf(plain);
    return `<${name}>${inside()}</${name}>`;
  };
  const inline = (depth = 1): string => some(4, () => inlineOnce(depth)).join(oneOf(['', ' ', '']));
  const items = (depth: number) =>
    some(
      3,
      () =>
        `<li>${oneOf([inline, () => `<p>${inline()}</p>`, () => inline() + (depth > 1 ? '' : list(depth + 1))])()}</li>`,
    ).join('');
  const list = (depth = 0): string =>
    oneOf([
      () => `<ul>${items(depth)}</ul>`,
      () => `<ol${oneOf(['', ' start="3"', ' start="0"', ' reversed=""', ' type="a"'])}>${items(depth)}</ol>`,
    ])();
  const row = (cell: string, count: number) =>
    `<tr>${Array.from({ length: count }, () => `<${cell}>${inline()}</${cell}>`).join('')}</tr>`;
  const table = (): string => {
    const columns = 1 + below(3);
    const head = `<thead>${row('th', columns)}</thead>`;
    const body = `<tbody>${some(3, () => row('td', columns)).join('')}</tbody>`;
    return oneOf([
      () => `<table>${head}${body}</table>`,
      () => `<table><caption>${inline()}</caption>${head}${body}<tfoot>${row('td', columns)}</tfoot></table>`,
      () => `<table><tbody><tr><th scope="row">${inline()}</th><td colspan="2">${inline()}</td></tr></tbody></table>`,
    ])();
  };
  const block = (depth = 0): string =>
    oneOf([
      () => `<p>${inline(0)}</p>`,
      () => `<p>${inline(0)}</p>`,
      () => `<h${2 + below(5)}>${inline()}</h2>`.replace(/<h(\d)>(.*)<\/h2>$/s, '<h$1>$2</h$1>'),
      () => list(),
      () => list(),
      () => (depth > 1 ? '<hr />' : `<blockquote>${some(2, () => block(depth + 1)).join('')}</blockquote>`),
      () => `<pre><code>${oneOf(['a', '```\nb\n', '  c\n\n  d', '&lt;b&gt;'])}</code></pre>`,
      () => `<pre>a  ${inline()}</pre>`,
      () => '<hr />',
      table,
      () => `<dl><dt>${inline()}</dt><dd>${inline()}</dd></dl>`,
      () => `<figure><img src="https://p.example/a.jpg" alt="" /><figcaption>${inline()}</figcaption></figure>`,
      () =>
        `<figure data-embed="YouTube"><a href="https://www.youtube.com/watch?v=a">${text()}</a><figcaption>${inline()}</figcaption></figure>`,
      () => `<h2 id="text-part">${inline()}</h2><p><a href="#text-part">up</a></p>`,
    ])();
  return () => {
    notes = 0;
    const blocks = some(5, () => block()).join('');
    if (notes === 0) return blocks;
    const listed = Array.from({ length: notes }, (_, index) => `<li id="text-fn-${index + 1}"><p>${inline()}</p></li>`);
    return `${blocks}<ol data-footnotes="">${listed.join('')}</ol>`;
  };
}
