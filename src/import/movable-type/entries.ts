/** An export of Movable Type or TypePad as entries: lines of a name and a value, then texts, parted by dashes. */

export interface MovableTypeEntry {
  /** By their names in capitals; each value of those that are said again. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** BODY, EXTENDED BODY, EXCERPT, KEYWORDS: as they stand. */
  readonly texts: ReadonlyMap<string, string>;
}

const line = /^([A-Z][A-Z ]{1,30}):[ \t]?(.*)$/;
const textName = /^(BODY|EXTENDED BODY|EXCERPT|KEYWORDS|COMMENT|PING):[ \t]*(?:\n|$)/;

/** By its first lines, and the text behind the rule of five dashes, without which they are a piece's head in capitals. */
export const isMovableType = (content: string) =>
  /^\uFEFF?(?:[A-Z][A-Z ]{2,30}:[^\n]*\n|\n){2,40}-----[ \t]*\n(?:BODY|EXTENDED BODY|EXCERPT|KEYWORDS):[ \t]*\n/.test(
    content.slice(0, 8_000).replace(/\r\n?/g, '\n'),
  );

/** What an entry begins with, whichever line of it is first. */
const head =
  /^\s{0,100}(?:AUTHOR|AUTHOR EMAIL|TITLE|BASENAME|STATUS|DATE|CATEGORY|PRIMARY CATEGORY|TAGS|UNIQUE URL|PERMALINK|PASSWORD|IMAGE|NO ENTRY|(?:ALLOW|CONVERT) [A-Z]{1,20}):/;
const end = /(?:^|\n)-----[ \t]*\n\s*$/;

/** Eight dashes part entries, five the parts of each; comments and pings are readers', and not read. */
export function entriesIn(content: string): MovableTypeEntry[] {
  const text = content.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const entries: string[][] = [];
  let before = '-----\n';
  for (const part of text.split(/^--------[ \t]*$/m)) {
    // In the middle of a text, and no entry behind it: a rule of the text's own.
    if (head.test(part) || end.test(before)) entries.push([part]);
    else entries.at(-1)?.push(part);
    before = part;
  }
  return entries
    .map((parts) => parts.join('-----'))
    .filter((entry) => entry.trim() !== '')
    .map(entryOf);
}

function entryOf(written: string): MovableTypeEntry {
  const [head = '', ...parts] = written.split(/^-----[ \t]*$/m);
  const fields = new Map<string, string[]>();
  for (const each of head.split('\n')) {
    const [, name, value = ''] = line.exec(each.trim()) ?? [];
    if (name === undefined || value.trim() === '') continue;
    fields.set(name, [...(fields.get(name) ?? []), value.trim()]);
  }
  const texts = new Map<string, string>();
  let name = '';
  for (const part of parts) {
    const begun = part.replace(/^\n+/, '');
    const own = textName.exec(begun);
    if (own !== null) {
      name = own[1] ?? '';
      if (!texts.has(name)) texts.set(name, begun.slice(own[0].length).trim());
      // A rule of five dashes within a text parts nothing.
    } else if (texts.has(name) && begun.trim() !== '') texts.set(name, `${texts.get(name)}\n\n<hr>\n\n${begun.trim()}`);
  }
  return { fields, texts };
}
