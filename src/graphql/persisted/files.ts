/** Operations from files, to be registered: `.graphql` and `.gql`, or the persisted-query manifest that a compiler wrote. */

import { readdir } from 'node:fs/promises';
import { type DocumentNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { hashNamed, hashOf, textsOf } from './hash.ts';

export interface NamedFile {
  readonly name: string;
  readonly text: string;
}

export interface FoundOperation {
  readonly file: string;
  readonly name: string;
  readonly hash: string;
  readonly body: string;
}

export interface Problem {
  readonly file: string;
  readonly reason: string;
}

export interface Found {
  readonly operations: readonly FoundOperation[];
  readonly problems: readonly Problem[];
}

/** Names of a folder's files that hold operations, and of those below, in order. */
export async function filesOf(folder: string): Promise<{ readonly documents: string[]; readonly manifests: string[] }> {
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => !/(^|\/)node_modules\//.test(name))
    .sort();
  return {
    documents: names.filter((name) => /\.(graphql|gql)$/.test(name)),
    manifests: names.filter((name) => /(^|\/)persisted[^/]*\.json$/.test(name)),
  };
}

/** Fragments may stand in any of the files. */
export function operationsOfFiles(files: readonly NamedFile[]): Found {
  const problems: Problem[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  const found: { readonly file: string; readonly operation: OperationDefinitionNode }[] = [];
  for (const { name: file, text } of files) {
    try {
      const document: DocumentNode = parse(text, { noLocation: true });
      for (const definition of document.definitions) {
        if (definition.kind === Kind.OPERATION_DEFINITION) found.push({ file, operation: definition });
        else if (definition.kind !== Kind.FRAGMENT_DEFINITION)
          problems.push({ file, reason: 'It has something that is neither an operation nor a fragment.' });
        else if (fragments.has(definition.name.value))
          problems.push({ file, reason: `The fragment "${definition.name.value}" is there twice.` });
        else fragments.set(definition.name.value, definition);
      }
    } catch (error) {
      problems.push({ file, reason: (error as Error).message });
    }
  }
  const operations = found.flatMap(({ file, operation }) => {
    const name = operation.name?.value;
    if (name === undefined) {
      problems.push({ file, reason: 'It has an operation without a name.' });
      return [];
    }
    try {
      return textsOf(operation, fragments).map((body) => ({ file, name, hash: hashOf(body), body }));
    } catch (error) {
      problems.push({ file, reason: `${name}: ${(error as Error).message}` });
      return [];
    }
  });
  return { operations, problems };
}

/**
 * Apollo's manifest (`"format": "apollo-persisted-query-manifest"`), or texts by hash as Relay and the client preset write
 * them. Texts are taken as they are, and have to be what their hashes say.
 */
export function operationsOfManifest({ name: file, text }: NamedFile): Found {
  const problems: Problem[] = [];
  const operations = entriesOf(text, (reason) => problems.push({ file, reason })).flatMap(([id, body]) => {
    const hash = hashOf(body);
    if (hashNamed(id) !== hash) {
      const isMd5 = /^[0-9a-f]{32}$/.test(id);
      const hint = isMd5 ? ' (it looks like MD5: set "algorithm": "SHA256" in Relay’s persistConfig)' : '';
      problems.push({ file, reason: `"${id}" is not the SHA-256 of its text${hint}.` });
      return [];
    }
    return [{ file, name: nameIn(body), hash, body }];
  });
  return { operations, problems };
}

function entriesOf(text: string, complain: (reason: string) => void): [string, string][] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    complain('It is not valid JSON.');
    return [];
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    complain('It must hold a JSON object.');
    return [];
  }
  const entries =
    'format' in content && content.format === 'apollo-persisted-query-manifest'
      ? ((content as { operations?: unknown }).operations as unknown)
      : Object.entries(content).map(([id, body]) => ({ id, body }));
  if (!Array.isArray(entries)) {
    complain('"operations" must be a list.');
    return [];
  }
  return entries.flatMap((entry): [string, string][] => {
    if (typeof entry?.id === 'string' && typeof entry.body === 'string') return [[entry.id, entry.body]];
    complain('An operation must have an id and a text.');
    return [];
  });
}

function nameIn(body: string): string {
  return /\b(?:query|mutation|subscription)\s+([_A-Za-z]\w*)/.exec(body)?.[1] ?? 'unnamed';
}
