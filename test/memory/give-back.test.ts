/** Memory that is given back when there is little to do: not while there is much, not for little, and all that nothing holds. */

import { setFlagsFromString } from 'node:v8';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { collector, giveBackAsItGrows, giveBackWhenIdle } from '../../src/memory/give-back.ts';
import { youngPart } from '../../src/memory/young-part.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const everyMs = 5_000;
const kept = 60_000_000;

/** A process that uses and does as much as it is told, and has `kept` left behind each collection. */
function createProcess() {
  const state = { used: kept, busy: 0, collections: 0, isGrown: false, mayGrow: false };
  const stop = giveBackWhenIdle({
    everyMs,
    busy: () => state.busy,
    used: () => state.used,
    collect: () => {
      state.collections += 1;
      state.used = kept;
      state.isGrown = false;
    },
    young: {
      isGrown: () => state.isGrown,
      grow: () => {
        state.mayGrow = true;
      },
      hold: () => {
        state.mayGrow = false;
      },
    },
  });
  const look = (change: Partial<typeof state>) => {
    Object.assign(state, change);
    vi.advanceTimersByTime(everyMs);
    return state.collections;
  };
  return { look, stop, state };
}

test('what has grown is collected once it is quiet, and not again before it has grown again', () => {
  const { look, stop } = createProcess();
  expect(look({})).toBe(1);
  expect(look({ used: kept + 20_000_000 })).toBe(1);
  expect(look({ used: kept + 100_000_000, busy: 0.15 })).toBe(1);
  expect(look({ busy: 0.06 })).toBe(1);
  expect(look({ busy: 0.01 })).toBe(2);
  expect(look({})).toBe(2);
  expect(look({ used: kept + 25_000_000 })).toBe(3);
  // Collected by V8 itself meanwhile, it grows from there.
  expect(look({ used: kept / 3, busy: 0.15 })).toBe(3);
  expect(look({ used: kept, busy: 0.01 })).toBe(4);
  stop();
  expect(look({ used: 10 * kept })).toBe(4);
});

test('what V8 was let take while there was much to do is given back once it is quiet, however little is used', () => {
  const { look, stop } = createProcess();
  look({});
  expect(look({ busy: 0.5, isGrown: true })).toBe(1);
  expect(look({ busy: 0.15 })).toBe(1);
  expect(look({ busy: 0.01 })).toBe(2);
  expect(look({})).toBe(2);
  stop();
});

test('what V8 was let take and didn’t is no longer allowed once it is quiet', () => {
  const { look, stop, state } = createProcess();
  look({});
  look({ busy: 0.5 });
  expect(state.mayGrow).toBe(true);
  look({ busy: 0.15 });
  expect(state.mayGrow).toBe(true);
  expect(look({ busy: 0.01 })).toBe(1);
  expect(state.mayGrow).toBe(false);
  stop();
});

test('the young part grows when it is let, once, and is small again behind a collection to the last', async () => {
  vi.useRealTimers();
  const young = youngPart();
  const collect = collector();
  setFlagsFromString('--semi-space-growth-factor=1');
  collect();
  expect(young.isGrown()).toBe(false);
  young.grow();
  let kept: unknown[] = [];
  for (let round = 0; !young.isGrown() && round < 1_000; round += 1) {
    kept = [...kept.slice(-20_000), ...Array.from({ length: 20_000 }, (_, at) => ({ at }))];
    await new Promise((resolve) => void setImmediate(resolve));
  }
  expect(young.isGrown()).toBe(true);
  young.hold();
  kept = [];
  collect();
  expect(young.isGrown()).toBe(false);
});

test('what grows while thousands of things are gone through is collected each time it has grown by much', () => {
  const state = { used: kept, collections: 0 };
  const collect = () => {
    state.collections += 1;
    state.used = kept;
  };
  const giveBack = giveBackAsItGrows({ used: () => state.used, collect });
  for (let thing = 0; thing < 1_000; thing += 1) {
    state.used += 200_000;
    giveBack();
    expect(state.used).toBeLessThan(kept + 50_000_000);
  }
  expect(state.collections).toBe(4);
});

test('V8 throws away what nothing holds, and nothing here can ask it to by a name that is everywhere', async () => {
  const collect = collector();
  const held = { of: 'something' };
  const refs = [new WeakRef(held), new WeakRef({ of: 'nothing' })];
  // A reference that was just made is held until the turn of the event loop is over.
  vi.useRealTimers();
  await new Promise((resolve) => void setImmediate(resolve));
  collect();
  expect(refs.map((ref) => ref.deref())).toEqual([held, undefined]);
  expect('gc' in globalThis).toBe(false);
});
