/** Charts by Observable Plot, which is loaded with the first one. */

import * as Plot from '@observablehq/plot';
import { isPeriod, wallTime } from './calendar.ts';
import { type Colors, colorsOf } from './colors.ts';
import { type ChartChoice, kindOf, rowCount } from './guess.ts';
import type { Labels } from './labels.ts';
import { type Entry, legendOf, moveApart } from './legend.ts';
import type { Cell, Row } from './rows.ts';

/** Bars beyond that are a table, and there is one below. */
export const MAX_BARS = 40;
const BAR_HEIGHT_PX = 22;
const HEIGHT_PX = 320;
/** Of points that are all as high as each other: a line of time. */
const LINE_HEIGHT_PX = 140;
const CHARACTER_WIDTH_PX = 6.2;
/** Fewer periods are named one by one. */
const MAX_NAMED_PERIODS = 8;

/** What a chart is drawn with: the choice, how to tell its columns, and CSS pixels. */
interface Drawing extends ChartChoice {
  readonly labels: Labels;
  readonly width: number;
}

export function draw(rows: readonly Row[], choice: ChartChoice, labels: Labels, width: number): SVGSVGElement {
  const drawing = { ...choice, labels, width };
  const shown = choice.y === rowCount ? counted(rows, choice.x) : rows;
  const parts = choice.mark === 'bar' ? shown.slice(0, MAX_BARS) : shown;
  const colors = choice.color ? colorsOf(parts, (row) => textOf(labels, choice.color, row), sizeBy(choice.y)) : null;
  // Bars that have the names of their colours need no legend.
  const legend = legendOf(choice.mark === 'bar' && choice.color === choice.x ? [] : (colors?.legend ?? []), width);
  const chart =
    choice.mark === 'bar' ? bars(parts, drawing, colors, legend.height) : points(parts, drawing, colors, legend.height);
  // An image has one name, and no parts.
  for (const part of chart.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  chart.setAttribute('role', 'img');
  chart.setAttribute('aria-label', nameOf(drawing, rows.length, colors?.legend ?? []));
  legend.draw(chart);
  return chart;
}

function nameOf({ x, y, labels }: Drawing, count: number, legend: readonly Entry[]): string {
  const colored = legend.length > 0 ? `; in colours ${legend.map(([name]) => name).join(', ')}` : '';
  return `${titleOf(labels, y)} by ${titleOf(labels, x)}, of ${count} rows${colored}`;
}

const titleOf = (labels: Labels, column: string) => (column === rowCount ? column : labels.titleOf(column));
const sizeBy = (column: string) => (row: Row) => Number(row[column] ?? 0);
const textOf = (labels: Labels, column: string, row: Row) => labels.shown(column, row[column] ?? null) || '(none)';

function bars(rows: readonly Row[], { x, y, labels, width }: Drawing, colors: Colors | null, top: number) {
  // Two rows may have the same name.
  const names = rows.map((row) => textOf(labels, x, row));
  const marginLeft = Math.min(width * 0.45, 12 + CHARACTER_WIDTH_PX * Math.max(...names.map(({ length }) => length)));
  const shortNames = names.map((name) => shortened(name, Math.floor((marginLeft - 12) / CHARACTER_WIDTH_PX)));
  const length = { x: (row: Row) => row[y], y: (_row: Row, index: number) => String(index) };
  const isNegative = (row: Row) => Number(row[y]) < 0;
  const written = { ...length, text: (row: Row) => textOf(labels, y, row) };
  return Plot.plot({
    width,
    height: rows.length * BAR_HEIGHT_PX + 60 + top,
    marginTop: 20 + top,
    marginLeft,
    marginRight: 52,
    x: { label: titleOf(labels, y), grid: true, nice: true, tickFormat: tickFormatOf(y, labels), tickSpacing: 90 },
    y: {
      label: null,
      domain: rows.map((_, index) => String(index)),
      tickFormat: (key: string) => shortNames[Number(key)] ?? '',
    },
    marks: [
      Plot.barX(rows, {
        ...length,
        fill: colors?.colorOf ?? 'var(--chart-color)',
        title: (row: Row) => `${textOf(labels, x, row)}: ${textOf(labels, y, row)}`,
      }),
      Plot.text(rows, { ...written, filter: (row: Row) => !isNegative(row), textAnchor: 'start', dx: 4 }),
      Plot.text(rows, { ...written, filter: isNegative, textAnchor: 'end', dx: -4 }),
      Plot.ruleX([0]),
    ],
  }) as SVGSVGElement;
}

/** The most frequent first. */
function counted(rows: readonly Row[], column: string): Row[] {
  const groups = Map.groupBy(rows, (row) => row[column] ?? '');
  return [...groups]
    .map(([value, { length }]) => ({ [column]: value, [rowCount]: length }))
    .sort((a, b) => Number(b[rowCount]) - Number(a[rowCount]));
}

function points(rows: readonly Row[], drawing: Drawing, colors: Colors | null, top: number): SVGSVGElement {
  const { mark, x, y, color, labels, width } = drawing;
  const channels = { x: placeOf(rows, x, labels), y: placeOf(rows, y, labels), title: tipOf(rows, drawing), tip: true };
  const isOther = (row: Row) => colors !== null && colors.nameOf(row) === null;
  const isNamed = (row: Row) => !isOther(row);
  const stroke = colors?.colorOf ?? 'var(--chart-color)';
  const z = color ? (row: Row) => textOf(labels, color, row) : null;
  const chart = Plot.plot({
    width,
    height: (new Set(rows.map((row) => row[y])).size > 1 ? HEIGHT_PX : LINE_HEIGHT_PX) + top,
    marginTop: 20 + top,
    marginLeft: 52,
    marginRight: mark === 'line' && colors ? 120 : 24,
    x: { label: titleOf(labels, x), ...axisOf(rows, x, labels) },
    y: {
      // Plot's own stands at the upper edge, where the legend is.
      label: null,
      grid: true,
      nice: true,
      tickFormat: tickFormatOf(y, labels),
      ...(mark === 'line' && { zero: true }),
    },
    marks: [
      Plot.text([`↑ ${titleOf(labels, y)}`], { frameAnchor: 'top-left', textAnchor: 'start', dx: -48, dy: -16 }),
      Plot.ruleY(mark === 'line' ? [0] : []),
      ...(mark === 'line'
        ? [
            Plot.lineY(rows, { ...channels, z, stroke, filter: isOther, strokeWidth: 1, strokeOpacity: 0.6 }),
            Plot.lineY(rows, { ...channels, z, stroke, filter: isNamed, marker: true }),
          ]
        : [Plot.dot(rows, { ...channels, stroke, fill: stroke, fillOpacity: 0.4 })]),
      // A line says at its end whose it is: colours alone don't.
      ...(mark === 'line' && colors
        ? [Plot.text(rows, Plot.selectLast({ ...channels, tip: false, z, text: z, ...endLabel(isNamed, stroke) }))]
        : []),
    ],
  }) as SVGSVGElement;
  moveApart([...chart.querySelectorAll<SVGTextElement>('g.line-ends text')]);
  return chart;
}

const endLabel = (filter: (row: Row) => boolean, fill: string | ((row: Row) => string)) => ({
  filter,
  fill,
  textAnchor: 'start' as const,
  dx: 8,
  className: 'line-ends',
  lineWidth: 10,
  textOverflow: 'ellipsis-end' as const,
});

/** What is pointed at, with what it is called. */
function tipOf(rows: readonly Row[], { x, y, color, labels }: Drawing) {
  const name = Object.keys(rows[0] ?? {}).find((column) => /(^|\.)(name|headline|text)$/.test(column));
  const columns = [...new Set([name, color, x, y])].filter((column): column is string => Boolean(column));
  return (row: Row) =>
    columns.map((column) => `${labels.titleOf(column)}: ${shortened(textOf(labels, column, row), 60)}`).join('\n');
}

/** Dates by the clocks that were asked for, since the axis knows no zone. */
function placeOf(rows: readonly Row[], column: string, labels: Labels): (row: Row) => Cell | Date {
  if (kindOf(rows, column) !== 'time') return (row) => row[column] ?? null;
  return (row) => (row[column] == null ? null : wallTime(String(row[column]), labels.calendar.timeZone));
}

/** A few periods are told as the table tells them. */
function axisOf(rows: readonly Row[], column: string, labels: Labels) {
  if (kindOf(rows, column) !== 'time') return { tickFormat: tickFormatOf(column, labels) };
  if (!isPeriod(column, labels.calendar)) return {};
  const place = placeOf(rows, column, labels);
  const names = new Map(rows.map((row) => [Number(place(row)), textOf(labels, column, row)]));
  if (names.size > MAX_NAMED_PERIODS) return {};
  return {
    ticks: [...names.keys()].sort((a, b) => a - b).map((at) => new Date(at)),
    tickFormat: (at: Date) => names.get(Number(at))?.replace(' (', '\n(') ?? '',
  };
}

function tickFormatOf(column: string, labels: Labels) {
  return (value: Cell | Date) => (typeof value === 'number' ? labels.shown(column, value) : String(value));
}

function shortened(text: string, maxCharacters: number): string {
  return text.length > maxCharacters ? `${text.slice(0, maxCharacters - 1)}…` : text;
}
