/** GraphQL results as files: the rows of one list as CSV or NDJSON, at the endpoint of the API. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError, type GraphQLSchema, parse } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import { MAX_PAGE_SIZE } from '../../db/engine/keyset.ts';
import type { Log } from '../../db/engine/log.ts';
import type { Snapshot } from '../../db/loaders.ts';
import { chooseOperation } from '../graphql/limits/operation-choice.ts';
import { fragmentsOf } from '../graphql/limits/operation-shape.ts';
import { documentErrors } from '../graphql/limits/plugin.ts';
import { withDefaults } from '../graphql/limits/values.ts';
import { paramsOf } from '../graphql/params.ts';
import type { OperationRegistry } from '../graphql/persisted/registry.ts';
import { type DatelineYoga, DEFAULT_MAX_BODY_BYTES } from '../graphql/yoga.ts';
import { varyOfGraphql } from '../http/cached-response.ts';
import type { Arrival } from '../http/client-address.ts';
import type { Exchange } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';
import { hasRole, reader, type Viewer } from '../roles.ts';
import { answerOf, asker, sendErrors } from './answers.ts';
import { contentTypes, writerOf } from './formats.ts';
import { NoPage, type Reading, sendLongFile } from './long-file.ts';
import { type WantedFile, wantedFile } from './negotiation.ts';
import { askedRows, type PagedOperation, pagedOperation } from './paged-operation.ts';
import { type RoleField, roleFieldsOf, takesAnotherRole } from './refused-rows.ts';
import { type RowList, rowListOf } from './row-list.ts';
import { sendPage } from './sending.ts';
import { tableOf } from './table.ts';

/** Rows that analysts get in one file, read page by page in one snapshot. */
export const MAX_ROWS = 100_000;
/** Each holds a connection until its last row is read. */
const MAX_SNAPSHOTS = 2;
/** Each has a temporary file until its last row is sent. */
const MAX_LONG_FILES = 4;
/** Every row of a snapshot is read by then, or none is worth waiting for: the embedded engine does nothing else meanwhile. */
const MAX_READING_MS = 120_000;
const MAX_SENDING_MS = 600_000;
const RETRY_AFTER_S = 5;

interface TableNeeds {
  readonly yoga: DatelineYoga;
  readonly schema: GraphQLSchema;
  readonly registry: OperationRegistry;
  readonly logger: Log;
  /** Bytes; 1 MB if not given. */
  readonly maxBodyBytes?: number;
  readonly requestTimeoutMs: number;
  readonly longFiles?: LongFiles;
}

/** Files of more than a page; there are none if not given. */
export interface LongFiles {
  /** Who asks; throws a 401 for a token that isn't good. */
  viewerOf(arrival: Arrival): Promise<Viewer>;
  inSnapshot<Done>(work: (snapshot: Snapshot) => Promise<Done>): Promise<Done>;
  /** Milliseconds until all is read; two minutes if not given. */
  readonly maxReadingMs?: number;
  /** Milliseconds until all is sent; ten minutes if not given. */
  readonly maxSendingMs?: number;
}

/** @returns whether it answered: false for whoever doesn't want a file */
export type TableEndpoint = (req: IncomingMessage, res: ServerResponse, exchange: Exchange) => Promise<boolean>;

/**
 * An endpoint that asks the API for JSON and answers with rows: one page as everybody may have it, through the response
 * cache and with its headers; more than a page for analysts, read in one snapshot and sent at the pace of whoever takes it.
 */
export function tableEndpoint(needs: TableNeeds): TableEndpoint {
  const { yoga, longFiles, maxBodyBytes = DEFAULT_MAX_BODY_BYTES, requestTimeoutMs } = needs;
  let [snapshots, sent] = [0, 0];
  const answer = async (req: IncomingMessage, res: ServerResponse, exchange: Exchange, wanted: WantedFile) => {
    const params = await paramsOf(req, exchange, { maxBodyBytes, requestTimeoutMs });
    const ask = asker(yoga, req, exchange);
    const question = await readQuestion(needs, params);
    if (question === null) return sendErrors(res, await ask(params));
    const { list, name, asked = 0, roleFields } = question;
    const viewer = async () => (await longFiles?.viewerOf(req)) ?? reader;
    if (roleFields.length > 0) expectRoles(await viewer(), roleFields);
    const table = tableOf(list);
    const sheet = { table, writer: writerOf(wanted.format, table.columns, wanted.hasBom), head: headOf(wanted, name) };
    if (asked <= MAX_PAGE_SIZE) return sendPage(req, res, await ask(params), sheet);
    const paged = question.paged();
    if (longFiles === undefined || !hasRole(await viewer(), 'ANALYST')) throw tooManyRows();
    if (asked > MAX_ROWS)
      throw refusal(400, `\`first\` must be at most ${MAX_ROWS} in a file; it is ${asked}.`, {
        code: 'BAD_USER_INPUT',
        argumentPath: ['first'],
      });
    if (snapshots >= MAX_SNAPSHOTS || sent >= MAX_LONG_FILES) throw busy();
    const { maxReadingMs = MAX_READING_MS, maxSendingMs = MAX_SENDING_MS } = longFiles;
    snapshots += 1;
    sent += 1;
    let isReading = true;
    const isRead = () => {
      if (isReading) snapshots -= 1;
      isReading = false;
    };
    const inSnapshot: Reading['inSnapshot'] = (work) =>
      longFiles.inSnapshot((snapshot) => work((page) => ask(page, { snapshot }))).finally(isRead);
    try {
      await sendLongFile(res, { ...sheet, paged, asked }, { maxReadingMs, maxSendingMs, inSnapshot });
    } finally {
      isRead();
      sent -= 1;
    }
  };
  return async (req, res, exchange) => {
    try {
      const wanted = wantedFile(req);
      if (wanted === 'json') {
        req.headers.accept = 'application/json';
        return false;
      }
      if (wanted === null) return false;
      res.appendHeader('Vary', varyOfGraphql);
      await answer(req, res, exchange, wanted);
    } catch (error) {
      if (res.headersSent || res.destroyed) {
        // A file that ends early must not look whole.
        needs.logger.warn({ err: error, requestId: exchange.requestId }, 'A file was not finished.');
        res.destroy();
      } else if (error instanceof NoPage) sendErrors(res, error.answer);
      else if (error instanceof GraphQLError) sendErrors(res, answerOf(error));
      else throw error;
    }
    return true;
  };
}

interface Question {
  readonly list: RowList;
  /** Of the file. */
  readonly name: string;
  readonly asked: number | undefined;
  readonly roleFields: readonly RoleField[];
  paged(): PagedOperation;
}

/** Null for what the API refuses, in its own words. */
async function readQuestion({ schema, registry }: TableNeeds, params: GraphQLParams): Promise<Question | null> {
  const { query, operationName, extensions, variables: given = {} } = params;
  const named = (extensions?.persistedQuery as { sha256Hash?: string } | undefined)?.sha256Hash;
  const text = query ?? (named === undefined ? null : await registry.find(named));
  if (text === null || documentErrors(schema, text, operationName).length > 0) return null;
  const document = parse(text);
  const operation = chooseOperation(document, operationName);
  if (operation.operation !== 'query')
    throw refusal(400, `A file is made of a query; this is a ${operation.operation}.`, { code: 'NOT_A_QUERY' });
  const variables = withDefaults(operation, given);
  const fragments = fragmentsOf(document);
  const list = listOrNull(() => rowListOf(schema, operation, fragments, variables));
  if (list === null) return null;
  return {
    list,
    name: operation.name?.value ?? list.path[0] ?? 'rows',
    asked: askedRows(list, variables),
    roleFields: roleFieldsOf(schema, operation, fragments, variables),
    paged: () => {
      if (list.connection === undefined) throw tooManyRows();
      return pagedOperation(document, operation, list.connection, variables);
    },
  };
}

/** Null where a variable is missing that decides what is selected. */
function listOrNull(read: () => RowList): RowList | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions.http === undefined) return null;
    throw error;
  }
}

function headOf({ format }: WantedFile, name: string): Readonly<Record<string, string>> {
  return { 'Content-Type': contentTypes[format], 'Content-Disposition': `attachment; filename="${name}.${format}"` };
}

/** @throws GraphQLError 403 for the first that the caller may not read */
function expectRoles(viewer: Viewer, fields: readonly RoleField[]): void {
  const refused = fields.find(({ roles }) => !roles.some((role) => hasRole(viewer, role)));
  if (refused !== undefined) throw takesAnotherRole(refused);
}

function tooManyRows(): Error {
  const message = `\`first\` must be at most ${MAX_PAGE_SIZE} here; an analyst's token has files of up to ${MAX_ROWS} rows.`;
  return refusal(403, message, { code: 'FORBIDDEN', argumentPath: ['first'], requiredRole: 'ANALYST' });
}

function busy(): Error {
  const message = 'Other long files are being read; try again in a moment.';
  return refusal(503, message, { code: 'UNAVAILABLE' }, { 'Retry-After': String(RETRY_AFTER_S) });
}
