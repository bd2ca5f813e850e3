/** What keeps a piece from readers, in the words and places of each format; and what only reads alike, which comes out. */

import { describe, expect, test } from 'vitest';
import { hiddenReason } from '../../src/import/hidden-piece.ts';
import { piece } from '../support/articles.ts';
import {
  day,
  fate,
  line,
  markdown,
  newsml,
  newsml1,
  ninjs,
  nitf,
  page,
  rss,
  table,
  wordpress,
} from '../support/one-piece.ts';
import { readArchiveText } from '../support/read-archive.ts';

type Case = readonly [what: string, text: string, name: string];
const each = <T>(values: readonly T[], make: (value: T) => string, name: string): Case[] =>
  values.map((value) => [typeof value === 'string' ? value : JSON.stringify(value), make(value), name]);
const terms = (words: string) => newsml('', undefined, `<rightsInfo><usageTerms>${words}</usageTerms></rightsInfo>`);
const editors = (words: string) => newsml(`<edNote>${words}</edNote>`);
const linkedTo = (url: string) => line({ url });

describe.each<[string, Case[]]>([
  [
    'ninjs',
    each(
      [
        { usageterms: 'NOT FOR PUBLICATION' },
        { usageterms: 'Embargoed until 2 June 2026' },
        { usageterms: 'For internal use only' },
        { usageterms: 'Not for use after 1 April 2026' },
        { rightsinfo: { usageterms: 'Do not publish' } },
        { state: 'spiked' },
        { state: 'killed' },
        { state: 'recalled' },
        { state: 'in_progress' },
        { state: 'scheduled' },
        { flags: { marked_for_not_publication: true } },
        { extra: { marked_for_not_publication: true } },
        { is_spiked: true },
        { operation: 'spike' },
        { profile: 'test' },
        { slugline: 'TEST' },
        { signal: [{ code: 'sig:hold' }] },
        { ednotes: [{ value: 'Not for publication' }] },
        { ednote: 'HOLD for legal' },
        { ednote: 'New lead. NOT FOR PUBLICATION' },
        { ednote: 'Please note: KILL this story' },
        { usageterms: ['Not to be used before 3 June 2026'] },
        { copyrightnotice: 'Not for publication' },
        { publish_schedule: '2026-06-01T00:00:00Z' },
        { schedule_settings: { utc_embargo: '2026-06-01T00:00:00Z' } },
      ],
      ninjs,
      'a.json',
    ),
  ],
  [
    'NewsML-G2',
    [
      ...each(
        [
          '<profile>test</profile>',
          '<role qcode="irole:draft"/>',
          '<role uri="https://x.example/roles/DRAFT"/>',
          '<signal qcode="sig:hold"/>',
          '<signal qcode="sig:kill"/>',
          '<signal literal="test"/>',
          '<service qcode="svc:test"/>',
          '<edNote>Please do not use until further notice</edNote>',
          '<edNote>Attention editors: this is a test message</edNote>',
          '<title>TEST ITEM</title>',
        ],
        newsml,
        'a.xml',
      ),
      ...each(['Not for publication', 'EMBARGOED until 1 June', 'Advance copy'], terms, 'a.xml'),
    ],
  ],
  [
    'NewsML 1',
    each(
      [
        '<Instruction FormalName="Hold"/>',
        '<Instruction FormalName="Delete"/>',
        '<Property FormalName="Test" Value="true"/>',
      ],
      newsml1,
      'a.xml',
    ),
  ],
  [
    'NITF',
    [
      ...each(
        [
          '<fixture fix-id="test"/>',
          '<fixture fix-id="TEST MESSAGE"/>',
          '<ed-msg msg-type="hold" info="Legal has it"/>',
          '<ed-msg>Do not use</ed-msg>',
          '<du-key key="TEST"/>',
          '<du-key key="test-12" version="1"/>',
          '<doc-scope scope="internal"/>',
          '<correction info="kill"/>',
          '<revision-history function="kill"/>',
        ],
        nitf,
        'a.xml',
      ),
      ...each(
        [
          '<tobject tobject.type="test"/>',
          '<meta name="status" content="draft"/>',
          '<meta name="test" content="true"/>',
        ],
        (head) => nitf('', head),
        'a.xml',
      ),
    ],
  ],
  [
    'metadata of WordPress',
    each(
      [
        { '_expiration-date': '1775000000', '_expiration-date-status': 'saved' },
        { expires_at: '20260401' },
        { unpublish_date: '2026-04-01 10:00:00' },
        { '_yoast_wpseo_meta-robots-noindex': '1' },
        { rank_math_robots: 'a:1:{i:0;s:7:"noindex";}' },
        { is_live: '0' },
        { _seopress_robots_index: 'yes' },
        { _post_expire: '2026-03-30' },
        { _hidden: '1' },
        { _embargo_until: '2026-06-01 00:00:00' },
        { workflow_status: 'draft' },
      ],
      wordpress,
      'a.xml',
    ),
  ],
  [
    'lines',
    each(
      [
        { is_live: 0 },
        { online: false },
        { public: 0 },
        { ready: false },
        { not_for_publication: true },
        { do_not_publish: 'x' },
        { internal_only: true },
        { sensitive_hold: true },
        { stage: 'draft' },
        { legal_status: 'hold' },
        { flags: { marked_for_not_publication: true } },
        { metadata: { status: 'draft' } },
        { usageterms: 'Not for publication' },
        { editors_note: 'HOLD for legal' },
        { yoast_noindex: 1 },
        { robots: 'noindex' },
        { hold_until: '2027-01-01' },
        { unpublished_at: '2026-03-30' },
        { workflow: 'draft' },
        { notes: 'HOLD for legal' },
      ],
      line,
      'a.ndjson',
    ),
  ],
  [
    'front matter',
    each(
      ['live: false', 'noindex: true', 'status: spiked', 'headless: true', 'test: true', 'build:\n  list: never'],
      markdown,
      'a.md',
    ),
  ],
  [
    'feeds',
    each(
      [
        '<state>spiked</state>',
        '<status>recalled</status>',
        '<marked_for_not_publication>true</marked_for_not_publication>',
        '<online>no</online>',
        '<usageTerms>Not for publication</usageTerms>',
        '<edNote>HOLD for legal</edNote>',
        '<is_test>true</is_test>',
      ],
      rss,
      'a.rss',
    ),
  ],
  [
    'addresses',
    each(
      [
        'https://dev.p.example/pier',
        'https://www.dev.p.example/pier',
        'https://p-dev.news.example/pier',
        'https://test.p.example/pier',
        'https://qa.p.co.uk/pier',
        'https://stage2.p.example/pier',
        'https://p-git-draft-team.vercel.app/pier',
        'http://10.0.0.1.nip.io/pier',
        'https://p.test/pier',
        'http://newsroom.local/pier',
        'http://newsroom/pier',
        'https://cms.internal/pier',
        'http://localhost:3000/pier',
        'http://127.0.0.1:8080/pier',
        'http://192.168.1.5/pier',
        'http://[::1]:3000/pier',
        'https://dev-p.pantheonsite.io/pier',
      ],
      linkedTo,
      'a.ndjson',
    ),
  ],
  ['pages', [['a canonical address', page('<link rel="canonical" href="http://localhost:4000/pier">'), 'a.html']]],
])('held or refused: %s', (_, cases) => {
  test.each(cases)('%s', async (_what, text, name) => expect(await fate(text, name)).not.toBeNull());
});

describe.each<[string, Case[]]>([
  [
    'terms of use',
    [
      'Editorial use only',
      'No archive, no resale',
      'Not for use in advertising',
      'Do not use without credit',
      'Not for publication in Finland',
      'Not for use after 1 April 2027',
      'NO ARCHIVE AFTER 30 DAYS',
      'Editorial use only. No sales.',
      'Embargo: none',
    ].flatMap((words): Case[] => [
      [`ninjs: ${words}`, ninjs({ usageterms: words }), 'a.json'],
      [`NewsML-G2: ${words}`, terms(words), 'a.xml'],
      [`a feed: ${words}`, rss(`<dc:rights>${words}</dc:rights>`), 'a.rss'],
    ]),
  ],
  [
    'notes to editors',
    [
      'Embargo lifted at nine',
      'Hold the front page photo separately',
      'Do not use the earlier photo by Mona Thorne',
      'Test results added',
      'Draft law text is attached',
      'Not for use in Finland',
      'Internal links removed',
      'Story moves at six. Hold space on page three',
      'ATTN sports editors: kills off rumour in par 3',
      'With picture. Do not use the earlier caption.',
    ].flatMap((words): Case[] => [
      [`ninjs: ${words}`, ninjs({ ednote: words }), 'a.json'],
      [`NewsML-G2: ${words}`, editors(words), 'a.xml'],
      [`NITF: ${words}`, nitf(`<ed-msg info="${words}"/>`), 'a.xml'],
    ]),
  ],
  [
    'ninjs',
    each(
      [
        { profile: 'text' },
        { state: 'published' },
        { flags: { marked_for_not_publication: false, marked_for_sms: true } },
        { slugline: 'TEST-CRICKET' },
        { genre: [{ code: 'review' }] },
        { operation: 'publish' },
        { signal: [{ code: 'sig:update' }] },
        { publish_schedule: '2026-03-01T00:00:00Z' },
        { place: [{ name: 'Ohio', state: 'Hidden Hills' }] },
      ],
      ninjs,
      'a.json',
    ),
  ],
  [
    'other wires',
    [
      ...each(['<role qcode="irole:main"/>', '<signal qcode="sig:correction"/>'], newsml, 'a.xml'),
      ...each(['<Instruction FormalName="Update"/>', '<Property FormalName="Test" Value="false"/>'], newsml1, 'a.xml'),
      ...each(
        [
          '<fixture fix-id="test-match-report"/>',
          '<du-key key="Test-England-India" version="1"/>',
          '<doc-scope scope="international"/>',
          '<ed-msg msg-type="info" info="New lead"/>',
          '<correction info="spelling of name"/>',
        ],
        nitf,
        'a.xml',
      ),
    ],
  ],
  [
    'metadata of WordPress',
    each(
      [
        { _wp_trash_meta_status: 'draft' },
        { amp_status: 'disabled' },
        { '_yoast_wpseo_meta-robots-noindex': '2' },
        { '_expiration-date': '1999999999' },
        { rank_math_robots: 'a:1:{i:0;s:5:"index";}' },
        { is_live: '1', _hidden: '0', embargo: '' },
        { event_state: 'Ohio', state: 'Ohio' },
        { _thumbnail_visibility: 'hidden' },
      ],
      wordpress,
      'a.xml',
    ),
  ],
  [
    'lines',
    each(
      [
        { payment_status: 'pending' },
        { translation_status: 'draft' },
        { author: { status: 'inactive' } },
        { image: { url: 'https://p.example/a.jpg', visibility: 'hidden' } },
        { category: { is_active: false, name: 'News' } },
        { state: 'Georgia' },
        { is_public: true, active: true, hold: false, published: day },
      ],
      line,
      'a.ndjson',
    ),
  ],
  [
    'tables',
    [
      ['states of Mexico', table('Estado', 'Jalisco', 'Nuevo León', 'Estado de México'), 'a.csv'],
      ['states of America', table('State', 'Ohio', 'TX', 'District of Columbia'), 'a.csv'],
      ['a state of the pieces', table('Estado', 'Publicado', 'Publicada'), 'a.csv'],
      ['counts of what is active', table('active', '12', '430'), 'a.csv'],
      ['what is active', table('active', 'yes', 'yes'), 'a.csv'],
      ['places of what is live', table('live', 'Arena', 'Club'), 'a.csv'],
    ],
  ],
  [
    'front matter',
    each(
      [
        'state: Ohio',
        'robots: index, follow',
        'test: false',
        'stage: 4',
        'location:\n  state: hidden',
        'tags: [draft, test, embargo]',
      ],
      markdown,
      'a.md',
    ),
  ],
  [
    'feeds',
    each(
      [
        '<dc:rights>© The Paper</dc:rights>',
        '<isLive>false</isLive>',
        '<note>Hold the date</note>',
        '<commentStatus>closed</commentStatus>',
        '<location><state>Ohio</state></location>',
        '<category>Draft</category>',
      ],
      rss,
      'a.rss',
    ),
  ],
  [
    'addresses',
    each(
      [
        'https://www.test.example/pumps',
        'https://test.co.uk/x',
        'https://dev.example/x',
        'https://news.example.dev/x',
        'https://crash-test.example/x',
        'https://developer.p.example/x',
        'https://local.example/x',
        'https://p.example/dev/test',
        'https://8.8.8.8/x',
        'https://backstage.p.example/x',
        'https://contest.p.example/x',
        'https://p.vercel.app/x',
      ],
      linkedTo,
      'a.ndjson',
    ),
  ],
])('out: %s', (_, cases) => {
  test.each(cases)('%s', async (_what, text, name) => expect(await fate(text, name)).toBeNull());
});

test.each(['killed', 'recalled', 'spiked'])(
  'a ninjs in Superdesk’s state “%s” takes back what readers have',
  async (state) => {
    const { documents } = await readArchiveText(ninjs({ state }), 'a.json');
    expect(documents.map(({ takenBack }) => takenBack)).toEqual(['canceled']);
  },
);

test('a table’s states are read by all of its rows: one that is known makes the others states, too', async () => {
  expect(await fate(table('Estado', 'Jalisco', 'publicado'), 'a.csv')).toMatch(/Jalisco/);
  expect(await fate(table('Estado', 'En espera'), 'a.csv')).toMatch(/espera/);
  expect(await fate(table('active', 'f', 't'), 'a.csv')).toMatch(/draft/);
});

test.each([
  'Embargo on grain lifted',
  'Embargoed oil reaches port, inspectors say',
  'Draft of players begins in Norwood',
  'Draft horses return to the forest',
  'Test: Which bicycle pump lasts?',
  'Test drives on the new line',
  'Hold the line, urges coach',
  'On hold: the tram extension waits',
  'Kill switch for drones tried',
  'Do not publish list of donors, court tells party',
  'Not for sale: the last mill',
  'Private lives: what the diary says',
  'Preview: what to expect on Saturday',
  'Internal affairs minister resigns',
  'Spiked drinks: police warn',
  'Recalled: 4,000 car seats',
  'Advisory: snow tonight',
  'Pending review, the school stays shut',
  'Hidden harbour opens',
  'Sperrfrist? Nein danke',
  'Entwurf für neues Rathaus',
  'Borrador de ley llega al pleno',
])('a story “%s” is a story', (headline) => {
  expect(hiddenReason(piece(headline))).toBeUndefined();
});
