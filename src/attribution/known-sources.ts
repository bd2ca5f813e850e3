/**
 * Sources that newsrooms name every day (`known-sources.txt`), with the names they go by. Those that a newsroom keeps
 * itself come on top and win over these.
 */

import { readFileSync } from 'node:fs';
import type { NamedSource, SourceKind } from './attribution.ts';

export interface KnownSource {
  readonly name: string;
  readonly kind: SourceKind;
  /** Other names, acronyms and inflections by which texts call it. */
  readonly aliases?: readonly string[] | undefined;
  readonly homepage?: string | undefined;
  /** What it is called in languages other than that of its name, by their tag. */
  readonly names?: Readonly<Record<string, string>> | undefined;
}

/** The bundled list, in the order of `known-sources.txt`. */
export const knownSources: readonly KnownSource[] = readTable(
  readFileSync(new URL('./known-sources.txt', import.meta.url), 'utf8'),
);

function readTable(table: string): KnownSource[] {
  const sources: KnownSource[] = [];
  let kind: SourceKind = 'OTHER';
  for (const line of table.split('\n').map((each) => each.trim())) {
    const heading = /^\[(.+)\]$/.exec(line)?.[1];
    if (heading !== undefined) kind = heading as SourceKind;
    else if (line !== '' && !line.startsWith('#')) {
      const [name = '', ...others] = line.split('=').map((part) => part.trim());
      const told = others.map((part) => /^(?:([a-z]{2}):)?(.*)$/.exec(part) ?? []);
      const names = told.flatMap(([, language, own = '']) =>
        language === undefined ? [] : [[language, own] as const],
      );
      const aliases = [...new Set(told.map(([, , own = '']) => own))];
      sources.push({ name, kind, aliases, ...(names.length > 0 && { names: Object.fromEntries(names) }) });
    }
  }
  return sources;
}

/** Names and aliases to their source; the list that is given wins over the built-in one. */
export interface SourceIndex {
  /** By the exact name or alias, an article before it aside. */
  find(name: string): KnownSource | undefined;
  /** By the exact name or alias, its article included. */
  exact(name: string): KnownSource | undefined;
  /** By a name that has an article of its own, where the text has another one: "al Messaggero". */
  behindArticle(name: string): KnownSource | undefined;
  /** Whether any name in it starts with a word: what most words of a text can be passed over by. */
  hasOpening(word: string): boolean;
  /** The most words that a name in it has. */
  readonly longest: number;
}

const media: ReadonlySet<SourceKind> = new Set(['NEWS_AGENCY', 'NEWSPAPER', 'BROADCASTER', 'MAGAZINE', 'WEBSITE']);

export function isMedium(source: NamedSource | undefined): boolean {
  return source !== undefined && media.has(source.kind);
}

function spelling(name: string): string {
  return name.replaceAll('’', "'").replace(/\s+/g, ' ').trim();
}

/** The first word, as far as a possessive or a hyphen leaves it: texts are asked by whole words and by their stems. */
function openingOf(name: string): string {
  return (name.split(' ')[0] ?? '').toLowerCase().replace(/'s$/, '');
}

const articles = /^(?:Il|Lo|La|Le|Les|El|O|A|De|Het|Der|Die|Das|The) (?=\p{Lu})/u;

/** "Messaggero" for Il Messaggero: what is left of it behind "al". */
function withoutArticle(name: string): string {
  return name.replace(articles, '');
}

/** Without its article, and "REUTERS" as "Reuters": an acronym is at most four letters. */
function plain(name: string): string {
  const bare = spelling(name).replace(/^(?:[Tt]he|[Dd]er|[Dd]ie|[Dd]as) /, '');
  return /^\p{Lu}{5,}$/u.test(bare) ? bare.charAt(0) + bare.slice(1).toLowerCase() : bare;
}

const site =
  /^(?:www\.)?([\p{L}\p{N}-]{2,})\.(?:com|org|net|de|at|ch|fr|be|nl|es|pt|it|pl|se|no|dk|fi|ie|co\.uk|co\.za|com\.na|com\.au|ca)$/iu;

const legalForm = /(?<=\S) (?:AG|SE|GmbH|Inc\.?|Corp\.?|Ltd\.?|plc|PLC|S\.A\.|SpA|N\.?V\.?|AB|ASA|Oyj)$/;

/** What a name and the address of its site have in common: "foxnews" of Fox News and FoxNews.com. */
function stemOf(name: string): string {
  return withoutArticle(spelling(name))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The medium whose site is called by a name: "taz.de", "FoxNews.com". */
function siteOf(name: string, byStem: ReadonlyMap<string, KnownSource>): KnownSource | undefined {
  const stem = site.exec(name)?.[1];
  return stem === undefined ? undefined : byStem.get(stemOf(stem));
}

const indexes = new WeakMap<readonly KnownSource[], SourceIndex>();

export function indexSources(known: readonly KnownSource[]): SourceIndex {
  const made = indexes.get(known);
  if (made !== undefined) return made;
  const byName = new Map<string, KnownSource>();
  const names = (source: KnownSource) => [source.name, ...(source.aliases ?? [])].map(spelling);
  const ownNames = known.map(names);
  /** Where in the newsroom's own list the first is that has a name. */
  const firstWith = new Map<string, number>();
  for (const [at, those] of ownNames.entries())
    for (const name of those) if (!firstWith.has(name)) firstWith.set(name, at);
  // Entered from the least to the most trusted, since a later entry replaces an earlier one.
  for (const source of knownSources) {
    const claims = names(source).map((name) => firstWith.get(name) ?? Number.POSITIVE_INFINITY);
    const claimed = known[Math.min(...claims)];
    for (const name of names(source)) byName.set(name, claimed ?? source);
  }
  for (const [at, source] of known.entries()) for (const name of ownNames[at] ?? []) byName.set(name, source);
  const openings = new Set([...byName.keys()].flatMap((name) => [openingOf(name), openingOf(withoutArticle(name))]));
  const byBareName = new Map(
    [...byName].filter(([name]) => articles.test(name)).map(([name, source]) => [withoutArticle(name), source]),
  );
  const byStem = new Map(
    [...byName].filter(([, source]) => isMedium(source)).map(([name, source]) => [stemOf(name), source]),
  );
  const index: SourceIndex = {
    exact: (name) => byName.get(spelling(name)),
    behindArticle: (name) => byBareName.get(spelling(name)) ?? byBareName.get(plain(name)),
    find: (name) =>
      byName.get(spelling(name)) ??
      byName.get(plain(name)) ??
      siteOf(name, byStem) ??
      byName.get(spelling(name).replace(legalForm, '')),
    hasOpening: (word) => openings.has(spelling(word).toLowerCase()) || site.test(word),
    longest: [...byName.keys()].reduce((most, name) => Math.max(most, name.split(' ').length), 0),
  };
  indexes.set(known, index);
  return index;
}
