/** Pieces as other vendors' systems write them: what each format's reader makes of the telling ones. */

import { expect, test } from 'vitest';
import { decodeText } from '../../src/import/decode.ts';
import type { ImportedDocument } from '../../src/import/imported-document.ts';
import { ghost, iptc, newsml, ninjs, nitf, text } from '../support/one-piece.ts';
import { readArchiveText } from '../support/read-archive.ts';

const json = JSON.stringify;
const tiptap = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Later' }] },
    { type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: 'bold' }] }] },
  ],
};
const portable = [
  { _type: 'block', style: 'normal', children: [{ _type: 'span', text, marks: ['em'] }] },
  { _type: 'block', listItem: 'bullet', children: [{ _type: 'span', text: 'one' }] },
  { _type: 'block', listItem: 'bullet', children: [{ _type: 'span', text: 'two' }] },
];
const editorJs = {
  blocks: [
    { type: 'header', data: { text: 'Later', level: 2 } },
    { type: 'list', data: { style: 'ordered', items: ['one'] } },
  ],
};
const row = (more: object) => ({ title: 'Pier shut', date: '2026-03-02', body: text, ...more });
const day = new Date('2026-03-02T00:00:00Z');
const dotted = `Titel;Untertitel;Text;Datum;Status\nPier zu;Sturm;"${text}";02.03.2026 09:00;Veröffentlicht\n`;
const pelican = `Title: Pier shut\nDate: 2026-03-02 09:00\nCategory: News\nTags: piers, storm\nStatus: published\n\n${text}\n`;
const mdx = `---\ntitle: Pier shut\npubDatetime: 2026-03-02\n---\nimport './x.css'\nexport const x = 1;\n\n<Chart data={x} />\n\n<Note>Mind it.</Note>\n`;
const hexo = `---\ndate: 2026-03-02\ncategories:\n- [News, Harbour]\n- Sea\ntags: ["#piers"]\n---\n# Pier *shut* [now](x)\n\n{% asset_img a.jpg %}\n\nSee [[Note|the note]].\n`;
const agency = {
  data: {
    item: {
      uri: 'urn:x:1',
      versioncreated: '2026-03-02',
      headline: 'Pier shut',
      bylines: [{ by: 'By ADA QUAY' }],
      body_nitf: `<p>${text}</p>`,
    },
  },
};
const filed = {
  keywords: ['piers'],
  anpa_category: [{ name: 'Weather' }],
  authors: [{ name: 'Ada Quay', role: 'writer' }],
  abstract: 'Shut.',
  links: [{ rel: 'canonical', href: 'https://p.example/pier' }],
};

test.each<[string, string, string, Partial<ImportedDocument>]>([
  ['TipTap', json([row({ body: tiptap })]), 'a.json', { body: `<h3>Later</h3><p><strong>${text}</strong></p>` }],
  [
    'Portable Text',
    json([row({ body: portable })]),
    'a.json',
    { body: `<p><em>${text}</em></p><ul><li>one</li><li>two</li></ul>` },
  ],
  ['Editor.js', json([row({ body: editorJs })]), 'a.json', { body: '<h2>Later</h2><ol><li>one</li></ol>' }],
  ['a list under a name', json({ articles: [row({})] }), 'a.json', { headline: 'Pier shut', publishedAt: day }],
  [
    'MongoDB’s types',
    json([row({ date: { $date: { $numberLong: '1772409600000' } } })]),
    'a.json',
    { publishedAt: day },
  ],
  ['Excel’s separator', `sep=;\nTitle;Body;Date\nPier shut;"${text}";2026-03-02\n`, 'a.csv', { publishedAt: day }],
  ['days with dots', dotted, 'a.csv', { publishedAt: new Date('2026-03-02T09:00:00Z'), standfirst: 'Sturm' }],
  ['Pelican', pelican, 'pier.md', { headline: 'Pier shut', sections: ['News'], topics: ['piers', 'storm'] }],
  [
    'Eleventy’s JavaScript',
    `---js\n{ title: "Pier shut", date: "2026-03-02" }\n---\n${text}`,
    'a.md',
    { headline: 'Pier shut', publishedAt: day },
  ],
  [
    'Eleventy’s dates of files',
    `---\ntitle: Pier shut\ndate: git Last Modified\n---\n${text}`,
    'a.md',
    { isDateGuessed: true },
  ],
  ['MDX', mdx, 'a.mdx', { body: '<p>Mind it.</p>', droppedFromBody: ['<Chart>'], publishedAt: day }],
  [
    'Hexo and Obsidian',
    hexo,
    'a.md',
    {
      headline: 'Pier shut now',
      sections: ['News', 'Harbour', 'Sea'],
      topics: ['piers'],
      body: '<p>See the note.</p>',
      droppedFromBody: ['{% asset_img %}'],
    },
  ],
  [
    'an early Ghost',
    ghost({ image: 'https://p.example/a.jpg' }),
    'g.json',
    { image: { url: 'https://p.example/a.jpg' } },
  ],
  [
    'an agency’s API',
    json(agency),
    'a.json',
    {
      body: `<p>${text}</p>`,
      attributions: [{ role: 'AUTHOR', source: { name: 'Ada Quay', kind: 'PERSON' } }],
    },
  ],
  [
    'Superdesk’s fields',
    ninjs(filed),
    'a.json',
    { topics: ['piers'], sections: ['Weather'], standfirst: 'Shut.', url: 'https://p.example/pier' },
  ],
  [
    'NITF of a paper',
    nitf('').replace('</docdata>', '</docdata><pubdata name="Quay Post" position.section="Sport"/>'),
    'a.xml',
    { sections: ['Sport'] },
  ],
  ['7901 with a routing line', iptc('BC-PIER/\nPier shut'), 'a.txt', { headline: 'Pier shut' }],
  [
    '7901 with its byline in the text',
    iptc('Pier shut', `BY ADA QUAY\n\n   ${text}`),
    'a.txt',
    { body: `<p>${text}</p>` },
  ],
  [
    '7901 of an agency that signs its time',
    iptc('Pier shut').replace('021200', 'AFP 021200'),
    'a.txt',
    { isDateGuessed: false },
  ],
])('%s', async (_, given, name, expected) => {
  expect((await readArchiveText(given, name)).documents).toMatchObject([expected]);
});

test('what declares Latin-1 by habit and is UTF-8 is read as that, and Latin-1 as it says', () => {
  const declared = '<?xml version="1.0" encoding="iso-8859-1"?>';
  expect(decodeText(Buffer.from(`${declared}${newsml('', 'Zoë „zu“')}`))).toContain('Zoë „zu“');
  expect(decodeText(Buffer.from(`${declared}<a>Zoë</a>`, 'latin1'))).toContain('Zoë');
});
