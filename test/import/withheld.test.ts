/** What keeps a piece from readers, in the words and places of each format. */

import { describe, expect, test } from 'vitest';
import {
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
import { type Case, each, linkedTo, terms } from '../support/withheld-cases.ts';

/** How a piece is told to be withheld; what can't be read is refused in other words. */
const withholding =
  /isn’t (?:public|published|to be found)|(?:note to editors|terms of use) says?:|note to editors says|status (?:there |where it comes from )?is “|Its [\w. -]+ is “|(?:headline|text|title|slug line) says that it is a trial|on which things are tried|of a preview|withholds it|^canceled$|no end/;

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
        { task: { status: 'in_progress' } },
        { genre: [{ name: 'Draft' }] },
        { ednote: 'Embargoed until 1 March 2020. KILL' },
        { ednote: 'Embargoed until 1 March 2020, do not use' },
        { ednote: 'Embargoed until further notice' },
        { ednote: 'Embargoed until 6 May, 12 noon' },
        { ednote: 'Embargoed until 1 March 2020, now until 1 June 2026' },
        { ednote: 'Do not use, wrong man named' },
        { ednote: 'Nicht verwenden ohne Freigabe' },
        { ednote: 'Do not publish this story without legal clearance' },
        { ednote: 'No usar hasta nuevo aviso' },
        { ednote: 'Ne pas utiliser cette dépêche' },
        { ednote: 'Sperrfrist: 01.03.2030, 10 Uhr' },
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
        { statut: 'Annulé' },
        { statut: 'Indre' },
        { state: 'Parked' },
        { state: 'no' },
        { état: 'brouillon' },
        { task: { status: 'in_progress' } },
        { release_date: '2027-01-01' },
        { 'Is live': 'no' },
      ],
      line,
      'a.ndjson',
    ),
  ],
  [
    'front matter',
    each(
      [
        'live: false',
        'noindex: true',
        'status: spiked',
        'headless: true',
        'test: true',
        'build:\n  list: never',
        'statut: Rejeté',
        'state: parked',
        'state: draft',
      ],
      markdown,
      'a.md',
    ),
  ],
  [
    'tables',
    [
      ['Spanish', table('Estado', 'Cancelado', 'Suspendido'), 'a.csv'],
      ['Italian', table('Stato', 'Sospeso', 'Respinto'), 'a.csv'],
      ['Dutch', table('Status', 'Geannuleerd'), 'a.csv'],
      ['German', table('Status', 'Zurückgestellt'), 'a.csv'],
      ['Polish', table('Status', 'Odrzucony'), 'a.csv'],
      ['Portuguese', table('Estado', 'Rejeitado'), 'a.csv'],
      ['Swedish', table('Status', 'Avvisad'), 'a.csv'],
      ['states in no language that is known', table('Estado', 'Baztertuta', 'Zain'), 'a.csv'],
      ['a note for each', table('State', ...Array.from({ length: 14 }, (_, at) => `Waits for desk ${at}`)), 'a.csv'],
      ['pages that are off', table('Página activa', 'no'), 'a.csv'],
    ],
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
        'https://staging.p.example/pier',
        'https://www-uat2.p.co.uk/pier',
        'https://staging-www.p.example/pier',
        'https://deploy-preview-12--p.netlify.app/pier',
        'https://p.example/drafts/pier',
      ],
      linkedTo,
      'a.ndjson',
    ),
  ],
  ['pages', [['a canonical address', page('<link rel="canonical" href="http://localhost:4000/pier">'), 'a.html']]],
])('held or refused: %s', (_, cases) => {
  test.each(cases)('%s', async (_what, text, name) => expect(await fate(text, name)).toMatch(withholding));
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
