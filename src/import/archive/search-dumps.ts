/** Lines of what is taken out of Elasticsearch or OpenSearch: a document with its index and score, or of the bulk format behind a line that says what to do with it. */

import { type JsonRecord, recordOf, textOf } from './json.ts';

const actions = new Set(['index', 'create', 'update', 'delete']);
const ofDocument =
  /^_?(?:index|type|id|routing|version|version_type|parent|pipeline|retry_on_conflict|if_seq_no|if_primary_term|require_alias|require_data_stream|dynamic_templates|list_executed_pipelines)$/;

/** What a line says to do with a document: with that of the next line, or, with `isDeletion`, with one of before. */
export interface Action {
  /** Where it is kept. */
  readonly place: JsonRecord;
  readonly isDeletion: boolean;
}

/** @returns undefined for any other line */
export function actionIn(value: unknown): Action | undefined {
  const [[name, held] = [], ...others] = Object.entries(recordOf(value) ?? {});
  const place = recordOf(held);
  if (name === undefined || place === undefined || others.length > 0 || !actions.has(name)) return undefined;
  return Object.keys(place).every((each) => ofDocument.test(each))
    ? { place, isDeletion: name === 'delete' }
    : undefined;
}

/** What a document is known by in its index; undefined for one that is given an id as it is put there. */
export function documentKey({ _index, _id }: JsonRecord): string | undefined {
  const id = textOf(_id);
  return id === undefined ? undefined : JSON.stringify([textOf(_index), id]);
}

/** The document with its place, as a hit of a search has them; an update wraps it, whole or for where there is none yet. */
export function hitOf(value: unknown, place: JsonRecord): JsonRecord {
  const record = recordOf(value) ?? {};
  return { ...place, _source: recordOf(record.doc) ?? recordOf(record.upsert) ?? record };
}
