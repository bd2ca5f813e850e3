/** Whether a function over text takes more than its share of CPU time as the text grows: no clock is asked. */

/** Below it there is nothing to compare. */
const MIN_COMPARED_MS = 250;
/** Of four times the length: 4 where time is linear, 16 where it is quadratic. */
const MAX_GROWTH = 9;
/** So little need not be measured again: the first of two, before it is compiled, is rather too large. */
const PLAIN_GROWTH = 6;

export type TextFunction = (text: string) => unknown;

/** Of what is given piece by piece, all. */
export function whole(answer: unknown): unknown {
  return answer instanceof Iterator ? [...answer] : answer;
}

/** A refusal is an answer, too; what it takes until then is measured. */
function call(read: TextFunction, text: string): void {
  try {
    whole(read(text));
  } catch (error) {
    if (error instanceof TypeError) throw error;
  }
}

function cpuMs(read: TextFunction, unit: string, length: number): number {
  const text = `a${unit.repeat(length / unit.length)}b`;
  const before = process.cpuUsage();
  call(read, text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export function isSuperLinear(read: TextFunction, unit: string, most: number): boolean {
  return growsTooMuch((length) => cpuMs(read, unit, length), most);
}

/**
 * Of what is dear, and plainly linear neither time that it is looked at; then the least of three each, since collecting what other
 * tests left counts as well, and once more, since large trees are collected on a busy machine while they are made, and small ones never.
 *
 * @param cpuMsOf CPU time of work of a size, in milliseconds
 * @param most the largest size
 */
export function growsTooMuch(cpuMsOf: (size: number) => number, most: number): boolean {
  const isSuspect = () => {
    const ms = cpuMsOf(most);
    return ms > MIN_COMPARED_MS && ms > PLAIN_GROWTH * cpuMsOf(most / 4);
  };
  const least = (size: number) => Math.min(...[1, 2, 3].map(() => cpuMsOf(size)));
  const grew = () => least(most) > MAX_GROWTH * least(most / 4);
  return isSuspect() && isSuspect() && grew() && grew();
}
