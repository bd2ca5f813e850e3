/** MCP server of one request: its tools and resources, for whoever asks. It keeps nothing, so that any process answers any request. */

import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js';
import { boundedMessage } from '../errors.ts';
import type { Answer, Ask } from '../tables/answers.ts';
import type { JsonSchema } from './input-schema.ts';
import { failure, resultOf } from './results.ts';
import { type OperationTool, onlyQuery, parsed } from './tools.ts';

/** Names and versions it to clients. */
const implementation = { name: 'dateline', version: '0.1.0' };

const schemaUri = 'dateline://schema';

const instructions =
  'The published articles of a newsroom, the sources that they rest on, and what these said. Start with search_articles, what_they_said or whom_we_cite; read_article has the text. Cite an article by its headline, url and publishedAt.';

const ownQuery: Tool = {
  name: 'graphql_query',
  title: 'Any query',
  description:
    'Runs any GraphQL query within the limits of this service; the resource dateline://schema says what there is. Ask for url and publishedAt of every article.',
  inputSchema: {
    type: 'object',
    properties: {
      query: { type: 'string', description: 'One GraphQL query.' },
      variables: { type: 'object', description: 'Its variables.' },
    },
    required: ['query'],
    additionalProperties: false,
  },
};

export interface AssistantOptions {
  readonly tools: readonly OperationTool[];
  /** Whether the caller may send queries of their own. */
  readonly mayWriteOwn: boolean;
  /** Undefined where the schema isn't told. */
  readonly sdl: (() => string) | undefined;
  /** Asks the API as the caller. */
  readonly ask: Ask;
}

/** @param request of which the headers are read; the message is its body */
export async function answerMessage(options: AssistantOptions, request: Request, message: unknown): Promise<Response> {
  const server = assistantServer(options);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  try {
    await server.connect(transport);
    return await transport.handleRequest(request, { parsedBody: message });
  } finally {
    await server.close();
  }
}

function assistantServer({ tools, mayWriteOwn, sdl, ask }: AssistantOptions): Server {
  const capabilities = { tools: {}, ...(sdl && { resources: {} }) };
  const server = new Server(implementation, { capabilities, instructions });
  const byName = new Map(tools.map((tool) => [tool.name, tool]));

  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: [...tools.map(listed), ...(mayWriteOwn ? [{ ...ownQuery, annotations: readOnly }] : [])],
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params: { name, arguments: given = {} } }) => {
    if (name === ownQuery.name)
      return mayWriteOwn
        ? runOwn(given, ask)
        : failure(`${name} needs a token of the newsroom: use one of the other tools.`);
    const tool = byName.get(name);
    if (tool === undefined) throw invalid(`There is no tool ${name}: list the tools.`);
    return runTool(tool, given, ask);
  });
  if (sdl !== undefined) {
    const schema = { uri: schemaUri, name: 'schema', title: 'The GraphQL schema', mimeType: 'application/graphql' };
    server.setRequestHandler(ListResourcesRequestSchema, () => ({ resources: [schema] }));
    server.setRequestHandler(ReadResourceRequestSchema, ({ params: { uri } }) => {
      if (uri !== schemaUri) throw invalid(`There is no resource ${uri}.`);
      return { contents: [{ uri, mimeType: schema.mimeType, text: sdl() }] };
    });
  }
  return server;
}

function invalid(message: string): McpError {
  return new McpError(ErrorCode.InvalidParams, boundedMessage(message));
}

const readOnly = { readOnlyHint: true, openWorldHint: false };

function listed({ name, description, inputSchema }: OperationTool): Tool {
  return {
    name,
    description,
    inputSchema: { ...inputSchema, properties: { ...inputSchema.properties }, required: [...inputSchema.required] },
    annotations: readOnly,
  };
}

/** GraphQL leaves variables that it doesn't know out; whoever misspells one is told. */
async function runTool(tool: OperationTool, variables: Record<string, unknown>, ask: Ask): Promise<CallToolResult> {
  const known = Object.keys(tool.inputSchema.properties);
  const unknown = Object.keys(variables).find((name) => !known.includes(name));
  if (unknown !== undefined) return failure(`${tool.name} takes no "${unknown}": it takes ${known.join(', ')}.`);
  const wrong = wrongKey(tool, variables);
  if (wrong !== undefined) return failure(wrong);
  const answer = await ask({ query: tool.query, variables }, { isListed: true });
  return nothingFound(tool, variables, answer) ?? resultOf(answer);
}

/** Keys are objects of one field: what a GraphQL service says of others doesn't tell an assistant what to write. */
function wrongKey({ inputSchema }: OperationTool, variables: Record<string, unknown>): string | undefined {
  for (const [name, value] of Object.entries(variables)) {
    const keys = keysOf(inputSchema.properties[name]);
    if (keys === undefined || value === null) continue;
    const given = typeof value === 'object' ? Object.entries(value) : [];
    const [[key, text] = ['', null], ...more] = given;
    if (more.length > 0 || !keys.includes(key) || typeof text !== 'string')
      return `"${name}" takes an object with one of ${keys.join(', ')} and its text, such as {"${keys[0]}": "…"}.`;
  }
  return undefined;
}

/** Of a type of which exactly one field is given. */
function keysOf(schema: JsonSchema | undefined): readonly string[] | undefined {
  return schema?.maxProperties === 1 ? Object.keys(schema.properties ?? {}) : undefined;
}

/** A null for what a key names says that there is none that the caller may read, which is no answer to cite. */
function nothingFound(
  { inputSchema }: OperationTool,
  variables: Record<string, unknown>,
  { data, errors }: Pick<Answer, 'data' | 'errors'>,
): CallToolResult | undefined {
  const fields = Object.entries(data ?? {});
  if (errors.length > 0 || fields.length === 0 || fields.some(([, value]) => value !== null)) return undefined;
  const keys = Object.entries(variables).filter(([name]) => keysOf(inputSchema.properties[name]) !== undefined);
  const asked = keys.length > 0 ? Object.fromEntries(keys) : variables;
  return failure(
    boundedMessage(`There is no ${fields.map(([name]) => name).join(', ')} for ${JSON.stringify(asked)}.`),
  );
}

async function runOwn({ query, variables = {} }: Record<string, unknown>, ask: Ask): Promise<CallToolResult> {
  if (typeof query !== 'string') return failure('Give `query`: one GraphQL query as a text.');
  if (typeof variables !== 'object' || variables === null) return failure('`variables` must be an object.');
  const document = parsed(query);
  if (document !== null && onlyQuery(document) === null)
    return failure('Send one query: this changes nothing and follows nothing.');
  return resultOf(await ask({ query, variables: variables as Record<string, unknown> }));
}
