/** Writes a stored body as Markdown that comes back as the same HTML. */

import type { Parents, RootContent, Text } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { type Info, type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import type { ElementNode } from './html/tree.ts';
import { canonicalHtml } from './html-writer.ts';
import { partsBetweenMarkup } from './inert.ts';
import { markdownAsHtml } from './markdown-in.ts';
import { htmlBlock, markdownBlock } from './markdown-tree.ts';
import { elementsOf, storedNodes } from './stored-html.ts';

const extensions: Options[] = [gfmToMarkdown({ tablePipeAlign: false }), { handlers: { text: inertText } }];

/**
 * Writes `&lt;` where a `<` could begin markup. Markdown's own `\<` is the same to whoever reads Markdown, but a tag for whoever
 * puts the text into a page as it is.
 */
function inertText({ value }: Text, parent: Parents | undefined, state: State, info: Info): string {
  const index = state.indexStack.at(-1) ?? 0;
  const parts = partsBetweenMarkup(value);
  return parts
    .map((part, at) => {
      const [isFirst, isLast] = [at === 0, at === parts.length - 1];
      return state.safe(part, {
        ...info,
        before: isFirst ? info.before : ';',
        after: isLast ? info.after : '&',
        ...(isFirst && { beforeNode: parent?.children[index - 1] }),
        ...(isLast && { afterNode: parent?.children[index + 1] }),
      });
    })
    .join('&lt;');
}

function written(children: RootContent[]): string {
  return toMarkdown(
    { type: 'root', children },
    { extensions, bullet: '-', bulletOther: '*', emphasis: '*', strong: '*', rule: '-', fences: true },
  );
}

/**
 * CommonMark and GFM: ATX headings, `-` for bullets, `*` and `**` for emphasis, footnotes, tables without spans. What
 * Markdown has no sign for, or can't say where it stands, is HTML in it. It is read again to see that it says the same.
 */
export function bodyAsMarkdown(html: string): string {
  const nodes = storedNodes(html);
  const blocks = elementsOf(nodes);
  const isSame = (markdown: string, wanted: readonly ElementNode[]) =>
    canonicalHtml(storedNodes(markdownAsHtml(markdown))) === canonicalHtml(wanted);
  const whole = written(blocks.flatMap((block) => markdownBlock(block, true)));
  if (isSame(whole, blocks)) return whole.trimEnd();
  // Some block says something else: those that do alone are HTML.
  const differs = blocks.map((block) => !isSame(written(markdownBlock(block, false)), [block]));
  for (const hasNotes of [true, false]) {
    const parts = blocks.flatMap((block, index) =>
      differs[index] ? [htmlBlock(block)] : markdownBlock(block, hasNotes),
    );
    const markdown = written(parts);
    if (isSame(markdown, blocks)) return markdown.trimEnd();
  }
  return written(blocks.map(htmlBlock)).trimEnd();
}
