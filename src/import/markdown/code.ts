/** What is code in a Markdown file, in which nothing is a tag: fenced, indented, or in backticks within a line. */

interface Part {
  readonly isCode: boolean;
  readonly lines: string;
}

const indented = /^(?: {4}|\t)/;
const listItem = /^\s*(?:[-*+]|\d{1,9}[.)])\s/;

/** Blocks of code, and what is between them. */
export function partsOf(text: string): Part[] {
  const parts: { isCode: boolean; lines: string[] }[] = [{ isCode: false, lines: [] }];
  let fence: string | undefined;
  let isInList = false;
  let isBehindBlank = true;
  const begin = (isCode: boolean) => {
    if (parts.at(-1)?.isCode !== isCode) parts.push({ isCode, lines: [] });
  };
  for (const line of text.split('\n')) {
    const isBlank = line.trim() === '';
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined && mark !== undefined) {
      begin(true);
      fence = mark;
    } else if (fence !== undefined) {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = undefined;
    } else {
      // Within a list it is the item's next paragraph.
      if (listItem.test(line) && !(indented.test(line) && !isInList)) isInList = true;
      else if (!isBlank && !/^\s/.test(line)) isInList = false;
      const isGoingOn = isBehindBlank || parts.at(-1)?.isCode === true;
      if (!isBlank) begin(indented.test(line) && !isInList && isGoingOn);
    }
    parts.at(-1)?.lines.push(line);
    isBehindBlank = isBlank;
  }
  return parts.map(({ isCode, lines }) => ({ isCode, lines: lines.join('\n') }));
}

/** A text with marks in place of some of its parts. */
interface Masked {
  readonly masked: string;
  /** Puts the parts back as they were, into what has become of the text. */
  restored(changed: string): string;
}

/** Signs of no text, around the number of what is kept: of spans, of elements and of blocks. */
const marks = { spans: ['\uE000', '\uE001'], elements: ['\uE002', '\uE003'], blocks: ['\uE004', '\uE005'] } as const;

const markOf = (kind: keyof typeof marks, index: number) => marks[kind].join(`${index}`);

function restoring(kind: keyof typeof marks, kept: readonly string[]): Masked['restored'] {
  const mark = new RegExp(marks[kind].join('(\\d+)'), 'g');
  return (changed) => changed.replace(mark, (whole, index) => kept[Number(index)] ?? whole);
}

/** Takes blocks of code out of a text. */
export function codeBlocks(text: string): Masked {
  const kept: string[] = [];
  const parts = partsOf(text).map(({ isCode, lines }) => (isCode ? markOf('blocks', kept.push(lines) - 1) : lines));
  return { masked: parts.join('\n'), restored: restoring('blocks', kept) };
}

/** Takes code in HTML (`<pre>`, `<code>`) out of a text. */
export function codeElements(text: string): Masked {
  const kept: string[] = [];
  const masked: string[] = [];
  const lower = text.toLowerCase();
  const unclosed = new Set<string>();
  let from = 0;
  for (const { 1: tag = '', index } of text.matchAll(/<(pre|code)(?=[\s>])[^<>]{0,500}>/gi)) {
    if (index < from) continue;
    const close = `</${tag.toLowerCase()}>`;
    const end = unclosed.has(close) ? -1 : lower.indexOf(close, index);
    if (end < 0) {
      unclosed.add(close);
      continue;
    }
    masked.push(text.slice(from, index), markOf('elements', kept.length));
    from = end + close.length;
    kept.push(text.slice(index, from));
  }
  return { masked: [...masked, text.slice(from)].join(''), restored: restoring('elements', kept) };
}

/** So many runs of backticks further on the end of a span is looked for. */
const MAX_RUNS_WITHIN = 20;

/** Takes code in backticks out of a text. */
export function codeSpans(text: string): Masked {
  const runs = [...text.matchAll(/(?<!\\)`+/g)];
  const kept: string[] = [];
  const masked: string[] = [];
  let from = 0;
  for (let at = 0; at < runs.length; at += 1) {
    const [[ticks = ''] = [], begin = 0] = [runs[at], runs[at]?.index];
    const length = runs.slice(at + 1, at + 1 + MAX_RUNS_WITHIN).findIndex(([each]) => each === ticks);
    const end = length < 0 ? undefined : runs[at + 1 + length];
    if (end === undefined || /\n[ \t]*\n|\uE004/.test(text.slice(begin, end.index))) continue;
    masked.push(text.slice(from, begin), markOf('spans', kept.length));
    from = end.index + ticks.length;
    kept.push(text.slice(begin, from));
    at += length + 1;
  }
  return { masked: [...masked, text.slice(from)].join(''), restored: restoring('spans', kept) };
}
