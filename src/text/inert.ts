/** Text that may be put into a page as it is: where a `<` could begin a tag, a comment or the end of an element. */

/** The HTML standard's tag open state: any other character after `<` leaves it a plain character. */
const markupStart = /<(?=[a-z/!?]|$)/gi;

/** WORD joiner: it has no width, breaks no line, and no tag begins with it. */
const joiner = '\u2060';

/**
 * The same words for readers, none of which HTML takes for markup: such a `<` is followed by U+2060, which is invisible. U+2028
 * and U+2029, which end a line of older JavaScript, become line feeds. Texts without any of that stay as they are.
 */
export function inertText(text: string): string {
  return text.replace(/[\u2028\u2029]/g, '\n').replace(markupStart, `<${joiner}`);
}

/** The parts of a text between each `<` that could begin markup; one part if there is none. */
export function partsBetweenMarkup(text: string): string[] {
  return text.split(markupStart);
}

/** Whether anything in it could begin markup. */
export function hasMarkup(text: string): boolean {
  return text.search(markupStart) !== -1;
}
