/** `npm run query`: sends an operation to a running service, and prints the answer as JSON, CSV or NDJSON. */

import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { contentTypes, type Format } from '../tables/formats.ts';
import { command, Misuse, printable, runMain, type Streams } from './command.ts';

const DEFAULT_PORT = 4000;

const help = `Usage: npm run -s query -- [options] FILE.graphql
       npm run -s query -- [options] -

Sends an operation to a running service and prints the answer: as JSON, or the rows of its list as a file, one page of
up to 100 rows for everybody and up to 100,000 (first: 100000) for analysts, read in one snapshot.

  FILE.graphql  The operation, with its fragments. Variables are those of FILE.variables.json, where that is there.
  -             The operation comes from standard input.

Options:
  --csv               The rows of the one list that is selected, with a line of names (RFC 4180).
  --ndjson            The same, a JSON object on each line.
  --bom               Begin a CSV with a byte order mark, for spreadsheets that take it for Latin-1 without.
  --variables JSON    Variables, instead of those of the file beside.
  --operation NAME    Which of several operations in the file.
  --url URL           The endpoint; http://localhost:4000/graphql, or with the port of PORT, if not given.
  --help              Print this.

-s keeps npm's own lines out of the output. DATELINE_TOKEN is sent as the caller's token. Exit code: 0 when there is an answer, 1 when there are errors, 2 when the
command was not understood.
`;

export const queryCommand = command({
  name: 'query',
  help,
  options: {
    csv: { type: 'boolean' },
    ndjson: { type: 'boolean' },
    bom: { type: 'boolean' },
    variables: { type: 'string' },
    operation: { type: 'string' },
    url: { type: 'string' },
  },
  async work({ options, inputs: [file, ...more], env, ...streams }) {
    if (file === undefined || more.length > 0) throw new Misuse('Name one file, or - for standard input.');
    const { csv = false, ndjson = false, bom = false, operation, url } = options;
    if (csv && ndjson) throw new Misuse('Say --csv or --ndjson, not both.');
    if (bom && !csv) throw new Misuse('--bom is for --csv.');
    const format = csv ? 'csv' : ndjson ? 'ndjson' : null;
    const endpoint = endpointOf(url, env, bom);
    const authorization = authorizationOf(env);
    const variables = variablesIn(options.variables ?? (await besides(file)));
    const query = file === '-' ? await text(Readable.from(streams.stdin)) : await readFile(file, 'utf8');
    const response = await ask(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: format === null ? 'application/json' : contentTypes[format],
        ...authorization,
      },
      body: JSON.stringify({ query, variables, ...(operation && { operationName: operation }) }),
    });
    return print(response, format, streams);
  },
});

async function besides(file: string): Promise<string> {
  const path = file.replace(/\.(graphql|gql)$/, '.variables.json');
  if (file === '-' || path === file) return '{}';
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
}

function variablesIn(json: string): object {
  const value = parsed(json);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new Misuse('Variables must be a JSON object, such as \'{"first": 10}\'.');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function endpointOf(given: string | undefined, env: NodeJS.ProcessEnv, hasBom: boolean): URL {
  const url = URL.parse(given ?? `http://localhost:${env.PORT || DEFAULT_PORT}/graphql`);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Misuse(`${given === undefined ? 'PORT' : '--url'} makes no http:// or https:// address.`);
  if (url.username !== '' || url.password !== '')
    throw new Misuse('--url holds a name or a password: callers are known by a token, in DATELINE_TOKEN.');
  if (hasBom) url.searchParams.set('bom', 'true');
  return url;
}

function authorizationOf({ DATELINE_TOKEN: token }: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  if (!token) return {};
  if (!/^[\x21-\x7E]+$/.test(token))
    throw new Misuse('DATELINE_TOKEN holds a space, a line break or another character that no token has.');
  return { authorization: `Bearer ${token}` };
}

async function ask(url: URL, init: RequestInit): Promise<Response> {
  return fetch(url, init).catch((error: Error) => {
    const message = `Nothing answers at ${url.origin}: run \`npm start\`, or name another endpoint by --url.`;
    throw new Error(message, { cause: error });
  });
}

async function print(response: Response, format: Format | null, { stdout, stderr }: Streams): Promise<number> {
  const type = response.headers.get('content-type') ?? '';
  if (format !== null && response.body !== null && type === contentTypes[format]) {
    await pipeline(response.body as AsyncIterable<Uint8Array>, stdout, { end: false });
    return 0;
  }
  const answer = parsed(await response.text()) as Answer | null;
  if (typeof answer !== 'object' || answer === null) throw notGraphql(response, 'without JSON');
  const { data, errors } = answer;
  if (data === undefined && !Array.isArray(errors)) throw notGraphql(response, 'with neither data nor errors');
  for (const { message } of errors ?? []) stderr.write(`${printable(message)}\n`);
  if (!response.ok && isElsewhere(response)) stderr.write(`${addGraphql}\n`);
  if (format !== null) {
    if (errors === undefined) throw new Error(`${response.url} answered with JSON, not with a ${format} file.`);
    return 1;
  }
  if (data != null) stdout.write(`${JSON.stringify(data, null, 2)}\n`);
  return errors === undefined ? 0 : 1;
}

const addGraphql = 'Does --url lack /graphql at its end?';

function isElsewhere({ url }: Response): boolean {
  return !new URL(url).pathname.endsWith('/graphql');
}

function notGraphql(response: Response, how: string): Error {
  const hint = isElsewhere(response) ? addGraphql : 'Is it a GraphQL endpoint?';
  return new Error(`${response.url} answered ${response.status} ${how}. ${hint}`);
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string }[];
}

if (import.meta.main) await runMain(queryCommand);
