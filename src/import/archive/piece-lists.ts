/**
 * Where an answer of an API keeps its list of pieces: by itself, under a name (`articles`, `items`), or within what wraps it
 * (`{ "data": { "posts": { "nodes": [ … ] } } }`, as GraphQL and search engines answer).
 */

import { isPlainlyUnpublished } from '../withheld/states.ts';
import { type JsonRecord, mergedRecords, recordOf, recordsOf, textOf } from './json.ts';

/** An object that is made for one list of records: `{ "articles": [{ … }] }`. */
export interface ListUnderName {
  readonly list: readonly unknown[];
  /** What the object says besides, which is of all of them. */
  readonly around: JsonRecord;
}

const listName =
  /^(?:articles?|posts?|items|entries|stories|data|results?|records|rows|nodes|edges|hits|documents|docs|pieces|content)$/i;
/** Where none of them is. */
const otherListName = /^news$/i;
/** What holds such a list, or one that holds it, and nothing else that is a piece. */
const wrapperName =
  /^(?:data|response|results?|payload|body|hits|search|query|content|collection|articles?|posts?|items|entries|stories|news|\w{1,60}(?:Query|Connection|Collection|List|Search))$/;
const MAX_DEPTH = 4;
const MAX_NAME_CHARS = 100;

export function listUnderName(value: unknown, depth = 0): ListUnderName | undefined {
  const record = recordOf(value) ?? {};
  const named = (names: RegExp) =>
    Object.entries(record).filter(([name, each]) => names.test(name) && recordsOf(each).length > 0);
  const first = named(listName);
  const lists = first.length > 0 ? first : named(otherListName);
  const [[name, list] = []] = lists;
  if (lists.length > 1) return undefined;
  if (name !== undefined && Array.isArray(list)) {
    const { [name]: _, ...around } = record;
    return { list: list.map(withoutEdge), around: ofDrafts(around) };
  }
  if (depth >= MAX_DEPTH) return undefined;
  const found = Object.entries(record).flatMap(([wrapper, each]) => {
    const within = wrapperName.test(wrapper) ? listUnderName(each, depth + 1) : undefined;
    return within === undefined ? [] : [{ wrapper, within }];
  });
  const [only, ...others] = found;
  if (only === undefined) return onePiece(record);
  if (others.length > 0) return undefined;
  const { [only.wrapper]: _, ...around } = record;
  const isDrafts = isForDrafts(only.wrapper);
  const outer = ofDrafts(isDrafts ? mergedRecords(around, { draft: true }) : around);
  return { list: only.within.list, around: mergedRecords(outer, only.within.around) };
}

const pieceName = /^(?:article|post|story|entry|item|node|document|record|page|data)$/i;
const isTitled = (record: JsonRecord) => textOf(record.title, record.headline) !== undefined;
/** The Guardian calls one alone `content`, where others keep a piece's fields. */
const isContent = (name: string, record: JsonRecord) => name === 'content' && textOf(record.webTitle) !== undefined;

/** One that an API was asked for by its slug. */
function onePiece(record: JsonRecord): ListUnderName | undefined {
  if (isTitled(record)) return undefined;
  const pieces = Object.entries(record).filter(
    ([name, each]) => (pieceName.test(name) && isTitled(recordOf(each) ?? {})) || isContent(name, recordOf(each) ?? {}),
  );
  const [[name, piece] = []] = pieces;
  if (name === undefined || pieces.length > 1) return undefined;
  const { [name]: _, ...around } = record;
  return { list: [piece], around };
}

/** Relay parts a list from its cursors, Elasticsearch a document from its score: what stands beside a piece may say that it isn't out. */
export function withoutEdge(value: unknown): unknown {
  const { node, _source, ...beside } = recordOf(value) ?? {};
  const piece = recordOf(node) ?? recordOf(_source);
  if (piece === undefined) return value;
  return Object.keys(beside).length === 0
    ? piece
    : { ...piece, record: mergedRecords({ extra: piece.record }, ofDrafts(beside)) };
}

const draftWord =
  /^(?:drafts?|unpublished|embargoed|withheld|unlisted|trashed|deleted|scheduled|unreleased|entw[uü]rfe?|brouillons?|borrador(?:es)?)$/;

/** `draftPostsConnection`, `articles-drafts`: by its words. */
export const isForDrafts = (name: string) =>
  isPlainlyUnpublished(name) ||
  name
    .slice(0, MAX_NAME_CHARS)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]/u)
    .some((word) => draftWord.test(word));

/** What comes out of an index of drafts is one. */
function ofDrafts(record: JsonRecord): JsonRecord {
  const { _index, index, indexUid } = record;
  const isDrafts = [_index, index, indexUid].some((each) => typeof each === 'string' && isForDrafts(each));
  return isDrafts ? mergedRecords(record, { draft: true }) : record;
}
