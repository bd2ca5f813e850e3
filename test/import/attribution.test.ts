/** The attribution finder: precision and recall on labelled sentences, and each of its rules. */

import { describe, expect, test } from 'vitest';
import { captionAndCredit, parseCreditLine } from '../../src/attribution/credit.ts';
import { findAttributions } from '../../src/attribution/find.ts';
import { indexSources, type KnownSource } from '../../src/attribution/known-sources.ts';
import {
  bundledTexts,
  evaluateAttribution,
  evaluateByPart,
  parseLabelled,
  type Split,
} from '../../src/evaluate/attribution.ts';

function found(body: string, headline = ''): string[] {
  return findAttributions({ headline, body }, []).map(
    ({ role, source, quote }) => `${role} ${source.name}${quote === undefined ? '' : `: ${quote}`}`,
  );
}

describe('on labelled sentences', () => {
  const report = evaluateAttribution(bundledTexts().filter(({ split }) => split === 'first'));

  test('precision and recall are above their floors', () => {
    expect(report.sentences).toBeGreaterThanOrEqual(100);
    expect(report.overall.precision).toBeGreaterThanOrEqual(0.97);
    expect(report.overall.recall).toBeGreaterThanOrEqual(0.93);
    expect(report.kindsRight / report.overall.correct).toBeGreaterThanOrEqual(0.95);
    expect(report.quotesRight / (report.byRole.QUOTED?.correct ?? 0)).toBeGreaterThanOrEqual(0.95);
  });

  test('the measure counts missing and wrong attributions', () => {
    const labelled = parseLabelled(
      [
        { text: 'Reuters reported a delay.', expect: [{ role: 'CITED', name: 'Reuters', kind: 'NEWS_AGENCY' }] },
        { text: 'Reuters reported a delay.', expect: [] },
        { text: 'It rained.', expect: [{ role: 'WIRE', name: 'AFP', kind: 'NEWS_AGENCY' }] },
      ]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    );
    const { overall, misses } = evaluateAttribution(labelled);
    expect(overall).toEqual({ expected: 2, found: 2, correct: 1, precision: 0.5, recall: 0.5 });
    expect(misses).toMatchObject([{ wrong: ['CITED reuters'] }, { missing: ['WIRE afp'] }]);
  });
});

describe('on labelled sentences of each language', () => {
  const figures = (split: Split) => {
    const texts = bundledTexts().filter((text) => text.split === split && (text.language ?? 'en') in goals);
    return evaluateByPart(texts).byPart.map(({ language, finder }) => ({ language, ...finder }));
  };

  /** Precision and recall that each language is to have. */
  const goals: Readonly<Record<string, readonly [number, number]>> = {
    en: [0.92, 0.8],
    de: [0.92, 0.8],
    fr: [0.9, 0.6],
    es: [0.9, 0.6],
    pt: [0.9, 0.6],
    it: [0.9, 0.6],
    nl: [0.9, 0.6],
    pl: [0.9, 0.6],
    sv: [0.9, 0.6],
  };
  // NOTE: of what is held back in English, its floors are what has been reached: .908/.881 on the sentences of `en.jsonl` and .85/.74 on
  // those of `genres.jsonl`, which are made of what is hard; in German .963/.802 without the twenty that came last (.875/.737).
  const freshly: typeof goals = { de: [0.89, 0.52] };
  const reached: typeof goals = { ...goals, en: [0.91, 0.84], de: [0.94, 0.79] };

  test.each([
    ['tune', goals],
    ['held', reached],
    // By another hand than the rules: what they come to on text that nobody knew.
    ['fresh', freshly],
  ] as const)('precision and recall are above their floors in the part %s', (split, floors) => {
    const found = figures(split);
    expect(found.map(({ language }) => language).toSorted()).toEqual(Object.keys(floors).toSorted());
    for (const { language, precision, recall } of found) {
      const [leastPrecision = 1, leastRecall = 1] = floors[language] ?? [];
      expect(precision, `precision, ${language}`).toBeGreaterThanOrEqual(leastPrecision);
      expect(recall, `recall, ${language}`).toBeGreaterThanOrEqual(leastRecall);
    }
  });

  test('nothing is found in a language without cues, tagged or not', () => {
    const others = bundledTexts().filter(({ language = 'en' }) => !(language in goals));
    expect(others.length).toBeGreaterThan(10);
    for (const { text, language } of others) {
      const known: readonly KnownSource[] = [];
      expect(findAttributions({ headline: '', body: text, language }, known), text).toEqual([]);
    }
    const danish =
      'Borgmester Lone Vestergaard siger, at det ikke er nok, og at der skal findes flere penge til broen.';
    expect(findAttributions({ headline: '', body: danish, language: 'und' }, [])).toEqual([]);
  });

  test('a text without a language shows it', () => {
    const spanish =
      'La alcaldesa de la villa, Marisa Olmedo, dijo que el puente no se cierra y que las obras son para el bien.';
    expect(findAttributions({ headline: '', body: spanish, language: 'und' }, [])).toMatchObject([
      { role: 'CITED', source: { name: 'Marisa Olmedo' } },
    ]);
  });
});

describe('kinds of German', () => {
  const german = (body: string) =>
    findAttributions({ headline: '', body, language: 'de' }, []).map(({ role, source }) => `${role} ${source.name}`);

  test.each([
    ['Konzerne wie Siemens und Bosch zahlen mehr, und das ist auch gut so.', []],
    ['Wie Siemens mitteilte, wird das Werk nicht geschlossen.', ['CITED Siemens']],
    ['Die Fraktion wollte sich ein Bild machen. Die Zeit drängt, sagen alle.', []],
    ['Die Brücke sei zu, sagte er dem Spiegel.', ['CITED Der Spiegel']],
    ['Das bestätigte der Landrat dem Westfälischen Anzeiger.', ['CITED Westfälischer Anzeiger']],
    ['„Das reicht nicht“, sagt Johanna Bähr von der Universität Hamburg.', ['QUOTED Johanna Bähr']],
    ['Ende Mai soll laut AFP der Bahnhof öffnen.', ['CITED AFP']],
    ['„Wir sind bereit“, sagte Huber.', ['QUOTED Huber']],
  ])('%s', (body, names) => {
    expect(german(body)).toEqual(names);
  });
});

test('all that is quoted of a source is given, in the order of the text', () => {
  const body = '“It moved,” said Ada Quill. “Twice,” Quill said.\n\n“Nobody came,” she added.';
  expect(findAttributions({ headline: '', body }, [])).toMatchObject([
    { role: 'QUOTED', quote: 'It moved', quotes: ['It moved', 'Twice', 'Nobody came'] },
  ]);
});

test.each([
  ['Leader Greg Tallis opened the hall. Tallis said it was late.', ['CITED Greg Tallis']],
  ['David Savidge, a former officer who responded, said it was late.', ['CITED David Savidge']],
  ['Antonio Sanz Cabello said it was late. “Too late,” Antonio Sanz said.', ['QUOTED Antonio Sanz Cabello']],
])('one person is one source: %s', (body, names) => {
  expect(
    findAttributions({ headline: '', body, language: 'en' }, []).map(({ role, source }) => `${role} ${source.name}`),
  ).toEqual(names);
});

describe('time grows with the length of a text', () => {
  const shapes: readonly (readonly [string, string])[] = [
    ['titles', 'Mr. '],
    ['single marks', "'a "],
    ['opened marks', '“a '],
    ['names in a list', 'Ada Quill and '],
    ['capitals before commas', 'PARIS, '],
  ];
  test.each(shapes)('%s', (_, piece) => {
    const known: readonly KnownSource[] = [];
    const onceOf = (length: number) => {
      const body = piece.repeat(length / piece.length);
      const start = process.cpuUsage();
      findAttributions({ headline: '', body, language: 'en' }, known);
      const { user, system } = process.cpuUsage(start);
      return user + system;
    };
    // The least of some: compiling and collecting fall into others.
    const timeOf = (length: number) => Math.min(...Array.from({ length: 4 }, () => onceOf(length)));
    timeOf(4_000);
    const [short, long] = [timeOf(5_000), timeOf(20_000)];
    // Four times the text; twice that for what else runs. Quadratic growth is sixteen times, and starts from more.
    expect(long).toBeLessThan(Math.max(short, 10_000) * 10);
  });
});

describe('one attribution per role and source', () => {
  test('a quoted source is not cited as well, and keeps its first quotation', () => {
    expect(
      found('Pilot Ada Quill said the wind had turned. “We waited,” Quill said. “Then we flew,” Quill added.'),
    ).toEqual(['QUOTED Ada Quill: We waited']);
  });

  test('one source can have two roles', () => {
    expect(found('OSLO (Reuters) - The bridge is shut.\n\nA driver told Reuters that it had moved.')).toEqual([
      'WIRE Reuters',
      'CITED Reuters',
    ]);
  });
});

describe('coreference and names', () => {
  test('a surname is resolved to its full name, of the headline too', () => {
    expect(found('Mayor Ines Okoro signed on Friday.', 'Okoro says the bridge is safe')).toEqual(['CITED Ines Okoro']);
  });

  test('a surname of two people is the last speaker, or the one in the headline, or else nobody', () => {
    const two = 'Ada Quill met Tom Quill.';
    expect(found(`${two} “Enough,” said Ms Quill.`)).toEqual([]);
    expect(found(`${two}\n\nTom Quill said he was tired. “Enough,” Quill said.`)).toEqual(['QUOTED Tom Quill: Enough']);
    expect(found(`${two}\n\n“Enough,” Quill said.`, 'Why Ada Quill left')).toEqual(['QUOTED Ada Quill: Enough']);
  });

  test('a person with and without a middle initial is one source; Jr. is another', () => {
    expect(found('Leo J. Marsh denied it. “Never,” Leo Marsh said.')).toEqual(['QUOTED Leo J. Marsh: Never']);
    expect(found('Leo Marsh said it was late. Leo Marsh Jr. said it was early.')).toEqual([
      'CITED Leo Marsh',
      'CITED Leo Marsh Jr.',
    ]);
  });

  test('a capitalised word that only opens sentences is no name; one inside a sentence is', () => {
    expect(found('Brimstow estimates told a different story.')).toEqual([]);
    expect(found('They met with Brimstow on Monday. Brimstow said it would pay.')).toEqual(['CITED Brimstow']);
  });

  test('a word that the text also writes without a capital is no name', () => {
    expect(found('Ochre told its own story, and ochre is cheap.')).toEqual([]);
  });

  test('list items are separate sentences', () => {
    expect(found('- Ada Quill explains rust\n- The “old pile” method\n- Tom Reyes said it works')).toEqual([
      'CITED Tom Reyes',
    ]);
  });

  test('a heading in Title Case names nobody', () => {
    expect(found('Okoro Willing to Use Orders on Dams\n\n“We act,” Ms. Okoro said.')).toEqual(['QUOTED Okoro: We act']);
  });

  test('"he" is the only speaker of the sentence before, and nobody after two speakers', () => {
    expect(found('Pilot Ada Quill denied it. “I was asleep,” she said.')).toEqual(['QUOTED Ada Quill: I was asleep']);
    expect(found('Ada Quill and Tom Reyes met. “I was asleep,” he said.')).toEqual([]);
  });

  test('hearsay names no source, and its quotation goes to nobody else', () => {
    expect(
      found(
        'Captain Leo Marsh reportedly asked for a tug, stating that the ship was “adrift,” according to the Port Authority.',
      ),
    ).toEqual(['CITED Port Authority']);
  });

  test.each([
    'Ankara said it would not sign.',
    'He said he would not sign.',
    'Officials at the Justice Department said nothing had been signed.',
    'The company did not say when Apple would announce it.',
    'The ship “Blue Marlin” sank.',
    'With traders predicting a fall, Nokia shares dropped.',
  ])('no source in: %s', (sentence) => {
    expect(found(sentence)).toEqual([]);
  });
});

describe('German', () => {
  test('capitalised nouns are no persons', () => {
    expect(found('Beim Sturz von Assad haben sie mitgeholfen. Diese Zurückhaltung sagt viel.')).toEqual([]);
    expect(found('Koreanischen Medien zufolge ist die Uhr neu, und es soll bald mehr werden.')).toEqual([]);
    expect(found('Der Handelspartner Iran teilte mit, dass die Grenze offen ist.')).toEqual([]);
    expect(found('„Das ist gut“, sagte der USA-Kenner Thomas Jansen nach der Sitzung.')).toEqual([
      'QUOTED Thomas Jansen: Das ist gut',
    ]);
    expect(found('Nach Angaben des Statistischen Bundesamts ist das die Hälfte.')).toEqual([
      'CITED Statistisches Bundesamt',
    ]);
  });

  test('verbs at either end, postpositions and inflected names are read', () => {
    expect(found('Das Auswärtige Amt teilte mit, dass die Grenze offen ist.')).toEqual(['CITED Auswärtiges Amt']);
    expect(found('Der Nachrichtenagentur AFP zufolge ist die Grenze wieder offen.')).toEqual(['CITED AFP']);
    expect(found('Nach Angaben des Umweltministeriums ist das Wasser wieder sauber.')).toEqual([
      'CITED Umweltministerium',
    ]);
  });
});

describe('sources that the newsroom keeps', () => {
  const own = [{ name: 'Marl Valley Radio', kind: 'BROADCASTER', aliases: ['MVR', 'Reuters'] }] as const;

  test('are found by their aliases and win over the built-in list', () => {
    const names = (body: string) => findAttributions({ headline: '', body }, own).map(({ source }) => source);
    expect(names('MVR reported a flood.')).toEqual([{ name: 'Marl Valley Radio', kind: 'BROADCASTER' }]);
    expect(names('Reuters reported a flood.')).toEqual([{ name: 'Marl Valley Radio', kind: 'BROADCASTER' }]);
  });
});

describe('credit lines', () => {
  test.each([
    ['AFP via Getty Images', ['AFP', 'Getty Images']],
    ['(AP Photo/Jane Roe)', ['Associated Press', 'Jane Roe']],
    ['Photo: Jane Roe / REUTERS', ['Jane Roe', 'Reuters']],
    ['Image credit: NASA', ['NASA']],
    ['© 2024 dpa', ['dpa']],
    ['picture alliance/dpa | Jane Roe', ['picture alliance', 'dpa', 'Jane Roe']],
    ['Jane Roe for The New York Times', ['Jane Roe', 'New York Times']],
    ['Photo by JANE ROE on Unsplash', ['Jane Roe', 'Unsplash']],
    ['Foto: Bundesregierung / Jana Roth', ['Bundesregierung', 'Jana Roth']],
    ['File photo', []],
    ['Handout', []],
  ])('name the makers: %s', (line, names) => {
    expect(parseCreditLine(line, []).sources.map(({ name }) => name)).toEqual(names);
  });

  test.each([
    ['The quay at dawn. / Reuters', 'The quay at dawn.', 'Reuters', 'Reuters'],
    ['The quay at dawn. (Photo by Jane Roe/AFP)', 'The quay at dawn.', 'Photo by Jane Roe/AFP', 'AFP'],
    ['The quay at dawn. Photo: Jane Roe', 'The quay at dawn.', 'Photo: Jane Roe', 'Jane Roe'],
    ['The quay (left) at dawn', 'The quay (left) at dawn', undefined, undefined],
    ['The quay. The tide was high and/or rising.', 'The quay. The tide was high and/or rising.', undefined, undefined],
  ])('end a caption, or do not: %s', (text, caption, creditLine, credit) => {
    const split = captionAndCredit(text);
    expect([split.caption, split.creditLine, split.credit?.name]).toEqual([caption, creditLine, credit]);
  });
});

describe('a newsroom’s own sources', () => {
  const own = (name: string, ...aliases: string[]): KnownSource => ({ name, kind: 'ORGANIZATION', aliases });

  test('stand for the bundled ones whose names they have, the first of them for all of its names', () => {
    const index = indexSources([own('Our agency', 'dpa'), own('Another', 'Deutsche Presse-Agentur'), own('Reuters')]);
    expect(['dpa', 'Deutsche Presse-Agentur', 'Reuters', 'AFP'].map((name) => index.find(name)?.name)).toEqual([
      'Our agency',
      'Another',
      'Reuters',
      'AFP',
    ]);
  });

  test('are looked through once, however many they are', () => {
    const many = Array.from({ length: 20_000 }, (_, n) => own(`Harbour board ${n}`, `HB ${n}`));
    const before = process.cpuUsage();
    expect(indexSources(many).find('HB 19999')).toBe(many.at(-1));
    const { user } = process.cpuUsage(before);
    // It takes a seventh of a second; where each bundled name was looked for among all of them it took 37.
    expect(user).toBeLessThan(3_000_000);
  });
});
