/** Usage of the schema: which operations are executed for which tokens, counted in memory and written in the background. */

import type { DocumentNode } from 'graphql';
import type { Db } from '../../db/engine/database.ts';
import type { Log } from '../../db/engine/log.ts';
import {
  addUses,
  anonymous,
  forgetUses,
  type OperationUse,
  otherOperations,
  type UsedOperation,
} from '../../db/usage/operation-uses.ts';
import { type RepeatOptions, repeat } from '../repeat.ts';
import type { Viewer } from '../roles.ts';
import { signatureOf } from './signature.ts';

export interface Usage {
  /** Counts one execution, for its caller and this day. */
  count(document: DocumentNode, operationName: string | null | undefined, viewer: Viewer): void;
  /** Begins to write; what was counted before goes with the first round. */
  writeTo(db: Db, log: Pick<Log, 'error'>, how?: Pick<RepeatOptions, 'wait'>): UsageWriting;
}

export interface UsageWriting {
  /** Rejects, and keeps all, if the database is away. */
  write(): Promise<void>;
  /** Writes the rest. */
  close(): Promise<void>;
}

const WRITE_EVERY_MS = 10_000;
const ROUNDS_PER_TIDYING = 360;
/** Operations × callers × days that wait to be written; the uses of more are counted together. */
const MAX_WAITING = 5_000;

/** @param clock milliseconds since 1970 */
export function createUsage(clock: () => number = Date.now, mostWaiting = MAX_WAITING): Usage {
  /** Documents are parsed once, and come again and again. */
  const signatures = new WeakMap<DocumentNode, Map<string, UsedOperation>>();
  let waiting = new Map<string, OperationUse>();

  const signature = (document: DocumentNode, name: string | null | undefined): UsedOperation => {
    const ofDocument = signatures.get(document) ?? new Map<string, UsedOperation>();
    signatures.set(document, ofDocument);
    const known = ofDocument.get(name ?? '') ?? signatureOf(document, name);
    ofDocument.set(name ?? '', known);
    return known;
  };

  const add = ({ operation: given, caller, day, uses }: OperationUse): void => {
    let operation = given;
    if (waiting.size >= mostWaiting && !waiting.has(keyOf(given, caller, day))) operation = otherOperations;
    const key = keyOf(operation, caller, day);
    waiting.set(key, { operation, caller, day, uses: (waiting.get(key)?.uses ?? 0) + uses });
  };

  const write = async (db: Db): Promise<void> => {
    const taken = waiting;
    if (taken.size === 0) return;
    waiting = new Map();
    try {
      await addUses(db, [...taken.values()]);
    } catch (error) {
      for (const use of taken.values()) add(use);
      throw error;
    }
  };

  return {
    count(document, operationName, { id }) {
      const day = new Date(clock()).toISOString().slice(0, 10);
      add({ operation: signature(document, operationName), caller: callerOf(id), day, uses: 1 });
    },
    writeTo(db, log, how) {
      let rounds = 0;
      const round = async () => {
        await write(db);
        rounds += 1;
        if (rounds % ROUNDS_PER_TIDYING === 1) await forgetUses(db);
      };
      const onError = (error: unknown) =>
        log.error({ err: error }, 'Uses of operations could not be written; they are kept until they can.');
      const rounding = repeat(round, { everyMs: WRITE_EVERY_MS, firstMs: WRITE_EVERY_MS, onError, ...how });
      return {
        write: () => write(db),
        async close() {
          await rounding.stop();
          await write(db).catch(onError);
        },
      };
    },
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
