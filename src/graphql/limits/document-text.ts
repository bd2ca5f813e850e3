/** Storable text: where a document or its variables hold NUL or a lone surrogate, which Postgres can't store. */

import { type ASTNode, type DocumentNode, Kind, visit } from 'graphql';
import { isStorable } from '../../text/storable.ts';

type Path = readonly (string | number)[];

/** The path of the first text in a document that can't be stored: field, argument, input fields. */
export function badTextInDocument(document: DocumentNode): Path | undefined {
  let found: Path | undefined;
  visit(document, {
    StringValue(node, _key, parent, _path, ancestors) {
      if (found === undefined && !isStorable(node.value))
        found = [...ancestors, ...(parent ? [parent] : [])].flatMap(nameOf);
    },
  });
  return found;
}

function nameOf(ancestor: ASTNode | readonly ASTNode[]): string[] {
  if (!('kind' in ancestor)) return [];
  if (ancestor.kind === Kind.FIELD || ancestor.kind === Kind.ARGUMENT || ancestor.kind === Kind.OBJECT_FIELD) {
    return [ancestor.name.value];
  }
  return ancestor.kind === Kind.VARIABLE_DEFINITION ? ['variables', ancestor.variable.name.value] : [];
}

interface Place {
  readonly value: unknown;
  readonly key: string | number;
  readonly parent: Place | undefined;
}

/**
 * The path of the first text in the variables that can't be stored, beginning with `variables`; keys are text too.
 * It keeps its own stack, since JSON may be nested deeper than calls can be.
 */
export function badTextInVariables(variables: Readonly<Record<string, unknown>>): Path | undefined {
  const waiting: Place[] = [{ value: variables, key: 'variables', parent: undefined }];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { value } = place;
    if (typeof value === 'string') {
      if (!isStorable(value)) return pathOf(place);
    } else if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index--)
        waiting.push({ value: value[index], key: index, parent: place });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value).reverse()) {
        if (!isStorable(key)) return pathOf(place);
        waiting.push({ value: inner, key, parent: place });
      }
    }
  }
  return undefined;
}

function pathOf(place: Place): Path {
  const path: (string | number)[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) path.push(at.key);
  return path.reverse();
}
