/** Attributions as they are found: one per role and source, with every quotation of it. */

import type { AttributionRole, DocumentAttribution, NamedSource } from './attribution.ts';
import { spellings } from './same-name.ts';

/** One attribution per role and source, in the order of first naming. */
export interface Found {
  add(role: AttributionRole, source: NamedSource, quote?: string): void;
  list(): DocumentAttribution[];
}

interface Kept {
  role: AttributionRole;
  readonly source: NamedSource;
  readonly quotes: Set<string>;
}

export function collect(): Found {
  // In the order of first naming, which a quotation that takes a citation's place keeps.
  const byKey = new Map<string, Kept>();
  const people = spellings();
  // Who is quoted isn't cited as well; "WikiLeaks" and "Wikileaks" are one.
  const keyOf = (role: AttributionRole, { name }: NamedSource) =>
    `${role === 'CITED' ? 'QUOTED' : role} ${name.toLowerCase()}`;
  /** A person by the spelling that came first. */
  const asFirstNamed = (source: NamedSource): NamedSource =>
    source.kind === 'PERSON' ? { ...source, name: people.firstOf(source.name) } : source;
  return {
    add(role, named, quote) {
      const source = asFirstNamed(named);
      const key = keyOf(role, source);
      const kept = byKey.get(key);
      if (kept === undefined) byKey.set(key, { role, source, quotes: new Set(quote === undefined ? [] : [quote]) });
      else if (kept.role === 'CITED' && role === 'QUOTED') {
        // A quotation takes the place of the same source's citation.
        byKey.set(key, { role, source, quotes: new Set(quote === undefined ? [] : [quote]) });
      } else if (kept.role === role && quote !== undefined) kept.quotes.add(quote);
    },
    list: () =>
      [...byKey.values()].map(({ role, source, quotes: [...quotes] }) => {
        const [quote] = quotes;
        return { role, source, ...(quote !== undefined && { quote, quotes }) };
      }),
  };
}
