/** Signature of an operation: its text without values, by which its uses are counted and its fields are found. */

import { hash } from 'node:crypto';
import {
  type DocumentNode,
  getOperationAST,
  Kind,
  type ListValueNode,
  print,
  separateOperations,
  stripIgnoredCharacters,
  visit,
} from 'graphql';
import { otherOperations, type UsedOperation } from '../../db/usage/operation-uses.ts';

/** Longer ones are counted with those that have no place. */
export const MAX_SIGNATURE_CHARACTERS = 20_000;
const MAX_NAME_CHARACTERS = 200;

/**
 * The operation with the fragments that it needs: numbers are 0, texts are empty, a list has each kind of item once, and
 * aliases are gone, so that nothing of whom asked is in it. Names of fields, arguments, input fields and enum values stay.
 */
export function signatureOf(document: DocumentNode, operationName: string | null | undefined): UsedOperation {
  const operation = getOperationAST(document, operationName);
  const name = operation?.name?.value ?? null;
  const own = operation && separateOperations(document)[name ?? ''];
  if (!own || (name?.length ?? 0) > MAX_NAME_CHARACTERS) return otherOperations;
  const body = stripIgnoredCharacters(print(visit(own, withoutValues)));
  if (body.length > MAX_SIGNATURE_CHARACTERS) return otherOperations;
  return { hash: hash('sha256', body, 'base64url'), name, body };
}

const withoutValues = {
  Field: { enter: (node: object) => ({ ...node, alias: undefined }) },
  IntValue: (node: object) => ({ ...node, value: '0' }),
  FloatValue: (node: object) => ({ ...node, kind: Kind.INT, value: '0' }),
  StringValue: (node: object) => ({ ...node, value: '', block: false }),
  ListValue: {
    leave: (node: ListValueNode) => ({
      ...node,
      values: [...new Map(node.values.map((value) => [print(value), value])).values()],
    }),
  },
};
