/** What bodies of the bundled list are called in other languages: one body has one source, whichever language names it first. */

import type { SourceKind } from './attribution.ts';
import { indexSources, type KnownSource, knownSources } from './known-sources.ts';

const byName: ReadonlyMap<string, KnownSource> = new Map(
  knownSources
    .filter(({ names }) => names !== undefined)
    .flatMap((source) => namesOf(source).map((name) => [keyOf(name), source] as const)),
);

/** Without acronyms and other aliases, which may be another body's as well. */
function namesOf({ name, names = {} }: KnownSource): string[] {
  return [...new Set([name, ...Object.values(names)])];
}

function keyOf(name: string): string {
  return name.replaceAll('’', "'").toLowerCase();
}

/** Of that kind alone: a hotel may be called Casa Bianca. */
function bundled(name: string, kind: SourceKind): KnownSource | undefined {
  const source = byName.get(keyOf(name));
  return source?.kind === kind ? source : undefined;
}

/**
 * The name that pieces in a language have for a source of the bundled list: "Weißes Haus" for the White House.
 *
 * @param language BCP 47
 */
export function nameInLanguage(name: string, kind: SourceKind, language: string | undefined): string {
  const names = bundled(name, kind)?.names;
  const [primary = ''] = language?.toLowerCase().split('-') ?? [];
  return (names !== undefined && Object.hasOwn(names, primary) ? names[primary] : undefined) ?? name;
}

/** What else the bundled list has for the same body, in its own and other languages; empty for any other name. */
export function namesInOtherLanguages(name: string, kind: SourceKind): readonly string[] {
  const source = bundled(name, kind);
  return source === undefined ? [] : namesOf(source).filter((other) => keyOf(other) !== keyOf(name));
}

/**
 * By all its names each body of the bundled list that is among these: a catalogue may have it by another one.
 *
 * @returns `isMeant` tells whether a source that was found by such names is that of the list
 */
export function bundledAmong(candidates: readonly string[]): {
  readonly names: readonly string[];
  isMeant(found: { readonly kind: SourceKind; readonly aliases: readonly string[] }): boolean;
} {
  const kinds = new Map<string, Set<SourceKind>>();
  for (const source of new Set(candidates.flatMap((name) => indexSources(noneOfItsOwn).exact(name) ?? []))) {
    if (source.names === undefined) continue;
    for (const name of namesOf(source)) kinds.set(name, (kinds.get(name) ?? new Set()).add(source.kind));
  }
  return {
    names: [...kinds.keys()],
    isMeant: ({ kind, aliases }) => aliases.some((alias) => kinds.get(alias)?.has(kind) === true),
  };
}

const noneOfItsOwn: readonly KnownSource[] = [];
