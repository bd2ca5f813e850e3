/** Pieces as other vendors' systems write them: what each format's reader makes of the telling ones. */

import { expect, test } from 'vitest';
import { decodeText } from '../../src/import/decode.ts';
import type { ImportedDocument } from '../../src/import/imported-document.ts';
import { ghost, iptc, newsml, ninjs, nitf, rss, text, wordpress } from '../support/one-piece.ts';
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
const editorJsMore = {
  blocks: [
    {
      type: 'table',
      data: {
        withHeadings: true,
        content: [
          ['Crossing', 'Fare'],
          ['Merrow', 'six'],
        ],
      },
    },
    { type: 'checklist', data: { items: [{ text: 'one', checked: true }] } },
    { type: 'warning', data: { title: 'Mind', message: 'the gap' } },
    { type: 'list', data: { style: 'unordered', items: [{ content: 'two', items: [{ content: 'three' }] }] } },
    { type: 'quote', data: { text: 'Shut.', caption: 'Ada Quay' } },
    { type: 'linkTool', data: { link: 'https://p.example/x', meta: { title: 'More' } } },
    { type: 'poll', data: { id: 7 } },
  ],
};
const tiptapMore = {
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'By ' },
        { type: 'mention', attrs: { label: 'Ada' } },
      ],
    },
    { type: 'taskList', content: [{ type: 'taskItem', content: [{ type: 'text', text: 'one' }] }] },
    { type: 'poll', attrs: { id: 7 } },
  ],
};
const portableMore = [
  { _type: 'image', asset: { _ref: 'image-abc-200x200-jpg' } },
  { _type: 'code', code: 'a < b' },
  { _type: 'block', listItem: 'bullet', level: 1, children: [{ _type: 'span', text: 'one' }] },
  { _type: 'block', listItem: 'number', level: 2, children: [{ _type: 'span', text: 'two' }] },
  { _type: 'block', style: 'normal', children: [{ _type: 'span', text }] },
];
const draftJs = {
  blocks: [
    {
      text: 'He said so.',
      type: 'unstyled',
      inlineStyleRanges: [{ offset: 3, length: 4, style: 'BOLD' }],
      entityRanges: [{ offset: 8, length: 2, key: 0 }],
    },
    { text: 'Later', type: 'header-two' },
    { text: 'one', type: 'ordered-list-item', depth: 0 },
  ],
  entityMap: { 0: { type: 'LINK', data: { url: 'https://p.example/so' } } },
};
const lexical = {
  root: {
    children: [
      { type: 'paragraph', children: [{ type: 'text', text: 'Shut', format: 3 }] },
      { type: 'heading', tag: 'h3', children: [{ type: 'text', text: 'Later' }] },
      { type: 'list', listType: 'number', children: [{ type: 'listitem', children: [{ type: 'text', text: 'one' }] }] },
    ],
  },
};
const contentful = {
  nodeType: 'document',
  content: [
    { nodeType: 'paragraph', content: [{ nodeType: 'text', value: 'Shut', marks: [{ type: 'bold' }] }] },
    { nodeType: 'heading-3', content: [{ nodeType: 'text', value: 'Later', marks: [] }] },
  ],
};
const slate = [{ children: [{ text: 'Shut', bold: true }] }, { type: 'h3', children: [{ text: 'Later' }] }];
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
  [
    'more of Editor.js',
    json([row({ body: editorJsMore })]),
    'a.json',
    {
      body: '<table><thead><tr><th>Crossing</th><th>Fare</th></tr></thead><tbody><tr><td>Merrow</td><td>six</td></tr></tbody></table><ul><li>one</li></ul><p>Mind</p><p>the gap</p><ul><li>two<ul><li>three</li></ul></li></ul><blockquote><p>Shut.</p><p><cite>Ada Quay</cite></p></blockquote><p><a href="https://p.example/x">More</a></p>',
      droppedFromBody: ['[poll]'],
    },
  ],
  [
    'more of TipTap',
    json([row({ body: tiptapMore })]),
    'a.json',
    { body: '<p>By Ada</p><ul><li>one</li></ul>', droppedFromBody: ['[poll]'] },
  ],
  [
    'more of Portable Text',
    json([row({ body: portableMore })]),
    'a.json',
    {
      body: `<pre>a &lt; b</pre><ul><li>one<ol><li>two</li></ol></li></ul><p>${text}</p>`,
      droppedFromBody: ['[image]'],
    },
  ],
  [
    'Draft.js',
    json([row({ body: draftJs })]),
    'a.json',
    {
      body: '<p>He <strong>said</strong> <a href="https://p.example/so">so</a>.</p><h2>Later</h2><ol><li>one</li></ol>',
      droppedFromBody: [],
    },
  ],
  [
    'Lexical of Payload',
    json([row({ body: lexical })]),
    'a.json',
    { body: '<p><em><strong>Shut</strong></em></p><h3>Later</h3><ol><li>one</li></ol>' },
  ],
  [
    'rich text of Contentful',
    json([row({ body: contentful })]),
    'a.json',
    { body: '<p><strong>Shut</strong></p><h3>Later</h3>' },
  ],
  [
    'Slate without types',
    json([row({ body: slate })]),
    'a.json',
    { body: '<p><strong>Shut</strong></p><h3>Later</h3>' },
  ],
  [
    'a tree in a table',
    `title,date,body\nPier shut,2026-03-02,"${json(tiptap).replaceAll('"', '""')}"\n`,
    'a.csv',
    { body: `<h3>Later</h3><p><strong>${text}</strong></p>` },
  ],
  [
    'lines with a guid and HTML',
    `${json({ guid: 'g1', title: 'Pier shut', body_html: text, published_at: '2026-03-02', author: 'Ada Quay' })}\n`,
    'a.ndjson',
    { publishedAt: day, attributions: [{ role: 'AUTHOR', source: { name: 'Ada Quay', kind: 'PERSON' } }] },
  ],
  ['a list under a name', json({ articles: [row({})] }), 'a.json', { headline: 'Pier shut', publishedAt: day }],
  [
    'MongoDB’s types',
    json([row({ date: { $date: { $numberLong: '1772409600000' } } })]),
    'a.json',
    { publishedAt: day },
  ],
  [
    'a text that NewsAPI cuts off',
    json({ status: 'ok', totalResults: 1, articles: [row({ body: `${text}… [+2345 chars]` })] }),
    'a.json',
    { body: '', standfirst: `${text}…` },
  ],
  ['Excel’s separator', `sep=;\nTitle;Body;Date\nPier shut;"${text}";2026-03-02\n`, 'a.csv', { publishedAt: day }],
  ['days with dots', dotted, 'a.csv', { publishedAt: new Date('2026-03-02T09:00:00Z'), standfirst: 'Sturm' }],
  ...(
    [
      ['02.03.2026 23.45', '2026-03-02T23:45:00Z'],
      ['02.03.2026 23 Uhr', '2026-03-02T23:00:00Z'],
      ['02.03.2026, 23.30 Uhr', '2026-03-02T23:30:00Z'],
      ['02.03.2026 23h', '2026-03-02T23:00:00Z'],
      ['2. März 2026, 23 Uhr', '2026-03-02T23:00:00Z'],
      ['3/14/2026 9:30 PM', '2026-03-14T21:30:00Z'],
      ['14/03/2026 21:30', '2026-03-14T21:30:00Z'],
      ['3/3/2026 21:30', '2026-03-03T21:30:00Z'],
    ] as const
  ).map(([written, at]): [string, string, string, Partial<ImportedDocument>] => [
    written,
    dotted.replace('02.03.2026 09:00', written),
    'a.csv',
    { publishedAt: new Date(at), isDateOnly: undefined },
  ]),
  ...(
    [
      ['German', 'Überschrift;Unterüberschrift;Haupttext;Veröffentlicht am;Autorin;Kategorie;Stichwörter'],
      ['French', 'Titre;Chapô;Contenu;Date de publication;Auteur;Catégorie;Mots-clefs'],
      ['Spanish', 'Título;Entradilla;Cuerpo;Fecha de publicación;Autora;Sección;Palabras clave'],
      ['Italian', 'Titolo;Sottotitolo;Testo;Data pubblicazione;Autore;Sezione;Parole chiave'],
      ['Portuguese', 'Título;Resumo;Texto;Data de publicação;Autores;Seção;Palavras-chave'],
      ['Wix’s', 'Title;Excerpt;Plain Content;Published Date;Author;Categories;Tags'],
    ] as const
  ).map(([language, header]): [string, string, string, Partial<ImportedDocument>] => [
    `${language} columns`,
    `${header}\nPier shut;Weeks of work;"${text}";2026-03-02;Ada Quay;Town;piers\n`,
    'a.csv',
    {
      headline: 'Pier shut',
      standfirst: 'Weeks of work',
      body: `<p>${text}</p>`,
      publishedAt: day,
      sections: ['Town'],
      topics: ['piers'],
      attributions: [{ role: 'AUTHOR', source: { name: 'Ada Quay', kind: 'PERSON' } }],
    },
  ]),
  [
    'what news-please has crawled',
    json({
      title: 'Pier shut',
      date_publish: '2026-03-02 00:00:00',
      maintext: text,
      image_url: 'https://p.example/a.jpg',
    }),
    'a.json',
    { headline: 'Pier shut', publishedAt: day, body: `<p>${text}</p>`, image: { url: 'https://p.example/a.jpg' } },
  ],
  [
    'a source with a name, as GNews has it',
    json({ articles: [row({ source: { name: 'Quay Post' } })] }),
    'a.json',
    { attributions: [{ role: 'PUBLISHER', source: { name: 'Quay Post', kind: 'WEBSITE' } }] },
  ],
  [
    'a headline beside shorter ones',
    json([row({ title: undefined, headline: { main: 'Pier shut', kicker: 'Town' } })]),
    'a.json',
    { headline: 'Pier shut', publishedAt: day },
  ],
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
  [
    'what MDX exports between paragraphs',
    `---\ntitle: Pier shut\ndate: 2026-03-02\n---\nIt is shut.\n\nexport const depth = {\n  low: 2,\n\n  high: 3,\n};\nIt leaks.\n\nexport default rates rose.\n\n\`\`\`js\nexport const kept = 1;\n\`\`\`\n`,
    'a.mdx',
    {
      body: '<p>It is shut.</p><p>It leaks.</p><p>export default rates rose.</p><pre><code>export const kept = 1;</code></pre>',
    },
  ],
  [
    'Drupal’s days, which their weekdays tell apart, and its paths',
    `Title,Body,Authored on,Published status,URL alias\nPier shut,"${text}","Mon, 03/02/2026 - 09:15",On,/town/pier-shut\n`,
    'a.csv',
    { publishedAt: new Date('2026-03-02T09:15:00Z'), slug: 'pier-shut' },
  ],
  [
    'German days with the weekday in front',
    `Titel;Text;Datum\nPier zu;"${text}";"Mo., 02/03/2026 - 09:15"\n`,
    'a.csv',
    { publishedAt: new Date('2026-03-02T09:15:00Z') },
  ],
  [
    'an author’s name in two columns that don’t say “name”',
    `headline,full_text,pub_date,author_first,author_last\nPier shut,"${text}",2026-03-02,Ada,Quay\n`,
    'a.csv',
    { attributions: [{ role: 'AUTHOR', source: { name: 'Ada Quay', kind: 'PERSON' } }] },
  ],
  [
    'Contentstack’s authors, who are entries',
    json({ entries: [row({ author: [{ uid: 'b1', _content_type_uid: 'author', title: 'Ada Quay' }] })] }),
    'a.json',
    { attributions: [{ role: 'AUTHOR', source: { name: 'Ada Quay', kind: 'PERSON' } }] },
  ],
  [
    'a byline as printed, and subjects by their kind',
    json([
      row({
        byline: { original: 'By Ada Quay', person: [] },
        keywords: [
          { name: 'subject', value: 'Piers' },
          { name: 'Organization', value: 3 },
          { name: 'Subject', value: 'Lamps', rank: 1 },
        ],
      }),
    ]),
    'a.json',
    {
      topics: ['Piers', 'Organization', 'Lamps'],
      attributions: [{ role: 'AUTHOR', source: { name: 'Ada Quay', kind: 'PERSON' } }],
    },
  ],
  [
    'an author in front matter who is a link',
    `---\ntitle: Pier shut\ndate: 2026-03-02\nauthor: "[Ada Quay](https://p.example/ada)"\n---\n${text}\n`,
    'a.md',
    {
      attributions: [
        { role: 'AUTHOR', source: { name: 'Ada Quay', kind: 'PERSON', homepage: 'https://p.example/ada' } },
      ],
    },
  ],
  [
    'a quotation in fields of its own, and a picture that only a reference leads to',
    json([
      {
        ...row({}),
        body: [
          { _type: 'block', children: [{ _type: 'span', text }] },
          { _type: 'pullQuote', quote: 'It leaks', by: 'Ivo Pell' },
          { _type: 'pullQuote' },
        ],
        mainImage: { _type: 'image', asset: { _ref: 'image-a1-800x600-jpg' } },
      },
    ]),
    'a.json',
    {
      body: `<p>${text}</p><blockquote><p>It leaks</p><p><cite>Ivo Pell</cite></p></blockquote>`,
      droppedFromBody: ['[pullquote]', 'the picture, which has no address'],
    },
  ],
  [
    'no picture where a record of one is empty',
    json([row({ image: { url: null, alt: '' } })]),
    'a.json',
    { image: undefined, droppedFromBody: [] },
  ],
  [
    'a newsroom’s budget',
    `Hed\tDek\tByline\tBody\tPub Date\nPier shut\tWeeks of work\tBy Ada Quay\t${text}\t2026-03-02\n`,
    'a.tsv',
    {
      headline: 'Pier shut',
      standfirst: 'Weeks of work',
      attributions: [{ role: 'AUTHOR', source: { name: 'Ada Quay', kind: 'PERSON' } }],
    },
  ],
  [
    'what WordPress’ REST says without what is embedded',
    json([
      {
        id: 1,
        date_gmt: '2026-03-02T00:00:00',
        link: 'https://p.example/pier/',
        title: { rendered: 'Pier shut' },
        content: { rendered: `<p>${text}</p>`, protected: false },
        excerpt: { rendered: '<p>Weeks of work [&hellip;]</p>' },
        yoast_head_json: { author: 'Ada Quay' },
      },
    ]),
    'a.json',
    {
      standfirst: 'Weeks of work',
      attributions: [{ role: 'AUTHOR', source: { name: 'Ada Quay', kind: 'PERSON' } }],
    },
  ],
  [
    'Shopify’s articles',
    json({
      articles: [row({ body_html: `<p>${text}</p>`, summary_html: '<p>Weeks of <b>work</b></p>', handle: 'pier' })],
    }),
    'a.json',
    { standfirst: 'Weeks of work', slug: 'pier' },
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
    'Hexo’s front matter, which nothing opens',
    `title: Pier shut\ndate: 2026-03-02\ncategories: News\ntags:\n- piers\n---\n${text}\n`,
    'a.txt',
    { headline: 'Pier shut', publishedAt: day, sections: ['News'], topics: ['piers'], body: `<p>${text}</p>` },
  ],
  [
    'Nikola’s comment',
    `<!--\n.. title: Pier shut\n.. slug: shut-pier\n.. date: 2026-03-02\n.. tags: piers, storm\n-->\n\n${text}\n`,
    'a.md',
    { headline: 'Pier shut', publishedAt: day, slug: 'shut-pier', topics: ['piers', 'storm'], body: `<p>${text}</p>` },
  ],
  [
    'notes of Docusaurus, Quarto and Obsidian',
    `---\ntitle: Pier shut\ndate: 2026-03-02\n---\n:::tip\nMind it.\n:::\n\n::: {.callout-note}\nAnd this.\n:::\n\n:::note[Gap]\nHere.\n:::\n\n::: Mind the step\nThere.\n:::\n\n::: warning Wet boards\nToo.\n:::\n\n> [!warning] Wet\n\n\`\`\`\n:::kept\n\`\`\`\n`,
    'a.md',
    {
      body: '<p>Mind it.</p><p>And this.</p><p>Gap</p><p>Here.</p><p>Mind the step</p><p>There.</p><p>Wet boards</p><p>Too.</p><blockquote><p>Wet</p></blockquote><pre><code>:::kept</code></pre>',
    },
  ],
  [
    'code in HTML within Markdown',
    `---\ntitle: Pier shut\ndate: 2026-03-02\n---\nRun {{% x %}}<code>{{.Dir}}</code> and\n\n<pre>\nif [[ -z "$A" ]] {{ .B }}\n</pre>\n\nAn open <pre> [[Here]].\n`,
    'a.md',
    {
      body: expect.stringMatching(
        /<code>\{\{\.Dir\}\}<\/code>[\s\S]*if \[\[ -z "\$A" \]\] \{\{ \.B \}\}[\s\S]*Here/,
      ) as string,
    },
  ],
  [
    'a feed whose text begins with its picture',
    rss(
      `<content:encoded><![CDATA[<figure><a href="x"><img src="https://p.example/a.jpg" alt="A pier"></a><figcaption>On Monday</figcaption></figure><p>${text}</p>]]></content:encoded>`,
    ).replace('<rss ', '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" '),
    'a.xml',
    { image: { url: 'https://p.example/a.jpg', alt: 'A pier', caption: 'On Monday' }, body: `<p>${text}</p>` },
  ],
  [
    'a feed whose first picture has a caption with a link, which stays',
    rss(
      `<content:encoded><![CDATA[<figure><img src="https://p.example/a.jpg" alt="A pier"><figcaption>By <a href="https://ada.example/">Ada</a></figcaption></figure><p>${text}</p>]]></content:encoded>`,
    ).replace('<rss ', '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" '),
    'a.xml',
    { image: undefined, body: expect.stringContaining('<a href="https://ada.example/">Ada</a>') as string },
  ],
  [
    'a feed of pictures, whose text stays',
    rss(
      '<content:encoded><![CDATA[<p><img src="https://p.example/a.jpg" alt="A pier"></p>]]></content:encoded>',
    ).replace('<rss ', '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" '),
    'a.xml',
    { image: undefined, body: expect.stringContaining('a.jpg') as string },
  ],
  [
    'Substack’s forms and buttons',
    rss(
      `<content:encoded><![CDATA[<p>${text}</p><div class="subscription-widget-wrap"><p>Our letter</p></div><p class="button-wrapper"><a href="https://p.example/subscribe?">Join</a></p><p class="button-wrapper"><a href="https://p.example/map">The map</a></p>]]></content:encoded>`,
    ).replace('<rss ', '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" '),
    'a.xml',
    {
      body: `<p>${text}</p><p><a href="https://p.example/map">The map</a></p>`,
      droppedFromBody: ['[signup]', '[button]'],
    },
  ],
  [
    'an aggregator, which names the paper behind the headline',
    rss('<source url="https://q.example">Quay Post</source>').replace(
      'Pier shut<',
      'Pier shut - for good - Quay Post<',
    ),
    'a.xml',
    {
      headline: 'Pier shut - for good',
      attributions: [{ role: 'PUBLISHER', source: { name: 'Quay Post', kind: 'WEBSITE' } }],
    },
  ],
  [
    'a headline about the paper',
    rss('<source url="https://q.example">Quay Post</source>').replace('Pier shut<', 'Pier shut, says the Quay Post<'),
    'a.xml',
    { headline: 'Pier shut, says the Quay Post' },
  ],
  [
    'a picture’s words in Astro',
    `---\ntitle: Pier shut\npubDate: 2026-03-02\nheroImage: https://p.example/a.jpg\nheroImageAlt: A pier\n---\n${text}`,
    'a.md',
    { image: { url: 'https://p.example/a.jpg', alt: 'A pier' } },
  ],
  [
    'cards of Ghost that invite',
    ghost({
      html: `<p>${text}</p><div class="kg-card kg-signup-card"><h2>Our letter</h2></div><div class="kg-card kg-button-card"><a href="#/portal/signup">Join</a></div><div class="kg-card kg-button-card"><a href="https://p.example/map">The map</a></div><div class="button-wrapper"><p>Words of its own.</p><a href="#/portal/signup">Join</a></div>`,
    }),
    'g.json',
    {
      body: `<p>${text}</p><p><a href="https://p.example/map">The map</a></p><p>Words of its own.</p><p>Join</p>`,
      droppedFromBody: ['[signup]', '[button]'],
    },
  ],
  [
    'Newspack’s subtitle',
    wordpress({ newspack_post_subtitle: 'Weeks of work' }),
    'a.xml',
    { standfirst: 'Weeks of work' },
  ],
  [
    'Largo’s byline',
    wordpress({ largo_byline_text: 'Hob Marl' }),
    'a.xml',
    { attributions: expect.arrayContaining([{ role: 'AUTHOR', source: { name: 'Hob Marl', kind: 'PERSON' } }]) as [] },
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
  [
    '7901 with a party in its headline',
    iptc('CDU/CSU-FRAKTION\nStreit um die Rente'),
    'a.txt',
    { headline: 'CDU/CSU-FRAKTION Streit um die Rente' },
  ],
  ['7901 with a lead’s number', iptc('PIER-SHUT (1ST LEAD)\nPier shut'), 'a.txt', { headline: 'Pier shut' }],
  [
    '7901 with a sentence like a byline',
    iptc('Pier shut', `By Christmas Eve\n\n   ${text}`),
    'a.txt',
    { body: `<p>By Christmas Eve</p>\n<p>${text}</p>` },
  ],
  [
    '7901 with a headline like a byline',
    iptc('By Christmas ferry will sail'),
    'a.txt',
    { headline: 'By Christmas ferry will sail' },
  ],
  [
    '7901 whose text begins with a dateline',
    iptc('Molo chiuso').replace(' =\n\n   ', '\n(ANSA) - MERROW, 2 MAR - '),
    'a.txt',
    { headline: 'Molo chiuso', body: `<p>(ANSA) - MERROW, 2 MAR - ${text}</p>` },
  ],
  [
    '7901 with a party behind a name',
    iptc('Streit um die Rente').replace(' =\n\n   ', '\nFriedrich Merz (CDU) - ein Porträt\n\n   '),
    'a.txt',
    { headline: 'Streit um die Rente Friedrich Merz (CDU) - ein Porträt', body: `<p>${text}</p>` },
  ],
  [
    '7901 whose place stands in front of the agency',
    iptc('Cierran el muelle').replace(' =\n\n   ', '\nMerrow, 2 mar (EFE).- '),
    'a.txt',
    { headline: 'Cierran el muelle', body: `<p>Merrow, 2 mar (EFE).- ${text}</p>` },
  ],
  [
    'AFP’s signature',
    ninjs({ source: 'AFP', body_html: `<p>${text}</p><p>TCP/IP</p><p>bur-aq/hm</p>` }),
    'a.json',
    { body: `<p>${text}</p><p>TCP/IP</p>` },
  ],
  [
    'a last line that reads like a signature of AFP’s, elsewhere',
    ninjs({ body_html: `<p>${text}</p><p>ja/nein</p>` }),
    'a.json',
    { body: `<p>${text}</p><p>ja/nein</p>` },
  ],
  [
    'a picture’s caption of AP and dpa',
    ninjs({
      associations: {
        1: { type: 'picture', caption: 'On Monday', renditions: { m: { href: 'https://p.example/m.jpg' } } },
      },
    }),
    'a.json',
    { image: { url: 'https://p.example/m.jpg', caption: 'On Monday' } },
  ],
  ['7901 about an embargo', iptc('EU hebt das Ölembargo auf'), 'a.txt', { headline: 'EU hebt das Ölembargo auf' }],
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

test.each(['3/4/2026', '04/03/2026 21:30', '13/14/2026', '3/14/2026 at 9'])(
  'a day that isn’t surely one, as %s, is refused with its column',
  async (written) => {
    const { refused } = await readArchiveText(dotted.replace('02.03.2026 09:00', written), 'a.csv');
    expect(refused?.map(({ reason }) => reason)).toEqual([expect.stringMatching(/Column “Datum”.*no date/)]);
  },
);

test('lists beside the one that is read are told', async () => {
  const lists = { articles: [row({})], drafts: [row({}), row({})], news: [row({})] };
  const { documents, others } = await readArchiveText(json(lists), 'a.json');
  expect([documents.length, others]).toEqual([1, { drafts: 2, news: 1 }]);
});

test.each([
  ['a title and no line behind it', `title: Pier shut\n\n${text}\n`],
  ['a line further down', `Date: 2 March 2026\n\nPier shut\n\n${text}\n\n---\n\nTitle: another\n`],
  ['a sentence behind a name', `Author: Ada Quay\nPier shut\n\n${text}\n\n---\ntitle: x\n`],
])('a page of text with %s has no front matter', async (_, given) => {
  expect((await readArchiveText(given, 'a.txt')).kind).toBe('text');
});

test('what looks like ninjs in lines is what a map says, where it has its columns', async () => {
  const lines = `${json({ uri: 'urn:x:1', pubstatus: 'usable', kop: 'Pier shut', body_html: text, tijd: '2026-03-02' })}\n`;
  const columns = { columns: { headline: 'kop', body: 'body_html', publishedAt: 'tijd' } };
  const { kind, documents } = await readArchiveText(lines, 'a.ndjson', { columns });
  expect([kind, documents[0]?.headline]).toEqual(['lines', 'Pier shut']);
  expect(await readArchiveText(`${ninjs({})}\n${ninjs({})}`, 'a.ndjson', { columns })).toMatchObject({ kind: 'ninjs' });
});

test('what declares Latin-1 by habit and is UTF-8 is read as that, and Latin-1 as it says', () => {
  const declared = '<?xml version="1.0" encoding="iso-8859-1"?>';
  expect(decodeText(Buffer.from(`${declared}${newsml('', 'Zoë „zu“')}`))).toContain('Zoë „zu“');
  expect(decodeText(Buffer.from(`${declared}<a>Zoë</a>`, 'latin1'))).toContain('Zoë');
});
