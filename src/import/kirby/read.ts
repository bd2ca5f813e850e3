/** A page of Kirby or Lektor to a document, by the names that Markdown's front matter has, and by the folder that it lies in. */

import { bodyAsText } from '../../text/body.ts';
import { fieldNamed } from '../archive/fields.ts';
import type { JsonRecord } from '../archive/json.ts';
import type { ArchiveContext } from '../archive/piece.ts';
import { type ImportedPage, RefusedInput } from '../imported-document.ts';
import { bodyOfMarkdown, type MarkdownBody } from '../markdown/body.ts';
import { readMatter } from '../markdown/read.ts';
import { bodyOfBlocks, withoutKirbyTags } from './blocks.ts';
import { fieldsIn } from './fields.ts';

const textNames = ['text', 'body', 'content', 'article', 'main', 'blocks', 'layout'];

/** @throws {RefusedInput} for what isn't public, and for a page without a title */
export function readKirby(given: string, context: ArchiveContext): ImportedPage {
  const fields = fieldsIn(given);
  const named = (name: string) => [...fields.keys()].find((each) => each.toLowerCase() === name);
  if (named('title') === undefined && named('headline') === undefined) {
    // What stands beside a picture tells of it.
    if (/\.\w{2,5}\.(?:[a-z]{2}\.)?txt(?:\.gz)?$/i.test(context.name))
      return { documents: [], hot: [], others: { 'descriptions of files': 1 } };
    throw new RefusedInput('It is a page of fields without a title.');
  }
  const texts = textsIn(fields);
  // Pages that list others, and the site itself.
  if (texts.size === 0 || /(?:^|[\\/])site(?:\.[a-z]{2})?\.txt$/.test(context.name))
    return { documents: [], hot: [], others: { pages: 1 } };
  const place = placeOf(context.name);
  const [first = '', ...rest] = texts.values();
  const matter: Record<string, unknown> = {};
  for (const [name, value] of fields) if (!texts.has(name)) Object.assign(matter, partOf(name, value));
  return readMatter(
    { matter: { ...place.matter, ...matter }, text: textOfFlow(first), unread: unreadIn(fields, texts) },
    { ...context, name: place.name },
    (text) => joined([text, ...rest.map(textOfFlow)].map(bodyOf)),
  );
}

/** In their order. Beside a field that has a text by its name, another may hold a word of something else: a layout's, a template's. */
function textsIn(fields: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const given = [...fields].filter(([name, value]) => textNames.includes(name.toLowerCase()) && value !== '');
  const rank = ([name]: readonly [string, string]) => textNames.indexOf(name.toLowerCase());
  const [main] = given.toSorted((one, other) => rank(one) - rank(other));
  return new Map(given.filter((each) => each === main || isText(each[1])));
}

/** Fields that have words and are no part of a piece. */
const unreadIn = (fields: ReadonlyMap<string, string>, texts: ReadonlyMap<string, string>) =>
  [...fields]
    .filter(([name, value]) => !texts.has(name) && fieldNamed(name) === undefined && isText(value))
    .map(([name]) => `[${name}]`);

/** No word, and no references to pages and files. */
const isText = (value: string) => (/\s/.test(value) && !/^- /.test(value)) || bodyOfBlocks(value) !== undefined;

/** What a field says again, as one does from which another was made, is said once. */
function joined(bodies: readonly MarkdownBody[]): MarkdownBody {
  const words = bodies.map(({ html }) => bodyAsText(html).replace(/\s+/g, ' '));
  // Pictures alone have no words.
  const isSaidElsewhere = (own: string, at: number) =>
    own !== '' && words.some((other, place) => place !== at && other.includes(own) && (other !== own || place < at));
  return {
    html: bodies.flatMap(({ html }, at) => (isSaidElsewhere(words[at] ?? '', at) ? [] : [html])).join('\n'),
    dropped: bodies.flatMap(({ dropped }) => dropped),
  };
}

function bodyOf(text: string): MarkdownBody {
  const blocks = bodyOfBlocks(text);
  if (blocks !== undefined) return blocks;
  const dropped = new Set<string>();
  const { html, dropped: others } = bodyOfMarkdown(withoutKirbyTags(text, dropped));
  return { html, dropped: [...dropped, ...others] };
}

/** Of Lektor a list is a line each; of Kirby references to other pages, people and files begin with a dash. */
function partOf(name: string, value: string): JsonRecord {
  if (/^_discoverable$/i.test(name)) return /^(?:no|false)$/i.test(value) ? { status: 'in no list' } : {};
  if (/^_model$/i.test(name)) return { type: value };
  if (/^(?:template|uuid|_template)$/i.test(name) || value === '[]') return {};
  if (!/^- /.test(value))
    return { [name]: /^(?:tags|categories|keywords|authors)$/i.test(name) ? value.replace(/\n+/g, ', ') : value };
  const items = value.split('\n').flatMap((line) => /^- (.*)$/.exec(line)?.[1]?.replace(/^>$/, '').trim() || []);
  const own = items.filter((item) => !/^(?:user|file|page|site):\/\//.test(item) && !/^[\w.+-]+@[\w.-]+$/.test(item));
  return own.length === 0 ? {} : { [name]: own };
}

/** Blocks of Lektor within a text: `#### text ####`, and fields parted by four dashes. */
function textOfFlow(text: string): string {
  if (!/^#{4} [\w-]{1,40} #{4}$/m.test(text)) return text;
  return text
    .split(/^#{4} [\w-]{1,40} #{4}$/m)
    .flatMap((block) => block.split(/\n----[ \t]*(?=\n|$)/))
    .flatMap((field) => /^\s*(?:text|body|content|markdown|html):(.*)$/s.exec(field)?.[1]?.trim() ?? [])
    .join('\n\n');
}

const day = /^(\d{4})(\d\d)(\d\d)(?:\d{4})?_/;

/** The path as Markdown's reader knows it: the folder is the page, with its day in front and no number for its order. */
function placeOf(path: string): { readonly name: string; readonly matter: JsonRecord } {
  const segments = path.split(/[\\/]/).filter((each) => each !== '');
  const file = segments.pop()?.replace(/\.gz$/i, '') ?? '';
  const language = /^[\w-]+\.([a-z]{2})\.txt$/.exec(file)?.[1] ?? /^contents\+([a-z]{2})\.lr$/.exec(file)?.[1];
  const folder = segments.pop() ?? '';
  const isKept = segments.includes('content');
  const [, year, month, date] = day.exec(folder) ?? [];
  const slug = folder.replace(/^\d+_/, '');
  // Of Kirby: a page without a number is in no list, and found by who knows its address.
  const isUnlisted = isKept && /\.txt$/i.test(file) && slug === folder && !segments.includes('_drafts');
  const name = [
    ...segments.map((each) => each.replace(/^\d+_/, '')),
    `${slug}${language === undefined ? '' : `.${language}`}.md`,
  ];
  return {
    name: name.join('/'),
    matter: {
      ...(year !== undefined && { created: `${year}-${month}-${date}` }),
      ...(isUnlisted && { status: 'in no list' }),
    },
  };
}
