/** Attributions as they are found: one per role and source, with every quotation of it. */

import type { AttributionRole, DocumentAttribution, NamedSource } from './attribution.ts';
import { isSamePerson } from './same-name.ts';

/** One attribution per role and source, in the order of first naming. */
export interface Found {
  add(role: AttributionRole, source: NamedSource, quote?: string): void;
  list(): DocumentAttribution[];
}

export function collect(): Found {
  const byKey = new Map<string, { role: AttributionRole; source: NamedSource; quotes: string[] }>();
  // "WikiLeaks" and "Wikileaks" are one.
  const keyOf = (role: AttributionRole, { name }: NamedSource) => `${role} ${name.toLowerCase()}`;
  let order: string[] = [];
  const people = new Set<string>();
  /** A person by the spelling that came first. */
  const asFirstNamed = (source: NamedSource): NamedSource => {
    if (source.kind !== 'PERSON' || people.has(source.name)) return source;
    const first = [...people].find((name) => isSamePerson(name, source.name));
    if (first === undefined) people.add(source.name);
    return first === undefined ? source : { ...source, name: first };
  };
  return {
    add(role, named, quote) {
      const source = asFirstNamed(named);
      const key = keyOf(role, source);
      const kept = byKey.get(key);
      if (kept !== undefined) {
        if (quote !== undefined && !kept.quotes.includes(quote)) kept.quotes.push(quote);
        return;
      }
      if (role === 'CITED' && byKey.has(keyOf('QUOTED', source))) return;
      byKey.set(key, { role, source, quotes: quote === undefined ? [] : [quote] });
      // A quotation takes the place of the same source's citation.
      const cited = keyOf('CITED', source);
      if (role === 'QUOTED' && byKey.delete(cited)) order = order.map((each) => (each === cited ? key : each));
      else order.push(key);
    },
    list: () =>
      order.flatMap((key) => {
        const { role, source, quotes } = byKey.get(key) ?? { quotes: [] };
        if (role === undefined || source === undefined) return [];
        const [quote] = quotes;
        return [{ role, source, ...(quote !== undefined && { quote, quotes }) }];
      }),
  };
}
