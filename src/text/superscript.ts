/** How a superscript stands in plain text without becoming part of the word or the number before it. */

const raised: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-−n'].map((plain, index) => [plain, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ'][index] ?? plain]),
);

/**
 * - letters go on with their word: `1st`, `Mme`;
 * - a power or a unit's keeps its place: `10⁹`, `km²`;
 * - any other number is a note's: `[1]`.
 *
 * @param content of the element, trimmed
 * @param before the last characters that stand before it in its block
 * @param isReference whether it is a link within the text
 */
export function superscript(content: string, before: string, isReference: boolean): string {
  if (content === '' || /^[[(*†‡§]/.test(content)) return content;
  if (isReference) return `[${content}]`;
  if (!/\p{N}/u.test(content)) return content;
  const isPower = /(?:\p{N}|(?<!\p{L})\p{L}{1,2})$/u.test(before);
  if (!isPower) return before === '' || /\s$/.test(before) ? content : `[${content}]`;
  const characters = [...content];
  return characters.every((each) => each in raised) ? characters.map((each) => raised[each]).join('') : `^${content}`;
}
