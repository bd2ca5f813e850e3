/** Actual cost of a result's fields: those that it has, where `cost.ts` reckons those that it may have. */

/** The fields of an answer, each as often as it is there. */
export function actualCost(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + actualCost(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, field) => sum + 1 + actualCost(field), 0);
}
