/** Usage of the schema: which operations are executed for which tokens, counted in memory and written in the background. */

import type { DocumentNode } from 'graphql';
import {
  addUses,
  anonymous,
  forgetUses,
  type OperationUse,
  otherOperations,
  type UsedOperation,
} from '../../db/usage/operation-uses.ts';
import type { Viewer } from '../roles.ts';
import { signatureOf } from './signature.ts';
import { createWaitingCounts, type WaitingCounts } from './waiting-counts.ts';

export interface Usage {
  /** Counts one execution, for its caller and this day. */
  count(document: DocumentNode, operationName: string | null | undefined, viewer: Viewer): void;
  readonly writeTo: WaitingCounts<OperationUse>['writeTo'];
}

/** Operations × callers × days that wait to be written; the uses of more are counted together. */
const MAX_WAITING = 5_000;

/** @param clock milliseconds since 1970 */
export function createUsage(clock: () => number = Date.now, mostWaiting = MAX_WAITING): Usage {
  /** Documents are parsed once, and come again and again. */
  const signatures = new WeakMap<DocumentNode, Map<string, UsedOperation>>();

  const signature = (document: DocumentNode, name: string | null | undefined): UsedOperation => {
    const ofDocument = signatures.get(document) ?? new Map<string, UsedOperation>();
    signatures.set(document, ofDocument);
    const known = ofDocument.get(name ?? '') ?? signatureOf(document, name);
    ofDocument.set(name ?? '', known);
    return known;
  };

  const counts = createWaitingCounts<OperationUse>({
    add(waiting, { operation: given, caller, day, uses }) {
      let operation = given;
      if (waiting.size >= mostWaiting && !waiting.has(keyOf(given, caller, day))) operation = otherOperations;
      const key = keyOf(operation, caller, day);
      waiting.set(key, { operation, caller, day, uses: (waiting.get(key)?.uses ?? 0) + uses });
    },
    save: addUses,
    forget: forgetUses,
    failure: 'Uses of operations could not be written; they are kept until they can.',
  });

  return {
    count(document, operationName, { id }) {
      const day = new Date(clock()).toISOString().slice(0, 10);
      counts.add({ operation: signature(document, operationName), caller: callerOf(id), day, uses: 1 });
    },
    writeTo: counts.writeTo,
  };
}

function keyOf({ hash }: UsedOperation, caller: string, day: string): string {
  return `${hash} ${caller} ${day}`;
}

/** Of people who log in elsewhere it isn't kept who they are. */
function callerOf(id: string | null): string {
  if (id === null) return anonymous;
  return id.startsWith('token:') ? id : 'people';
}
