/** Readers of labelled sets for related articles: JSON lines, BASIL, UCI News Aggregator, Markdown posts. */

import { basename } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { extract } from 'tar-stream';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { languageOf } from '../text/language.ts';
import { readLabelledFile, UnreadableFile } from './labelled-file.ts';

export interface LabelledText {
  /** Unlabelled texts have none: they are in the way, and aren't asked about. */
  readonly labels: readonly string[];
  /** The one of them that is a story; null where the set knows subjects only. */
  readonly story: string | null;
  /** BCP 47. */
  readonly language: string;
  /** May be empty. */
  readonly title: string;
  /** Plain text, paragraphs parted by empty lines. */
  readonly body: string;
  /** Null where the set says none. */
  readonly date: Date | null;
  /** What somebody would type who looks for it, or for its story. */
  readonly queries?: readonly string[] | undefined;
}

export interface LabelledSet {
  /** The file's, without folder and endings. */
  readonly name: string;
  readonly texts: readonly LabelledText[];
}

/** Told of a line, or of a member of an archive, that can't be read and is skipped. */
export type OnSkipped = (message: string) => void;

/** @throws {UnreadableFile} for a file that is no set, or has nothing that can be read */
export async function readLabelledSet(path: string, onSkipped: OnSkipped = () => {}): Promise<LabelledSet> {
  const plain = await readLabelledFile(path);
  const isArchive = plain.toString('latin1', 257, 262) === 'ustar';
  const texts = isArchive ? await readArchive(plain, path, onSkipped) : readLines(plain.toString(), path, onSkipped);
  if (!texts.some(({ labels }) => labels.length > 0)) throw new UnreadableFile(`${path}: no text in it has a label.`);
  return { name: basename(path).split('.')[0] || basename(path), texts };
}

function readLines(text: string, path: string, onSkipped: OnSkipped): LabelledText[] {
  return /^[ \t]*\{/m.test(text.slice(0, 100_000)) ? readJsonLines(text, path, onSkipped) : readStories(text, path);
}

const label = z.union([z.string(), z.number()]).transform(String);
const date = z
  .union([z.string(), z.number()])
  .transform((value) => new Date(value))
  .refine((value) => !Number.isNaN(Number(value)), 'is no date');
const line = z.object({
  id: label.optional(),
  cluster: label.nullish(),
  labels: z.array(label).nullish(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'is no language tag')
    .nullish(),
  title: z.string(),
  body: z.string().nullish(),
  date: date.nullish(),
  queries: z.array(z.string().min(1)).optional(),
});

/** A set that doesn't say its language is of the one that most of these are in. */
const TEXTS_TO_GUESS_FROM = 200;

/** One object a line: `title`, `body`, `date`, `language`, `labels` or a `cluster`, and `queries`. Others are skipped. */
function readJsonLines(text: string, path: string, onSkipped: OnSkipped): LabelledText[] {
  const lines = text.split('\n').flatMap((json, index) => {
    if (json.trim() === '') return [];
    return orSkipped(onSkipped, () => checked(line, () => JSON.parse(json), `${path}, line ${index + 1}`));
  });
  const sample = lines.slice(0, TEXTS_TO_GUESS_FROM).map(({ title, body }) => `${title}\n${body ?? ''}`);
  const guessed = languageOf(sample.join('\n'));
  return lines.map(({ cluster, labels, language, title, body, date, queries }) => ({
    labels: [...(labels ?? []), ...(cluster == null ? [] : [cluster])],
    story: cluster ?? null,
    language: language ?? guessed,
    title,
    body: body ?? '',
    date: date ?? null,
    queries,
  }));
}

function orSkipped<Value>(onSkipped: OnSkipped, read: () => Value): Value[] {
  try {
    return [read()];
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    onSkipped(`${error.message} It is skipped.`);
    return [];
  }
}

function checked<Shape extends z.ZodType>(shape: Shape, read: () => unknown, where: string): z.infer<Shape> {
  let value: unknown;
  try {
    value = read();
  } catch (error) {
    throw new UnreadableFile(`${where}: ${(error as Error).message}.`);
  }
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new UnreadableFile(`${where}: ${issue?.path.join('.') || 'it'}: ${issue?.message}.`);
}

/** The UCI News Aggregator's table: headlines with the story that they belong to, and milliseconds. */
function readStories(text: string, path: string): LabelledText[] {
  const [header = [], ...stories] = rowsOf(text, path);
  const column = (name: string): number => {
    const index = header.findIndex((cell) => cell.trim().toUpperCase() === name);
    if (index < 0) throw new UnreadableFile(`${path}: neither JSON lines nor a table with a column ${name}.`);
    return index;
  };
  const [title, story, time] = [column('TITLE'), column('STORY'), column('TIMESTAMP')];
  return stories.flatMap((cells) => {
    // NOTE: such files are cut off anywhere, also within a number.
    if (cells.length !== header.length || !/^\d{12,}$/.test(cells[time] ?? '')) return [];
    const label = cells[story] ?? '';
    const date = new Date(Number(cells[time]));
    return { labels: [label], story: label, language: 'en', title: cells[title] ?? '', body: '', date };
  });
}

function rowsOf(text: string, path: string): string[][] {
  try {
    return parseCsv(text, { relax_quotes: true, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    const end = text.trimEnd().lastIndexOf('\n');
    if ((error as { code?: string }).code === 'CSV_QUOTE_NOT_CLOSED' && end > 0) {
      return rowsOf(text.slice(0, end), path);
    }
    throw new UnreadableFile(`${path}: ${(error as Error).message}`);
  }
}

async function readArchive(bytes: Buffer, path: string, onSkipped: OnSkipped): Promise<LabelledText[]> {
  const texts: LabelledText[] = [];
  const archive = extract();
  archive.end(bytes);
  for await (const entry of archive) {
    const { name } = entry.header;
    const parts: Buffer[] = [];
    for await (const part of entry) parts.push(part as Buffer);
    const content = Buffer.concat(parts).toString();
    const where = `${path}, ${name}`;
    if (name.endsWith('.json')) texts.push(...orSkipped(onSkipped, () => readReport(content, where)).flat());
    else if (name.endsWith('.md')) texts.push(...orSkipped(onSkipped, () => readPost(content, where)).flat());
    else if (name.endsWith('.jsonl')) texts.push(...readJsonLines(content, where, onSkipped));
  }
  return texts;
}

const report = z.object({
  'triplet-uuid': z.string(),
  title: z.string(),
  date: date.nullish(),
  'body-paragraphs': z.array(z.array(z.string())),
});

/** BASIL's: three outlets' reports of one event. Other JSON in the archive is skipped. */
function readReport(content: string, where: string): LabelledText[] {
  if (!content.includes('"triplet-uuid"') || !content.includes('"body-paragraphs"')) return [];
  const piece = checked(report, () => JSON.parse(content), where);
  const body = piece['body-paragraphs'].map((sentences) => sentences.join(' ')).join('\n\n');
  const story = piece['triplet-uuid'];
  return [{ labels: [story], story, language: 'en', title: piece.title, body, date: piece.date ?? null }];
}

const post = z.object({ title: z.coerce.string().min(1), date, topics: z.array(label).nullish() });

/** A post of a site made by Hugo: Markdown behind YAML. Pages without a date or a topic are no posts. */
function readPost(content: string, where: string): LabelledText[] {
  const [, front, markdown = ''] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/.exec(content) ?? [];
  if (front === undefined || !/^date:/m.test(front) || !/^topics:/m.test(front)) return [];
  const { title, date, topics } = checked(
    post,
    () => parseYaml(front, { uniqueKeys: false, logLevel: 'silent' }),
    where,
  );
  // Shortcodes and addresses are no words of the text.
  const body = markdown.replace(/\{\{[^{}]*\}\}/g, ' ').replace(/https?:[^\s)>\]]+/g, ' ');
  return [{ labels: topics ?? [], story: null, language: 'en', title, body, date }];
}
