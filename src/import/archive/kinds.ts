/** Which archive a text is: what other systems export, found out by its content. */

import { foreignJson } from '../foreign-formats.ts';
import { systemOf } from '../systems/read.ts';
import { type FormatName, formatOfJson, formatOfText } from '../wire/registry.ts';
import { type JsonRecord, recordOf, recordsOf } from './json.ts';

/** An archive that a reader of its own reads. */
export type ArchiveKind = 'wordpress' | 'ghost' | 'markdown' | 'table' | 'lines' | 'system';

/**
 * @param content without white space in front
 * @param extension of its name, without the dot
 */
export function archiveKind(content: string, extension = ''): ArchiveKind | undefined {
  if (content.startsWith('<') && isWordPress(content)) return 'wordpress';
  // A page that says what is wrong is saved under any name.
  const isNamed = (names: RegExp) => names.test(extension) && !/^<(?:!doctype|html|\?xml)/i.test(content);
  if (isMarkdown(content) || isNamed(/^(?:md|mdx|markdown)$/)) return 'markdown';
  if (isLinesOfJson(content) || isNamed(/^(?:ndjson|jsonl)$/)) return 'lines';
  return isTable(content) || isNamed(/^(?:csv|tsv)$/) ? 'table' : undefined;
}

/** An archive, or a wire, in a text that somebody gives by hand; undefined for a page as plain text. */
export function archiveInText(text: string): ArchiveKind | FormatName | undefined {
  const content = text.trimStart();
  const known = formatOfText(content) ?? archiveKind(content);
  if (known !== undefined || !/^[[{]/.test(content)) return known;
  try {
    const json: unknown = JSON.parse(content);
    return formatOfJson(json) ?? archiveOfJson(json);
  } catch {
    return undefined;
  }
}

/** @param json that is no feed */
export function archiveOfJson(json: unknown): ArchiveKind | undefined {
  if (isGhost(json)) return 'ghost';
  if (systemOf(json) !== undefined) return 'system';
  const [first] = recordsOf(json);
  return first !== undefined && isNobodyElses(first) && isRecordOfPiece(Object.keys(first)) ? 'lines' : undefined;
}

const HEAD_CHARS = 20_000;
/** How much of a text says that it is a table. */
const TABLE_HEAD_CHARS = 4_000;

/** By the namespace that every export has in its head, or by an element that is in no feed. */
function isWordPress(content: string): boolean {
  const head = content.slice(0, HEAD_CHARS);
  if (!/<rss[\s>]/i.test(head)) return false;
  return /wordpress\.org\/export\//i.test(head) || /<wp:(?:wxr_version|post_type|status|post_id)[\s>]/.test(content);
}

/** By its front matter. */
function isMarkdown(content: string): boolean {
  const head = content.slice(0, HEAD_CHARS).replace(/\r\n?/g, '\n');
  if (/^(?:\+\+\+|;;;|---json|---toml|---yaml)[ \t]*\n/.test(head)) return true;
  if (/^---[ \t]*\n(?=(?:#[^\n]*\n)*["']?[\w-]+["']?[ \t]*:)/.test(head))
    return /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.test(head);
  return /^\{[ \t]*\n/.test(head) && /\n\}\n\s*[^\s\]},]/.test(head);
}

function isLinesOfJson(content: string): boolean {
  const [first = '', second = ''] = content.slice(0, 1_000_000).split(/\r?\n/, 2);
  if (!/^\{.*\}\s*$/.test(first) || !(second === '' || /^\{.*/.test(second))) return false;
  try {
    const record = recordOf(JSON.parse(first));
    return (
      record !== undefined &&
      isNobodyElses(record) &&
      isRecordOfPiece(Object.keys(record)) &&
      (second !== '' || !('version' in record))
    );
  } catch {
    return false;
  }
}

/** A format of a wire, or of a system that is refused by its name, has the same names. */
const isNobodyElses = (record: JsonRecord) =>
  formatOfJson(record) === undefined && foreignJson(record) === undefined && systemOf(record) === undefined;

const headlineName = /^(?:headline|(?:post_?|article_?)?title|titel|titre|t[ií]tulo|titolo)$/i;
const otherName =
  /^(?:body(?:_?html|_?text)?|(?:post_?)?content(?:_?html)?|text|html|(?:post_?)?date(?:_?gmt)?|published(?:_?at|_?on)?|publish_?date|pub_?date|created_?at|slug|standfirst|subtitle)$/i;

function isRecordOfPiece(names: readonly string[]): boolean {
  return names.some((name) => headlineName.test(name)) && names.some((name) => otherName.test(name));
}

/** Any table of three columns or more. */
const tableShapes = [
  /^(?:"?[\w.-][\w .-]{0,39}"?,){2,60}"?[\w.-][\w .-]{0,39}"?\n[^\n]*,[^\n]*,/,
  /^(?:[^\t\n]{1,60}\t){2,60}[^\t\n]{1,60}\n[^\n\t]*\t[^\n\t]*\t/,
  /^(?:"?[\w.-][\w .-]{0,39}"?;){2,60}"?[\w.-][\w .-]{0,39}"?\n[^\n;]*;[^\n;]*;/,
];

/** By its shape, or a header that names a headline and another part of a piece. */
function isTable(content: string): boolean {
  const head = content.slice(0, TABLE_HEAD_CHARS).replace(/\r\n?/g, '\n');
  if (tableShapes.some((shape) => shape.test(head))) return true;
  const line = content.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  if (line.length > HEAD_CHARS) return false;
  return [',', ';', '\t', '|'].some((mark) => {
    const names = line.split(mark).map((name) => name.trim().replace(/^"|"$/g, ''));
    return names.every((name) => /^[\p{L}\p{N}_ .-]{0,60}$/u.test(name)) && isRecordOfPiece(names);
  });
}

const postNames = ['mobiledoc', 'lexical', 'html', 'plaintext', 'comment_id', 'feature_image', 'slug'];

function isGhost(json: unknown): boolean {
  const whole = recordOf(json) ?? {};
  return [whole, ...recordsOf(whole.db)].some((each) => {
    const posts = recordsOf((recordOf(each.data) ?? each).posts);
    const hasMeta = recordOf(each.meta) !== undefined && posts.length > 0;
    return (
      hasMeta || posts.some((post) => postNames.some((name) => name in post || name in (recordOf(post.data) ?? {})))
    );
  });
}
