/** The attribution finder on hearsay, figures of speech, names in marks, tags behind a clause, and captions that end in no credit. */

import { describe, expect, test } from 'vitest';
import { captionAndCredit, parseCreditLine } from '../../src/attribution/credit.ts';
import { findAttributions } from '../../src/attribution/find.ts';
import type { KnownSource } from '../../src/attribution/known-sources.ts';

const noneKnown: readonly KnownSource[] = [];

function found(body: string): string[] {
  return findAttributions({ headline: '', body, language: 'en' }, noneKnown).map(
    ({ role, source, quote }) => `${role} ${source.name}${quote === undefined ? '' : `: ${quote}`}`,
  );
}

describe('what somebody tells of another’s words', () => {
  test.each([
    ['The jury heard that Mr Pask had told his wife the money was a loan.', []],
    ['The court was told Roe had said “burn it”.', []],
    ['The senator told colleagues that General Pruss had said the base was safe.', []],
    ['Her husband, Don, testified that Roe had said she was “finished”.', []],
    ['Ann Roe told Politico that Speaker Bly had told her it was late.', ['CITED Ann Roe', 'CITED Politico']],
    ['According to Roe, Bly said the bill was dead.', ['CITED Roe']],
    ['In her witness statement Nunn said her manager, Piers Lyle, told her to “forget it”.', ['CITED Nunn']],
    ['Warren Tull has told friends that he will not sell, people close to him said.', []],
    ['Ann Roe was told by Tom Bly that the part had gone.', []],
    // What a medium tells is vouched for.
    ['According to Reuters, Ann Roe said the bill was dead.', ['CITED Reuters', 'CITED Ann Roe']],
    ['Local media reported that Mayor Jo Bly said the road was shut.', ['CITED Jo Bly']],
    ['Ann Roe said it was late and Mayor Jo Bly said it was early.', ['CITED Ann Roe', 'CITED Jo Bly']],
    ['According to a memo seen by the Observer, staff were told to “smile”.', ['CITED The Observer']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('words that are others’', () => {
  test.each([
    ['Roe rejected accusations that she had “sold out”.', []],
    ['Roe has denied saying “burn it”.', []],
    ['Roe said the claim was “nonsense”.', ['QUOTED Roe: nonsense']],
    ['Ann Roe said she had “no idea at all” who wrote it.', ['QUOTED Ann Roe: no idea at all']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('what says nothing', () => {
  test.each([
    'Ann Roe said no.',
    'Ann Roe says one thing in Hull and another in Bath.',
    'Ann Roe said prayers at the graveside.',
    'Simon Roe says is the only game that Simon Roe plays.',
    'HMS Tamar said it had found the dinghy.',
    'ChatGPT said the mayor had died.',
    'Apple’s Maps said the ferry was running.',
    'Hurricane Ida told the town what it had forgotten.',
    'Uncle Sam says the bill is due.',
    'The Magna Carta says that no free man shall be seized.',
    'According to the Harbour Agreement, ships must wait.',
    'The Dutchman said he had felt a twitch.',
    '“You can’t,” Agnes says in the opening scene, “unbake a cake.”',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });

  test.each([
    'Ann Roe said no one died.',
    'Ann Roe said more than 40 were hurt.',
    'Ann Roe said nothing had changed.',
    'Ann Roe says one thing is clear.',
  ])('but a clause may open so: %s', (text) => {
    expect(found(text)).toEqual(['CITED Ann Roe']);
  });
});

describe('names in marks', () => {
  test.each([
    ['Ann Roe, author of “The Long Road,” said the tour was off.', ['CITED Ann Roe']],
    ['Speaking on “Today,” Roe said he was done.', ['CITED Roe']],
    ['“Fast Lane” director Ann Roe said the sequel was dead.', ['CITED Ann Roe']],
    ['Tom “The Tank” Morrow said he was done.', ['CITED Tom Morrow']],
    ['Ann Roe said the programme “has no brakes.”', ['QUOTED Ann Roe: has no brakes.']],
    ['Ann Roe urged both to show “restraint at last”.', ['QUOTED Ann Roe: restraint at last']],
    ['As Ann Roe put it to me, “a tax is a sentence”.', ['QUOTED Ann Roe: a tax is a sentence']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('who speaks', () => {
  test.each([
    ['Ann Roe, the mayor, was late, said Tom Bly of the union.', ['CITED Tom Bly']],
    ['Grelltech, which makes pumps, has cut 200 jobs, said Tom Bly.', ['CITED Tom Bly']],
    ['Ann Roe, the mayor, said Tom Bly was late.', ['CITED Ann Roe']],
    ['The paper, citing sources, said Ann Roe would step down.', []],
    ['“It is late,” said Unite convener Tom Bly.', ['QUOTED Tom Bly: It is late']],
    ['City of Hull spokeswoman Ann Roe said it was late.', ['CITED Ann Roe']],
    ['Malton residents Ann and Peter Crake said it was late.', ['CITED Ann Crake', 'CITED Peter Crake']],
    ['Ann Roe used to say it was late.', ['CITED Ann Roe']],
    ['The council’s Jan Egeberg said it was late.', ['CITED Jan Egeberg']],
    ['June Brown said it was late.', ['CITED June Brown']],
    ['In June Brown said it was late.', ['CITED Brown']],
    ['The England and Wales Cricket Board said it was late.', ['CITED England and Wales Cricket Board']],
    ['The National Association of Head Teachers said it was late.', ['CITED National Association of Head Teachers']],
    ['World Weather Attribution said it was late.', ['CITED World Weather Attribution']],
    ['Friends of Malton Park said it would wait.', ['CITED Friends of Malton Park']],
    ['Yorkshire Water said a main had burst.', ['CITED Yorkshire Water']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('captions and credits', () => {
  test.each([
    'The harbour at dawn. (From left: Tom Bly, Ann Roe)',
    'The harbour at dawn. (Hull, East Yorkshire)',
    'The cast of “Night Train.” (Jane Roe, Tom Bly and Ann Foy)',
    '“We lost everything.” — Tom Bly, farmer',
    'The band in 1981. (Columbia Records)',
  ])('name nobody: %s', (caption) => {
    expect(captionAndCredit(caption, noneKnown)).toEqual({ caption });
  });

  test.each([
    ['Photos by Tom Bly and Ann Roe', ['Tom Bly', 'Ann Roe']],
    ['Tom Bly & Ann Roe', ['Tom Bly', 'Ann Roe']],
    ['Jane Roe—Getty Images', ['Jane Roe', 'Getty Images']],
    ['Jane Roe-Pool/Getty Images', ['Jane Roe', 'Getty Images']],
    ['Graphic: Guardian Design', ['Guardian']],
    ['Source: Met Office', ['Met Office']],
    ['Photo: Facebook', []],
    ['Cover Art', []],
    ['Staff Reporter', []],
  ])('name the makers: %s', (line, names) => {
    expect(parseCreditLine(line, noneKnown).sources.map(({ name }) => name)).toEqual(names);
  });
});
