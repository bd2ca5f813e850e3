/** Content sniffing: which format a text is in, with a refusal in words of what is in none; its name decides only in doubt. */

import { foreignJson, foreignXml, notYet } from './foreign-formats.ts';
import { type Looked, lookedAt } from './formats/looked.ts';
import { type FormatName, formatOf } from './formats/registry.ts';
import { RefusedInput } from './imported-document.ts';
import { guardXml } from './xml.ts';

/**
 * Says which reader a text is for.
 *
 * @param name A file's path or an address, for doubtful content and for the words of a refusal.
 * @throws {RefusedInput} when it is for none, or is a page or a text under a name that promises a feed.
 */
export function detectKind(text: string, name: string): FormatName {
  const extension = extensionOf(name);
  const looked = lookedAt(text, extension);
  if (looked.content === '') throw new RefusedInput('It is empty.');
  const format = formatOf(looked) ?? 'text';
  if (format !== 'html' && format !== 'text') return format;
  refuseJson(looked);
  if (format === 'text') refuseXml(looked);
  if (feedExtensions.has(extension)) {
    throw new RefusedInput(`It is not what its name says: ${format === 'html' ? 'a web page' : 'text'}, not a feed.`);
  }
  return format;
}

/** The format of what somebody gives by hand as a text: what a system or an agency hands over, or counts, else a page as plain text. */
export function kindOfText(text: string): FormatName {
  return formatOf(lookedAt(text), ({ kind }) => kind === 'pieces' || kind === 'views') ?? 'text';
}

const feedExtensions = new Set(['rss', 'atom', 'rdf']);

function extensionOf(name: string): string {
  const path = URL.parse(name)?.pathname ?? name;
  return /\.([a-z]+)(?:\.gz)?$/i.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** JSON that no format has taken. */
function refuseJson({ content, extension, json, jsonFault }: Looked): void {
  if (!/^[[{]/.test(content)) {
    if (extension === 'json' && !content.startsWith('<'))
      throw new RefusedInput('It is not what its name says: not JSON.');
    return;
  }
  const fault = jsonFault();
  if (fault !== undefined) {
    // "[Updated] …" is how some plain texts begin.
    if (extension !== 'json' && !/^\{\s*"/.test(content)) return;
    throw new RefusedInput(`Its JSON is broken: ${fault.message}.`, { cause: fault });
  }
  const foreign = foreignJson(json());
  throw foreign === undefined
    ? new RefusedInput('It is JSON but not a JSON Feed, nor an export that is known.')
    : notYet(foreign);
}

/** XML that no format has taken. */
function refuseXml({ content, markup }: Looked): void {
  const { root, at } = markup();
  if (root === undefined) return;
  const foreign = foreignXml(root);
  if (foreign !== undefined) throw notYet(foreign);
  // What breaks off may be an archive of pieces: where it does is told.
  if (content.startsWith('<?xml')) guardXml(content);
  // "<Name> said …" is text; only what is closed too is an element.
  if (content.startsWith('<?xml') || content.toLowerCase().includes(`${root}>`, at + root.length + 2)) {
    throw new RefusedInput(`It is XML but not a feed: it holds <${root}>.`);
  }
}
