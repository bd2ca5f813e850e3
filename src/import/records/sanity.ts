/** Documents of a data set of Sanity: what a piece refers to is taken from the other documents, which are no pieces themselves. */

import { type Field, namesFor } from '../archive/fields.ts';
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

/** What nobody else writes: a reference, or a block of a text. Others too have documents with an `_id` and a `_type`. */
function isOfSanity(value: unknown): boolean {
  const { _ref, _type, asset } = recordOf(value) ?? {};
  return _ref !== undefined || _type === 'block' || recordOf(asset)?._ref !== undefined;
}

const hasPartOfSanity = ({ values }: PlacedDocument) =>
  Object.values(values).some((value) => isOfSanity(value) || recordsOf(value).some(isOfSanity));

/** @returns undefined for what isn't a data set of Sanity */
export function referred(rows: readonly PlacedDocument[]): Referred | undefined {
  if (!rows.every(isDocument) || !rows.some(hasPartOfSanity)) return undefined;
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

const pieceType = /article|post|story|news|teaser|report|blog/i;

/** Authors, rubrics, settings and files may have a title with a slug and a description; what has a text, a day or a standfirst is a piece. */
function isPiece(document: JsonRecord): boolean {
  if (/^(?:sanity|system)\./.test(textOf(document._type) ?? '')) return false;
  // Those of its own, as `_createdAt`, are of all documents.
  const names = Object.keys(document).filter((name) => !name.startsWith('_') && (document[name] ?? '') !== '');
  const hasOne = (field: Field) => namesFor(field, names).length > 0;
  if (!hasOne('headline')) return false;
  const isStandfirst = namesFor('standfirst', names).some((name) => !/description$/i.test(name));
  if (hasOne('body') || hasOne('publishedAt') || isStandfirst) return true;
  return pieceType.test(textOf(document._type) ?? '') && (hasOne('slug') || hasOne('standfirst'));
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
