/**
 * Precision and recall of the attribution finder, over pairs of role and source in labelled sentences
 * (`attribution-sentences.jsonl`).
 *
 * How the labels were made: who is quoted is QUOTED and not CITED as well; an unnamed spokesman of a named body stands
 * for the body, unnamed officials for nobody; a medium that was told or interviewed is CITED; a person's title isn't a
 * part of the name.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { AttributionRole } from '../attribution/attribution.ts';
import { findAttributions } from '../attribution/find.ts';
import { indexSources, type KnownSource } from '../attribution/known-sources.ts';
import { UnreadableFile } from './labelled-file.ts';

const roles = [
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
  expect: z.array(z.object({ role: z.enum(roles), name: z.string(), kind: z.string(), quote: z.string().optional() })),
});

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

export interface Miss {
  readonly text: string;
  readonly missing: readonly string[];
  readonly wrong: readonly string[];
}

export interface AttributionReport {
  readonly sentences: number;
  /** How many of them have nothing to find. */
  readonly negatives: number;
  readonly overall: Score;
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

function bundled(): LabelledText[] {
  return parseLabelled(readFileSync(new URL('./attribution-sentences.jsonl', import.meta.url), 'utf8'));
}

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

/** Runs the finder over labelled texts, the bundled ones unless others are given. */
export function evaluateAttribution(
  texts: readonly LabelledText[] = bundled(),
  known: readonly KnownSource[] = [],
): AttributionReport {
  const tallies = new Map<AttributionRole, Tally>();
  const tally = (role: AttributionRole): Tally => {
    const kept = tallies.get(role) ?? { expected: 0, found: 0, correct: 0 };
    tallies.set(role, kept);
    return kept;
  };
  const misses: Miss[] = [];
  let kindsRight = 0;
  let quotesRight = 0;
  for (const { text, expect, ...piece } of texts) {
    const found = new Map(
      findAttributions({ ...piece, body: text }, known).map((attribution) => [
        pairKey(attribution.role, attribution.source.name, known),
        attribution,
      ]),
    );
    const wanted = new Map(expect.map((label) => [pairKey(label.role, label.name, known), label]));
    for (const [key, label] of wanted) {
      const match = found.get(key);
      tally(label.role).expected += 1;
      if (match === undefined) continue;
      tally(label.role).correct += 1;
      if (match.source.kind === label.kind) kindsRight += 1;
      if (label.role === 'QUOTED' && match.quote === label.quote) quotesRight += 1;
    }
    for (const { role } of found.values()) tally(role).found += 1;
    const missing = [...wanted.keys()].filter((key) => !found.has(key));
    const wrong = [...found.keys()].filter((key) => !wanted.has(key));
    if (missing.length + wrong.length > 0) misses.push({ text, missing, wrong });
  }
  const all = [...tallies.values()];
  const sum = (of: keyof Tally) => all.reduce((total, part) => total + part[of], 0);
  return {
    sentences: texts.length,
    negatives: texts.filter(({ expect }) => expect.length === 0).length,
    overall: score(sum('expected'), sum('found'), sum('correct')),
    byRole: Object.fromEntries(
      [...tallies].map(([role, part]) => [role, score(part.expected, part.found, part.correct)]),
    ),
    kindsRight,
    quotesRight,
    misses,
  };
}

function line(name: string, { expected, found, correct, precision, recall }: Score): string {
  const cells = [expected, found, correct].map((count) => String(count).padStart(9));
  return `${name.padEnd(14)}${cells.join('')}${precision.toFixed(3).padStart(11)}${recall.toFixed(3).padStart(8)}`;
}

/** A table, and below it what was missed or wrongly found. */
export function attributionTable(report: AttributionReport): string {
  const quoted = report.byRole.QUOTED?.correct ?? 0;
  const lines = [
    `${report.sentences} texts, ${report.negatives} of them without a source`,
    `${'role'.padEnd(14)} expected    found  correct  precision  recall`,
    ...roles.flatMap((role) => {
      const part = report.byRole[role];
      return part === undefined ? [] : [line(role, part)];
    }),
    line('all', report.overall),
    `kind right in ${report.kindsRight} of ${report.overall.correct}, quotation right in ${report.quotesRight} of ${quoted}`,
    ...report.misses.map(
      (miss) =>
        `\n${miss.text}${miss.missing.map((key) => `\n  missing  ${key}`).join('')}${miss.wrong.map((key) => `\n  wrong    ${key}`).join('')}`,
    ),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
