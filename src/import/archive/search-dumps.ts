/** Lines of what is taken out of Elasticsearch or OpenSearch: a document with its index and score, or of the bulk format behind a line that says what to do with it. */

import { type JsonRecord, recordOf } from './json.ts';

const actions = new Set(['index', 'create', 'update', 'delete']);
const ofDocument = /^_?(?:index|type|id|routing|version|version_type|parent|pipeline)$/;

/** Of a line that says what to do with the next one: where the document is kept; undefined for any other. */
export function actionIn(value: unknown): JsonRecord | undefined {
  const [[name, held] = [], ...others] = Object.entries(recordOf(value) ?? {});
  const place = recordOf(held);
  if (name === undefined || place === undefined || others.length > 0 || !actions.has(name)) return undefined;
  return Object.keys(place).every((each) => ofDocument.test(each)) ? place : undefined;
}

/** The document with its place, as a hit of a search has them; an update wraps it. */
export function hitOf(value: unknown, place: JsonRecord): JsonRecord {
  const record = recordOf(value) ?? {};
  return { ...place, _source: recordOf(record.doc) ?? record };
}
