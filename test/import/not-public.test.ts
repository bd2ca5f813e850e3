/** What archives and wires say isn’t for everybody, in all the ways in which they say it: none of it comes out. */

import { expect, test } from 'vitest';
import type { ReadingTask } from '../../src/import/reading.ts';
import { readColumnMap } from '../../src/import/records/columns.ts';
import { readArchiveText } from '../support/read-archive.ts';

/** Of each piece why it doesn't come out; null where it does. */
async function fates(text: string, name: string, more: Partial<ReadingTask> = {}): Promise<(string | null)[]> {
  const { documents, refused = [] } = await readArchiveText(text, name, more);
  const ofDocuments = documents.map(({ unsure, takenBack, publishedAt }) =>
    publishedAt > new Date('2026-05-01') ? 'to come' : (unsure ?? takenBack ?? null),
  );
  return [...ofDocuments, ...refused.map(({ reason }) => reason)];
}

const piece = { title: 'Eels climb', body: 'They do.', date: '2026-03-04T10:00:00Z' };
const line = (more: object) => `${JSON.stringify({ ...piece, ...more })}\n${JSON.stringify(piece)}`;

test.each([
  ['a draft as Postgres writes it', { draft: 't' }, /draft/],
  ['a draft as a spreadsheet writes it', { is_published: 'FALSCH' }, /draft/],
  ['a status of no', { status: false }, /draft/],
  ['a status as a record', { status: { name: 'Draft' } }, /Draft/],
  ['a second status', { status: 'published', workflow_state: 'draft' }, /draft/],
  ['a second word for a draft', { draft: false, unpublished: true }, /draft/],
  ['a second word for members', { is_private: false, members_only: true }, /isn’t public/],
  ['a second visibility', { visibility: 'public', access: 'paid' }, /“paid”/],
  ['a list of visibilities', { visibility: ['members'] }, /“members”/],
  ['a password that isn’t told', { password: true }, /password/],
  ['a second embargo', { embargo: false, publishAt: '2026-06-01T00:00:00Z' }, /to come/],
  ['an embargo in no zone that may be running', { embargo: '2026-04-30 20:00' }, /no zone/],
  ['an embargo without an end', { embargo: true }, /no time/],
])('a line of JSON with %s doesn’t come out', async (_, more, reason) => {
  const found = await fates(line(more), 'a.ndjson');
  expect(found).toHaveLength(2);
  expect(found.find((fate) => fate !== null)).toMatch(reason);
});

test('lines that say it in different words are each read by their own', async () => {
  const text = `${JSON.stringify({ ...piece, state: 'live' })}\n${JSON.stringify({ ...piece, title: 'B', status: 'draft' })}`;
  expect(await fates(text, 'a.ndjson')).toEqual([null, expect.stringMatching(/draft/)]);
});

test('a row that ends in front of its status is refused, and a map doesn’t hide what a column says', async () => {
  const table = 'Kop,Tekst,Tijd,status\nA,One.,2026-03-04,draft\nB,Two.,2026-03-04\nC,Three.,2026-03-04,live\n';
  const columns = { headline: 'Kop', body: 'Tekst', publishedAt: 'Tijd' };
  const map = (more: object) => ({ columns: readColumnMap(JSON.stringify({ columns: { ...columns, ...more } })) });
  const fewer = expect.stringMatching(/3 cells, and “status” is the column 4/);
  expect(await fates(table, 'a.csv', map({}))).toEqual([expect.stringMatching(/draft/), null, fewer]);
  expect(await fates(table, 'a.csv', map({ status: { value: 'published' } }))).toEqual([null, null, fewer]);
});

test.each([
  ['no page', 'permalink: false'],
  ['a page that is never made', 'build:\n  render: never'],
  ['a draft by its theme', 'draft: false\nextra:\n  draft: true'],
])('front matter that asks for %s makes a draft', async (_, matter) => {
  const [fate] = await fates(`---\ntitle: A\ndate: 2026-03-04\n${matter}\n---\nIt is.`, 'a.md');
  expect(fate).toMatch(/draft/);
});

const entry = (sys: object) => ({
  sys: { id: 'eels', ...sys },
  fields: { title: { en: 'Eels' }, date: { en: '2026-03-04' }, body: { en: 'They climb.' } },
});

test('an entry of Contentful that was changed since, or never published, waits', async () => {
  const entries = [
    entry({ version: 4, publishedVersion: 3 }),
    entry({ id: 'b', version: 9, publishedVersion: 3 }),
    entry({ id: 'c', version: 2, publishedVersion: null, publishedAt: null }),
  ];
  const found = await fates(JSON.stringify({ entries }), 'a.json');
  expect(found).toEqual([null, expect.stringMatching(/changed since/), expect.stringMatching(/draft/)]);
});

const post = (body: string, more = '', status = 'publish', type = 'post', id = 1) =>
  `<item><title>P${id}</title><content:encoded><![CDATA[${body}]]></content:encoded><wp:post_id>${id}</wp:post_id><wp:post_date_gmt>2026-03-04 10:00:00</wp:post_date_gmt><wp:status>${status}</wp:status><wp:post_type>${type}</wp:post_type>${more}</item>`;
const wxr = (...items: string[]) =>
  `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>W</title>${items.join('')}</channel></rss>`;

test.each([
  [
    'a section of a plugin',
    'Open.\n\n[members_only]Shut. [members_only]Shut.[/members_only] Shut.[/members_only]\n\nOpen.',
  ],
  [
    'a block for subscribers',
    '<p>Open.</p><!-- wp:premium-content/subscriber-view --><p>Shut.</p><!-- /wp:premium-content/subscriber-view --><p>Open.</p>',
  ],
  ['what stands behind a paywall', '<p>Open.</p><p>Open.</p><!-- wp:jetpack/paywall /--><p>Shut.</p>'],
  ['a private block', '<p>Open.</p><!-- wp:block {"ref":9} /--><p>Open.</p>'],
])('%s of WordPress isn’t in the text', async (_, body) => {
  const { documents } = await readArchiveText(wxr(post(body), post('Shut.', '', 'private', 'wp_block', 9)), 'a.xml');
  expect(documents.map((each) => each.body)).toEqual(['<p>Open.</p><p>Open.</p>']);
});

test('a word in brackets is none of them', async () => {
  const { documents } = await readArchiveText(wxr(post('The [private] life of [members].')), 'a.xml');
  expect(documents[0]?.body).toBe('<p>The [private] life of [members].</p>');
});

test.each([
  ['_memberful_acl', 'a:1:{i:0;i:7;}', true],
  ['rcp_subscription_level', 'any', true],
  ['patreon-level', '5', true],
  ['passster_activate_protection', '1', true],
  ['_issuem_leaky_paywall_visibility', 'a:2:{s:15:"visibility_type";s:4:"only";s:6:"x";a:0:{}}', true],
  ['um_content_restriction', 'a:2:{s:3:"x";s:1:"1";s:14:"_um_accessible";s:1:"2";}', true],
  ['_memberful_acl', 'a:0:{}', false],
  ['rcp_subscription_level', 'all', false],
  ['patreon-level', '0', false],
  ['passster_activate_protection', '', false],
  ['_issuem_leaky_paywall_visibility', 'a:1:{s:15:"visibility_type";s:7:"default";}', false],
  ['um_content_restriction', 'a:2:{s:3:"x";s:1:"2";s:14:"_um_accessible";s:1:"0";}', false],
])('a post with %s of %s is for members: %s', async (key, value, isForMembers) => {
  const meta = `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value><![CDATA[${value}]]></wp:meta_value></wp:postmeta>`;
  const { documents, refused } = await readArchiveText(wxr(post('Shut.', meta)), 'a.xml');
  expect([documents.length, refused?.length]).toEqual(isForMembers ? [0, 1] : [1, 0]);
});

test('a post for subscribers, and one whose end is missing, are refused by name', async () => {
  const access =
    '<wp:postmeta><wp:meta_key>_jetpack_newsletter_access</wp:meta_key><wp:meta_value>paid_subscribers</wp:meta_value></wp:postmeta>';
  const text = wxr(
    post('Shut.', access),
    post('Cut.', '', 'publish', 'post', 2).replace('</item>', ''),
    post('Open.', '', 'publish', 'post', 3),
  );
  const { documents, refused } = await readArchiveText(text, 'a.xml');
  expect(documents.map(({ headline }) => headline)).toEqual(['P3']);
  expect(refused).toMatchObject([
    { item: 'P1', reason: expect.stringMatching(/“paid_subscribers”/) },
    { item: 'P2', reason: expect.stringMatching(/breaks off/) },
  ]);
});

test('blocks of Ghost for members aren’t in the text', async () => {
  const about = { title: 'G', status: 'published', visibility: 'public', published_at: '2026-03-04T10:00:00Z' };
  const gate = (who: string, html: string) =>
    `<!--kg-gated-block:begin nonMember:${who} memberSegment:"status:free" -->${html}<!--kg-gated-block:end-->`;
  const html = `<p>Open.</p>${gate('false', '<p>Shut.</p>')}${gate('true', '<p>Open.</p>')}`;
  const children = [
    { type: 'paragraph', children: [{ type: 'text', text: 'Open.' }] },
    { type: 'html', html: '<p>Shut.</p>', visibility: { web: { nonMember: false } } },
    { type: 'html', html: '<p>Shut.</p>', visibility: { showOnWeb: false } },
    { type: 'html', html: '<p>Open.</p>', visibility: { web: { nonMember: true } } },
  ];
  const posts = [
    { ...about, uuid: 'a', html },
    { ...about, uuid: 'b', lexical: JSON.stringify({ root: { children } }) },
  ];
  const { documents } = await readArchiveText(JSON.stringify({ data: { posts } }), 'a.json');
  expect(documents.map(({ body }) => body)).toEqual(['<p>Open.</p><p>Open.</p>', '<p>Open.</p><p>Open.</p>']);
});

const ninjs = (more: object) =>
  JSON.stringify({
    uri: 'urn:x:eels',
    headline: 'Eels',
    body_text: 'They climb.',
    versioncreated: '2026-03-04T10:00:00Z',
    ...more,
  });
const nitf = (status: string) =>
  `<nitf><head><docdata management-status="${status}"><doc-id id-string="e"/><date.issue norm="20260304T100000Z"/></docdata></head><body><body.head><hedline><hl1>Eels</hl1></hedline></body.head><body.content><p>They climb.</p></body.content></body></nitf>`;
const g2 = (status: string, content: string) =>
  `<newsItem guid="urn:x:eels" version="2"><itemMeta><pubStatus qcode="stat:${status}"/><versionCreated>2026-03-04T10:00:00Z</versionCreated></itemMeta>${content}</newsItem>`;

test.each([
  ['usable', ninjs({ pubstatus: 'usable' }), null],
  ['of an unknown status', ninjs({ pubstatus: 'hold' }), expect.stringMatching(/“hold”/)],
  ['embargoed by its status alone', ninjs({ pubstatus: 'embargoed' }), expect.stringMatching(/no end/)],
  ['embargoed by a number', ninjs({ embargoed: 1893456000 }), expect.stringMatching(/no end/)],
  ['embargoed by its reason', ninjs({ embargoedReason: 'Wait.' }), expect.stringMatching(/no end/)],
  ['our own, and canceled since', ninjs({ profile: 'dateline-article', pubstatus: 'canceled' }), 'canceled'],
  ['embargoed in capitals', nitf('EMBARGOED'), expect.stringMatching(/no end/)],
  ['a draft', nitf('draft'), expect.stringMatching(/“draft”/)],
  [
    'withheld without a text',
    g2('withheld', '<contentSet><remoteContent href="x" contenttype="text/html"/></contentSet>'),
    expect.stringMatching(/withholds/),
  ],
])('a wire that is %s', async (_, text, fate) => {
  expect(await fates(text, 'wire')).toEqual([fate]);
});

test('a kill in IPTC 7901, which doesn’t name the text that it takes back, is told to an editor', async () => {
  const text =
    '\x01abc0123 4 ku 100 abc 0456\r\n\x02KILL KILL KILL\r\nEels climb =\r\n\r\n   Please kill abc0122.\r\n\x03\r\n021430 GMT MAR 26';
  await expect(readArchiveText(text, 'wire')).rejects.toThrow(/withdraw/);
});

test.each([
  ['Liquid', '{% comment %}Shut.{% endcomment %}'],
  ['Hugo', '{{< comment >}}\n\nShut.\n\n{{< /comment >}}'],
  ['MDX', '{/* Shut. */}'],
])('a comment of %s isn’t in the text', async (_, comment) => {
  const text = `---\ntitle: A\ndate: 2026-03-04\n---\nOpen.\n\n${comment}\n\nOpen. */}`;
  expect((await readArchiveText(text, 'a.md')).documents[0]?.body).toBe('<p>Open.</p><p>Open. */}</p>');
});

test('a post of WordPress that says no status waits', async () => {
  const [fate] = await fates(wxr(post('Open.').replace(/<wp:status>.*<.wp:status>/, '')), 'a.xml');
  expect(fate).toMatch(/“unknown”/);
});
