/** Top-k selection: the largest of many without sorting all. */

/** @returns at most `count` of the items, in no order */
export function largest(items: readonly number[], count: number, measured: (item: number) => number): number[] {
  if (items.length <= count) return [...items];
  // A heap whose top is the least of the largest so far.
  const heap = items.slice(0, count);
  for (let index = (count >> 1) - 1; index >= 0; index -= 1) sink(heap, index, measured);
  for (let index = count; index < items.length; index += 1) {
    const item = items[index] as number;
    if (measured(item) <= measured(heap[0] as number)) continue;
    heap[0] = item;
    sink(heap, 0, measured);
  }
  return heap;
}

function sink(heap: number[], from: number, measured: (item: number) => number): void {
  const item = heap[from] as number;
  const value = measured(item);
  let index = from;
  for (;;) {
    let child = 2 * index + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && measured(heap[child + 1] as number) < measured(heap[child] as number)) child += 1;
    if (measured(heap[child] as number) >= value) break;
    heap[index] = heap[child] as number;
    index = child;
  }
  heap[index] = item;
}
