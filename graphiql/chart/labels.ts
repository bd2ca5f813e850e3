/** How a table and a chart tell columns and values to people: titles in words, rounded numbers, dates by the clocks that were asked for. */

import { type Calendar, isPeriod, momentLabel, periodLabel } from './calendar.ts';
import { kindOf } from './guess.ts';
import type { Cell, Row } from './rows.ts';

export interface Labels {
  /** `source.name` is "Source", `draftToReview.p90` "Draft to review: p90"; dates name their time zone. */
  titleOf(column: string): string;
  /** A cell as people read it: a part of a whole as per cent, other numbers to three digits that say something. */
  shown(column: string, cell: Cell): string;
  readonly calendar: Calendar;
}

export function labelsOf(rows: readonly Row[], columns: readonly string[], calendar: Calendar): Labels {
  const times = new Set(columns.filter((column) => kindOf(rows, column) === 'time'));
  const titles = new Map(columns.map((column) => [column, inWords(column)]));
  const isUnique = new Set(titles.values()).size === titles.size;
  return {
    calendar,
    titleOf(column) {
      const title = isUnique ? (titles.get(column) ?? inWords(column)) : column;
      return times.has(column) && !isPeriod(column, calendar) ? `${title} (${calendar.timeZone})` : title;
    },
    shown(column, cell) {
      if (cell === null) return '';
      if (typeof cell === 'number') return numberLabel(column, cell);
      if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
      if (!times.has(column)) return cell;
      return isPeriod(column, calendar) ? periodLabel(cell, calendar) : momentLabel(cell, calendar);
    },
  };
}

/** The name of a thing is what the thing is called. */
function inWords(column: string): string {
  const parts = column.split('.').filter((part) => part !== 'node' && part !== 'nodes' && part !== 'edges');
  if (parts.length > 1 && parts.at(-1) === 'name') parts.pop();
  const words = parts.map((part) =>
    part.replace(/([a-z\d])([A-Z])/g, (_, end, start) => `${end} ${start.toLowerCase()}`),
  );
  const text = words.join(': ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const signedPercent = new Intl.NumberFormat('en', {
  style: 'percent',
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});
const small = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const large = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** From here on three digits would round what is counted. */
const LARGE = 100;

function numberLabel(column: string, value: number): string {
  const name = column.split('.').at(-1) ?? '';
  if (/(share|rate)$/i.test(name)) return percent.format(value);
  if (/^change$/i.test(name)) return signedPercent.format(value);
  return (Math.abs(value) < LARGE && !Number.isInteger(value) ? small : large).format(value);
}
