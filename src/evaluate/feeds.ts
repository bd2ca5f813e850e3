/**
 * Accuracy of the feed importer: items of feeds in the shapes of many vendors against what an editor would enter, field by field.
 *
 * A folder holds feeds and `items.jsonl`, a line for each of their items in their order: the feed's file, the headline, and what
 * is to be measured of time, authors, sections and link.
 */

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readFeed } from '../import/feed.ts';
import { type ReadItem, rivalItems } from './feeds-rival.ts';
import { readLabelledFile, UnreadableFile } from './labelled-file.ts';
import { minute, nameSet, normal } from './page-comparison.ts';

const labelledItem = z.strictObject({
  feed: z.string(),
  headline: z.string(),
  time: z.string().optional(),
  authors: z.array(z.string()).optional(),
  /** None, where there are only tags. */
  sections: z.array(z.string()).optional(),
  link: z.string().optional(),
});
type LabelledItem = z.infer<typeof labelledItem>;

const fields = ['headline', 'time', 'authors', 'sections', 'link'] as const;
type Field = (typeof fields)[number];

/** `held` is the third of the feeds that no rule was made after. */
const parts = ['tune', 'held'] as const;
type Part = (typeof parts)[number];

/** `share` and `rival`, which is of feedsmith's fields as they are, are from 0 to 1. */
interface Found {
  readonly right: number;
  readonly of: number;
  readonly share: number;
  readonly rival: number;
}

export interface FeedsReport {
  readonly parts: Readonly<
    Record<Part, { readonly feeds: number; readonly items: number; readonly found: Readonly<Record<Field, Found>> }>
  >;
  /** Of `tune` alone: whoever reads the others makes rules after them. */
  readonly misses: readonly {
    readonly feed: string;
    readonly field: Field;
    readonly expected: unknown;
    readonly got: unknown;
  }[];
}

interface Result {
  readonly part: Part;
  readonly expected: LabelledItem;
  readonly got: ReadItem | undefined;
  readonly rival: ReadItem | undefined;
}

/**
 * Headlines, names and times are compared as those of pages are, sections as sets, links to the letter. A field that a label
 * leaves out isn't measured.
 *
 * @throws {UnreadableFile} if a feed or a line of `items.jsonl` can't be read
 */
export async function evaluateFeeds(folder: string): Promise<FeedsReport> {
  const labelled = Map.groupBy(await labelledItems(join(folder, 'items.jsonl')), ({ feed }) => feed);
  const results: Result[] = [];
  for (const [feed, items] of labelled) {
    const text = (await readLabelledFile(join(folder, feed))).toString();
    const [read, rival] = [importedItems(text, join(folder, feed)), rivalItems(text)];
    for (const [at, expected] of items.entries()) {
      const pick = (all: readonly ReadItem[]) =>
        all.length === items.length
          ? all[at]
          : all.find(({ headline }) => normal(headline) === normal(expected.headline));
      results.push({ part: partOf(feed), expected, got: pick(read), rival: pick(rival) });
    }
  }
  const reportOf = (part: Part) => {
    const all = results.filter((result) => result.part === part);
    const found = Object.fromEntries(fields.map((field) => [field, foundOf(all, field)])) as Record<Field, Found>;
    return { feeds: new Set(all.map(({ expected }) => expected.feed)).size, items: all.length, found };
  };
  return {
    parts: { tune: reportOf('tune'), held: reportOf('held') },
    misses: results
      .filter(({ part }) => part === 'tune')
      .flatMap(({ expected, got }) =>
        fields
          .filter((field) => expected[field] !== undefined && !isRight(got, expected, field))
          .map((field) => ({ feed: expected.feed, field, expected: expected[field], got: got?.[field] })),
      ),
  };
}

function foundOf(results: readonly Result[], field: Field): Found {
  const measured = results.filter(({ expected }) => expected[field] !== undefined);
  const right = measured.filter(({ got, expected }) => isRight(got, expected, field)).length;
  const rival = measured.filter((result) => isRight(result.rival, result.expected, field)).length;
  const of = measured.length;
  return { right, of, share: of === 0 ? 0 : right / of, rival: of === 0 ? 0 : rival / of };
}

function isRight(got: ReadItem | undefined, expected: LabelledItem, field: Field): boolean {
  if (got === undefined) return false;
  switch (field) {
    case 'headline':
      return normal(got.headline) === normal(expected.headline);
    case 'time':
      return minute(isoTime(got.time)) === minute(expected.time ?? '');
    case 'authors':
    case 'sections':
      return nameSet(got[field]) === nameSet(expected[field] ?? []);
    case 'link':
      return got.link === expected.link;
  }
}

function isoTime(written = ''): string {
  const date = new Date(written);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** What comes of each item; an item that is refused is missing. */
function importedItems(text: string, path: string): ReadItem[] {
  try {
    return readFeed(text).documents.map(
      ({ headline, publishedAt, isDateGuessed, attributions, sections = [], url }) => ({
        headline,
        time: isDateGuessed ? undefined : publishedAt.toISOString(),
        authors: attributions
          .filter(({ role }) => role === 'AUTHOR' || role === 'WIRE')
          .map(({ source }) => source.name),
        sections,
        link: url,
      }),
    );
  } catch (error) {
    throw new UnreadableFile(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

async function labelledItems(path: string): Promise<LabelledItem[]> {
  const lines = (await readLabelledFile(path)).toString().split('\n');
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      return labelledItem.parse(JSON.parse(line));
    } catch (error) {
      throw new UnreadableFile(`${path}, line ${at + 1}: ${(error as Error).message}`, { cause: error });
    }
  });
}

/** By the feed's file, so that one vendor's items are in one part and stay there when others are added. */
function partOf(feed: string): Part {
  return createHash('sha256').update(feed).digest().readUInt32BE(0) % 3 === 0 ? 'held' : 'tune';
}

const percent = (share: number) => (share * 100).toFixed(1).padStart(5);

/** Five totals for each part that has items, and what is wrong in `tune`. */
export function feedsTable({ parts: report, misses }: FeedsReport): string {
  const lines = parts.flatMap((part) => {
    const { feeds, items, found } = report[part];
    if (items === 0) return [];
    const totals = fields.map((field) => {
      const { right, of, share, rival } = found[field];
      return `${field.padEnd(8)} ${percent(share)} %  (${right} of ${of})  feedsmith’s fields ${percent(rival)} %\n`;
    });
    return [`${part} (${items} items of ${feeds} feeds)\n`, ...totals];
  });
  const wrong = misses.map(
    ({ feed, field, expected, got }) =>
      `  ${feed}, ${field}: ${JSON.stringify(expected)} read as ${JSON.stringify(got) ?? 'nothing'}\n`,
  );
  return [...lines, ...wrong].join('');
}
