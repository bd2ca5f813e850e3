/** What an importer of a content system's JSON is: how it is recognised, and its pieces as rows with the names of their parts. */

import type { JsonRecord } from '../archive/json.ts';

export interface System {
  readonly name: string;
  fits(json: unknown): boolean;
  /** One for each piece, with the names of `archive/fields.ts`; the body is HTML, and `record` what the piece is made of. */
  rowsOf(json: unknown): readonly JsonRecord[];
  /** What it holds besides, in the plural, with how many. */
  othersIn?(json: unknown): Readonly<Record<string, number>>;
}
