/** WordPress exports (WXR): what becomes of posts of every state, and of what their bodies are written with. */

import { expect, test } from 'vitest';
import type { ImportedDocument } from '../../src/import/imported-document.ts';
import { readHere } from '../../src/import/reading.ts';
import { bodyOfPost } from '../../src/import/wordpress/body.ts';

const now = new Date('2026-05-01T00:00:00Z');

const site = `<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Weir Post</title>
  <link>https://weir.example</link><language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
  <wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name><![CDATA[Ada Quay]]></wp:author_display_name></wp:author>
  <wp:author><wp:author_login>ben</wp:author_login><wp:author_display_name>ben</wp:author_display_name>
    <wp:author_first_name>Ben</wp:author_first_name><wp:author_last_name>Sluice</wp:author_last_name></wp:author>
  <wp:author><wp:author_login>desk</wp:author_login><wp:author_display_name>desk</wp:author_display_name></wp:author>
  <wp:category><wp:term_id>7</wp:term_id><wp:category_nicename>river</wp:category_nicename><wp:cat_name>River</wp:cat_name></wp:category>`;

const meta = (key: string, value: string) =>
  `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value><![CDATA[${value}]]></wp:meta_value></wp:postmeta>`;
const term = (domain: string, slug: string, name: string) =>
  `<category domain="${domain}" nicename="${slug}"><![CDATA[${name}]]></category>`;

interface Post {
  readonly id?: number;
  readonly title?: string;
  readonly status?: string;
  readonly type?: string;
  readonly date?: string;
  readonly body?: string;
  readonly more?: string;
}

const post = ({ id = 1, title = 'Eels', status = 'publish', type = 'post', date, body = 'Words.', more = '' }: Post) =>
  `<item><title>${title}</title><link>https://weir.example/eels/</link><dc:creator>ada</dc:creator>
  <guid isPermaLink="false">https://weir.example/?p=${id}</guid><content:encoded><![CDATA[${body}]]></content:encoded>
  <wp:post_id>${id}</wp:post_id><wp:post_date>2026-03-03 12:00:00</wp:post_date>
  <wp:post_date_gmt>${date ?? '2026-03-03 10:00:00'}</wp:post_date_gmt><wp:post_name>eels</wp:post_name>
  <wp:status>${status}</wp:status><wp:post_type>${type}</wp:post_type>${more}</item>`;

async function read(...items: readonly string[]) {
  const text = `${site}${items.join('')}</channel></rss>`;
  const reading = await readHere({ text, name: 'export.xml', now }, []);
  if (reading.kind === 'views') throw new Error('No views.');
  expect(reading.kind).toBe('wordpress');
  return reading.page;
}

async function only(given: Post): Promise<ImportedDocument> {
  const { documents } = await read(post(given));
  expect(documents).toHaveLength(1);
  return documents[0] as ImportedDocument;
}

test('a post has its headline, dates, names, rubrics, picture, address and former slugs', async () => {
  const picture = post({
    id: 9,
    title: 'weir.jpg',
    type: 'attachment',
    status: 'inherit',
    more: `<excerpt:encoded><![CDATA[The weir at dusk.]]></excerpt:encoded><wp:attachment_url>https://weir.example/weir.jpg</wp:attachment_url>
    ${meta('_wp_attachment_image_alt', 'A weir')}${meta('_media_credit', 'Cy Lock')}
    ${meta('_wp_attachment_metadata', 'a:2:{s:5:"width";i:1200;s:6:"height";i:800;}')}`,
  });
  const { documents, others, refused } = await read(
    picture,
    post({
      title: 'Eels &amp; weirs',
      more: `<excerpt:encoded><![CDATA[They <em>climb</em>.]]></excerpt:encoded><wp:post_modified_gmt>2026-03-04 08:00:00</wp:post_modified_gmt>
      ${meta('_thumbnail_id', '9')}${meta('_wp_old_slug', 'eel-news')}${meta('_yoast_wpseo_primary_category', '7')}
      ${term('category', 'uncategorized', 'Uncategorized')}${term('category', 'town', 'Town')}${term('category', 'river', 'River')}
      ${term('post_tag', 'eels', 'Eels')}${term('author', 'cap-ben', 'ben')}${term('author', 'cap-guest', 'Dee Ford')}`,
    }),
  );
  expect(refused).toEqual([]);
  expect(others).toEqual({ attachments: 1 });
  expect(documents).toMatchObject([
    {
      origin: 'https://weir.example/?p=1',
      url: 'https://weir.example/eels/',
      slug: 'eels',
      formerSlugs: ['eel-news'],
      headline: 'Eels & weirs',
      standfirst: 'They climb.',
      language: 'en-GB',
      publishedAt: new Date('2026-03-03T10:00:00Z'),
      updatedAt: new Date('2026-03-04T08:00:00Z'),
      sections: ['River', 'Town'],
      topics: ['Eels'],
      image: {
        url: 'https://weir.example/weir.jpg',
        width: 1200,
        height: 800,
        alt: 'A weir',
        caption: 'The weir at dusk.',
        creditLine: 'Cy Lock',
      },
      attributions: [
        { role: 'AUTHOR', source: { name: 'Ben Sluice' } },
        { role: 'AUTHOR', source: { name: 'Dee Ford' } },
        { role: 'PUBLISHER', source: { name: 'Weir Post' } },
        { role: 'IMAGE_CREDIT', source: { name: 'Cy Lock' } },
      ],
    },
  ]);
});

test.each<[string, Post, Partial<ImportedDocument>]>([
  [
    'draft',
    { status: 'draft', date: '0000-00-00 00:00:00' },
    { unsure: expect.stringMatching(/“draft”/), isDateGuessed: true },
  ],
  ['pending', { status: 'pending' }, { unsure: expect.stringMatching(/“pending”/) }],
  ['of a state of a plugin', { status: 'pitch' }, { unsure: expect.stringMatching(/“pitch”/) }],
  [
    'future',
    { status: 'future', date: '2026-06-01 10:00:00' },
    { unsure: undefined, publishedAt: new Date('2026-06-01T10:00:00Z') },
  ],
  ['future, in the past', { status: 'future' }, { unsure: expect.stringMatching(/nothing says that it did/) }],
  ['of a type of the newsroom', { type: 'opinion' }, { unsure: undefined }],
  ['of a type that nobody knows', { type: 'sermon' }, { unsure: expect.stringMatching(/“sermon”/) }],
  [
    'by a login that no name goes with',
    { more: term('author', 'desk', 'desk') },
    {
      attributions: [
        expect.objectContaining({ role: 'AUTHOR', source: expect.objectContaining({ name: 'Ada Quay' }) }),
        expect.objectContaining({ role: 'PUBLISHER' }),
      ],
    },
  ],
  [
    'with a picture that isn’t there',
    { more: meta('_thumbnail_id', '99') },
    { image: undefined, droppedFromBody: ['the lead picture, which the export doesn’t hold'] },
  ],
  ['in another language', { more: term('language', 'fr', 'Français') }, { language: 'fr' }],
])('a post that is %s', async (_, given, expected) => {
  expect(await only(given)).toMatchObject(expected);
});

test('what is private, binned or behind a password is refused by name, and the rest is read', async () => {
  const { documents, refused, others } = await read(
    post({ title: 'Private', status: 'private' }),
    post({ title: 'Binned', status: 'trash' }),
    post({ title: 'Locked', more: '<wp:post_password><![CDATA[eel]]></wp:post_password>' }),
    post({ title: 'About us', type: 'page' }),
    post({ title: 'Auto Draft', status: 'auto-draft' }),
    post({ title: 'Open' }),
  );
  expect(documents.map(({ headline }) => headline)).toEqual(['Open']);
  expect(refused?.map(({ item }) => item)).toEqual(['Private', 'Binned', 'Locked']);
  expect(refused?.every(({ reason }) => /isn’t public/.test(reason))).toBe(true);
  expect(others).toEqual({ pages: 1, 'automatic drafts': 1 });
});

test('an export without a post says what it holds', async () => {
  await expect(read(post({ type: 'attachment' }))).rejects.toThrow('without a post. attachments: 1');
});

test.each([
  ['a section of CDATA within another', 'One <![CDATA[ two ]]> three'],
  ['the end of a section as WordPress writes it', 'One ]]]]><![CDATA[> three'],
])('%s loses no text', async (_, body) => {
  const { body: html } = await only({ body });
  expect(html).toMatch(/One.* three/);
});

test('an item that breaks off, or that nothing closes, costs no other', async () => {
  const { documents } = await read(post({ title: 'First' }).replace('</item>', ''), post({ title: 'Second', id: 2 }));
  expect(documents.map(({ headline }) => headline)).toContain('Second');
});

const parts = {
  pictureOf: (id: string) => `<img src="https://weir.example/${id}.jpg">`,
  blockOf: () => '<p>Again.</p>',
};
const player = '<iframe src="https://video.example/1"></iframe>';

test.each([
  ['blank lines part paragraphs', 'One\ntwo\n\nthree', 'One<br>two<br><br>three'],
  ['lines within tags and code stay', '<pre>a\nb</pre><a\nhref="x">y</a>', '<pre>a\nb</pre><a\nhref="x">y</a>'],
  ['a list keeps its lines', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
  [
    'a caption becomes a figure',
    '[caption id="a" width="3"]<img src="x"> The weir[/caption]',
    '<figure><img src="x"><figcaption>The weir</figcaption></figure>',
  ],
  ['an embed is an address', '[embed]https://video.example/1[/embed]', player],
  ['so is one on its own line', 'One\n\nhttps://video.example/1\n\ntwo', `One<br><br>${player}<br><br>two`],
  [
    'so is one of a block',
    '<!-- wp:embed {"url":"x"} --><figure><div>\nhttps://video.example/1\n</div></figure><!-- /wp:embed -->',
    player,
  ],
  [
    'a gallery shows its pictures',
    '[gallery ids="4,5"]',
    '<img src="https://weir.example/4.jpg"><br><img src="https://weir.example/5.jpg">',
  ],
  ['text within shortcodes stays', '[vc_row][vc_column width="1/2"]Words[/vc_column][/vc_row]', 'Words'],
  ['words in brackets stay', 'He said [sic] it was [up] [1].', 'He said [sic] it was [up] [1].'],
  ['a shortcode that is written about stays', 'Write [[gallery]] there.', 'Write [gallery] there.'],
  ['a block that is kept elsewhere is there', '<!-- wp:block {"ref":12} /-->', '<p>Again.</p>'],
  ['what parts a teaser goes', 'One\n<!--more-->\ntwo', 'One<br><br>two'],
])('in a body, %s', (_, written, expected) => {
  const { html } = bodyOfPost(written, parts);
  expect(
    html
      .replace(/<!--.*?-->|<\/?div>|\n(?=\n)/g, '')
      .replace(/<figure>\s*(<iframe.*<\/iframe>)\s*<\/figure>/s, '$1')
      .trim(),
  ).toBe(expected);
});

test('what showed something and is left out is told', () => {
  expect(bodyOfPost('[contact-form-7 id="3"] [toc]', parts).dropped).toEqual(['[contact-form-7]']);
});

test('Squarespace’s form for its letter isn’t the post’s', () => {
  const written = '<p>Eels go up.</p><div class="sqs-block sqs-block-newsletter"><form><h2>Sign up</h2></form></div>';
  const made = bodyOfPost(written, { pictureOf: () => undefined, blockOf: () => undefined });
  expect([made.html.trim(), made.dropped]).toEqual(['<p>Eels go up.</p>', ['[signup]']]);
});
