/** What bodies of the bundled list are called in other languages: one body has one source, whichever language names it first. */

import { type KnownSource, knownSources } from './known-sources.ts';

const byName: ReadonlyMap<string, KnownSource> = new Map(
  knownSources
    .filter(({ names }) => names !== undefined)
    .flatMap((source) => namesOf(source).map((name) => [keyOf(name), source] as const)),
);

function namesOf({ name, names = {} }: KnownSource): string[] {
  return [...new Set([name, ...Object.values(names)])];
}

function keyOf(name: string): string {
  return name.replaceAll('’', "'").toLowerCase();
}

/**
 * The name that pieces in a language have for a source of the bundled list: "Weißes Haus" for the White House.
 *
 * @param language BCP 47
 */
export function nameInLanguage(name: string, language: string | undefined): string {
  const source = byName.get(keyOf(name));
  const [primary = ''] = language?.toLowerCase().split('-') ?? [];
  if (source === undefined) return name;
  return (
    (source.names !== undefined && Object.hasOwn(source.names, primary) ? source.names[primary] : undefined) ?? name
  );
}

/** What else the bundled list has for the same body, in its own and other languages; empty for any other name. */
export function namesInOtherLanguages(name: string): readonly string[] {
  const source = byName.get(keyOf(name));
  return source === undefined ? [] : namesOf(source).filter((other) => keyOf(other) !== keyOf(name));
}
