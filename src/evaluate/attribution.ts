/**
 * Precision and recall of the attribution finder, over pairs of role and source in labelled sentences (`attribution/`).
 *
 * `first.jsonl` is the set that the English and German rules grew up on; the others are a file a language, of which a third
 * is held back: its lines are for figures alone, and no rule is made after them. `kinds.jsonl` has kinds that were missed once, in
 * all languages, a third held back as well; `readings.jsonl` has ten genres as saved pages have them, `variations.jsonl` each kind in
 * other words, `desks.jsonl` and `newsrooms.jsonl` what wire, local, sport, court, science, business, politics, weather, culture and police desks write in
 * English and German, `german-desks.jsonl` what ten more German ones do, from the council to consumer protection. `further-desks.jsonl`
 * is German by another hand, which didn't know the rules; what is `fresh` in it no rule was made after. `mixed-desks.jsonl` has ten
 * German desks and as many more, and some in all other languages, 90 of the 150 German ones written before rules were read; a third of it is held back.
 *
 * How the labels were made: who is quoted is QUOTED and not CITED as well; an unnamed spokesman of a named body stands
 * for the body, unnamed officials for nobody; a medium that was told or interviewed is CITED; a person's title isn't a
 * part of the name.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { AttributionRole } from '../attribution/attribution.ts';
import { findAttributions } from '../attribution/find.ts';
import { indexSources, type KnownSource } from '../attribution/known-sources.ts';
import { naiveSources } from './attribution-rival.ts';
import { UnreadableFile } from './labelled-file.ts';

export const roles = [
  'AUTHOR',
  'PUBLISHER',
  'WIRE',
  'QUOTED',
  'CITED',
  'IMAGE_CREDIT',
] as const satisfies readonly AttributionRole[];

const labelledSchema = z.object({
  text: z.string(),
  headline: z.string().default(''),
  caption: z.string().optional(),
  creditLine: z.string().optional(),
  /** BCP 47; without one the finder looks for itself. */
  language: z.string().optional(),
  /** `held`: for figures alone; `fresh`: the same, by other hands than the rules; `first`: the set from before there were parts. */
  split: z.enum(['tune', 'held', 'fresh', 'first']).default('first'),
  expect: z.array(z.object({ role: z.enum(roles), name: z.string(), kind: z.string(), quote: z.string().optional() })),
});

export type Split = 'tune' | 'held' | 'fresh' | 'first';

/** A sentence or a few, with the attributions that an editor found in it. */
export type LabelledText = z.output<typeof labelledSchema>;

export interface Score {
  readonly expected: number;
  readonly found: number;
  readonly correct: number;
  /** Correct among found, from 0 to 1; 1 when nothing was found. */
  readonly precision: number;
  /** Correct among expected, from 0 to 1; 1 when nothing was expected. */
  readonly recall: number;
}

/** The figures of one language in one part of the set, and those of the rival there. */
export interface PartScore {
  readonly language: string;
  readonly split: Split;
  readonly sentences: number;
  readonly finder: Score;
  /** Of names alone, whatever their role. */
  readonly rival: Score;
}

export interface Miss {
  readonly split: Split;
  readonly text: string;
  readonly missing: readonly string[];
  readonly wrong: readonly string[];
}

export interface AttributionReport {
  readonly sentences: number;
  /** How many of them have nothing to find. */
  readonly negatives: number;
  readonly overall: Score;
  readonly byPart: readonly PartScore[];
  readonly byRole: Readonly<Partial<Record<AttributionRole, Score>>>;
  /** Of the correct pairs: those whose kind is right, and of the correct quoted ones those whose words are. */
  readonly kindsRight: number;
  readonly quotesRight: number;
  readonly misses: readonly Miss[];
}

/**
 * Reads labelled texts: a JSON object a line.
 *
 * @throws {UnreadableFile}
 */
export function parseLabelled(lines: string, file = 'labelled texts'): LabelledText[] {
  return lines.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const refuse = (reason: string) => new UnreadableFile(`${file}, line ${index + 1}: ${reason}`);
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch {
      throw refuse('not JSON.');
    }
    const parsed = labelledSchema.safeParse(json);
    if (parsed.success) return [parsed.data];
    const [issue] = parsed.error.issues;
    throw refuse(`"${issue?.path.join('.') || 'text'}": ${issue?.message}.`);
  });
}

/** All labelled texts that come with Dateline. */
export function bundledTexts(): LabelledText[] {
  const folder = new URL('./attribution/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
  return files.toSorted().flatMap((file) => parseLabelled(readFileSync(new URL(file, folder), 'utf8'), file));
}

/** One list, so that the index of its names is made once. */
const noneKnown: readonly KnownSource[] = [];

/** Two names are one source when they are the same letters or names of one known source. */
function pairKey(role: string, name: string, known: readonly KnownSource[]): string {
  const bare = name.replace(/^the /i, '').replaceAll('’', "'");
  return `${role} ${(indexSources(known).find(name)?.name ?? bare).toLowerCase()}`;
}

function score(expected: number, found: number, correct: number): Score {
  return {
    expected,
    found,
    correct,
    precision: found === 0 ? 1 : correct / found,
    recall: expected === 0 ? 1 : correct / expected,
  };
}

interface Tally {
  expected: number;
  found: number;
  correct: number;
}

/** Counts under keys, made when they are first asked for. */
function tallies<Key>(): { of(key: Key): Tally; all(): [Key, Tally][] } {
  const counts = new Map<Key, Tally>();
  return {
    of(key) {
      const kept = counts.get(key) ?? { expected: 0, found: 0, correct: 0 };
      counts.set(key, kept);
      return kept;
    },
    all: () => [...counts],
  };
}

function scored({ expected, found, correct }: Tally): Score {
  return score(expected, found, correct);
}

/** Runs the finder over labelled texts, the bundled ones unless others are given. */
export function evaluateAttribution(
  texts: readonly LabelledText[] = bundledTexts(),
  known: readonly KnownSource[] = noneKnown,
): AttributionReport {
  const roleTallies = tallies<AttributionRole>();
  const overall: Tally = { expected: 0, found: 0, correct: 0 };
  const misses: Miss[] = [];
  let kindsRight = 0;
  let quotesRight = 0;
  for (const { text, expect, split, ...piece } of texts) {
    const found = new Map(
      findAttributions({ ...piece, body: text }, known).map((attribution) => [
        pairKey(attribution.role, attribution.source.name, known),
        attribution,
      ]),
    );
    const wanted = new Map(expect.map((label) => [pairKey(label.role, label.name, known), label]));
    for (const [key, label] of wanted) {
      const match = found.get(key);
      for (const tally of [roleTallies.of(label.role), overall]) {
        tally.expected += 1;
        if (match !== undefined) tally.correct += 1;
      }
      if (match?.source.kind === label.kind) kindsRight += 1;
      if (match !== undefined && label.role === 'QUOTED' && match.quote === label.quote) quotesRight += 1;
    }
    for (const { role } of found.values()) {
      roleTallies.of(role).found += 1;
      overall.found += 1;
    }
    const missing = [...wanted.keys()].filter((key) => !found.has(key));
    const wrong = [...found.keys()].filter((key) => !wanted.has(key));
    if (missing.length + wrong.length > 0) misses.push({ text, split, missing, wrong });
  }
  return {
    sentences: texts.length,
    negatives: texts.filter(({ expect }) => expect.length === 0).length,
    overall: scored(overall),
    byPart: [],
    byRole: Object.fromEntries(roleTallies.all().map(([role, tally]) => [role, scored(tally)])),
    kindsRight,
    quotesRight,
    misses,
  };
}

/** The rival's names against the labelled ones of running text. */
function scoreRival(texts: readonly LabelledText[]): Score {
  const sum: Tally = { expected: 0, found: 0, correct: 0 };
  for (const { text, expect, language = 'en' } of texts) {
    const found = new Set(naiveSources(text, language).map((name) => pairKey('', name, noneKnown)));
    const wanted = new Set(expect.map(({ name }) => pairKey('', name, noneKnown)));
    sum.expected += wanted.size;
    sum.found += found.size;
    sum.correct += [...found].filter((name) => wanted.has(name)).length;
  }
  return scored(sum);
}

/** A report with the figures of each language in each part beside; `others`: languages in which nothing is to be found. */
export function evaluateByPart(texts: readonly LabelledText[] = bundledTexts()): AttributionReport {
  const named = new Set(texts.filter(({ expect }) => expect.length > 0).map(({ language = 'en' }) => language));
  const nameOf = ({ language = 'en' }: LabelledText) => (named.has(language) ? language : 'others');
  const parts = Map.groupBy(texts, (text) => `${text.split} ${nameOf(text)}`);
  const byPart = [...parts.values()].map(([first, ...rest]): PartScore => {
    const members = first === undefined ? rest : [first, ...rest];
    return {
      language: first === undefined ? 'en' : nameOf(first),
      split: first?.split ?? 'first',
      sentences: members.length,
      finder: evaluateAttribution(members).overall,
      rival: scoreRival(members),
    };
  });
  return { ...evaluateAttribution(texts), byPart };
}
