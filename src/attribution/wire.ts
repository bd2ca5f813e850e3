/** News agencies whose text a paragraph is: datelines ("PARIS (AFP) —"), tags at the end, notes of contribution. */

import { isAcronymOf } from './acronyms.ts';
import type { NamedSource } from './attribution.ts';
import type { Cues } from './cues.ts';
import type { SourceIndex } from './known-sources.ts';
import { isMedium } from './known-sources.ts';

// A place, perhaps a date, the agency in brackets or slashes, a dash or a stop.
const datelines: readonly RegExp[] = [
  /^(?:\p{Lu}[\p{L}\p{M}.,'’/\s\d-]{1,58})?\((?<names>[^()]{2,40})\)\.?\s?(?:[-–—:]|--)/u,
  /^\p{Lu}[\p{L}\p{M}.,'’\s\d-]{2,58}\/(?<names>[\p{L} ]{2,30})\/[.\s]/u,
  // "STOCKHOLM (TT) Regeringen": the place in capitals needs no dash.
  /^\p{Lu}[\p{Lu}\s,.]{2,40}\((?<names>[^()]{2,20})\)\.?\s(?=\p{Lu})/u,
  // "(ANSA) - ROMA, 12 MAG - "
  /^\((?<names>[^()]{2,20})\)\s?(?:[-–—]|--)\s?(?:\p{Lu}[\p{Lu}\s\d,.]{2,40}(?:[-–—]|--)\s)?/u,
  /^\p{Lu}[\p{Lu}\s,.]{2,40}(?:[-–—]|--)\s?(?<names>\p{Lu}[\p{L} ]{1,30}?)\s?(?:[-–—]|--)\s/u,
];
const tags: readonly RegExp[] = [
  /(?:^|[.!?”"'’)]|(?<!\s)\s)\s*[([](?<names>[^()[\]]{2,40})[)\]]\.?$/u,
  /[.!?”"]\s*(?:[-–—]|--|\/)\s?(?<names>\p{L}[\p{L}\d. /&,-]{1,40}?)\.?$/u,
  /^(?:[-–—]|--|\/)\s?(?<names>\p{L}[\p{L}\d. /&,-]{1,40}?)\.?$/u,
];

function agencies(names: string, index: SourceIndex): NamedSource[] {
  // "dpa/lrs": a service of theirs for a region.
  const found = names
    .replace(/^(dpa)\/\p{Ll}{2,4}$/u, '$1')
    .split(/[/,&;]|(?<!\s)\s+(?:and|und|et|y|e|en|och|i)\s/u)
    .map((name) => index.find(name.trim()));
  // One name that isn't an outlet's, and the brackets hold something else.
  return found.every((source) => isMedium(source)) ? found.filter((source) => source !== undefined) : [];
}

export interface WireFind {
  readonly sources: readonly NamedSource[];
  /** The paragraph without its dateline and tags, so that they aren't read as names. */
  readonly rest: string;
}

/** "the Nuclear Regulatory Commission (NRC).": letters behind the words that they stand for are no agency's. */
function isExplained(paragraph: string, { groups, index }: RegExpExecArray): boolean {
  const letters = groups?.names?.trim() ?? '';
  const before = paragraph
    .slice(0, index + 1)
    .trim()
    .replace(/['’]s$/, '')
    .split(/\s+/)
    .slice(-letters.length);
  return letters.length > 1 && isAcronymOf(letters, before.join(' '));
}

/** What a paragraph says of the agency it comes from. */
export function wireIn(paragraph: string, index: SourceIndex, cues: Cues): WireFind {
  const unmarked = paragraph.replace(/^[-–—*•_]{1,3}\s?/u, '');
  const note = cues.contribution
    .map((shape) => shape.exec(unmarked)?.groups?.source)
    .find((name) => name !== undefined);
  if (note !== undefined) {
    const contributors = agencies(note.replace(/^(?:the|die|der) /i, ''), index);
    if (contributors.length > 0) return { sources: contributors, rest: '' };
  }
  let rest = paragraph;
  const sources: NamedSource[] = [];
  for (const shape of [...datelines, ...tags]) {
    const match = shape.exec(rest);
    const found = match === null ? [] : agencies(match.groups?.names ?? '', index);
    if (match === null || found.length === 0 || isExplained(rest, match)) continue;
    sources.push(...found);
    const cut = match.index === 0 ? rest.slice(match[0].length) : rest.slice(0, match.index + 1);
    rest = match.index === 0 && tags.includes(shape) ? '' : cut.trim();
  }
  return { sources, rest };
}
