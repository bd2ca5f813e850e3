/** Time zones as arguments: names of IANA's database. */

import { badInput } from './bad-input.ts';

/** @throws BAD_USER_INPUT for what is no name of a zone: neither `+01:00` nor `CEST` says when clocks change */
export function timeZoneName(given: string, path: readonly string[]): string {
  try {
    if (/^[A-Za-z]/.test(given)) return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw badInput(
    `\`${path.join('.')}\` must be a time zone of the IANA database, such as UTC, Europe/Berlin or America/New_York.`,
    path,
  );
}
