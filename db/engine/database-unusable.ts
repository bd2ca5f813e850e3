/** The error of a database that can't be opened: the message says why and names no password. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';
}
