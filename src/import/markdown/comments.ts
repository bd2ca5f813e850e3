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

export const withoutComments = (text: string): string => withoutPercents(withoutTagged(text));

/** Obsidian's stand between two signs of percent each; one that begins a line and isn't closed goes on to the end. */
function withoutPercents(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf('%%'); at >= 0; at = text.indexOf('%%', at)) {
    const isBeginning = at === 0 || /\s/.test(text[at - 1] ?? '');
    const end = isBeginning ? text.indexOf('%%', at + 2) : -1;
    const isOpen = isBeginning && end < 0 && (at === 0 || text[at - 1] === '\n');
    if (end < 0 && !isOpen) {
      if (isBeginning) break;
      at += 2;
      continue;
    }
    parts.push(text.slice(from, at));
    from = isOpen ? text.length : end + 2;
    at = from;
  }
  return [...parts, text.slice(from)].join('');
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
