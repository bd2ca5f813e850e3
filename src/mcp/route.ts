/** `POST /mcp`: the Model Context Protocol over Streamable HTTP, stateless: each request is answered as JSON, by itself. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { checkValues } from '../graphql/limits/json-values.ts';
import { parseJson } from '../graphql/params.ts';
import { sdlOf } from '../graphql/sdl.ts';
import { type DatelineYoga, DEFAULT_MAX_BODY_BYTES } from '../graphql/yoga.ts';
import { readText } from '../http/body.ts';
import type { Arrival } from '../http/client-address.ts';
import { isAllowed } from '../http/cors.ts';
import type { Exchange } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';
import { sendJson } from '../http/respond.ts';
import type { Route } from '../http/routes.ts';
import { answerOf, asker, sendErrors } from '../tables/answers.ts';
import { type OperationTool, toolOf } from './tools.ts';

interface McpNeeds {
  readonly yoga: DatelineYoga;
  readonly schema: GraphQLSchema;
  readonly config: {
    readonly requestTimeoutMs: number;
    readonly isIntrospectionOn: boolean;
    readonly corsOrigins: readonly string[];
    readonly publicUrl: string;
  };
  readonly assistants: Assistants;
}

/** What assistants are given beside the API. */
export interface Assistants {
  /** Texts of the operations that are tools; the first of a name is. */
  readonly operations: readonly string[];
  /** Texts of those that were registered since, so many at the most. */
  registered(most: number): Promise<readonly string[]>;
  /** Whether a caller may send queries of their own; throws a 401 for a token that isn't good. */
  mayWriteOwn(arrival: Arrival): Promise<boolean>;
}

/** More would be no help to an assistant, which reads them all. */
const MAX_TOOLS = 100;
/** Those of one request, and as many that were. */
const MAX_REMEMBERED_TEXTS = 2 * MAX_TOOLS;

export function mcpRoute({ yoga, schema, config, assistants }: McpNeeds): Route {
  const toolsOf = toolMaker(schema);
  const answer = async (req: IncomingMessage, res: ServerResponse, exchange: Exchange) => {
    checkOrigin(req, config);
    const message = await messageOf(req, config.requestTimeoutMs);
    const mayWriteOwn = await assistants.mayWriteOwn(req);
    const registered = await assistants.registered(MAX_TOOLS);
    // NOTE: imported here, because a start waits for what it imports, and many services have no assistants.
    const { answerMessage } = await import('./server.ts');
    const options = {
      tools: distinct(toolsOf([...assistants.operations, ...registered])),
      mayWriteOwn,
      sdl: config.isIntrospectionOn ? () => sdlOf(schema) : undefined,
      ask: asker(yoga, req, exchange),
    };
    await send(res, await answerMessage(options, webRequest(req), message));
  };
  return {
    method: 'POST',
    path: '/mcp',
    async handle(req, res, _path, exchange) {
      res.setHeader('Cache-Control', 'no-store');
      try {
        await answer(req, res, exchange);
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        sendErrors(res, answerOf(error));
      }
    },
  };
}

/** Remembers what it makes of each text: they come with every request. */
function toolMaker(schema: GraphQLSchema): (texts: readonly string[]) => OperationTool[] {
  const known = new LRUCache<string, { readonly tool: OperationTool | null }>({ max: MAX_REMEMBERED_TEXTS });
  const made = (text: string) => {
    const found = known.get(text) ?? { tool: toolOf(schema, text) };
    known.set(text, found);
    return found.tool;
  };
  return (texts) => texts.flatMap((text) => made(text) ?? []);
}

function distinct(tools: readonly OperationTool[]): readonly OperationTool[] {
  const byName = new Map<string, OperationTool>();
  for (const tool of tools) if (!byName.has(tool.name)) byName.set(tool.name, tool);
  return [...byName.values()].slice(0, MAX_TOOLS);
}

/**
 * A page of another site whose name leads here (DNS rebinding) has that site's origin, whichever host it calls: the
 * specification wants it refused. Clients that are no pages send none.
 */
function checkOrigin({ headers: { origin } }: IncomingMessage, { corsOrigins, publicUrl }: McpNeeds['config']): void {
  if (origin === undefined || isAllowed(origin, corsOrigins) || origin === URL.parse(publicUrl)?.origin) return;
  throw refusal(403, 'Pages of this origin may not call: name it in CORS_ORIGINS.', { code: 'FORBIDDEN' });
}

async function messageOf(req: IncomingMessage, requestTimeoutMs: number): Promise<unknown> {
  const text = await readText(req, DEFAULT_MAX_BODY_BYTES, requestTimeoutMs);
  const message = parseJson(text, 'The body is not valid JSON.');
  if (Array.isArray(message))
    throw refusal(400, 'Batches are not supported: send one message in each request.', { code: 'BAD_REQUEST' });
  checkValues(message, 'message');
  return message;
}

/** Of which the transport reads the headers alone. */
function webRequest({ headers }: IncomingMessage): Request {
  const names = ['accept', 'content-type', 'mcp-protocol-version'] as const;
  const given = names.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : []));
  return new Request('http://dateline/mcp', { method: 'POST', headers: given as [string, string][] });
}

async function send(res: ServerResponse, response: Response): Promise<void> {
  const text = await response.text();
  if (text === '') res.writeHead(response.status).end();
  else sendJson(res, response.status, JSON.parse(text));
}
