/** Labels of a bounded number, so that nobody can fill a Prometheus with series. */

/** @returns what gives a value back while there is room for it, and else `other` */
export function boundedLabels(most: number): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.has(value)) return value;
    if (known.size >= most) return 'other';
    known.add(value);
    return value;
  };
}
