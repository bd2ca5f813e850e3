/**
 * Accuracy of the HTML importer: saved pages against expected values, field by field.
 *
 * A folder holds, at any depth, `NAME_YYYY_MM_DD.html` or `.html.gz` files, beside them `NAME.json` with the expected
 * values by version (`V1`, `V1_1`, `V2` …, oldest first) and optionally `meta.info` with each file's `url` and
 * `crawl_date`. The pages of a name, in the order in which they were saved, are its versions in their order.
 */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readHtmlPage } from '../import/html.ts';
import { type ImportedDocument, RefusedInput } from '../import/imported-document.ts';
import { readLabelledFile, UnreadableFile } from './labelled-file.ts';
import { compare, type ExpectedPage, type Field, fields } from './page-comparison.ts';
import { rivalOf } from './pages-rival.ts';

/** `held` pages are only counted, so that no rule is made after them. */
const parts = ['open', 'held'] as const;
type Part = (typeof parts)[number];

interface SavedPage {
  readonly path: string;
  readonly part: Part;
  readonly url: string | undefined;
  readonly expected: ExpectedPage;
}

/** How one page came out: a mark per field (`null`: nothing is known about it), F1 of the body from 0 to 1. */
export interface PageResult {
  readonly page: string;
  readonly marks: Readonly<Record<Field, boolean | null>>;
  /** The same marks for plain Readability and JSON-LD. */
  readonly rivalMarks: Readonly<Record<Field, boolean | null>>;
  readonly bodyF1: number | null;
  readonly milliseconds: number;
  /** Why the page was refused, if it was. */
  readonly refused?: string;
  /** What was expected and what came, for each field that is wrong. */
  readonly misses: Readonly<Partial<Record<Field, { readonly expected: unknown; readonly got: unknown }>>>;
}

type Totals = Readonly<Record<Field, { readonly right: number; readonly of: number; readonly share: number }>>;

/** Per field how many of the measured ones are right; `share` is from 0 to 1. */
interface PartReport {
  readonly pages: number;
  readonly totals: Totals;
  /** Of plain Readability and JSON-LD on the same pages. */
  readonly rival: Totals;
}

export interface PagesReport {
  /** The open ones. */
  readonly pages: readonly PageResult[];
  readonly parts: Readonly<Record<Part, PartReport>>;
}

/**
 * Imports every page of a folder tree and compares it with what is known about it. A third of the publishers is held back: of
 * their pages only totals are told.
 *
 * - title: equal after normalising white space, quotation marks, dashes, case of nothing else;
 * - time: the same minute of the same instant; an expected time without a zone is read as UTC;
 * - authors: the same set of names, in any order and case, of both persons and agencies;
 * - image: the lead picture is the expected cover or first picture, in whatever size, see `isSamePicture`;
 * - body: F1 over words of at least 0.9, the better one of with and without the summary.
 *
 * @throws if the folder can't be read or has no page with known values.
 */
export async function evaluatePages(folder: string): Promise<PagesReport> {
  const results: { readonly part: Part; readonly result: PageResult }[] = [];
  for (const page of await savedPages(folder)) results.push({ part: page.part, result: await evaluatePage(page) });
  if (results.length === 0) throw new UnreadableFile(`No saved pages with expected values in ${folder}`);
  const of = (part: Part) => results.filter((each) => each.part === part).map(({ result }) => result);
  return { pages: of('open'), parts: { open: reportOf(of('open')), held: reportOf(of('held')) } };
}

function reportOf(results: readonly PageResult[]): PartReport {
  return {
    pages: results.length,
    totals: totalsOf(results.map(({ marks }) => marks)),
    rival: totalsOf(results.map(({ rivalMarks }) => rivalMarks)),
  };
}

/** By the publisher's name, so that a page stays where it is when others are added, and beside those that are made as it is. */
function partOf(publisher: string): Part {
  return createHash('sha256').update(publisher).digest().readUInt32BE(0) % 3 === 0 ? 'held' : 'open';
}

function totalsOf(all: readonly PageResult['marks'][]): Totals {
  return Object.fromEntries(
    fields.map((field) => {
      const measured = all.filter((marks) => marks[field] !== null);
      const right = measured.filter((marks) => marks[field]).length;
      return [field, { right, of: measured.length, share: measured.length === 0 ? 0 : right / measured.length }];
    }),
  ) as Record<Field, { right: number; of: number; share: number }>;
}

/** A line for each open page, and five totals for each part that has pages. */
export function pagesTable(report: PagesReport): string {
  const width = Math.max(...report.pages.map((result) => result.page.length));
  const pages = report.pages.map(({ page, marks, bodyF1, refused }) => {
    const line = fields.map((field) => `${field} ${marks[field] === null ? '·' : marks[field] ? '✓' : '✗'}`).join('  ');
    const end = refused === undefined ? `F1 ${bodyF1 === null ? '·' : bodyF1.toFixed(3)}` : `refused: ${refused}`;
    return `${page.padEnd(width)}  ${line}  ${end}\n`;
  });
  return [...pages, ...parts.flatMap((part) => linesOf(part, report.parts[part]))].join('');
}

function linesOf(part: Part, { pages, totals, rival }: PartReport): string[] {
  if (pages === 0) return [];
  const lines = fields.map((field) => {
    const { right, of, share } = totals[field];
    const its = (rival[field].share * 100).toFixed(1).padStart(5);
    return `${field.padEnd(8)} ${(share * 100).toFixed(1).padStart(5)} %  (${right} of ${of})  Readability and JSON-LD ${its} %\n`;
  });
  return [`${part} (${pages})\n`, ...lines];
}

async function savedPages(folder: string): Promise<SavedPage[]> {
  const files = (await readdir(folder, { recursive: true })).map((file) => join(folder, file)).sort();
  const pages: SavedPage[] = [];
  for (const known of files.filter((file) => file.endsWith('.json'))) {
    const versions = Object.entries((await readJson(known)) as Record<string, ExpectedPage>);
    versions.sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
    const meta = await crawlFacts(join(dirname(known), 'meta.info'));
    const stem = `${known.slice(0, -'.json'.length)}_`;
    const saved = files
      .filter((file) => file.startsWith(stem) && /^\d{4}_\d\d_\d\d\.html(?:\.gz)?$/.test(file.slice(stem.length)))
      .sort((a, b) => savedAt(a, meta).localeCompare(savedAt(b, meta)));
    // Fewer pages than versions means that the oldest ones weren't kept.
    const paired = versions.slice(-saved.length);
    saved.slice(-versions.length).forEach((path, place) => {
      const expected = paired[place]?.[1];
      if (expected)
        pages.push({ path, part: partOf(basename(known, '.json')), url: meta[basename(path)]?.url, expected });
    });
  }
  return pages;
}

type CrawlFacts = Record<string, { url?: string; crawl_date?: string }>;

async function crawlFacts(path: string): Promise<CrawlFacts> {
  return existsSync(path) ? ((await readJson(path)) as CrawlFacts) : {};
}

async function readJson(path: string): Promise<unknown> {
  const text = (await readLabelledFile(path)).toString();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableFile(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

function savedAt(path: string, meta: CrawlFacts): string {
  const inName = /(\d{4})_(\d\d)_(\d\d)\.html/.exec(path);
  return meta[basename(path)]?.crawl_date ?? inName?.slice(1).join('-') ?? '';
}

async function evaluatePage({ path, url, expected }: SavedPage): Promise<PageResult> {
  const html = (await readLabelledFile(path)).toString();
  const startedAt = performance.now();
  let document: ImportedDocument | undefined;
  let refused: string | undefined;
  try {
    document = readHtmlPage(html, url).documents[0];
  } catch (error) {
    if (!(error instanceof RefusedInput)) throw error;
    refused = error.message;
  }
  const milliseconds = Math.round(performance.now() - startedAt);
  const compared = compare(document, expected);
  const rival = compare(rivalOf(html, url), expected);
  const misses: PageResult['misses'] = Object.fromEntries(
    fields
      .filter((field) => compared[field].mark === false)
      .map((field) => {
        const { expected: wanted, got } = compared[field];
        return [field, { expected: wanted, got }];
      }),
  );
  return {
    page: basename(path).replace(/\.html(?:\.gz)?$/, ''),
    marks: marksOf(compared),
    rivalMarks: marksOf(rival),
    bodyF1: compared.body.mark === null ? null : (compared.body.got as number),
    milliseconds,
    ...(refused === undefined ? {} : { refused }),
    misses,
  };
}

function marksOf(compared: ReturnType<typeof compare>): Record<Field, boolean | null> {
  return Object.fromEntries(fields.map((field) => [field, compared[field].mark])) as Record<Field, boolean | null>;
}
