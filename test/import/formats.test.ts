/** The registry of formats: each is known by its content, and told in the documentation. */

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { detectKind, kindOfText } from '../../src/import/detect.ts';
import { type FormatName, formatNamed, formats } from '../../src/import/formats/registry.ts';
import {
  ghost,
  iptc,
  line,
  markdown,
  newsml,
  newsml1,
  ninjs,
  nitf,
  page,
  rss,
  table,
  text,
  wordpress,
} from '../support/one-piece.ts';

/** One of each format, under a name that says nothing. */
const samples: Readonly<Record<FormatName, string>> = {
  views: 'article,hour,views\npier,2026-03-02 10:00,4\n',
  'iptc-7901': iptc('Pier shut'),
  wordpress: wordpress({}),
  blogger: `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018"><entry><title>Pier shut</title></entry></feed>`,
  'movable-type': `AUTHOR: Ada Quay\nTITLE: Pier shut\nDATE: 03/02/2026 10:00:00 AM\n-----\nBODY:\n${text}\n-----\n--------\n`,
  medium: `<!DOCTYPE html><html><body><article><section class="e-content"><p>${text}</p></section><footer>Exported from <a href="https://medium.com">Medium</a></footer></article></body></html>`,
  substack: `post_id,post_date,is_published,title\n1.pier,2026-03-02,true,Pier shut\n`,
  kirby: `Title: Pier shut\n\n----\n\nText: ${text}\n`,
  markdown: markdown('draft: false'),
  'newsml-g2': newsml(''),
  'newsml-1': newsml1(''),
  nitf: nitf(''),
  feed: rss(''),
  ninjs: ninjs({}),
  ghost: ghost({}),
  system: JSON.stringify({ data: [{ type: 'node--article', id: '1', attributes: { title: 'Pier', body: text } }] }),
  lines: `${line({})}\n${line({})}\n`,
  table: table('author', 'Ada Quay'),
  'xml-records': `<articles><article><title>Pier shut</title><text>${text}</text></article></articles>`,
  html: page(''),
  text: `Pier shut\n\n${text}\n`,
};

test.each(Object.entries(samples))('%s is known by its content', (name, sample) => {
  expect(detectKind(sample, 'a')).toBe(name);
  expect(detectKind(`\n ${sample}`, '-')).toBe(name);
  // Given by hand as a text, a page of text is the only page.
  const { kind } = formatNamed(name as FormatName);
  expect(kindOfText(sample)).toBe(kind === 'pieces' || kind === 'views' ? name : 'text');
});

test('each format is told in the documentation as the registry has it', async () => {
  const documented = await readFile('docs/importing.md', 'utf8');
  for (const { title, reads } of Object.values(formats)) expect(documented).toContain(`\n| ${title} | ${reads} |\n`);
});

test.each([
  ['ninjs', `${ninjs({})}\n${ninjs({ uri: 'urn:x:2' })}\n`, 'all.ndjson'],
  ['lines', `[${line({})}]`, 'a.json'],
  ['lines', line({}), 'a.jsonl'],
  ['feed', rss(''), 'a.csv'],
  ['feed', `Warning: mysql_connect() in /x.php on line 3\n${rss('')}`, 'a.xml'],
  ['feed', `<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body>${rss('')}</body></html>`, 'a.html'],
  [
    'wordpress',
    `<br />\n<b>Warning</b>:  Undefined variable in <b>/x.php</b> on line <b>3</b><br />\n${wordpress({})}`,
    'a.xml',
  ],
  ['wordpress', `Notice: headers sent in /x.php on line 3\n${wordpress({})}`, 'a.xml'],
  ['lines', `Warning: Undefined key [1] in /x.php on line 3\n[\n${line({})}\n]`, 'a.json'],
  ['text', `Warning: the list\n\n[1] is what ${text} {it}`, 'a.txt'],
  ['nitf', `Deprecated: each() in /x.php on line 3\n${nitf('')}`, 'a.xml'],
  ['text', `12 March 2026\n\nHow to write a feed\n\n${text}\n\n${rss('')}`, 'a.txt'],
  ['html', `<!DOCTYPE html><html><body><p>A feed is &lt;rss></p></body></html>`, 'a.html'],
  ['nitf', `<!DOCTYPE nitf [<!ENTITY a "b">]>${nitf('')}`, 'a.xml'],
])('%s is that whatever it is called: %#', (kind, content, name) => {
  expect(detectKind(content, name)).toBe(kind);
});
