/** Importing pages of plain text: article, boxes of stories, "Hot this week", origins, dates and languages. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ImportedPage, RefusedInput } from '../../src/import/imported-document.ts';
import { readTextPage } from '../../src/import/text.ts';

function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/text/${name}.txt`, import.meta.url), 'utf8');
}

function headlines(page: ImportedPage): string[] {
  return page.documents.map((document) => document.headline);
}

function roles(page: ImportedPage, at = 0): string[] {
  return (page.documents[at]?.attributions ?? []).map(({ role, source }) => `${role} ${source.name} ${source.kind}`);
}

const paragraphs = 'The quay was closed on Monday after the storm.\n\nIt will open again when the wall is mended.';
const tram = fixture('caption-twice-and-stories-in-two-boxes');

describe('a page with a picture and boxes', () => {
  const page = readTextPage(tram);
  const [article] = page.documents;

  test('has its article first, at midnight UTC of the printed day', () => {
    expect(article?.headline).toBe('Tram Line to Kestrel Bay Will Open Two Years Late');
    expect(article?.publishedAt).toEqual(new Date('2025-03-04T00:00:00Z'));
    expect(article?.language).toBe('en');
    expect(article?.url).toBeUndefined();
  });

  test('and its stories have the printed day alone as their date, and without one none of their own', () => {
    const dates = ({ documents }: ImportedPage) =>
      documents.map(({ publishedAt, isDateOnly, isDateGuessed }) => ({ publishedAt, isDateOnly, isDateGuessed }));
    const all = dates(page);
    expect(all.length).toBeGreaterThan(3);
    const printed = { publishedAt: new Date('2025-03-04T00:00:00Z'), isDateOnly: true, isDateGuessed: false };
    expect(all).toEqual(all.map(() => printed));
    const undated = dates(readTextPage(tram.replace(/^.*2025.*$/m, ''), undefined, new Date('2026-07-09T10:11:12Z')));
    const guessed = { publishedAt: new Date('2026-07-09T00:00:00Z'), isDateOnly: undefined, isDateGuessed: true };
    expect(undated).toEqual(all.map(() => guessed));
  });

  test('has a caption that is printed twice once, unescaped, without its credit', () => {
    expect(article?.image).toEqual({
      url: null,
      caption:
        'Workers lay track along the harbour wall in Port Ellery on February 11. The city’s transport office said on Monday that the line would open in 2027.',
      creditLine: 'Reuters',
      credit: { name: 'Reuters', kind: 'NEWS_AGENCY' },
    });
    expect(article?.body).not.toContain('Workers lay track');
  });

  test('has a body of escaped paragraphs, without buttons, advertisements and links to other stories', () => {
    expect(article?.body.split('\n')).toEqual([
      '<p>The tram line from Port Ellery to Kestrel Bay will open two years later than planned, Transport Minister Odile Varga said on Monday.</p>',
      '<p>“We found sand where the maps showed rock,” Varga told reporters. She added that the work would cost &lt;12%&gt; more &amp; take longer.</p>',
      '<p>According to the Ellery Herald, the builder Norvik Rail AG had warned of the delay in &quot;plain words&quot; a year ago.</p>',
      '<p>Shops along the route have asked for help, and the city has promised to answer them by the summer.</p>',
    ]);
  });

  test('has the sources that are found in it, and no publisher', () => {
    expect(roles(page)).toEqual([
      'QUOTED Odile Varga PERSON',
      'CITED Ellery Herald NEWSPAPER',
      'QUOTED Norvik Rail AG COMPANY',
      'IMAGE_CREDIT Reuters NEWS_AGENCY',
    ]);
    expect(article?.attributions[0]?.quote).toBe('We found sand where the maps showed rock');
  });

  test('has each story of its boxes once, in page order, as headline and standfirst', () => {
    expect(headlines(page).slice(1)).toEqual([
      'Lighthouse Keeper Retires After Fifty Winters on Gull Rock',
      'Is the Price of Bread Going to Fall Again This Year?',
      'A Library Boat Comes Back to the Northern Islands',
    ]);
    expect(page.documents[2]?.standfirst).toBe(
      "Bakers expect cheaper flour by June, according to the Millers' Association.",
    );
    expect(roles(page, 2)).toEqual(["CITED Millers' Association ORGANIZATION"]);
    for (const card of page.documents.slice(1)) {
      expect(card.body).toBe('');
      expect(card.publishedAt).toEqual(new Date('2025-03-04T00:00:00Z'));
    }
  });

  test('has a standfirst that only a later box prints, at the story’s first place', () => {
    const sentence = 'Ansel Brandt kept the lamp burning through four storms of the century and one very short strike.';
    const first = tram.indexOf(sentence);
    const later = readTextPage(tram.slice(0, first) + tram.slice(first + sentence.length));
    expect(later.documents.map((document) => document.standfirst)).toEqual(
      page.documents.map((document) => document.standfirst),
    );
    expect(later.hot).toEqual(page.hot);
  });

  test('has the origins of "Hot this week", hottest first', () => {
    expect(page.hot).toEqual([page.documents[1]?.origin, page.documents[2]?.origin]);
  });

  test('has its boxes by their headings, each with its stories in order', () => {
    const origins = page.documents.map(({ origin }) => origin);
    const boxes = page.documents[0]?.boxes?.map((box) => [box.title, box.origins.map((each) => origins.indexOf(each))]);
    expect(boxes).toEqual([
      ['Hot this week', [1, 2]],
      ['Topics', [1, 2, 3]],
    ]);
    expect(page.documents.slice(1).every(({ boxes }) => boxes === undefined)).toBe(true);
  });

  test('has headings of boxes and buttons in no other field', () => {
    const [article, ...stories] = page.documents;
    const everything = JSON.stringify([{ ...article, boxes: [] }, stories]);
    for (const furniture of ['Hot this week', 'Topics', 'Related', 'Share', 'Advertisement', 'Read more', 'Subscribe'])
      expect(everything).not.toContain(furniture);
  });

  test('is read the same with CRLF and with more empty lines', () => {
    expect(readTextPage(tram.replaceAll('\n', '\r\n'))).toEqual(page);
    expect(readTextPage(`\uFEFF${tram.replaceAll('\n\n', '\n \n\n')}`)).toEqual(page);
  });
});

describe('origins', () => {
  const [, lighthouse] = readTextPage(tram).documents;
  const asArticle = (headline: string, date = 'May 1, 2025') => `${date}\n\n${headline}\n\n${paragraphs}`;

  test('a story has the same origin on another day, and on a page of its own', () => {
    const nextDay = readTextPage(tram.replace('Tuesday, March 4', 'Wednesday, March 5'));
    expect(nextDay.documents[1]?.origin).toBe(lighthouse?.origin);
    expect(readTextPage(asArticle(lighthouse?.headline ?? '')).documents[0]?.origin).toBe(lighthouse?.origin);
  });

  test('headlines differing only in punctuation or case are one story', () => {
    const plain = readTextPage(asArticle("The keeper's last night at “Gull Rock”")).documents[0]?.origin;
    expect(readTextPage(asArticle('The Keeper’s Last Night at "Gull Rock"')).documents[0]?.origin).toBe(plain);
  });

  test('a short recurring headline is a story for each date', () => {
    const first = readTextPage(asArticle('Morning briefing')).documents[0]?.origin;
    expect(readTextPage(asArticle('Morning briefing', 'May 2, 2025')).documents[0]?.origin).not.toBe(first);
  });

  test('a page’s address is the origin of its article, not of the stories that it announces', () => {
    const page = readTextPage(tram, 'https://news.example/tram');
    expect(page.documents[0]).toMatchObject({
      origin: 'https://news.example/tram',
      url: 'https://news.example/tram',
    });
    expect(page.documents[1]?.origin).toBe(lighthouse?.origin);
    expect(page.documents[1]?.url).toBeUndefined();
  });
});

describe('pages with quirks', () => {
  test('an article below the boxes begins at its date, and its writers are authors', () => {
    const page = readTextPage(fixture('boxes-before-article'));
    expect(headlines(page)).toEqual([
      'Orchard Growers Ask for Help After the Late Frost',
      'Two Goats Found on the Roof of the Town Hall',
      'Ferry Fares Rise by a Tenth in May',
    ]);
    expect(page.documents[0]?.publishedAt).toEqual(new Date('2024-12-28T00:00:00Z'));
    expect(roles(page)).toEqual(['AUTHOR Imke Sander PERSON', 'AUTHOR Paul Rohde PERSON']);
    expect(page.documents[0]?.body).not.toContain('Imke');
    expect(page.documents[1]?.standfirst).toMatch(/^Nobody knows/);
    expect(page.hot).toHaveLength(2);
  });

  test('a German page is read with German dates, boxes, credits and verbs', () => {
    const page = readTextPage(fixture('german-page'));
    expect(page.documents[0]).toMatchObject({ language: 'de', publishedAt: new Date('2024-12-28T00:00:00Z') });
    expect(page.documents[0]?.image).toMatchObject({
      caption: 'Die Fähre „Möwe“ liegt seit Montag im Dock von Haverstedt.',
      creditLine: 'Foto: Rieke Jansen/dpa',
      credit: { name: 'dpa', kind: 'NEWS_AGENCY' },
    });
    expect(roles(page)).toEqual([
      'QUOTED Wiebke Claasen PERSON',
      'CITED dpa NEWS_AGENCY',
      'IMAGE_CREDIT Rieke Jansen PERSON',
      'IMAGE_CREDIT dpa NEWS_AGENCY',
    ]);
    expect(page.hot).toEqual([page.documents[1]?.origin]);
    expect(page.documents[0]?.boxes).toMatchObject([{ title: 'Meistgelesen' }]);
    expect(JSON.stringify(page)).not.toMatch(/Anzeige|Meistgelesen(?!","origins)/);
  });

  test('a page without a date has the day in its address, or else that of the import', () => {
    const text = fixture('no-date-no-boxes');
    const now = new Date('2026-02-03T17:45:00Z');
    expect(readTextPage(text, undefined, now).documents).toMatchObject([
      { headline: 'A Village Buys Its Own Bakery', publishedAt: new Date('2026-02-03T00:00:00Z'), image: undefined },
    ]);
    expect(readTextPage(text, undefined, now).documents[0]?.origin).toBe(
      readTextPage(text, undefined, new Date('2026-02-09T00:00:00Z')).documents[0]?.origin,
    );
    const dated = readTextPage(text, 'https://news.example/2025/07/19/bakery', now);
    expect(dated.documents[0]?.publishedAt).toEqual(new Date('2025-07-19T00:00:00Z'));
  });

  test('paragraphs behind a box in the middle are the article, not stories', () => {
    const page = readTextPage(fixture('box-inside-article'));
    expect(headlines(page)).toEqual([
      'River Swimmers Win the Right to the Old Weir',
      'A Weir With a View: Fifty Years of the Lido',
    ]);
    expect(page.documents[0]?.body.split('\n')).toHaveLength(4);
    expect(page.documents[1]?.standfirst).toBeUndefined();
    expect(page.hot).toEqual([]);
  });

  test('names under "Topics" are topics, and a sentence above the picture is the standfirst', () => {
    const page = readTextPage(fixture('topics-as-names'));
    expect(page.documents).toHaveLength(1);
    expect(page.documents[0]).toMatchObject({
      topics: ['Railways', 'Night trains', 'Travel'],
      standfirst: 'A sentence between headline and picture tells the reader what the story is about.',
      image: {
        caption: 'A sleeping car stands in the yard at Marlow.',
        creditLine: 'Photo by Tilda Ferm/Getty Images',
      },
    });
    expect(page.documents[0]?.body.split('\n')).toHaveLength(2);
  });

  test("the newsroom's own names for sources win over the built-in ones", () => {
    const own = [{ name: 'Ellery Herald Online', kind: 'WEBSITE', aliases: ['Ellery Herald'] }] as const;
    expect(roles(readTextPage(tram, undefined, new Date(), own))).toContain('CITED Ellery Herald Online WEBSITE');
  });
});

describe('dates', () => {
  test.each([
    ['Saturday, December 28, 2024'],
    ['28 December 2024'],
    ['December 28, 2024'],
    ['Dec. 28th, 2024'],
    ['2024-12-28'],
    ['2024-12-28T23:59:00+11:00'],
    ['Published: Sat, 28 Dec 2024 14:05 GMT'],
    ['28.12.2024, 18:30 Uhr'],
    ['Samstag, 28. Dezember 2024'],
    ['samedi 28 décembre 2024'],
    ['28 de diciembre de 2024'],
    ['12/28/2024'],
    ['28/12/2024'],
  ])('"%s" is the 28th of December, whatever the hour and zone', (line) => {
    const page = readTextPage(`${line}\n\nThe quay is closed\n\n${paragraphs}`, undefined, new Date(0));
    expect(page.documents[0]?.publishedAt).toEqual(new Date('2024-12-28T00:00:00Z'));
    expect(page.documents[0]?.headline).toBe('The quay is closed');
  });

  test('a day that does not exist is no date', () => {
    const page = readTextPage(`31 February 2024\n\n${paragraphs}`, undefined, new Date(0));
    expect(page.documents[0]?.publishedAt).toEqual(new Date(0));
  });
});

describe('the language of a page is found', () => {
  test.each([
    ['fr', 'Le port est fermé', 'Le port a été fermé lundi après la tempête, et les bateaux sont dans la baie.'],
    ['es', 'El puerto cierra', 'El puerto se cerró el lunes por la tormenta y los barcos están en la bahía.'],
    [
      'sv',
      'Hamnen stängs',
      'Hamnen stängdes på måndagen efter stormen och båtarna ligger kvar i viken, men inte för länge.',
    ],
    ['ru', 'Порт закрыт', 'Порт был закрыт в понедельник после бури, и корабли стоят в заливе.'],
    ['en', 'The quay closes', 'The quay was closed on Monday; „das Boot“ and la mer stay.'],
  ])('to be %s', (language, headline, paragraph) => {
    expect(readTextPage(`${headline}\n\n${paragraph}`).documents[0]?.language).toBe(language);
  });
});

describe('a text that is no page of news is refused', () => {
  test.each([
    ['nothing', ' \n\n ', /empty/],
    ['a single line', 'The quay was closed on Monday after the storm, the harbour master said.', /single line/],
    ['headlines alone', 'One headline here\n\nAnother headline there\n\nA third one', /no paragraphs/],
    ['a table', 'name,kind,country\nReuters,agency,GB\nAFP,agency,FR\ndpa,agency,DE', /table/],
    ['source code', "import { x } from 'y';\n\nexport function f() {\n  return x;\n}\n", /source code/],
    ['HTML', '<!doctype html>\n<html><body><p>Text.</p></body></html>', /HTML/],
    ['JSON', '{\n  "headline": "The quay is closed"\n}', /JSON/],
    ['a text with NUL', `The quay is closed\n\n${paragraphs}\0`, /NUL/],
    ['boxes alone', `Most read\n\nOne headline here\n\n${paragraphs.split('\n')[0]}`, /no article/],
    [
      'a paragraph first',
      `${'The quay was closed on Monday after the storm. '.repeat(9)}\n\n${paragraphs}`,
      /no headline/,
    ],
  ])('with the reason: %s', (_, text, reason) => {
    expect(() => readTextPage(text)).toThrow(RefusedInput);
    expect(() => readTextPage(text)).toThrow(reason);
  });
});
