/** Acronyms: the letters by which a name of several words is called. */

const MIN_WORDS = 2;

/** Whether letters are the first ones of a name's words, in their order; small words may be left out: "DfT", "BfArM", "CEA". */
export function isAcronymOf(letters: string, name: string): boolean {
  if (!/^(?=.*\p{Lu}.*\p{Lu})[\p{L}&]{2,8}$/u.test(letters)) return false;
  const parts = name.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word));
  if (parts.length < MIN_WORDS) return false;
  const wanted = letters.replace(/[^\p{Lu}]/gu, '').toLowerCase();
  const initials = parts.map((word) => word.charAt(0).toLowerCase());
  const capitals = parts.filter((word) => /^\p{Lu}/u.test(word)).map((word) => word.charAt(0).toLowerCase());
  return [letters.toLowerCase(), wanted].some((each) => [initials, capitals].some((own) => own.join('') === each));
}
