/** Charts by Observable Plot, which is loaded with the first one. */

import * as Plot from '@observablehq/plot';
import { type ChartChoice, kindOf, rowCount } from './guess.ts';
import type { Cell, Row } from './rows.ts';

/** Bars beyond that are a table, and there is one below. */
export const MAX_BARS = 40;
const BAR_HEIGHT_PX = 22;
const HEIGHT_PX = 320;
const CHARACTER_WIDTH_PX = 6.2;

/** @param width CSS pixels */
export function draw(rows: readonly Row[], { mark, x, y, color }: ChartChoice, width: number): SVGSVGElement {
  const readerOf = (column: string) => {
    const isTime = kindOf(rows, column) === 'time';
    return (row: Row): Cell | Date => (isTime ? new Date(String(row[column])) : (row[column] ?? null));
  };
  const chart =
    mark === 'bar' ? bars(rows, { x, y, color }, width) : points(rows, { mark, x, y, color }, width, readerOf);
  // An image has one name, and no parts.
  for (const part of chart.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  chart.setAttribute('role', 'img');
  chart.setAttribute('aria-label', `${y} by ${x}, of ${rows.length} rows`);
  return chart;
}

function bars(rows: readonly Row[], { x, y, color }: Omit<ChartChoice, 'mark'>, width: number): SVGSVGElement {
  const shown = (y === rowCount ? counted(rows, x) : rows).slice(0, MAX_BARS);
  // Two rows may have the same name.
  const names = shown.map((row) => String(row[x] ?? ''));
  const marginLeft = Math.min(width * 0.45, 12 + CHARACTER_WIDTH_PX * Math.max(...names.map(({ length }) => length)));
  const labels = names.map((name) => shortened(name, Math.floor((marginLeft - 12) / CHARACTER_WIDTH_PX)));
  return Plot.plot({
    width,
    height: shown.length * BAR_HEIGHT_PX + 60,
    marginLeft,
    marginRight: 48,
    x: { label: y, grid: true, nice: true },
    y: {
      label: null,
      domain: shown.map((_, index) => String(index)),
      tickFormat: (key: string) => labels[Number(key)] ?? '',
    },
    ...(color && { color: { legend: false } }),
    marks: [
      Plot.barX(shown, {
        x: (row: Row) => row[y],
        y: (_row: Row, index: number) => String(index),
        fill: color ? (row: Row) => row[color] : 'var(--chart-color)',
        title: (row: Row) => `${row[x]}: ${row[y]}`,
      }),
      Plot.text(shown, {
        x: (row: Row) => row[y],
        y: (_row: Row, index: number) => String(index),
        text: (row: Row) => String(row[y] ?? ''),
        textAnchor: 'start',
        dx: 4,
      }),
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

function points(
  rows: readonly Row[],
  { mark, x, y, color }: ChartChoice,
  width: number,
  readerOf: (column: string) => (row: Row) => Cell | Date,
): SVGSVGElement {
  const stroke = color ? (row: Row) => row[color] : 'var(--chart-color)';
  const channels = { x: readerOf(x), y: readerOf(y), stroke, tip: true };
  return Plot.plot({
    width,
    height: HEIGHT_PX,
    marginLeft: 52,
    marginRight: color ? 110 : 24,
    x: { label: x },
    y: { label: y, grid: true, nice: true, ...(mark === 'line' && { zero: true }) },
    marks: [
      Plot.ruleY(mark === 'line' ? [0] : []),
      mark === 'line'
        ? Plot.lineY(rows, { ...channels, ...(color && { z: stroke }), marker: true })
        : Plot.dot(rows, { ...channels, fill: stroke, fillOpacity: 0.4 }),
      // A line says at its end whose it is: colours alone don't.
      ...(mark === 'line' && color
        ? [
            Plot.text(
              rows,
              Plot.selectLast({
                x: channels.x,
                y: channels.y,
                z: stroke,
                text: stroke,
                fill: stroke,
                textAnchor: 'start',
                dx: 8,
              }),
            ),
          ]
        : []),
    ],
  }) as SVGSVGElement;
}

function shortened(text: string, maxCharacters: number): string {
  return text.length > maxCharacters ? `${text.slice(0, maxCharacters - 1)}…` : text;
}
