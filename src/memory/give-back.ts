/**
 * Memory of the process: what V8 holds without need is given back to the system when there is little to do, or as it grows, and it is let take
 * what it needs while there is much. V8 by
 * itself collects as it allocates, so that what a busy minute left stays for as long as it is quiet; and it lets a heap double, or
 * more, before it looks for what of the old nobody holds.
 */

import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type YoungPart, youngPart } from './young-part.ts';

export interface GiveBackOptions {
  readonly everyMs: number;
  /** @returns how much of the time since it was asked last the event loop had something to do, from 0 to 1 */
  busy(): number;
  /** @returns bytes of objects, whether anything holds them or not */
  used(): number;
  /** Throws away what nothing holds. */
  collect(): void;
  readonly young: YoungPart;
}

const LOOK_EVERY_MS = 5_000;
/**
 * Collecting stops everything for 3 ms for each megabyte that is held: 90 ms for 37 MB, 150 with a thousand streams. With so little to do hardly
 * anybody waits for it.
 */
const MOST_BUSY = 0.05;
/** From here on much of what there is to do is collecting. */
const MUCH_BUSY = 0.2;
/** Bytes: less isn't worth it. */
const LEAST_GROWTH = 24_000_000;

/** @returns what ends it */
export function giveBackWhenIdle(options: GiveBackOptions = ofThisProcess()): () => void {
  const { young } = options;
  let left = 0;
  const look = () => {
    const busy = options.busy();
    if (busy > MUCH_BUSY) young.grow();
    const used = options.used();
    // V8 may have collected by itself meanwhile.
    left = Math.min(left, used);
    if (busy > MOST_BUSY) return;
    // Also where it was let grow, and nothing made it.
    young.hold();
    if (used - left < LEAST_GROWTH && !young.isGrown()) return;
    options.collect();
    left = options.used();
  };
  const timer = setInterval(look, options.everyMs).unref();
  return () => clearInterval(timer);
}

/** Bytes: collecting costs about a tenth of a second, once for some hundreds of pieces that are read. */
const MOST_GROWTH = 48_000_000;

/**
 * For a command that goes through thousands of things, and that nobody waits for in between.
 *
 * @returns what it calls behind each
 */
export function giveBackAsItGrows({ used, collect }: Pick<GiveBackOptions, 'used' | 'collect'>): () => void {
  let left = used();
  return () => {
    const now = used();
    left = Math.min(left, now);
    if (now - left < MOST_GROWTH) return;
    collect();
    left = used();
  };
}

export function ofThisProcess(): GiveBackOptions {
  let last = performance.eventLoopUtilization();
  let collect: (() => void) | undefined;
  return {
    everyMs: LOOK_EVERY_MS,
    young: youngPart(),
    busy() {
      const before = last;
      last = performance.eventLoopUtilization();
      return performance.eventLoopUtilization(last, before).utilization;
    },
    used() {
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    },
    collect() {
      collect ??= collector();
      collect();
    },
  };
}

/** V8's own function, which only contexts have that are made behind the flag: not the one that the service runs in. */
export function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (how: object) => void;
  setFlagsFromString('--no-expose-gc');
  // Also what is compiled and wasn't run of late, which no other collection takes all of.
  return () => collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
