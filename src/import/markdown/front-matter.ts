/** Front matter of a Markdown file: YAML between `---`, TOML between `+++`, or JSON, in front of the text. */

import { parse as parseToml, TomlDate } from 'smol-toml';
import { isNode, parseDocument, parse as parseYaml, visit } from 'yaml';
import { type JsonRecord, recordOf } from '../archive/json.ts';
import { RefusedInput } from '../imported-document.ts';
import { hasDottedComment, hasHeader, hasUnopenedMatter } from './recognise.ts';

export interface MarkdownFile {
  readonly matter: JsonRecord;
  /** What stands behind it. */
  readonly text: string;
  /** Why it may be no piece that is out, though something is written in front. */
  readonly doubt?: string;
  /** What is written in front and no part of a piece, as `[Infobox]`. */
  readonly unread?: readonly string[];
  /** Of YAML between its marks: as it was written. */
  readonly yaml?: string | undefined;
}

const MAX_MATTER_CHARS = 100_000;

/** @returns null where there is none */
export function frontMatter(file: string): MarkdownFile | null {
  const text = file
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .trimStart();
  const opening = /^(---|\+\+\+|;;;|---json|---toml|---yaml|---js)[ \t]*\n/.exec(text);
  if (opening !== null) return fenced(text, opening[0].length, opening[1] ?? '---');
  if (hasDottedComment(text)) return commentInFront(text);
  if (hasUnopenedMatter(text)) return fenced(text, 0, '---');
  return text.startsWith('{') ? jsonInFront(text) : headerInFront(text);
}

function fenced(text: string, from: number, mark: string): MarkdownFile | null {
  const fence = mark.slice(0, 3);
  const end = endOf(text, from, fence === '---' ? ['---', '...'] : [fence]);
  if (end === null || end.at - from > MAX_MATTER_CHARS) return null;
  const written = text.slice(from, end.at);
  const isToml = fence === '+++' || mark === '---toml';
  const isJson = fence === ';;;' || mark === '---json';
  const matter = isToml ? tomlOf(written) : isJson ? jsonOf(written) : yamlOf(written);
  if (matter === undefined) return null;
  return { matter, text: text.slice(end.behind), yaml: isToml || isJson ? undefined : written };
}

function endOf(text: string, from: number, marks: readonly string[]): { at: number; behind: number } | null {
  for (let at = from; at <= text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    if (marks.includes(text.slice(at, end).trimEnd())) return { at, behind: end + 1 };
    if (newline < 0) return null;
    at = newline + 1;
  }
  return null;
}

/** `title: Floods: what we know`, which YAML wants quoted. */
const lineOfWords =
  /^((?:title|headline|sub_?title|sub_?headline|standfirst|kicker|dek|summary|excerpt|description): +)(\S[^\n]*)$/gimu;

/** What is words and nothing else; of a mark behind a space it isn't clear whether a comment is meant. */
const isSentenceWithColon = (words: string) => words.includes(': ') && !/^["'`[\]{}|>&*!%@#,?-]| #/.test(words);

function yamlOf(written: string): JsonRecord | undefined {
  try {
    // A tab within words is one of theirs; YAML allows none in front of a line.
    if (written.includes('\t')) return parsedYaml(written);
  } catch {
    // With blanks in its place.
  }
  const text = written.replaceAll('\t', '  ');
  const quoted = text.replace(lineOfWords, (line, name: string, words: string) =>
    isSentenceWithColon(words) ? name + JSON.stringify(words.trimEnd()) : line,
  );
  try {
    return parsedYaml(text);
  } catch (error) {
    try {
      if (quoted !== text) return parsedYaml(quoted);
    } catch {
      // What it says of the text as it is written helps more.
    }
    throw new RefusedInput(`Its front matter is no YAML: ${firstLine(error)}.`, { cause: error });
  }
}

/** Dates stay as written, so that it can be told whether they have a time and a zone; aliases, which may grow without end, aren't followed. */
function parsedYaml(text: string): JsonRecord | undefined {
  const read = parseYaml(text, { schema: 'core', maxAliasCount: 0, logLevel: 'error', uniqueKeys: false }) as unknown;
  return read === null ? {} : recordOf(read);
}

/** Whether YAML says what its reader doesn't tell: in a comment, or under a name that stands there twice. */
export function saysMoreThanRead(yaml: string): boolean {
  const document = parseDocument(yaml, { schema: 'core', logLevel: 'silent' });
  let hasComment = Boolean(document.comment ?? document.commentBefore);
  visit(document, (_, node) => {
    hasComment ||= isNode(node) && Boolean(node.comment ?? node.commentBefore);
    return hasComment ? visit.BREAK : undefined;
  });
  return hasComment || document.errors.length > 0;
}

function tomlOf(written: string): JsonRecord | undefined {
  try {
    return recordOf(withTextDates(parseToml(written), 0));
  } catch (error) {
    throw new RefusedInput(`Its front matter is no TOML: ${firstLine(error)}.`, { cause: error });
  }
}

const MAX_DEPTH = 20;

function withTextDates(value: unknown, depth: number): unknown {
  if (value instanceof TomlDate) return value.toISOString();
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) return value.map((each) => withTextDates(each, depth + 1));
  const record = recordOf(value);
  if (record === undefined) return typeof value === 'bigint' ? Number(value) : value;
  return Object.fromEntries(Object.entries(record).map(([key, each]) => [key, withTextDates(each, depth + 1)]));
}

function jsonOf(written: string): JsonRecord | undefined {
  try {
    return recordOf(JSON.parse(written));
  } catch (error) {
    throw new RefusedInput(`Its front matter is no JSON: ${firstLine(error)}.`, { cause: error });
  }
}

/** Hugo's: an object whose last brace stands alone on its line. */
function jsonInFront(text: string): MarkdownFile | null {
  const end = text.indexOf('\n}\n');
  if (end < 0 || end > MAX_MATTER_CHARS || text.slice(end + 3).trim() === '') return null;
  try {
    const matter = recordOf(JSON.parse(text.slice(0, end + 2)));
    return matter === undefined ? null : { matter, text: text.slice(end + 3) };
  } catch {
    return null;
  }
}

/** Of Pelican and MultiMarkdown: lines of a name and a value each, until an empty one. */
function headerInFront(text: string): MarkdownFile | null {
  if (!hasHeader(text)) return null;
  const end = text.indexOf('\n\n');
  const lines = text
    .slice(0, end)
    .replace(/\n[ \t]+/g, ' ')
    .split('\n');
  const matter = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { matter, text: text.slice(end + 2) };
}

/** Of Nikola: lines of two dots, a name and a value, within a comment or until an empty line. */
function commentInFront(text: string): MarkdownFile {
  const isComment = text.startsWith('<!--');
  const end = text.indexOf(isComment ? '-->' : '\n\n');
  const at = end < 0 ? text.length : end;
  const lines = text.slice(0, at).matchAll(/^(?:<!--\s{0,5})?\.\. ([\w-]{1,40}):[ \t]*([^\n]{0,2000})$/gm);
  const matter = Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value.trim()]));
  return { matter, text: text.slice(at + (isComment ? 3 : 2)) };
}

const firstLine = (error: unknown) =>
  String((error as Error).message)
    .split('\n', 1)[0]
    ?.replace(/[.:]$/, '');
