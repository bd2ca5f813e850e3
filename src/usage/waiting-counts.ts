/** Counts in memory that are written in the background; those that can't be are kept until they can. */

import type { Db } from '../../db/engine/database.ts';
import type { Log } from '../../db/engine/log.ts';
import { type RepeatOptions, repeat } from '../repeat.ts';

const WRITE_EVERY_MS = 10_000;
const ROUNDS_PER_TIDYING = 360;

export interface WaitingCountsOptions<Count> {
  /** Puts one to those that wait, or leaves it out where they are too many. */
  add(waiting: Map<string, Count>, count: Count): void;
  save(db: Db, counts: readonly Count[]): Promise<unknown>;
  /** Deletes what is too old, once in an hour. */
  forget(db: Db): Promise<unknown>;
  /** What is logged when they can't be written. */
  readonly failure: string;
}

export interface WaitingCounts<Count> {
  add(count: Count): void;
  /** Begins to write; what was counted before goes with the first round. */
  writeTo(db: Db, log: Pick<Log, 'error'>, how?: Pick<RepeatOptions, 'wait'>): CountsWriter;
}

export interface CountsWriter {
  /** Rejects, and keeps all, if the database is away. */
  write(): Promise<void>;
  /** Writes the rest. */
  close(): Promise<void>;
}

export function createWaitingCounts<Count>(options: WaitingCountsOptions<Count>): WaitingCounts<Count> {
  let waiting = new Map<string, Count>();

  const write = async (db: Db): Promise<void> => {
    const taken = waiting;
    if (taken.size === 0) return;
    waiting = new Map();
    try {
      await options.save(db, [...taken.values()]);
    } catch (error) {
      for (const count of taken.values()) options.add(waiting, count);
      throw error;
    }
  };

  return {
    add: (count) => options.add(waiting, count),
    writeTo(db, log, how) {
      let rounds = 0;
      const round = async () => {
        await write(db);
        rounds += 1;
        if (rounds % ROUNDS_PER_TIDYING === 1) await options.forget(db);
      };
      const onError = (error: unknown) => log.error({ err: error }, options.failure);
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
