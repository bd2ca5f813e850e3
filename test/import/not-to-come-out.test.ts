/** Trials, unfinished, withheld and expired pieces, as each format says it: held or refused; and what only reads like one. */

import { describe, expect, test } from 'vitest';
import { hiddenReason } from '../../src/import/hidden-piece.ts';
import { piece } from '../support/articles.ts';
import { day, fate, ghost, iptc, line, markdown, newsml, ninjs, nitf, page, rss, table } from '../support/one-piece.ts';

const ways: readonly [string, string, string, RegExp][] = [
  ...['deleted_at', 'trashed', 'expired'].map((name): [string, string, string, RegExp] => [
    `a line with ${name}`,
    line({ [name]: day }),
    'a.ndjson',
    /any more/,
  ]),
  ...[
    line({ archived: true }),
    line({ archived_at: day, publish_date: day }),
    line({ archived: true, published: day }),
    line({ archived: true, draft: false }),
    line({ meta: { archived: true } }),
  ].map((given): [string, string, string, RegExp] => [
    `a line that is archived, ${given}`,
    given,
    'a.ndjson',
    /archived/,
  ]),
  ['a line of a draft that is archived', line({ archived: true, published: false }), 'a.ndjson', /draft/],
  ['a line that is deleted and out', line({ deleted: true, status: 'published' }), 'a.ndjson', /any more/],
  ['a table of what is archived', table('Archiviert', 'ja'), 'a.csv', /archived/],
  ['a Markdown file that is archived', markdown('archived: true'), 'a.md', /archived/],
  ...['withheld', 'killed', 'retracted'].map((name): [string, string, string, RegExp] => [
    `a line with ${name}`,
    line({ [name]: 1 }),
    'a.ndjson',
    /public/,
  ]),
  ...['published', 'visible', 'enabled', 'approved'].map((name): [string, string, string, RegExp] => [
    `a line of ${name} no`,
    line({ [name]: false }),
    'a.ndjson',
    /draft/,
  ]),
  ...[
    'Embargoed',
    'do not publish',
    'Not for publication',
    'Nicht veröffentlichen',
    'Ne pas publier',
    'No publicar',
  ].map((name): [string, string, string, RegExp] => [
    `a line with the subject “${name}”`,
    line({ topics: ['Piers', name] }),
    'a.ndjson',
    /filed under/,
  ]),
  ['a Markdown file with such a tag', markdown('tags: [piers, Embargoed]'), 'a.md', /filed under/],
  ['Ghost with such a tag', ghost({ tags: [{ name: 'Embargoed', slug: 'embargoed' }] }), 'g.json', /filed under/],
  ['a line on hold', line({ legal_hold: true }), 'a.ndjson', /draft/],
  ['a line of a trial', line({ is_test: true }), 'a.ndjson', /draft/],
  ['a line of a staging copy', line({ url: 'https://www-staging.p.example/pier' }), 'a.ndjson', /tried/],
  ['a table in German', table('Veröffentlicht', 'nein'), 'a.csv', /draft/],
  ['a binned row', table('Gelöscht', 'ja'), 'a.csv', /any more/],
  ['a table in French', table('Statut', 'brouillon'), 'a.csv', /brouillon/],
  ['a table in Spanish', table('Estado', 'borrador'), 'a.csv', /borrador/],
  ['a row under embargo', table('Sperrfrist', 'bis auf Weiteres'), 'a.csv', /Weiteres/],
  ['Ghost’s e-mail alone', ghost({ email_only: 1 }), 'g.json', /e-mail/],
  ['Ghost’s trial', ghost({ title: 'Test' }), 'g.json', /trial/],
  ['a ninjs past its time', ninjs({ expires: '2026-04-01T00:00:00Z' }), 'a.json', /taken away/],
  ['a ninjs with a kill', ninjs({ ednote: 'KILL - do not use' }), 'a.json', /note to editors/],
  ['a NewsML-G2 with a kill', newsml('<edNote>MANDATORY KILL: wrong man</edNote>'), 'a.xml', /note to editors/],
  ['a NewsML-G2 trial', newsml('', 'TEST +++ bitte nicht verwenden'), 'a.xml', /trial/],
  ['a NITF past its time', nitf('<date.expire norm="20260401T000000Z"/>'), 'a.xml', /taken away/],
  ['a NITF with a kill', nitf('<ed-msg info="KILL: do not use"/>'), 'a.xml', /note to editors/],
  [
    'an IPTC 7901 that isn’t to be printed',
    iptc('Pier shut\n(nicht zur Veröffentlichung)'),
    'a.txt',
    /note to editors/,
  ],
  ['an IPTC 7901 trial', iptc('TEST TEST TEST'), 'a.txt', /note to editors|trial/],
  ['an IPTC 7901 taken back', iptc('ANNULATION Pier shut'), 'a.txt', /takes back/],
  ['an IPTC 7901 for editors', iptc('Achtung Redaktionen'), 'a.txt', /editors/],
  ['an item past its time', rss('<expirationDate>Wed, 01 Apr 2026 00:00:00 GMT</expirationDate>'), 'a.rss', /any more/],
  ['an item of a span', rss('<dcterms:valid>end=2026-04-01T00:00:00Z</dcterms:valid>'), 'a.rss', /any more/],
  [
    'a page past its time',
    page('<meta property="article:expiration_time" content="2026-04-01T00:00:00Z">'),
    'a.html',
    /taken away/,
  ],
  ['a page robots drop', page('<meta name="robots" content="unavailable_after: 2026-04-01">'), 'a.html', /taken away/],
  ['a page under embargo', page('<meta name="embargo" content="2026-06-01T06:00:00Z">'), 'a.html', /before 2026-06-01/],
  ['WordPress’ draft', page('', 'class="status-draft"'), 'a.html', /draft/],
  ['Drupal’s unpublished', page('', 'class="node--unpublished"'), 'a.html', /draft/],
  [
    'a draft that isn’t to be found',
    page('<meta name="robots" content="noindex">', 'class="single draft"'),
    'a.html',
    /draft/,
  ],
];

test.each(ways)('%s doesn’t come out', async (_, given, name, reason) => {
  expect(await fate(given, name)).toMatch(reason);
});

test.each([
  [
    'a line',
    line({ published: true, visible: 'yes', archived: false, deleted_at: '0000-00-00 00:00:00', hold: 'no' }),
    'a.ndjson',
  ],
  ...['Embargo', 'Drafts', 'Testing', 'Killed', 'Cancelled', 'Entwurf', 'Withdrawn', 'Recalls', 'Internal affairs'].map(
    (name) => [`a line with the subject “${name}”`, line({ topics: [name] }), 'a.ndjson'],
  ),
  ['a line out since', line({ published: day }), 'a.ndjson'],
  ['a ninjs', ninjs({ expires: '2027-04-01T00:00:00Z', ednote: 'Updates with quotes' }), 'a.json'],
  ['a NITF', nitf('<date.expire norm="20270401T000000Z"/>'), 'a.xml'],
  ['an IPTC 7901', iptc('Pier shut'), 'a.txt'],
  ['an item', rss('<dcterms:valid>start=2026-03-01; end=2036-04-01</dcterms:valid>'), 'a.rss'],
  ['a page whose embargo is over', page('<meta name="embargo" content="2026-04-30T22:00:00Z">'), 'a.html'],
  ['a page that isn’t to be found', page('<meta name="robots" content="noindex">', 'class="single"'), 'a.html'],
])('%s that is out comes out', async (_, given, name) => {
  expect(await fate(given, name)).toBeNull();
});

describe('by its headline', () => {
  test.each([
    'Test',
    'TEST - please ignore',
    'Test - ignore',
    '[Draft] Pier shut',
    'DRAFT: Pier shut',
    'HOLD: Pier shut',
    'Lorem ipsum dolor sit amet',
    'Protected: Memo',
    'Test article 2',
  ])('“%s” is held', (headline) => expect(hiddenReason(piece(headline))).toBeDefined());

  test.each([
    'Test results that doctors ignore',
    'Test match ends in a draw',
    'Kill Bill returns to cinemas',
    'Do not use these eye drops, agency warns',
    'NFL draft: who goes first',
    'Draft law on ferries',
    'Hold on to your hats',
    'Protected areas grow',
    'Attention, drivers',
  ])('“%s” isn’t', (headline) => expect(hiddenReason(piece(headline))).toBeUndefined());

  test('“Test” over a review is no trial', () => {
    expect(hiddenReason(piece('A pump that lasts', { body: '<p>Test</p><p>It pumps.</p>' }))).toBeUndefined();
  });

  test('a stage is no staging copy', () => {
    expect(hiddenReason(piece('Pier', { url: 'https://stage.example/pier' }))).toBeUndefined();
  });
});
