/** Enrichment of imported pieces: declared sources are matched with known ones, and found ones are added. */

import { describe, expect, test } from 'vitest';
import type { DocumentAttribution } from '../../src/attribution/attribution.ts';
import { withFoundAttributions } from '../../src/import/enrich.ts';
import { withFullNames } from '../../src/import/full-names.ts';
import { readHtmlPage } from '../../src/import/html.ts';
import type { ImportedDocument } from '../../src/import/imported-document.ts';

function piece(
  paragraphs: readonly string[],
  declared: readonly DocumentAttribution[],
  language = 'en',
): ImportedDocument {
  return {
    origin: 'https://lantern.example/1',
    headline: 'The lock at Skarvoy holds',
    body: paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n'),
    language,
    publishedAt: new Date('2026-03-01T00:00:00Z'),
    topics: [],
    attributions: declared,
  };
}

function names(document: ImportedDocument): string[] {
  return withFoundAttributions(document, []).attributions.map(({ role, source }) => `${role} ${source.name}`);
}

const agency: DocumentAttribution = { role: 'WIRE', source: { name: 'The Associated Press', kind: 'OTHER' } };
const lantern: DocumentAttribution = {
  role: 'PUBLISHER',
  source: { name: 'Marl Valley Free Lantern', kind: 'NEWSPAPER' },
};

describe('a declared source', () => {
  test('gets the known name and kind, and keeps its declared homepage', () => {
    const homepage = 'https://lantern.example/wire';
    const declared = { ...agency, source: { ...agency.source, homepage } };
    expect(withFoundAttributions(piece([], [declared]), []).attributions).toEqual([
      { role: 'WIRE', source: { name: 'Associated Press', kind: 'NEWS_AGENCY', homepage } },
    ]);
  });

  test('under two names of one known source is one source', () => {
    expect(names(piece([], [agency, { role: 'WIRE', source: { name: 'AP', kind: 'NEWS_AGENCY' } }]))).toEqual([
      'WIRE Associated Press',
    ]);
  });

  test('gets the known name in languages without cue tables, too', () => {
    expect(names(piece(['Reuters reported a flood.'], [agency], 'fr'))).toEqual(['WIRE Associated Press']);
  });

  test('is one of however many, each once in each role and in its order', () => {
    const people = Array.from({ length: 4_000 }, (_, n) => `Ada Brown-${String.fromCharCode(97 + (n % 26))}${n}`);
    const declared = [...people, ...people].map(
      (name, at): DocumentAttribution => ({
        role: at === 4_000 ? 'QUOTED' : 'AUTHOR',
        source: { name, kind: 'PERSON' },
      }),
    );
    const before = process.cpuUsage();
    expect(names(piece([], declared))).toEqual([...people.map((name) => `AUTHOR ${name}`), `QUOTED ${people[0]}`]);
    // It takes a tenth of a second; where each was compared with all others 2,000 took 6.
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  });

  test('that is unknown keeps its declared name', () => {
    expect(names(piece([], [lantern]))).toEqual(['PUBLISHER Marl Valley Free Lantern']);
  });
});

describe('declared in one role', () => {
  const people = (role: 'AUTHOR' | 'QUOTED', ...given: string[]) =>
    given.map((name): DocumentAttribution => ({ role, source: { name, kind: 'PERSON' } }));
  const bodies = (...given: string[]) =>
    given.map((name): DocumentAttribution => ({ role: 'CITED', source: { name, kind: 'ORGANIZATION' } }));

  test.each([
    ['authors whose surnames differ by a letter', people('AUTHOR', 'Jens Jensen', 'Jens Jansen')],
    ['authors whose names may be transliterations', people('AUTHOR', 'Vladimir Orlov', 'Wladimir Orlow')],
    ['authors of whom one has an accent', people('AUTHOR', 'Anna Müller', 'Anna Muller')],
    ['the police of two towns', bodies('Polizei Homburg', 'Polizei Hamburg')],
    ['stations of two towns', bodies('Radio Salzburg', 'Radio Sulzburg')],
    ['two towns', bodies('Stadt Marburg', 'Stadt Maxburg')],
    ['two ministries', bodies('Ministry Orlov', 'Ministry Orlow')],
  ])('%s are all kept', (_, declared) => {
    expect(names(piece([], declared))).toEqual(declared.map(({ role, source }) => `${role} ${source.name}`));
  });

  test('one name in another case, with other spaces or otherwise encoded is one', () => {
    const spellings = ['Zoë Jansen', 'ZOË JANSEN', 'Zoë  Jansen ', 'Zoe\u0308 Jansen'];
    expect(names(piece([], people('AUTHOR', ...spellings)))).toEqual(['AUTHOR Zoë Jansen']);
  });

  test('an author whom the page declares beside a namesake but for a letter is on the piece', () => {
    const author = ['Jens Jensen', 'Jens Jansen'].map((name) => ({ '@type': 'Person', name }));
    const linked = { '@context': 'https://schema.org', '@type': 'NewsArticle', headline: 'The ice', author };
    const page = `<html lang="en"><head><script type="application/ld+json">${JSON.stringify(linked)}</script></head>
      <body><article><h1>The ice</h1><p>${'The ice came at night and stayed. '.repeat(20)}</p></article></body></html>`;
    const [document] = readHtmlPage(page, 'https://merrow.example/ice').documents;
    expect(document && names(document)).toEqual(expect.arrayContaining(['AUTHOR Jens Jensen', 'AUTHOR Jens Jansen']));
  });
});

describe('a found source', () => {
  test('is added beside a declared body whose name differs by a letter', () => {
    const declared: DocumentAttribution = { role: 'CITED', source: { name: 'Radio Salzburg', kind: 'ORGANIZATION' } };
    expect(names(piece(['The lock is shut, Radio Sulzburg reported.'], [declared]))).toEqual([
      'CITED Radio Salzburg',
      'CITED Radio Sulzburg',
    ]);
  });

  test.each([
    ['PERSON', []],
    ['ORGANIZATION', ['QUOTED Wladimir Orlow']],
  ] as const)('under another transliteration of the author’s name, declared as %s', (kind, added) => {
    const author: DocumentAttribution = { role: 'AUTHOR', source: { name: 'Vladimir Orlov', kind } };
    const text = ['“The lock is shut,” said Wladimir Orlow.'];
    expect(names(piece(text, [author]))).toEqual(['AUTHOR Vladimir Orlov', ...added]);
  });

  test('is added after the declared ones', () => {
    expect(names(piece(['Reuters reported a flood at the lock.'], [lantern]))).toEqual([
      'PUBLISHER Marl Valley Free Lantern',
      'CITED Reuters',
    ]);
  });

  test('is called by the full name that the headline or a topic has, unless two people have it', () => {
    const told = (headline: string, ...topics: string[]) =>
      names({ ...piece(['“It must close,” Thorsby said on Monday.'], []), headline, topics });
    expect(told('Founder Hanna Thorsby’s Harbour Is Shut')).toEqual(['QUOTED Hanna Thorsby']);
    expect(told('The harbour is shut', 'Hanna Thorsby')).toEqual(['QUOTED Hanna Thorsby']);
    expect(told('A mother of three wins, and Hanna Thorsby shuts the harbour')).toEqual(['QUOTED Hanna Thorsby']);
    expect(told('Hanna Thorsby and Peter Thorsby quarrel')).toEqual(['QUOTED Thorsby']);
    expect(told('What the Harbour Board Thinks of Thorsby')).toEqual(['QUOTED Thorsby']);
  });

  test.each([
    'Founder’s Widow Anna Thorsby Sells the Harbour',
    'Anna Thorsby, Wife of the Founder, Sells the Harbour',
    'Anna Thorsby’s Brother Shuts the Harbour',
    'The Mother of Anna Thorsby Shuts a Harbour',
    'Founder’s widow Anna Thorsby sells the harbour',
    'Anna Thorsby’s brother shuts the harbour',
    'Brother of the late harbour master Anna Thorsby sells a boat',
    'The harbour is shut by a stepson of Anna Thorsby',
  ])('keeps its surname where the headline tells of a relative: “%s”', (headline) => {
    expect(names({ ...piece(['“It must close,” Thorsby said on Monday.'], []), headline })).toEqual(['QUOTED Thorsby']);
  });

  test.each([
    ['en', 'Florida Man John Thorsby Charged With Fraud', 'John Thorsby'],
    ['en', 'How Far Anna Thorsby Went for a Harbour', 'Anna Thorsby'],
    ['en', 'Voters Make Anna Thorsby Mayor', 'Anna Thorsby'],
    ['en-GB', 'Family Court Judge Anna Thorsby Resigns', 'Anna Thorsby'],
    ['de', 'Der Sohn von Anna Thorsby schließt den Hafen', 'Thorsby'],
    ['nl', 'De man van Anna Thorsby sluit de haven', 'Thorsby'],
    ['fr', 'Bruno Thorsby présente son plan', 'Bruno Thorsby'],
    ['fr', 'La veuve Anne Thorsby vend le port', 'Thorsby'],
  ])('is told in %s by words of its own language: “%s”', (language, headline, name) => {
    const bare = { role: 'QUOTED', quote: 'It must close', source: { name: 'Thorsby', kind: 'PERSON' } } as const;
    const named = withFullNames([bare], { headline, topics: [], body: '', language });
    expect(named.map(({ source }) => source.name)).toEqual([name]);
  });

  test('is one person, named in full and by the surname, with all that is quoted', () => {
    const quoted = { role: 'QUOTED', quote: 'It must close', quotes: ['It must close'] } as const;
    const cited = { role: 'CITED', source: { name: 'Hanna Thorsby', kind: 'PERSON' } } as const;
    const also = { role: 'QUOTED', quote: 'We wait', quotes: ['We wait'], source: cited.source } as const;
    const bare = { ...quoted, source: { name: 'Thorsby', kind: 'PERSON' } } as const;
    const telling = { headline: 'Hanna Thorsby shuts the harbour', topics: [], body: '' };
    const whole = { role: 'QUOTED', source: cited.source };
    expect(withFullNames([bare, cited], telling)).toEqual([{ ...quoted, ...whole }]);
    expect(withFullNames([bare], { ...telling, body: 'The son of Peter Thorsby said so.' })).toEqual([bare]);
    expect(withFullNames([also, bare], telling)).toEqual([{ ...also, quotes: ['We wait', 'It must close'] }]);
  });

  test('is not added where it is declared in its role under another name', () => {
    expect(names(piece(['OSLO (AP) - The lock held on Monday.'], [agency]))).toEqual(['WIRE Associated Press']);
  });

  test('is added in another role than the declared one', () => {
    expect(names(piece(['A diver told the Associated Press that the lock had moved.'], [agency]))).toEqual([
      'WIRE Associated Press',
      'CITED Associated Press',
    ]);
  });

  test('is not added where it is the publisher, by the whole name or the end of it', () => {
    const text = ['The gate is shut, the Free Lantern reported.', 'The Marl Valley Free Lantern reported a leak.'];
    expect(names(piece(text, [lantern]))).toEqual(['PUBLISHER Marl Valley Free Lantern']);
  });
});
