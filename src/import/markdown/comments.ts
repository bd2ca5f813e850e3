/** Comments in a Markdown file's own tags (Liquid, Hugo, MDX, Obsidian), which no reader sees: they go with the text within. */

/** Ends stand behind their beginnings, and a comment holds no other of its kind. */
const mark =
  /\{%-?\s{0,9}(?:(comment)|(endcomment))\b[^%{}]{0,100}%\}|\{\{[<%]\s{0,9}(?:(comment)|(\/\s{0,9}comment))\b[^{}]{0,100}\}\}|(\{\/\*)|(\*\/\})/gi;
const kinds = ['liquid', 'hugo', 'mdx'] as const;

interface Mark {
  readonly kind: (typeof kinds)[number];
  readonly isEnd: boolean;
  readonly at: number;
  readonly behind: number;
}

/** Told is one that isn't closed, since what it takes with it may be no comment. */
export const withoutComments = (text: string, dropped: Set<string>): string =>
  withoutPercents(withoutTagged(text), dropped);

/** Behind a figure it says how much. */
const percents = /(?<!\d\s?)%%/g;

/**
 * Obsidian's stand between two signs of percent each: within a paragraph, or from the beginning of a line on. One that isn't closed hides
 * what comes behind it: the rest of the text where it stands alone in its line, else its paragraph.
 */
function withoutPercents(text: string, dropped: Set<string>): string {
  const last = text.lastIndexOf('%%');
  if (last < 0) return text;
  const parts: string[] = [];
  let from = 0;
  for (const { index } of text.matchAll(percents)) {
    if (index < from) continue;
    const behind = index + 2;
    const isAtStart = index === 0 || text[index - 1] === '\n';
    const end = last >= behind ? text.indexOf('%%', behind) : -1;
    const paragraph = end < 0 || !isAtStart ? endOfParagraph(text, behind, end) : text.length;
    const isClosed = end >= 0 && end < paragraph;
    if (!isClosed && !isAtStart) continue;
    const isAlone = /^[^\S\n]{0,9}(?:\n|$)/.test(text.slice(behind, behind + 10));
    if (!isClosed) dropped.add('[comment]');
    parts.push(text.slice(from, index));
    from = isClosed ? end + 2 : isAlone ? text.length : paragraph;
  }
  return [...parts, text.slice(from)].join('');
}

/** Where the paragraph ends, or the next sign stands, whichever is first: nobody looks further. */
function endOfParagraph(text: string, from: number, sign: number): number {
  const stop = sign < 0 ? text.length : sign + 2;
  const at = text.slice(from, stop).indexOf('\n\n');
  return at < 0 ? stop : from + at;
}

function withoutTagged(text: string): string {
  const marks = [...text.matchAll(mark)].flatMap(({ 0: whole, index, ...groups }): Mark[] => {
    const group = [1, 2, 3, 4, 5, 6].find((each) => groups[each] !== undefined) ?? 1;
    const kind = kinds[Math.floor((group - 1) / 2)];
    return kind === undefined ? [] : [{ kind, isEnd: group % 2 === 0, at: index, behind: index + whole.length }];
  });
  const lastEnds = new Map(marks.filter(({ isEnd }) => isEnd).map(({ kind, at }) => [kind, at]));
  const parts: string[] = [];
  let from = 0;
  let open: Mark | undefined;
  for (const each of marks) {
    if (open === undefined && !each.isEnd && (lastEnds.get(each.kind) ?? -1) > each.at) {
      parts.push(text.slice(from, each.at));
      open = each;
    } else if (open?.kind === each.kind && each.isEnd) {
      from = each.behind;
      open = undefined;
    }
  }
  return [...parts, text.slice(from)].join('');
}
