/** Values of JSON that somebody else wrote: looked at before they are believed. */

export type JsonRecord = Readonly<Record<string, unknown>>;

export function recordOf(value: unknown): JsonRecord | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : undefined;
}

/** Of a list, the records in it. */
export function recordsOf(value: unknown): JsonRecord[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.map(recordOf).filter((each) => each !== undefined);
}

/** Both as one, of which the inner is in front; what the outer says under the same names is kept as a part that says more of the piece. */
export function mergedRecords(outer: JsonRecord, within: JsonRecord): JsonRecord {
  const said = Object.fromEntries(Object.entries(outer).filter(([name]) => name in within));
  const merged = { ...outer, ...within };
  return Object.keys(said).length === 0 ? merged : { ...merged, record: { ...said, extra: merged.record } };
}

/** The first of the values that is a text or a number and says something. */
export function textOf(...values: readonly unknown[]): string | undefined {
  for (const value of values) {
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return undefined;
}

/** Each text of a list, or of one alone. */
export function textsOf(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((each) => textOf(each) ?? []);
}

const yes =
  /^(?:true|yes|y|t|1|on|x|ja|wahr|oui|vrai|sí|si|sim|verdadero|vero|waar|tak|да|так|ano|áno|igen|da|evet|ναι|はい|有|是|예|네|ya|có)$/iu;
const no =
  /^(?:false|no|n|f|0|off|none|nein|falsch|non|faux|falso|não|nee|onwaar|nej|nei|нет|ні|не|ne|nie|nem|nu|hayır|όχι|いいえ|無|否|아니오|아니요|tidak|không)$/iu;

/** Also as tables say it: Postgres writes `t`, spreadsheets their own language's word. */
export const isYes = (value: unknown): boolean => value === true || value === 1 || yes.test(textOf(value) ?? '');
export const isNo = (value: unknown): boolean => value === false || value === 0 || no.test(textOf(value) ?? '');
