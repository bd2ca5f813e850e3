/** A table as CSV or for the clipboard of a spreadsheet, a chart as SVG or PNG. */

import { stringify } from 'csv-stringify/browser/esm/sync';
import type { Row } from './rows.ts';

/** RFC 4180; texts that a spreadsheet would take for formulas have an apostrophe before them, as in the API's own files. */
export function asCsv(columns: readonly string[], rows: readonly Row[]): string {
  return table(columns, rows, { record_delimiter: '\r\n' });
}

/** Tab-separated, which spreadsheets take from the clipboard. */
export function forSpreadsheet(columns: readonly string[], rows: readonly Row[]): string {
  return table(columns, rows, { delimiter: '\t' });
}

function table(columns: readonly string[], rows: readonly Row[], options: object): string {
  const cells = rows.map((row) => columns.map((column) => row[column] ?? null));
  return stringify([[...columns], ...cells], {
    ...options,
    // NOTE: with a delimiter of records of its own, the library quotes no other line break by itself.
    quote_record_delimiter: true,
    escape_formulas: true,
    cast: { boolean: String },
  });
}

/** The chart alone, with the colours that it has on the page. */
export function asSvg(chart: SVGSVGElement): string {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const style = getComputedStyle(chart);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.style.color = style.color;
  copy.style.background = style.getPropertyValue('--chart-background');
  copy.style.setProperty('--chart-color', style.getPropertyValue('--chart-color'));
  copy.style.fontFamily = 'system-ui, sans-serif';
  return new XMLSerializer().serializeToString(copy);
}

/** For screens of twice the density. */
const PNG_SCALE = 2;

export async function asPng(chart: SVGSVGElement): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asSvg(chart))}`;
  await image.decode();
  const { width, height } = chart.viewBox.baseVal;
  const canvas = new OffscreenCanvas(width * PNG_SCALE, height * PNG_SCALE);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/png' });
}

export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
