/** Open-addressed hash table over typed arrays, from a term to its number from 0: for millions of terms. */

export interface TermTable {
  /** The term's number; a new one for a term that is new. */
  add(term: number): number;
  /** -1 when it isn't there. */
  find(term: number): number;
  readonly size: number;
  /** By number. */
  terms(): Int32Array;
}

export function createTermTable(): TermTable {
  let capacity = 1 << 16;
  let slots = new Int32Array(capacity).fill(-1);
  let terms = new Int32Array(capacity);
  let size = 0;
  // Terms are hashes already: their low bits are as good as any.
  const slotOf = (term: number): number => {
    let slot = term & (capacity - 1);
    while (slots[slot] !== -1 && terms[slots[slot] as number] !== term) slot = (slot + 1) & (capacity - 1);
    return slot;
  };
  const grow = (): void => {
    capacity *= 2;
    const known = terms;
    slots = new Int32Array(capacity).fill(-1);
    terms = new Int32Array(capacity);
    terms.set(known);
    for (let number = 0; number < size; number += 1) slots[slotOf(terms[number] as number)] = number;
  };
  return {
    add(term) {
      const found = slots[slotOf(term)] as number;
      if (found !== -1) return found;
      if (size * 2 >= capacity) grow();
      terms[size] = term;
      slots[slotOf(term)] = size;
      size += 1;
      return size - 1;
    },
    find: (term) => slots[slotOf(term)] as number,
    get size() {
      return size;
    },
    terms: () => terms.slice(0, size),
  };
}
