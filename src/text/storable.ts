/** Whether Postgres can store a text: it takes no NUL, and half a surrogate pair is no character in UTF-8. */

export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
