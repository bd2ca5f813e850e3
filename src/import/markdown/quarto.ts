/** Parts of Quarto's and R Markdown's files that readers don't have as they stand: divisions that are hidden, and code that is run for what it shows. */

const cell =
  /^ {0,3}(`{3,}|~{3,}) ?\{(r|python|julia|ojs|sql|bash|stata|mermaid|dot|node|js)(?=[\s,}])[^{}]{0,500}\}\s*$/i;
/** In a list or a quotation, in front of a division's signs. */
const lead = /^[\s>*+\d.)-]{0,40}(?=:::)/;
/** With signs behind it, too. What is hidden in other formats than HTML, readers have. */
const hidden =
  /^:{3,}\s*(?:\{(?![^{}]{0,300}(?:when-format="?(?!html)|unless-format="?html))[^{}]{0,300}\.(?:content-)?hidden(?=[\s}])[^{}]{0,300}\}|content-hidden|hidden)[\s:]*$/;
const hiddenSpan =
  /\[[^[\]\n]{1,2000}\]\{(?![^{}]{0,300}(?:when-format="?(?!html)|unless-format="?html))[^{}\n]{0,300}\.content-hidden(?=[\s}])[^{}\n]{0,300}\}/g;
const opening = /^:{3,}\s*[^\s:]/;
const closing = /^:{3,}\s*$/;
/** Signs of code in a line of its own: "```npm run``` starts it" opens nothing. */
const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;

/** The text without them; a division that isn't closed goes on to the end. */
export function withoutHiddenParts(text: string, dropped: Set<string>): string {
  const kept: string[] = [];
  let depth = 0;
  let code: { readonly mark: string; readonly isCell: boolean } | undefined;
  for (const line of text.split('\n')) {
    const sign = line.replace(lead, '');
    const mark = fence.exec(line)?.[1];
    if (code !== undefined) {
      if (depth === 0 && !code.isCell) kept.push(line);
      if (mark?.startsWith(code.mark) && line.trim() === mark) code = undefined;
      continue;
    }
    if (mark !== undefined) {
      const language = cell.exec(line)?.[2];
      if (language !== undefined) dropped.add(`[{${language}}]`);
      else if (depth === 0) kept.push(line);
      code = { mark, isCell: language !== undefined };
    } else if (depth > 0) {
      if (closing.test(sign)) depth -= 1;
      else if (opening.test(sign)) depth += 1;
    } else if (hidden.test(sign)) {
      dropped.add('[content-hidden]');
      depth = 1;
    } else {
      const shown = line.replace(hiddenSpan, '');
      if (shown !== line) dropped.add('[content-hidden]');
      kept.push(shown);
    }
  }
  return kept.join('\n');
}
