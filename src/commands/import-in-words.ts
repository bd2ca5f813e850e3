/** The outcome of an import in words: a line for each piece, then how many of each outcome, and what was refused and why. */

import type { ImportReport } from '../import/run.ts';
import { printable } from './command.ts';

export function importInWords(report: ImportReport, isDryRun: boolean): string {
  const {
    created,
    updated,
    unchanged,
    held,
    withdrawn,
    items,
    views,
    refused,
    others,
    skipped,
    skippedEndings,
    stopped,
  } = report;
  const done = `${created} created, ${updated} updated, ${unchanged} unchanged, ${held} held${withdrawn > 0 ? `, ${withdrawn} withdrawn` : ''}`;
  const lines = items.flatMap(({ outcome, publishedAt, headline, reason, droppedFromBody }) => {
    const date = publishedAt?.toISOString() ?? 'no date'.padEnd(24);
    const why = reason === undefined ? '' : `: ${reason}`;
    return [
      `${isDryRun ? 'would be ' : ''}${outcome.padEnd(9)}  ${date}  ${headline}${why}`,
      ...(droppedFromBody.length > 0 ? [`           left out of its body: ${droppedFromBody.join(', ')}`] : []),
    ];
  });
  for (const { input, created, raised, unchanged } of views) {
    const counts = `${created} created, ${raised} raised, ${unchanged} unchanged`;
    lines.push(`${isDryRun ? 'would be ' : ''}counted  ${input}: ${counts}.`);
  }
  lines.push(`${isDryRun ? 'Would be: ' : ''}${done}, ${refused.length} refused, ${skipped} files skipped.`);
  if (skipped > 0) lines.push(`Skipped by their names: ${counted(Object.entries(skippedEndings))}.`);
  if (Object.keys(others).length > 0) lines.push(`No pieces, and left out: ${counted(Object.entries(others))}.`);
  const lost = Map.groupBy(
    items.flatMap((item) => item.droppedFromBody),
    (part) => part,
  );
  if (lost.size > 0) {
    const counts = [...lost].map(([part, times]) => `${part} in ${times.length}`);
    lines.push(`Left out of bodies: ${counts.join(', ')}.`);
  }
  for (const { input, item, line, reason } of refused) {
    const where = item !== undefined ? `, "${item}"` : line !== undefined ? `, line ${line}` : '';
    lines.push(`refused  ${input}${where}: ${reason}`);
  }
  if (stopped !== undefined) {
    lines.push(`Stopped: ${stopped.reason} Not imported: ${stopped.left} inputs. The same command goes on from there.`);
  }
  const reasons = [...Map.groupBy(refused, ({ reason }) => reason)].filter(([, each]) => each.length > 1);
  for (const [reason, each] of reasons) lines.push(`refused  ${each.length} times: ${reason}`);
  return lines.map((line) => `${printable(line)}\n`).join('');
}

/** "attachments: 12, pages: 3", the most first. */
function counted(counts: readonly (readonly [string, number])[]): string {
  return counts
    .toSorted(([, one], [, other]) => other - one)
    .map(([name, count]) => `${name}: ${count}`)
    .join(', ');
}
