/** Interleaved timing: rounds in which everything compared takes its turn, and their medians. */

/** Milliseconds of each of so many runs. */
export async function timesOf(count: number, run: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times;
}

/** Runs everything once a round, so that what else the machine does in the meantime hits all alike. */
export async function interleaved<Name extends string, Result>(
  count: number,
  runs: Readonly<Record<Name, () => Promise<Result>>>,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(runs) as Name[];
  const results = Object.fromEntries(names.map((name): [Name, Result[]] => [name, []])) as Record<Name, Result[]>;
  for (let round = 0; round < count; round += 1) {
    for (const name of names) results[name].push(await runs[name]());
  }
  return results;
}

/** @throws {RangeError} of nothing */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('There is no median of nothing.');
  return (lower + upper) / 2;
}

/** The value that so large a part of all doesn't exceed. @throws {RangeError} of nothing */
export function percentile(values: readonly number[], part: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.ceil(part * values.length) - 1];
  if (value === undefined) throw new RangeError('There is no percentile of nothing.');
  return value;
}

interface RoundSpeed {
  readonly requestsPerSecond: number;
}

/** The middle of what each round's speeds were of those beside them. */
export function medianPart(speeds: readonly RoundSpeed[], others: readonly RoundSpeed[]): number {
  return median(
    speeds.map(({ requestsPerSecond }, round) => requestsPerSecond / (others[round]?.requestsPerSecond ?? Number.NaN)),
  );
}
