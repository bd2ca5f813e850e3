/** Markdown files with front matter, as Hugo, Jekyll and others keep them. */

import { expect, test } from 'vitest';
import type { ImportedDocument } from '../../src/import/imported-document.ts';
import { bodyOfMarkdown } from '../../src/import/markdown/body.ts';
import { readArchiveText } from '../support/read-archive.ts';

async function only(text: string, name = 'ferry.md', site?: string): Promise<ImportedDocument> {
  const { kind, documents } = await readArchiveText(text, name, { site });
  expect([kind, documents.length]).toEqual(['markdown', 1]);
  return documents[0] as ImportedDocument;
}

const yaml = (lines: string, text = 'The ferry is back.') => `---\n${lines}\n---\n\n${text}\n`;

test.each<[string, string]>([
  [
    'YAML',
    yaml(
      'title: "The ferry: back"\ndate: 2026-03-04T10:00:00+02:00\nauthors: [Ada Quay, Ben Sluice]\ntags:\n  - Ferries\ncategories: Town\naliases: [/old/ferry-news/]\ndescription: It sails.\ncover: {image: /weir.jpg, alt: A weir, caption: At dusk}',
    ),
  ],
  [
    'TOML',
    '+++\ntitle = "The ferry: back"\ndate = 2026-03-04T10:00:00+02:00\nauthors = ["Ada Quay", "Ben Sluice"]\ntags = ["Ferries"]\ncategories = ["Town"]\naliases = ["/old/ferry-news/"]\ndescription = "It sails."\n[cover]\nimage = "/weir.jpg"\nalt = "A weir"\ncaption = "At dusk"\n+++\n\nThe ferry is back.\n',
  ],
  [
    'JSON',
    `${JSON.stringify({ title: 'The ferry: back', date: '2026-03-04T10:00:00+02:00', authors: ['Ada Quay', 'Ben Sluice'], tags: ['Ferries'], categories: ['Town'], aliases: ['/old/ferry-news/'], description: 'It sails.', cover: { image: '/weir.jpg', alt: 'A weir', caption: 'At dusk' } }, null, 2)}\n\nThe ferry is back.\n`,
  ],
])('front matter in %s gives all parts', async (_, text) => {
  expect(await only(text, 'content/town/ferry.fr.md', 'https://weir.example/')).toMatchObject({
    origin: 'markdown:2026-03-04:fr:ferry',
    slug: 'ferry',
    formerSlugs: ['ferry-news'],
    headline: 'The ferry: back',
    standfirst: 'It sails.',
    body: '<p>The ferry is back.</p>',
    publishedAt: new Date('2026-03-04T08:00:00Z'),
    sections: ['Town'],
    topics: ['Ferries'],
    image: { url: 'https://weir.example/weir.jpg', alt: 'A weir', caption: 'At dusk' },
    attributions: [{ source: { name: 'Ada Quay' } }, { source: { name: 'Ben Sluice' } }],
  });
});

test.each<[string, string, string, Partial<ImportedDocument>]>([
  [
    'Jekyll’s date and words',
    '_posts/2026-03-04-the-ferry.md',
    yaml('tags: river boats'),
    {
      headline: 'The ferry',
      publishedAt: new Date('2026-03-04T00:00:00Z'),
      isDateOnly: true,
      topics: ['river', 'boats'],
    },
  ],
  [
    'a heading for a title',
    'a.md',
    yaml('date: 2026-03-04', '# Back\n\nIt is.'),
    { headline: 'Back', body: '<p>It is.</p>' },
  ],
  [
    'a title with a colon that YAML wants quoted',
    'a.md',
    yaml('title: Floods: what "we" know\nauthor: Ada Quay\ndescription: Rain: more of it'),
    { headline: 'Floods: what "we" know', standfirst: 'Rain: more of it' },
  ],
  [
    'a folder’s name',
    'content/river/the-weir/index.md',
    yaml('date: 2026-03-04'),
    { slug: 'the-weir', sections: ['River'] },
  ],
  ['a draft', 'a.md', yaml('title: A\ndate: 2026-03-04\ndraft: true'), { unsure: expect.stringMatching(/draft/) }],
  [
    'what isn’t published',
    'a.md',
    yaml('title: A\ndate: 2026-03-04\npublished: false'),
    { unsure: expect.any(String) },
  ],
  ['a folder of drafts', '_drafts/a.md', yaml('title: A'), { unsure: expect.any(String), isDateGuessed: true }],
  [
    'a date to come',
    'a.md',
    yaml('title: A\ndate: 2026-06-01'),
    { unsure: undefined, publishedAt: new Date('2026-06-01T00:00:00Z') },
  ],
  [
    'an embargo',
    'a.md',
    yaml('title: A\ndate: 2026-03-04\nembargo: 2026-06-01T06:00:00Z'),
    { publishedAt: new Date('2026-06-01T06:00:00Z') },
  ],
  [
    'no front matter',
    'a.md',
    '# A\n\nIt is.',
    { headline: 'A', unsure: expect.stringMatching(/without front matter/) },
  ],
  [
    'properties of Notion',
    'Back 1a2b3c4d5e6f70819202122232425262.md',
    '# Back\n\nReporter: Ada Quay\nPublish date: March 4, 2026 9:30 AM\nStatus: Published\nWord count: 300\nTags: ferries, boats\n\nIt is.\n',
    {
      origin: 'markdown:1a2b3c4d5e6f70819202122232425262',
      slug: 'Back',
      headline: 'Back',
      body: '<p>It is.</p>',
      publishedAt: new Date('2026-03-04T09:30:00Z'),
      topics: ['ferries', 'boats'],
      unsure: undefined,
    },
  ],
  [
    'a property of Notion that is no part of a piece, and is told',
    'Back 1a2b3c4d5e6f70819202122232425262.md',
    '# Back\n\nStatus: Published\nPublished: March 4, 2026\nMood: rather glad\nWord count: 300\n\nIt is.\n',
    { body: '<p>It is.</p>', droppedFromBody: ['[Mood]'] },
  ],
  [
    'a draft of Notion',
    'Back 1a2b3c4d5e6f70819202122232425262.md',
    '# Back\n\nStatus: In progress\nPublish date: March 4, 2026\n\nIt is.\n',
    { unsure: expect.stringMatching(/“In progress”/), body: '<p>It is.</p>' },
  ],
  [
    'properties under a heading without front matter',
    'a.md',
    '# Back\n\nAuthor: Ada Quay\nDate: 2026-03-04\nStatus: Live\n\nIt is.\n',
    { unsure: undefined, body: '<p>It is.</p>', publishedAt: new Date('2026-03-04T00:00:00Z') },
  ],
  [
    'a day since when it is published, on a page of Notion',
    'Back 1a2b3c4d5e6f70819202122232425262.md',
    '# Back\n\nAuthor: Ada Quay et al.\nPublished: March 4, 2026 9:30 a.m.\n\nIt is.\n',
    { unsure: undefined, publishedAt: new Date('2026-03-04T09:30:00Z') },
  ],
  ...(
    [
      ['a note', 'memo.md', 'Date: March 4, 2026\nAuthor: Ada Quay'],
      ['a page of Notion', 'Back 1a2b3c4d5e6f70819202122232425262.md', 'Created: March 4, 2026\nOwner: Ada Quay'],
      ['a day to publish it', 'a.md', 'Publish date: March 4, 2026\nAuthor: Ada Quay'],
      ['a task', 'a.md', 'Status: Open\nDate: March 4, 2026'],
    ] as const
  ).map(([of, name, lines]): [string, string, string, Partial<ImportedDocument>] => [
    `${of} whose properties don’t say that it is published`,
    name,
    `# Back\n\n${lines}\n\nIt is.\n`,
    { unsure: expect.stringMatching(/don’t say that it is published/), body: '<p>It is.</p>' },
  ]),
  ...(
    [
      ['questions', 'Author: What do you think of it?\nMayor: Nothing at all.'],
      ['answers', 'Mayor: Nothing.\nReporter: I have nothing to do with it.'],
      ['turns', 'Author: So\nMayor: Well\nAuthor: Is it'],
    ] as const
  ).map(([of, lines]): [string, string, string, Partial<ImportedDocument>] => [
    `${of} on a page of Notion`,
    'Back 1a2b3c4d5e6f70819202122232425262.md',
    `# Back\n\n${lines}\n\nMore.\n`,
    { unsure: expect.any(String), body: `<p>${lines.replaceAll('\n', ' ')}</p><p>More.</p>`, attributions: [] },
  ]),
  [
    'a text among properties',
    'a.md',
    '# Back\n\nText: It is.\nDate: 4 March 2026\n\nMore.\n',
    { body: '<p>It is.</p><p>More.</p>', publishedAt: new Date('2026-03-04T00:00:00Z') },
  ],
  [
    'lines with a colon that are a text',
    'a.md',
    '# Back\n\nQuestion: Is it?\nAnswer: It is.\n\nMore.\n',
    {
      unsure: expect.stringMatching(/without front matter/),
      body: '<p>Question: Is it? Answer: It is.</p><p>More.</p>',
    },
  ],
  [
    'a line with a colon on a page of Notion',
    'Back 1a2b3c4d5e6f70819202122232425262.md',
    '# Back\n\nNote: it is.\n\nMore.\n',
    { unsure: expect.stringMatching(/without front matter/), body: '<p>Note: it is.</p><p>More.</p>' },
  ],
  [
    'one property of a page that isn’t Notion’s',
    'a.md',
    '# Back\n\nText: it is.\n\nMore.\n',
    { body: '<p>Text: it is.</p><p>More.</p>' },
  ],
  [
    'a page of Grav',
    'user/pages/01.town/back-again/item.en.md',
    yaml(
      'title: Back\ndate: 2026-03-04\ntaxonomy:\n  category: [Town]\n  tag: [ferries, boats]\n  author: Ada Quay',
      'It is.\n\n===\n\nMore.',
    ),
    {
      slug: 'back-again',
      language: 'en',
      sections: ['Town'],
      topics: ['ferries', 'boats'],
      body: '<p>It is.</p><p>More.</p>',
    },
  ],
  ...(
    [
      ['in no menu', 'visible: false', 'user/pages/01.town/back-again/item.md', undefined],
      ['in no menu, by its route', 'visible: false\nroutable: true', 'town/back-again.md', undefined],
      ['without a route', 'routable: false', 'town/back-again/page.md', expect.stringMatching(/draft/)],
      ['not published', 'visible: true\npublished: false', 'user/pages/a/item.md', expect.stringMatching(/draft/)],
    ] as const
  ).map(([of, line, name, unsure]): [string, string, string, Partial<ImportedDocument>] => [
    `a page of Grav ${of}`,
    name,
    yaml(`title: Back\ndate: 2026-03-04\n${line}`),
    { unsure },
  ]),
  [
    'what isn’t visible elsewhere',
    'content/town/back.md',
    yaml('title: Back\nvisible: false'),
    { unsure: expect.stringMatching(/draft/) },
  ],
  ...(
    [
      ['content/posts/item.md', 'item'],
      ['content/posts/default.md', 'default'],
      ['content/posts/100.days-after.md', '100.days-after'],
      ['content/posts/10.things-to-do.md', '10.things-to-do'],
      ['content/01.posts/02.back/default.md', 'back'],
      ['user/pages/posts/back/default.md', 'back'],
    ] as const
  ).map(([name, slug]): [string, string, string, Partial<ImportedDocument>] => [
    `the name of ${name}`,
    name,
    yaml('title: Back'),
    { slug },
  ]),
  ['a folder’s place', 'content/2.town/1.back.md', yaml('title: Back'), { slug: 'back', sections: ['Town'] }],
  ['a number that is a name', 'content/10.5-knots.md', yaml('title: Back'), { slug: '10.5-knots' }],
  [
    'a tree of Statamic in front',
    'content/2026-03-04-0930.back.md',
    yaml(
      "title: Back\npublished: true\ncontent:\n  -\n    type: paragraph\n    content:\n      -\n        type: text\n        text: 'It is.'",
      '',
    ),
    { slug: 'back', publishedAt: new Date('2026-03-04T00:00:00Z'), body: '<p>It is.</p>' },
  ],
  ['a key of a table of people', 'a.md', yaml('title: A\nauthor: ada-q'), { attributions: [] }],
])('%s is understood', async (_, name, text, expected) => {
  expect(await only(text, name)).toMatchObject(expected);
});

test.each([
  ['private', yaml('title: A\nprivate: true')],
  ['for members', yaml('title: A\nvisibility: members')],
  ['behind a password', yaml('title: A\npassword: eel')],
  ['over', yaml('title: A\nexpiryDate: 2026-04-01')],
])('what is %s is refused', async (_, text) => {
  await expect(only(text)).rejects.toThrow(/isn’t public/);
});

test.each([
  ['broken YAML', '---\ntitle: "A\n---\nx', /no YAML/],
  ['a state with a colon', yaml('title: A: b\nstatus: draft: no'), /no YAML/],
  ['a title with a colon that goes on', yaml('title: A: b\n  and c'), /no YAML/],
  ['YAML that grows', '---\na: &a [x]\nb: *a\ntitle: A\n---\nx', /no YAML/],
  ['broken TOML', '+++\ntitle = \n+++\nx', /no TOML/],
  ['a date that can’t be told', yaml('title: A\ndate: 03/04/2026'), /no date/],
])('%s is refused in words', async (_, text, reason) => {
  await expect(only(text)).rejects.toThrow(reason);
});

test('a page is no piece, and is counted', async () => {
  const { documents, others } = await readArchiveText(yaml('title: About\nlayout: page'), 'about.md');
  expect([documents, others]).toEqual([[], { pages: 1 }]);
});

const player = '<iframe src="https://www.youtube.com/watch?v=abc12345"></iframe>';
test.each([
  [
    'a figure of Hugo',
    '{{< figure src="a.jpg" alt="A" caption="C & D" >}}',
    '<figure><img src="a.jpg" alt="A"><figcaption>C &amp; D</figcaption></figure>',
    [],
  ],
  ['a player', '{{< youtube abc12345 >}}', player, []],
  ['a text in a tag', '{{% notice tip %}}\nWords\n{{% /notice %}}', '<p>Words</p>', []],
  ['a link by reference', '[x]({{< ref "news/other.md" >}})', '<p><a href="/news/other/">x</a></p>', []],
  ['a tag that shows something', 'A {{< chart 3 >}}', '<p>A</p>', ['{{< chart >}}']],
  [
    'Liquid',
    '{% include ad.html %}[x]({{ site.baseurl }}/y){: .lead}',
    '<p><a href="/y">x</a></p>',
    ['{% include ad.html %}'],
  ],
  ['code about tags', '```\n{{< chart >}}\n```', '<pre><code>{{&lt; chart &gt;}}</code></pre>', []],
  [
    'code in a line',
    'Use `<Chart />` and ``[[ -f `x` ]]``',
    '<code>&lt;Chart /&gt;</code> and <code>[[ -f `x` ]]</code>',
    [],
  ],
  [
    'a comment between words that show code',
    'Write `<code>` to begin.\n\n{% comment %}SECRET{% endcomment %}\n\nAnd `</code>` to end.',
    '<p>Write <code>&lt;code&gt;</code> to begin.</p>\n<p>And <code>&lt;/code&gt;</code> to end.</p>',
    [],
  ],
  [
    'a comment between fences that show code',
    '```\n<pre>\n```\n{% comment %}SECRET{% endcomment %}\n```\n</pre>\n```',
    '<pre><code>&lt;pre&gt;</code></pre>\n<pre><code>&lt;/pre&gt;</code></pre>',
    [],
  ],
  [
    'a comment with a block of code',
    'A\n{% comment %}\n```\nx\n```\nSECRET{% endcomment %}\nB\n\n    {% x %}',
    '<p>A</p>\n<p>B</p>\n<pre><code>{% x %}</code></pre>',
    [],
  ],
  [
    'a comment behind code, between two backticks',
    'A ` b\n```\nx\n```\n{% comment %}SECRET{% endcomment %}C ` d',
    '<pre><code>x</code></pre>\n<p>C ` d</p>',
    [],
  ],
  ['a comment in code', '<pre>a{% comment %}SECRET{% endcomment %}b</pre>', 'ab', []],
  ['code begun in a comment', '{% comment %}SECRET <code>{% endcomment %} A </code> B', '<p>A </code> B</p>', []],
  ['code begun in a comment of Hugo', '{{< comment >}}SECRET <pre>{{< /comment >}}A </pre> B', '<p>A </pre> B</p>', []],
  ['indented code', 'A\n\n    if [[ -d x ]]; then\n\nB', 'if [[ -d x ]]; then', []],
  ['a tag in an item of a list', '- A\n\n    {{< chart >}}\n', '<li>', ['{{< chart >}}']],
  ['a link in brackets', '[[1]](https://p.example/one) [[a|b]]', '<a href="https://p.example/one">[1]</a> b', []],
  ['prose about exports', 'export let it be, she said', '<p>export let it be, she said</p>', []],
  ['prose about imports', "import 'x' is how it begins.", "<p>import 'x' is how it begins.</p>", []],
])('in a text, %s', (_, text, html, dropped) => {
  expect(bodyOfMarkdown(text)).toEqual({ html: expect.stringContaining(html), dropped });
});
