/** Patterns for the words of class names and ids, as `hints` gives them. */

/** Each word whole, between white space, underscores and hyphens. */
export function nameWords(...all: string[]): RegExp {
  return new RegExp(`(?:^|[\\s_-])(?:${all.join('|')})(?=$|[\\s_-])`);
}
