/** What systems of blogs export: Blogger, Movable Type, Medium, Substack, Kirby, Lektor. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { detectKind } from '../../src/import/detect.ts';
import { doubtsOf } from '../../src/import/doubts.ts';
import type { ImportedDocument } from '../../src/import/imported-document.ts';
import { findInputs } from '../../src/import/input.ts';
import { withTexts } from '../../src/import/substack/texts.ts';
import { text } from '../support/one-piece.ts';
import { readArchiveText, readingNow } from '../support/read-archive.ts';

const more = 'It opens again in spring.';
const at = new Date('2026-03-04T09:30:00Z');
const author = (name: string) => expect.objectContaining({ role: 'AUTHOR', source: expect.objectContaining({ name }) });
const reasonsOf = (document: ImportedDocument | undefined) =>
  document === undefined ? ['none'] : doubtsOf(document, readingNow).map(({ reason }) => reason);

const kind = (name: string) =>
  `<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#${name}"/>`;
const entry = (id: string, title: string, rest: string) =>
  `<entry><id>tag:blogger.com,1999:blog-1.${id}</id><published>2026-03-04T01:30:00-08:00</published><title type="text">${title}</title>${rest}</entry>`;
const content = (html: string) => `<content type="html">${html.replaceAll('<', '&lt;')}</content>`;
const bloggerOf = (...entries: readonly string[]) =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app"><title>Quay Notes</title><link rel="alternate" href="https://quay.example/"/>
  ${entry('settings.BLOG_LOCALE', 'Locale', `${kind('settings')}<content>en</content>`)}${entries.join('')}</feed>`;
const post = entry(
  'post-11',
  'Pier shut',
  `${kind('post')}<category scheme="http://www.blogger.com/atom/ns#" term="piers"/>${content(`<img src="https://quay.example/p.jpg"><p>${text}</p>`)}
  <link rel="alternate" href="https://quay.example/2026/03/pier.html"/><author><name>Ada Quay</name></author>`,
);
const since2018 = (type: string, status: string, title: string) =>
  `<entry><id>tag:blogger.com,1999:blog-1.post-${title}</id><blogger:type>${type}</blogger:type><blogger:status>${status}</blogger:status><author><name>Ada Quay</name><blogger:type>BLOGGER</blogger:type></author>
  <title>${title}</title>${content(`<p>${text}</p>`)}<blogger:metaDescription>Since the storm</blogger:metaDescription><published>2026-03-04T09:30:00Z</published><category scheme="tag:blogger.com,1999:blog-1" term="piers"/>
  <blogger:filename>/2026/03/${title}.html</blogger:filename><link/><blogger:trashed/></entry>`;
const takeout = (...entries: readonly string[]) =>
  `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018"><title>Quay Notes</title>${entries.join('')}</feed>`;

const blocksOfKirby = (...paragraphs: readonly string[]) =>
  JSON.stringify(paragraphs.map((words) => ({ type: 'text', content: { text: `<p>${words}</p>` } })));

const medium = (body: string, by: string, head = '') =>
  `<!DOCTYPE html><html><head><title>Pier shut</title></head><body><article class="h-entry"><header><h1 class="p-name">Pier shut</h1></header>${head}
  <section data-field="body" class="e-content"><section class="section"><div class="section-divider"><hr class="section-divider"></div>${body}</section></section>
  <footer>${by}<p>Exported from <a href="https://medium.com">Medium</a> on July 8, 2026.</p></footer></article></body></html>`;
const byOfMedium =
  '<p>By <a href="https://medium.com/@quay" class="p-author h-card">Ada Quay</a> on <a href="https://medium.com/p/abc123"><time class="dt-published" datetime="2026-03-04T09:30:00.000Z">March 4, 2026</time></a>.</p><p><a href="https://medium.com/@quay/pier-shut-3924f1071d61" class="p-canonical">Canonical link</a></p>';
const titleOfMedium = '<h3 class="graf graf--title">Pier shut</h3>';
const columnsOfSubstack =
  'post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url';
const substack = (...rows: readonly string[]) =>
  [`${columnsOfSubstack},body_html`, ...rows.map((row) => `${row},"<p>${text}</p>"`), ''].join('\n');

const movableType = (head: string, body = `<p>${text}</p>`, rest = '') =>
  `AUTHOR: Ada Quay\nTITLE: Pier shut\n${head}\n-----\nBODY:\n${body}\n-----\nEXTENDED BODY:\n\n-----\nEXCERPT:\n\n-----\nKEYWORDS:\n\n-----\n${rest}\n--------\n`;
const kirby = (...fields: readonly string[]) => `Title: Pier shut\n\n----\n\n${fields.join('\n\n----\n\n')}`;
const kirbyPath = 'content/2_notes/20260304_pier-shut/note.txt';

test.each<[string, string, string, string, object]>([
  [
    'an export of Blogger',
    'blogger',
    'blog-11.xml',
    bloggerOf(post, entry('post-12', 'Nice', kind('comment')), entry('post-13', 'About', kind('page'))),
    {
      origin: 'tag:blogger.com,1999:blog-1.post-11',
      url: 'https://quay.example/2026/03/pier.html',
      slug: 'pier',
      topics: ['piers'],
      body: `<p>${text}</p>`,
      image: { url: 'https://quay.example/p.jpg' },
      language: 'en',
    },
  ],
  [
    'Blogger by Takeout',
    'blogger',
    'feed.atom',
    takeout(since2018('POST', 'LIVE', 'Pier shut'), since2018('COMMENT', 'LIVE', 'Nice')),
    { standfirst: 'Since the storm', topics: ['piers'], url: 'https://quay.example/2026/03/Pier%20shut.html' },
  ],
  [
    'Movable Type',
    'movable-type',
    'export.txt',
    `AUTHOR: Ada Quay\nTITLE: Pier shut\nBASENAME: pier_shut\nSTATUS: Publish\nCONVERT BREAKS: richtext\nPRIMARY CATEGORY: Town\nCATEGORY: Town\nCATEGORY: Sea\nDATE: 03/04/2026 09:30:00 AM\nTAGS: piers,"sea air"\n-----\nBODY:\n<p>${text}</p>\n-----\nEXTENDED BODY:\n<p>${more}</p>\n-----\nEXCERPT:\nSince the storm\n-----\nKEYWORDS:\nstorms\n-----\nCOMMENT:\nAUTHOR: Reader\nDATE: 03/05/2026 09:30:00 AM\nFirst!\n-----\n--------\n`,
    {
      slug: 'pier-shut',
      standfirst: 'Since the storm',
      body: `<p>${text}</p><p>${more}</p>`,
      sections: ['Town', 'Sea'],
      topics: ['piers', 'sea air', 'storms'],
    },
  ],
  [
    'TypePad, with lines for paragraphs and hours of twenty-four',
    'movable-type',
    'typepad.txt',
    movableType(
      'STATUS: Publish\nCONVERT BREAKS: __default__\n\nUNIQUE URL: https://quay.example/2026/03/pier.html\nDATE: 03/04/2026 09:30:00',
      `${text}\nFor <b>long</b>.\n\n${more}`,
    ),
    {
      url: 'https://quay.example/2026/03/pier.html',
      slug: 'pier',
      body: `<p>${text}<br />For <b>long</b>.</p><p>${more}</p>`,
    },
  ],
  [
    'Markdown in Movable Type, with a rule of its own',
    'movable-type',
    'export.txt',
    movableType('CONVERT BREAKS: markdown\nDATE: 03/04/2026 09:30:00 AM', `${text}\n\n-----\n\n**${more}**`),
    { body: `<p>${text}</p><hr /><p><strong>${more}</strong></p>` },
  ],
  [
    'Medium',
    'medium',
    'posts/2026-03-04_Pier-shut-3924f1071d61.html',
    medium(
      `${titleOfMedium}<h4 class="graf graf--subtitle">Since the storm</h4><figure class="graf"><img src="https://quay.example/p.jpg"><figcaption>A pier, by <a href="https://quay.example/">Hob</a></figcaption></figure><p>${text}</p><div class="graf graf--mixtapeEmbed"><a href="https://quay.example/eels"><strong>Eels</strong><br><em>All</em>quay.example</a></div>`,
      byOfMedium,
      '<section data-field="subtitle" class="p-summary">Since the storm</section>',
    ),
    {
      origin: 'https://medium.com/p/abc123',
      url: 'https://medium.com/@quay/pier-shut-3924f1071d61',
      slug: 'pier-shut',
      standfirst: 'Since the storm',
      image: { url: 'https://quay.example/p.jpg', caption: 'A pier, by Hob' },
      body: `<p>${text}</p><p><a href="https://quay.example/eels">Eels</a></p>`,
    },
  ],
  [
    'a post of Medium with tags and without a heading of its own',
    'medium',
    'posts/a.html',
    medium(
      `<p>${text}</p>`,
      `<p class="p-tags"><a class="p-tag" href="https://medium.com/tag/piers">Piers</a></p>${byOfMedium.replace(/<p>Exported.*$/, '')}`,
      '<section data-field="subtitle" class="p-summary">Since the storm</section>',
    ),
    { topics: ['Piers'], standfirst: 'Since the storm' },
  ],
  [
    'Kirby',
    'kirby',
    kirbyPath,
    kirby(
      'Date: 2026-03-04 09:30',
      'Author:\n\n- Ada Quay\n- user://abc',
      'Tags: piers, sea air',
      'Subheading: Since the storm',
      `Text:\n\n${text}\n\n## Next\n\n\\----\n\nAll of (link: https://quay.example/t text: the times) is (link: https://quay.example/u).\n\n(image: p.jpg caption: A pier)`,
      'Infobox: Opened in 1890',
      'Uuid: x',
    ),
    {
      slug: 'pier-shut',
      standfirst: 'Since the storm',
      topics: ['piers', 'sea air'],
      body: `<p>${text}</p><h2>Next</h2><hr /><p>All of <a href="https://quay.example/t">the times</a> is <a href="https://quay.example/u">https://quay.example/u</a>.</p>`,
      droppedFromBody: ['(image: p.jpg)', '[Infobox]'],
    },
  ],
  [
    'blocks and layouts of Kirby',
    'kirby',
    'content/2_notes/3_pier-shut/note.de.txt',
    kirby(
      'Date: 2026-03-04 09:30',
      'Author: Ada Quay',
      `Text: ${JSON.stringify([
        { type: 'heading', content: { level: 'h3', text: 'Next' } },
        { type: 'text', content: { text: `<p>${text}</p>` } },
        { type: 'text', content: { text: '<p>Secret.</p>' }, isHidden: true },
        { columns: [{ blocks: [{ type: 'quote', content: { text: 'Shut.', citation: 'Ada' } }] }] },
        { type: 'gallery', content: { images: ['a.jpg'] } },
      ])}`,
    ),
    {
      language: 'de',
      body: `<h3>Next</h3><p>${text}</p><blockquote><p>Shut.</p><p><cite>Ada</cite></p></blockquote>`,
      droppedFromBody: ['[gallery]'],
    },
  ],
  ...[
    ['and blocks', `Text: ${text}`, `Blocks: ${blocksOfKirby(more)}`, `<p>${text}</p><p>${more}</p>`],
    ['and a body', `Text: ${text}`, `Body: ${more}`, `<p>${text}</p><p>${more}</p>`],
    ['in front of its name', `Blocks: ${blocksOfKirby(more)}`, `Text: ${text}`, `<p>${more}</p><p>${text}</p>`],
    ['that is empty', 'Text:', `Body: ${more}`, `<p>${more}</p>`],
    ['and blocks made from it', `Text: ${text}`, `Blocks: ${blocksOfKirby(text)}`, `<p>${text}</p>`],
    [
      'and a picture',
      `Text: ${text}`,
      'Blocks: [{"type":"image","content":{"src":"https://quay.example/p.jpg"}}]',
      `<p>${text}</p><figure><img src="https://quay.example/p.jpg" alt="" /></figure>`,
    ],
    ['and a layout by its name', `Text: ${text}`, 'Layout: wide', `<p>${text}</p>`],
    ['and pages beside it', `Text: ${text}`, 'Content:\n\n- page://a\n- page://b', `<p>${text}</p>`],
    [
      'with brackets in an address',
      `Text: (link: https://en.quay.example/Eel_(fish) text: eel) (see (link: https://quay.example/t))`,
      'Uuid: x',
      '<p><a href="https://en.quay.example/Eel_(fish)">eel</a> (see <a href="https://quay.example/t">https://quay.example/t</a>)</p>',
    ],
  ].map(([of, one = '', other = '', body]): [string, string, string, string, object] => [
    `a text of Kirby ${of}`,
    'kirby',
    kirbyPath,
    kirby('Date: 2026-03-04 09:30', 'Author: Ada Quay', one, other),
    { body },
  ]),
  [
    'Lektor',
    'kirby',
    'content/blog/pier-shut/contents.lr',
    `_model: blog-post\n---\ntitle: Pier shut\n---\nauthor: Ada Quay\n---\npub_date: 2026-03-04 09:30\n---\nsummary:\n\nSince the storm\n---\ntags:\n\npiers\nsea air\n---\nbody:\n\n${text}\n\n----\n\n## Next\n`,
    {
      slug: 'pier-shut',
      standfirst: 'Since the storm',
      topics: ['piers', 'sea air'],
      body: `<p>${text}</p><hr /><h2>Next</h2>`,
    },
  ],
  [
    'blocks of Lektor',
    'kirby',
    'contents.lr',
    `title: Pier shut\n---\nauthor: Ada Quay\n---\npub_date: 2026-03-04 09:30\n---\nbody:\n\n#### banner ####\nimage: p.jpg\n----\nheight: 5\n#### text-block ####\ntext:\n\n${text}\n----\nclass: wide\n`,
    { body: `<p>${text}</p>` },
  ],
])('%s', async (_, format, name, given, expected) => {
  const read = await readArchiveText(given, name, { site: 'https://quay.example' });
  expect(read.kind).toBe(format);
  expect(read.refused ?? []).toEqual([]);
  expect(read.documents).toMatchObject([
    { headline: 'Pier shut', publishedAt: at, attributions: expect.arrayContaining([author('Ada Quay')]), ...expected },
  ]);
  expect(reasonsOf(read.documents[0])).toEqual([]);
});

test.each<[string, string, string, RegExp]>([
  [
    'a draft of Blogger',
    'a.xml',
    bloggerOf(
      entry('post-1', 'Plan', `${kind('post')}<app:control><app:draft>yes</app:draft></app:control>${content(text)}`),
    ),
    /“draft”/,
  ],
  [
    'a blog of Blogger for some readers',
    'a.xml',
    bloggerOf(
      post,
      entry('settings.BLOG_READ_ACCESS_MODE', 'x', `${kind('settings')}<content type="text">PRIVATE</content>`),
    ),
    /isn’t for everybody/,
  ],
  ['a draft by Takeout', 'a.atom', takeout(since2018('POST', 'DRAFT', 'Plan')), /“DRAFT”/],
  ['a state by Takeout that nobody knows', 'a.atom', takeout(since2018('POST', 'GHOSTED', 'Plan')), /“GHOSTED”/],
  [
    'a draft of Medium',
    'posts/draft_Pier-abc.html',
    medium(
      `${titleOfMedium}<p>On 4 March 2026 ${text}</p>`,
      '<p><a href="https://medium.com/p/abc">View original.</a></p>',
    ),
    /draft on Medium/,
  ],
  [
    'an answer on Medium',
    'posts/2026-03-04_I-agree.html',
    medium(`<p>Pier shut.</p>`, byOfMedium),
    /answers to others/,
  ],
  ['a draft of Substack', 'posts.csv', substack('1.pier,,false,,,newsletter,everyone,Pier,,'), /“draft”/],
  [
    'a post of Substack without its text',
    'posts.csv',
    `${columnsOfSubstack},body_html\n1.pier,2026-03-04T09:30:00.000Z,true,,,newsletter,everyone,Pier,Since the storm,,\n2.paid,2026-03-04T09:30:00Z,true,,,page,everyone,P,,,\n3.other,2026-03-04T09:30:00Z,true,,,newsletter,only_paid,P,,,<p>x</p>\n`,
    /text isn’t in the export/,
  ],
  ['a draft of Movable Type', 'a.txt', movableType('STATUS: Draft\nDATE: 03/04/2026 09:30:00 AM'), /“Draft”/],
  [
    'Textile in Movable Type',
    'a.txt',
    movableType('CONVERT BREAKS: textile_2\nDATE: 03/04/2026 09:30:00 AM', `h2. Next\n\n*${text}*`),
    /Textile/,
  ],
  ['a review of Movable Type', 'a.txt', movableType('STATUS: Review\nDATE: 03/04/2026 09:30:00 AM'), /“Review”/],
  [
    'a folder of drafts in Kirby',
    'content/_drafts/pier/note.txt',
    kirby('Date: 2026-03-04', `Text: ${text}`),
    /drafts/,
  ],
  [
    'a page of Kirby in no list',
    'content/2_notes/pier/note.txt',
    kirby('Date: 2026-03-04', `Text: ${text}`),
    /“in no list”/,
  ],
  ['a state in Kirby', kirbyPath, kirby('Status: draft', `Text: ${text}`), /“draft”/],
  [
    'a page of Lektor in no list',
    'contents.lr',
    `title: Pier\n---\npub_date: 2026-03-04\n---\n_discoverable: no\n---\nbody: ${text}\n`,
    /“in no list”/,
  ],
])('%s waits for an editor', async (_, name, given, reason) => {
  const { documents } = await readArchiveText(given, name);
  expect(documents).toHaveLength(1);
  expect(reasonsOf(documents[0]).join(' ')).toMatch(reason);
});

test.each<[string, string, string]>([
  ['what is binned in Blogger', 'a.atom', takeout(since2018('POST', 'SOFT_TRASHED', 'Plan'))],
  ['what is for members of Substack', 'a.csv', substack('1.p,2026-03-04T09:30:00Z,true,,,newsletter,only_paid,P,,')],
  ['what went out by e-mail', 'a.csv', substack('1.p,2026-03-04T09:30:00Z,true,,,adhoc_email,everyone,P,,')],
  ['what has a password in Movable Type', 'a.txt', movableType('PASSWORD: eel\nDATE: 03/04/2026 09:30:00 AM')],
])('%s is refused by its name', async (_, name, given) => {
  const { documents, refused } = await readArchiveText(given, name);
  expect(documents).toEqual([]);
  expect(refused).toMatchObject([{ reason: expect.stringMatching(/isn’t public/) }]);
});

test('a table of Substack by itself gives teasers, and its podcasts a player', async () => {
  const { documents } = await readArchiveText(
    `${columnsOfSubstack}\n1.pier,2026-03-04T09:30:00Z,true,,,newsletter,everyone,Pier,Since the storm,\n2.talk,2026-03-04T09:30:00Z,true,,,podcast,everyone,Talk,,https://quay.example/a.mp3\n`,
    'posts.csv',
  );
  expect(documents).toMatchObject([
    { standfirst: 'Since the storm', body: '', unsure: undefined },
    { body: expect.stringMatching(/^<figure data-embed=.*https:\/\/quay.example\/a.mp3/), unsure: undefined },
  ]);
});

test('what is hidden in Lektor is refused', async () => {
  const given = `title: Pier\n---\n_hidden: yes\n---\nbody: ${text}\n`;
  await expect(readArchiveText(given, 'contents.lr')).rejects.toThrow(/isn’t public/);
});

test('texts of Substack are read with the table that tells of them, and nothing twice', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-substack-'));
  const table = `${columnsOfSubstack}\n1.pier,2026-03-04T09:30:00.000Z,true,,,newsletter,everyone,Pier shut,"Since, so",\n../notes/1.pier,2026-03-04T09:30:00.000Z,true,,,newsletter,everyone,Plan,,\n3.talk,2026-03-04T09:30:00.000Z,true,,,thread,everyone,Talk,,\n`;
  const files = {
    'posts.csv': table,
    'email_list.quay.csv': 'email\nada@quay.example\n',
    'posts/1.pier.html': `<p>${text}</p><div class="subscription-widget-wrap"><p>Subscribe!</p></div>`,
    'posts/1.pier.delivers.csv': 'post_id,email\n1,ada@quay.example\n',
    'posts/9.other.html': '<p>Of no post.</p>',
    'notes/1.pier.html': '<p>Elsewhere.</p>',
  };
  await mkdir(join(folder, 'posts'));
  await mkdir(join(folder, 'notes'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const found = await findInputs([folder]);
  expect(found.inputs.map(({ name }) => name.slice(folder.length + 1))).toEqual([
    'notes/1.pier.html',
    'posts/9.other.html',
    'posts.csv',
  ]);
  expect(Object.fromEntries(found.skipped)).toEqual({ '.csv': 2 });
  const joined = await withTexts(join(folder, 'posts.csv'), table);
  const { kind, documents, others } = await readArchiveText(joined, 'posts.csv');
  expect([kind, others]).toEqual(['substack', { threads: 1 }]);
  expect(documents).toMatchObject([
    { headline: 'Pier shut', standfirst: 'Since, so', slug: 'pier', body: `<p>${text}</p>`, unsure: undefined },
    { headline: 'Plan', body: '', unsure: expect.stringMatching(/text isn’t in the export/) },
  ]);
  await rm(folder, { recursive: true });
});

test('what is no post is counted', async () => {
  const blogger = bloggerOf(post, entry('post-12', 'Nice', kind('comment')), entry('layout', 'x', kind('template')));
  expect((await readArchiveText(blogger, 'a.xml')).others).toEqual({ settings: 1, comments: 1, templates: 1 });
  const picture = 'Alt: A pier\n\n----\n\nCaption: At dusk\n\n----\n\nTemplate: image';
  expect(await readArchiveText(picture, 'p.jpg.txt')).toMatchObject({ others: { 'descriptions of files': 1 } });
  expect(await readArchiveText(kirby('Cover: x'), 'notes.txt')).toMatchObject({ documents: [], others: { pages: 1 } });
});

test.each([
  ['without a title, by its id', `Text: ${text}\n\n----\n\nDate: 2026-03-04\n\n----\n\nUuid: x\n`],
  ['whose title is its last field', `Date: 2026-03-04\n\n----\n\nText: ${text}\n\n----\n\nTitle: x\n`],
  ['with a state and no title', `Status: draft\n\n----\n\nText: ${text}\n`],
])('a page of Kirby %s', (_, given) => expect(detectKind(given, 'note.txt')).toBe('kirby'));

test('a list of what somebody has read on Medium is no post', async () => {
  const given = medium('', byOfMedium).replace('e-content', 'h-feed');
  expect((await readArchiveText(given, 'a.html')).others).toEqual({ 'other pages of Medium': 1 });
});

test('a picture of Blogger with its caption is the lead picture', async () => {
  const captioned = `<table class="tr-caption-container"><tbody><tr><td><a href="https://quay.example/p.jpg"><img src="https://quay.example/p.jpg"></a></td></tr><tr><td class="tr-caption">A pier</td></tr></tbody></table><p>${text}</p>`;
  const { documents } = await readArchiveText(
    bloggerOf(entry('post-12', 'Pier shut', `${kind('post')}${content(captioned)}`)),
    'a.xml',
  );
  expect(documents).toMatchObject([
    { image: { url: 'https://quay.example/p.jpg', caption: 'A pier' }, body: `<p>${text}</p>` },
  ]);
});

test.each([
  [
    'a day with the month first in Movable Type',
    movableType('DATE: 03/04/2026 12:30:00 AM'),
    '2026-03-04T00:30:00.000Z',
  ],
  ['noon', movableType('DATE: 03/04/2026 12:30:00 PM'), '2026-03-04T12:30:00.000Z'],
])('%s', async (_, given, expected) => {
  const { documents } = await readArchiveText(given, 'a.txt');
  expect(documents[0]?.publishedAt.toISOString()).toBe(expected);
});

test.each([
  ['a rule', `<p>${text}</p>\n--------\n<p>${more}</p>`],
  ['a rule and a label', `<p>${text}</p>\n--------\nNOTE: <p>${more}</p>`],
  ['a rule at its end', `<p>${text}</p>\n<p>${more}</p>\n--------`],
])('%s of eight dashes in a text of Movable Type ends no entry', async (_, body) => {
  const next = movableType('BASENAME: next\nDATE: 03/05/2026 09:30:00 AM');
  const { documents, refused } = await readArchiveText(
    movableType('DATE: 03/04/2026 09:30:00 AM', body) + next,
    'a.txt',
  );
  expect(refused).toEqual([]);
  expect(documents).toMatchObject([{ body: expect.stringContaining(more) }, { slug: 'next', body: `<p>${text}</p>` }]);
});

test('entries of Movable Type end with eight dashes whatever is their first line', async () => {
  const entry = (head: string) =>
    `${head}\nTITLE: Pier shut\nDATE: 03/04/2026 09:30:00 AM\n-----\nBODY:\n${text}\n-----\n--------\n`;
  const given = ['BASENAME: one', 'ALLOW COMMENTS: 1\nBASENAME: two', 'X FIELD: 1\nBASENAME: three']
    .map(entry)
    .join('');
  const { documents } = await readArchiveText(given, 'a.txt');
  expect(documents.map(({ slug }) => slug)).toEqual(['one', 'two', 'three']);
});

test('a day of Movable Type that is none is refused in one entry alone', async () => {
  const given = movableType('DATE: 13/04/2026 09:30:00 AM') + movableType('DATE: 03/04/2026 09:30:00 AM');
  const { documents, refused } = await readArchiveText(given, 'a.txt');
  expect(documents).toHaveLength(1);
  expect(refused).toMatchObject([{ item: 'Pier shut', reason: expect.stringMatching(/^DATE: .* is no date/) }]);
});

test.each<[string, string, string]>([
  ['a text with labels and rules', 'Pier shut\n\nNote: it rains.\n\n----\n\nMore: soon.\n', 'text'],
  ['a text with one label in front', `Interview: Ada Quay\n\n${text}\n\n----\n\n${more}\n`, 'text'],
  ['front matter of Hexo', `title: Pier shut\ndate: 2026-03-04\n---\n${text}\n`, 'markdown'],
  [
    'front matter of Hexo with a rule behind it',
    `title: Pier shut\ndate: 2026-03-04\n---\n${text}\n\n---\nNote: so.\n`,
    'markdown',
  ],
  ['front matter with a rule behind it', `---\ntitle: Pier\n---\n\nText: ${text}\n\n----\n\nTitle: x\n`, 'markdown'],
  ['a page that names Medium', `<!DOCTYPE html><html><body><p>Exported from <b>Medium</b></p></body></html>`, 'html'],
  ['a text about a title', `Title: Pier shut\n\n${text}\n\n----\n\nNote: ${more}\n`, 'text'],
  [
    'a head in capitals',
    `HEADLINE: Pier shut\nDATELINE: Quay, March 4, 2026\nBYLINE: Ada Quay\n-----\n${text}\n`,
    'text',
  ],
  ['a talk with the public', `Public: Is it?\n\n----\n\nAda: ${text}\n\n----\n\nPublic: ${more}\n`, 'text'],
  ['an interview', `Text: Ada Quay\n\n----\n\nAda: ${text}\n\n----\n\nBob: ${more}\n`, 'text'],
  ['a label in capitals', `UPDATE: Pier shut\n\n${text}\n-----\n${more}\n`, 'text'],
  ['a feed of Blogger', bloggerOf(post).replace(/<entry>.*?settings.*?<\/entry>/s, ''), 'feed'],
  [
    'a feed that tells of Blogger',
    `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Pier shut</title>${content('<p>xmlns:blogger="http://schemas.google.com/blogger/2018", term="http://schemas.google.com/blogger/2008/kind#settings"</p>')}</entry></feed>`,
    'feed',
  ],
  [
    'an entry without its feed',
    '<?xml version="1.0"?><entry xmlns="http://www.w3.org/2005/Atom"><title>Pier</title></entry>',
    'feed',
  ],
  ['another entry', '<entry><title>Pier shut</title><content>It is shut.</content></entry>', 'xml-records'],
])('%s is none of them', (_, given, format) => {
  expect(detectKind(given, 'a.txt')).toBe(format);
});
