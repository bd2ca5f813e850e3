/** Documents of a data set of Sanity: what a piece refers to is taken from the other documents, which are no pieces themselves. */

import { type JsonRecord, recordOf, recordsOf, textOf } from '../archive/json.ts';

/** A document, and where it stands. */
export interface PlacedDocument {
  readonly place: string;
  readonly values: JsonRecord;
}

export interface Referred {
  readonly rows: readonly PlacedDocument[];
  /** Documents that are no pieces, in the plural with how many. */
  readonly others: Readonly<Record<string, number>>;
}

const isDocument = ({ values }: PlacedDocument) =>
  textOf(values._id) !== undefined && textOf(values._type) !== undefined;

/** @returns undefined for what isn't a data set of Sanity */
export function referred(rows: readonly PlacedDocument[]): Referred | undefined {
  if (rows.length === 0 || !rows.every(isDocument)) return undefined;
  const documents = new Map(rows.map(({ values }) => [textOf(values._id) ?? '', values] as const));
  const others: Record<string, number> = {};
  const kept: PlacedDocument[] = [];
  for (const { place, values } of rows) {
    if (isPiece(values)) {
      kept.push({ place, values: withReferences(values, documents) });
      continue;
    }
    const name = `documents of the type ${(textOf(values._type) ?? '').slice(0, 60)}`;
    others[name] = (others[name] ?? 0) + 1;
  }
  return { rows: kept, others };
}

/** Of authors, rubrics, settings and files some have a title, and none a title and a text of blocks or more than a line. */
function isPiece(document: JsonRecord): boolean {
  if (/^(?:sanity|system)\./.test(textOf(document._type) ?? '')) return false;
  const isTitled = textOf(document.title, document.headline) !== undefined;
  return isTitled && ['body', 'content', 'text', 'publishedAt'].some((name) => document[name] !== undefined);
}

/** One step: an author's own references are none of the piece. */
function withReferences(values: JsonRecord, documents: ReadonlyMap<string, JsonRecord>): JsonRecord {
  const found = (value: unknown): unknown => {
    const id = textOf(recordOf(value)?._ref);
    return (id === undefined ? undefined : documents.get(id)) ?? value;
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isList = Array.isArray(value) && recordsOf(value).some(({ _ref }) => _ref !== undefined);
      if (isList) return [name, (value as readonly unknown[]).map(found)];
      const asset = recordOf(recordOf(value)?.asset);
      if (asset !== undefined) return [name, { ...recordOf(value), asset: found(asset) }];
      return [name, found(value)];
    }),
  );
}
