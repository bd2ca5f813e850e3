/** The attribution report as a table for people. */

import { type AttributionReport, type PartScore, roles, type Score } from './attribution.ts';

function line(name: string, { expected, found, correct, precision, recall }: Score): string {
  const cells = [expected, found, correct].map((count) => String(count).padStart(9));
  return `${name.padEnd(14)}${cells.join('')}${precision.toFixed(3).padStart(11)}${recall.toFixed(3).padStart(8)}`;
}

const splitOrder = ['first', 'tune', 'held', 'fresh'];

function partLines(parts: readonly PartScore[]): string[] {
  if (parts.length === 0) return [];
  const sorted = parts.toSorted(
    (a, b) => splitOrder.indexOf(a.split) - splitOrder.indexOf(b.split) || a.language.localeCompare(b.language),
  );
  const cells = ({ split, language, sentences, finder, rival }: PartScore) =>
    [
      split.padEnd(6),
      language.padEnd(7),
      ...[sentences, finder.expected, finder.found].map((count) => String(count).padStart(7)),
      ...[finder.precision, finder.recall, rival.precision, rival.recall].map((figure) =>
        figure.toFixed(3).padStart(9),
      ),
    ].join('');
  return [
    '\npart  lang     texts  sources  found precision  recall   (rival: precision, recall)',
    ...sorted.map(cells),
  ];
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
    ...partLines(report.byPart),
    // What is held back is counted and not shown, so that nobody makes a rule after it.
    ...report.misses
      .filter(({ split }) => split !== 'held' && split !== 'fresh')
      .map(
        (miss) =>
          `\n${miss.text}${miss.missing.map((key) => `\n  missing  ${key}`).join('')}${miss.wrong.map((key) => `\n  wrong    ${key}`).join('')}`,
      ),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
