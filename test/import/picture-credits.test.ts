/** Credits of pictures of the kinds that newsrooms print: whom a credit line names, and captions that end in one or only seem to. */

import { describe, expect, test } from 'vitest';
import { captionAndCredit, parseCreditLine } from '../../src/attribution/credit.ts';

function named(line: string): string[] {
  return parseCreditLine(line, []).sources.map(({ name, kind }) => (kind === 'PERSON' ? name : `${name} (${kind})`));
}

describe('a credit line', () => {
  test.each([
    ['File photo: REUTERS/Lena Braywick', ['Reuters (NEWS_AGENCY)', 'Lena Braywick']],
    ['Screengrab: BBC News', ['BBC (BROADCASTER)']],
    ['Pics: Dale Ormsby', ['Dale Ormsby']],
    ['Satellite image ©2026 Maxar Technologies', ['Maxar (COMPANY)']],
    ['Official White House Photo by Dena Wickham', ['White House (GOVERNMENT)', 'Dena Wickham']],
    ['Top: Dale Ormsby; bottom: Ada Moonie', ['Dale Ormsby', 'Ada Moonie']],
    [
      'From left: Dale Ormsby/AP; Getty',
      ['Dale Ormsby', 'Associated Press (NEWS_AGENCY)', 'Getty Images (NEWS_AGENCY)'],
    ],
    ['Picture: Dale Ormsby. Buy this photo', ['Dale Ormsby']],
    ['U.S. Army/Sgt. Dena Wickham', ['U.S. Army (GOVERNMENT)', 'Dena Wickham']],
    ['Photo: Prof. Ada Moonie', ['Ada Moonie']],
    ['Kelderby Fire and Rescue Service', ['Kelderby Fire and Rescue Service (GOVERNMENT)']],
    ['Ada Moonie and Kelderby Police', ['Ada Moonie', 'Kelderby Police (GOVERNMENT)']],
    ['Bettmann Archive/Getty Images', ['Bettmann Archive (ORGANIZATION)', 'Getty Images (NEWS_AGENCY)']],
    ['Skerrow Herald archives', ['Skerrow Herald (NEWSPAPER)']],
    ['Fot. Zofia Marczak', ['Zofia Marczak']],
  ])('“%s” names %j', (line, expected) => expect(named(line)).toEqual(expected));

  test.each([
    ['Landmark Media/Alamy', 'Landmark Media (ORGANIZATION)'],
    ['Picture: Kelderby Live', 'Kelderby Live (ORGANIZATION)'],
    ['Bild: Stadtarchiv Wellrode', 'Stadtarchiv Wellrode (ORGANIZATION)'],
    ['Port of Skerrow', 'Port of Skerrow (ORGANIZATION)'],
    ['© The Estate of Agnes Rowland', 'Estate of Agnes Rowland (ORGANIZATION)'],
    ['Collection of the Tressick Museum', 'Tressick Museum (ORGANIZATION)'],
  ])('“%s” begins with a body, not with a person', (line, expected) => expect(named(line)[0]).toBe(expected));

  test.each([
    'Bequest of Amos Creed, 1931',
    'Gift of Mrs. Amos Creed',
    'Skerrow in Bloom',
    'Police handout',
    'CCTV',
    'Photo: X/@skerrowcoast',
    'Photo provided by the family',
    '© His Majesty King Charles III 2026',
  ])('“%s” names nobody', (line) => expect(named(line)).toEqual([]));
});

describe('a caption', () => {
  test.each([
    ['Harbour at dawn (AP)', 'Associated Press'],
    ['Harbour at dawn. Getty Images', 'Getty Images'],
    ['The Net Menders. Photo © Tressick Museum', 'Tressick Museum'],
    ['The Net Menders, 1910, courtesy of Tressick Museum', 'Tressick Museum'],
    ['Photograph of Ada Moonie taken in 1999. Credit: Dale Ormsby', 'Dale Ormsby'],
  ])('“%s” ends in the credit of %s', (caption, name) => expect(captionAndCredit(caption).credit?.name).toBe(name));

  test.each([
    'Picture of Ada Moonie in 1971',
    'Photo: Ada Moonie (right) receives the cup',
    'Image: Ada Moonie, who disappeared on Sunday',
    'The report came out on Tuesday (NASA)',
    'The new mayor, Ada Moonie (Labour)',
    'The Net Menders, by Agnes Rowland (oil on canvas)',
  ])('“%s” says who or what is seen and stays whole', (caption) =>
    expect(captionAndCredit(caption)).toEqual({ caption }),
  );
});
