/**
 * Scanner of a WordPress export (WXR), which is nearly XML: plugins write sections of CDATA that hold the end of one, bare
 * ampersands and HTML's entities. It goes over the text once and never refuses.
 */

import { decodeHTML } from 'entities';

export interface Handlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/** How often what looks like the end of a section may be a part of it. */
const MAX_FALSE_ENDS = 100;
/** An element's name and attributes are shorter. */
const MAX_TAG_CHARS = 4_000;

export function scanExport(xml: string, handlers: Handlers): void {
  let at = 0;
  let element = '';
  while (at < xml.length) {
    const next = xml.indexOf('<', at);
    const end = next < 0 ? xml.length : next;
    if (end > at) handlers.text(decodeHTML(xml.slice(at, end)));
    if (next < 0) return;
    if (xml.startsWith('<![CDATA[', next)) {
      const start = next + '<![CDATA['.length;
      const stop = sectionEnd(xml, start, element);
      // How WordPress writes "]]>" within a section.
      handlers.text(xml.slice(start, stop).replaceAll(']]]]><![CDATA[>', ']]>'));
      at = stop + ']]>'.length;
    } else if (xml.startsWith('<!--', next)) {
      at = behind(xml, '-->', next + 4);
    } else if (xml.startsWith('<?', next) || xml.startsWith('<!', next)) {
      at = behind(xml, '>', next);
    } else {
      const [tag, slash, name = '', rest = ''] =
        /^<(\/?)([A-Za-z_][\w:.-]{0,200})([^<>]*)>/.exec(xml.slice(next, next + MAX_TAG_CHARS)) ?? [];
      if (tag === undefined) {
        handlers.text('<');
        at = next + 1;
        continue;
      }
      at = next + tag.length;
      if (slash === '/') handlers.close(name);
      else {
        handlers.open(name, attributesIn(rest));
        if (rest.endsWith('/')) handlers.close(name);
        else element = name;
      }
    }
  }
}

/** Where a section ends: in front of its element's end tag, if that comes, and not at the first "]]>" of a text about XML. */
function sectionEnd(xml: string, start: number, element: string): number {
  const first = xml.indexOf(']]>', start);
  if (first < 0) return xml.length;
  let at = first;
  for (let tries = 0; tries < MAX_FALSE_ENDS && at >= 0; tries += 1) {
    if (closes(xml, at + ']]>'.length, element)) return at;
    const next = xml.indexOf(']]>', at + 1);
    // The element is over without its end: what follows is another's.
    if (xml.slice(at, next < 0 ? at : next).includes('</item>')) break;
    at = next;
  }
  return first;
}

function closes(xml: string, from: number, element: string): boolean {
  const rest = xml.slice(from, from + element.length + 200).trimStart();
  return rest.startsWith(`</${element}`) && /^\s*>/.test(rest.slice(element.length + 2));
}

function attributesIn(written: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single = ''] of written.matchAll(
    /(?<=\s)([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  )) {
    attributes[name] = decodeHTML(double ?? single);
  }
  return attributes;
}

function behind(text: string, closer: string, from: number): number {
  const at = text.indexOf(closer, from);
  return at < 0 ? text.length : at + closer.length;
}
