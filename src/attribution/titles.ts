/** Titles and offices in runs of capitalised words, and the person behind them: "Prime Minister Jane Roe". */

import type { SourceKind } from './attribution.ts';
import type { Cues } from './cues.ts';
import { isGivenName } from './given-names.ts';
import type { Mention, Reading } from './mention.ts';
import { isPersonal } from './name-kinds.ts';
import { isPeople } from './places.ts';
import type { Token } from './tokens.ts';
import { words } from './word-list.ts';

/** A compound that ends like a role does ("Vizepräsident") is longer than the ending alone. */
const MIN_COMPOUND_ROLE_CHARACTERS = 7;

// Titles keep their place before the name only where the name is never said without: "Pope Leo", "King Charles III".
const regnal = words('pope king queen prince princess emperor patriarch');
// Behind them "de" opens the surname, and isn't what an office is of: "Mme de Léon".
const courtesies = words(
  'mr mrs ms dr prof m mm mme mlle me sr sra srta don doña dom dona sig signor signora herr frau pan pani',
);
// Titles that are written with a capital in front of a name, besides the table's roles.
const titles = words(
  'dr. mr. mrs. ms. prof. gen. sen. rep. gov. lt. col. sgt. capt. maj. mgr. msgr. mgr msgr cllr cllr. ald. dci dcs wpc rev. hon. adm. cmdr. insp. supt. a.g. d.a. c.e.o. c.f.o. p.m. administrator general ayatollah sheikh sheik mullah emir sultan taoiseach whip elect tem tempore pm mep msp mec mla ceo cfo prinz prinzessin fürst fürstin graf gräfin freiherr freifrau herzog herzogin justices senators representatives presidents ministers governors generals',
);

export function isTitle(token: Token | undefined, { cues }: Reading): boolean {
  if (token === undefined) return false;
  // "the Daily Lantern", "Deutsche Bank": what a medium or a firm is called is a part of its name, where only names have capitals.
  const described = cues.descriptors.get(token.lower);
  if (described !== undefined && described !== 'PERSON' && token.isCapital && !cues.capitalisesNouns) return false;
  if (cues.capitalisesNouns && kindOfDescriptor(token, cues) !== undefined) return true;
  const parts = token.lower.split(/[-/]/);
  return (
    titles.has(token.lower) ||
    cues.roles.has(token.lower) ||
    cues.roles.has(parts.at(-1) ?? '') ||
    (parts.length > 1 && titles.has(parts.at(-1) ?? '')) ||
    // "Béatrice" ends as "directrice" does.
    (cues.roleShape.test(token.lower) && token.lower.length >= MIN_COMPOUND_ROLE_CHARACTERS && !isGivenName(token.text))
  );
}

/** The kind that a noun tells of the name behind it: "Sender", "Autobauer". */
function kindOfDescriptor(token: Token | undefined, cues: Cues): SourceKind | undefined {
  if (token?.kind !== 'word') return undefined;
  return cues.descriptors.get(token.lower) ?? cues.descriptorShapes.find(([shape]) => shape.test(token.lower))?.[1];
}

/** Who a run names behind its last title; an office where it names nobody. */
export function personAfterTitle(run: readonly Token[], start: number, reading: Reading): Mention | undefined {
  // "General Motors" and "Star Wars" aside, a title inside a run is the last word that isn't the name.
  const at = run.findLastIndex((token, index) => index < run.length - 1 && isTitle(token, reading));
  // "Anna Bakker" is no baker: surnames are roles as well.
  const last = run.at(-1);
  const isShape = last !== undefined && !reading.cues.roles.has(last.lower) && !reading.cues.capitalisesNouns;
  const isOwn = run.length > 1 ? isGivenName(run.at(-2)?.text ?? '') : isShape && /maker$/.test(last.lower);
  if (at < 0) return isTitle(run.at(-1), reading) && !isOwn ? office(run, start) : undefined;
  const title = run[at]?.lower.replace(/\.$/, '');
  let from = at + 1;
  if (reading.cues.bodyJoins.has(run[from]?.lower ?? '') && !courtesies.has(title ?? '')) {
    // "Secretary of State Jane Roe": what the office is for ends where the two words of the name begin.
    if (run.length - from < 4) return office(run, start);
    from = run.length - 2;
  }
  while (isPeople(run[from]?.text ?? '') && from < run.length - 1) from += 1;
  // "Burmistrz Łodzi Jan Bury": where nouns don't stand side by side, a name begins with a given one.
  const given = run.findIndex(({ text }, index) => index > from && isGivenName(text));
  const isBehind = reading.cues.hasFreeInversion && given > from && given < run.length - 1;
  if (isBehind && !isGivenName(run[from]?.text ?? '')) from = given;
  // "Szef MSWiA Jan Bury"
  if (/\p{Lu}$(?<=\p{Lu}[^.-]*\p{Lu})/u.test(run[from]?.text ?? '') && from < run.length - 2) from += 1;
  const parts = run.slice(from).map((token) => token.text);
  // "der Sender Kanal Vier": in front of a body the word tells its kind.
  const kind = kindOfDescriptor(run[at], reading.cues);
  const isPerson = kind === 'PERSON' || (kind === 'COMPANY' && parts.length > 1 && isGivenName(parts[0] ?? ''));
  if (kind !== undefined && !isPerson) {
    const name = parts.join(' ');
    const known = reading.index.find(name);
    const source = { name: known?.name ?? name, kind: known?.kind ?? kind };
    return { ...source, start: start + from, end: start + run.length, sort: 'body', title };
  }
  if (regnal.has(title ?? '') && (parts.length === 1 || /^[IVX]+$/.test(parts[1] ?? ''))) {
    return {
      start: start + at,
      end: start + run.length,
      name: run
        .slice(at)
        .map((token) => token.text)
        .join(' '),
      kind: 'PERSON',
      sort: 'person',
      title,
    };
  }
  // "Mr. de Léon"
  const isSurname = parts.slice(0, -1).every((part) => /^\p{Ll}+$/u.test(part));
  const sort = isSurname ? 'surname' : 'person';
  // "Präsident von Crans Montana": of what he is president.
  if (!isSurname && /^\p{Ll}/u.test(parts[0] ?? '')) return office(run, start);
  if (sort === 'person' && !isPersonal(parts)) return undefined;
  return { start: start + from, end: start + run.length, name: parts.join(' '), kind: 'PERSON', sort, title };
}

function office(run: readonly Token[], start: number): Mention {
  const title = run.at(-1)?.lower;
  return { start, end: start + run.length, name: run.map((token) => token.text).join(' '), sort: 'office', title };
}
