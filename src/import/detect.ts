/**
 * Content sniffing: whether a text is a feed, an HTML page, plain text, view counts, an archive of another system or a wire; its
 * name decides only in doubt.
 */

import { type ArchiveKind, archiveKind, archiveOfJson } from './archive/kinds.ts';
import { isWrappedFeed } from './feed/unwrapped.ts';
import { foreignJson, foreignXml, notYet, refuseForeignFeed } from './foreign-formats.ts';
import { RefusedInput } from './imported-document.ts';
import { isViewsHeader } from './views.ts';
import { firstJsonLine } from './wire/json-lines.ts';
import { type FormatName, formatOfJson, formatOfText, formatOfXml } from './wire/registry.ts';
import { readProlog } from './xml.ts';

export type TextKind = 'feed' | 'html' | 'text' | 'views' | ArchiveKind | FormatName;

/**
 * Says which reader a text is for.
 *
 * @param name A file's path or an address, for doubtful content and for the words of a refusal.
 * @throws {RefusedInput} when it is for none, or is a page or a text under a name that promises a feed.
 */
export function detectKind(text: string, name: string): TextKind {
  const content = text.trimStart();
  if (content === '') throw new RefusedInput('It is empty.');
  const extension = extensionOf(name);
  if (isViewsHeader(content)) return 'views';
  const format = formatOfText(content);
  if (format !== undefined) return format;
  const archive = archiveKind(content, extension);
  if (archive !== undefined) return archive;
  const kind = jsonKind(content, extension) ?? markupKind(content, extension) ?? 'text';
  if ((kind === 'html' || kind === 'text') && feedExtensions.has(extension)) {
    throw new RefusedInput(`It is not what its name says: ${kind === 'html' ? 'a web page' : 'text'}, not a feed.`);
  }
  return kind;
}

const feedExtensions = new Set(['rss', 'atom', 'rdf']);
const pageExtensions = new Set(['html', 'htm', 'xhtml']);

function extensionOf(name: string): string {
  const path = URL.parse(name)?.pathname ?? name;
  return /\.([a-z]+)(?:\.gz)?$/i.exec(path)?.[1]?.toLowerCase() ?? '';
}

function jsonKind(content: string, extension: string): TextKind | undefined {
  if (!/^[[{]/.test(content)) {
    if (extension === 'json' && !content.startsWith('<'))
      throw new RefusedInput('It is not what its name says: not JSON.');
    return undefined;
  }
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    const lines = formatOfJson(firstJsonLine(content));
    if (lines !== undefined) return lines;
    // "[Updated] …" is how some plain texts begin.
    if (extension !== 'json' && !/^\{\s*"/.test(content)) return undefined;
    throw new RefusedInput(`Its JSON is broken: ${(error as SyntaxError).message}.`, { cause: error });
  }
  if (isJsonFeed(json)) return 'feed';
  const format = formatOfJson(json);
  if (format !== undefined) return format;
  const archive = archiveOfJson(json);
  if (archive !== undefined) return archive;
  const foreign = foreignJson(json);
  throw foreign === undefined
    ? new RefusedInput('It is JSON but not a JSON Feed, nor an export that is known.')
    : notYet(foreign);
}

function isJsonFeed(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || !('version' in json)) return false;
  return typeof json.version === 'string' && /^https?:\/\/(?:www\.)?jsonfeed\.org\/version\//i.test(json.version);
}

function markupKind(content: string, extension: string): TextKind | undefined {
  const { end, doctype } = readProlog(content);
  const root = /^<(?:[\w.-]+:)?([a-z][\w.-]*)/i.exec(content.slice(end, end + 200))?.[1]?.toLowerCase();
  const format = root === undefined ? undefined : formatOfXml(content, root);
  if (format !== undefined) return format;
  if (root === 'rss' || root === 'feed' || root === 'rdf') {
    refuseForeignFeed(content, root);
    return 'feed';
  }
  if (root === 'html' && content.startsWith('<?xml') && isWrappedFeed(content)) return 'feed';
  if (doctype !== undefined && /^<!doctype\s+html/i.test(content.slice(doctype.start, doctype.end))) return 'html';
  // No page's doctype defines anything, so it can only be XML; its reader says what is wrong with that.
  if (doctype?.defines === true) return 'feed';
  if (root === undefined) {
    // A page may start with words, but words alone are no page.
    const isPage = /<(?:html|body)[\s>]/i.test(content);
    return isPage || (pageExtensions.has(extension) && htmlTag.test(content)) ? 'html' : undefined;
  }
  if (htmlElements.has(root)) return 'html';
  const foreign = foreignXml(root);
  if (foreign !== undefined) throw notYet(foreign);
  // "<Name> said …" is text; only what is closed too is an element.
  if (content.startsWith('<?xml') || content.toLowerCase().includes(`${root}>`, end + root.length + 2)) {
    throw new RefusedInput(`It is XML but not a feed: it holds <${root}>.`);
  }
  return undefined;
}

const htmlTag = /<(?:div|p|h[1-6]|article|main|section|br|a)[\s/>]/i;
const htmlElements = new Set(
  (
    'html head body title meta link style script base main article section header footer nav aside div p span a b i em ' +
    'strong u s small sub sup h1 h2 h3 h4 h5 h6 ul ol li dl table figure figcaption img picture video audio iframe ' +
    'blockquote pre code time hr br center font form noscript template'
  ).split(' '),
);
