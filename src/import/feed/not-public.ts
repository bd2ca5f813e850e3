/**
 * Items of a feed that say they aren't public: drafts, private, protected, binned, withheld, under embargo. Whatever the
 * namespace or the depth at which a format says it, such an item is taken out before the feed is read.
 */

import { SaxesParser } from 'saxes';
import { hiding } from '../withheld/statements.ts';
import { type FeedElement, forbiddingHead, forbiddingPart } from './forbidding-head.ts';
import { oneLine } from './markup.ts';

/** What a feed holds besides, and what was taken out. */
export interface PublicPart {
  readonly text: string;
  readonly hidden?: HiddenPart | undefined;
  /** Why an editor has to see each of the others: what the feed says of itself. */
  readonly doubt?: string | undefined;
}

/** The same feed with those items alone that aren't public, and of each why. */
export interface HiddenPart {
  readonly text: string;
  readonly items: readonly { readonly item: string; readonly reason: string }[];
}

const bare = (name: string) => name.replace(/^.*:/, '').toLowerCase();

/** A description may be long, and say in its midst that all is under embargo. */
const MAX_HEAD_CHARS = 10_000;

interface OpenItem {
  readonly start: number;
  readonly depth: number;
  title: string;
  reason: string | undefined;
}

interface Span extends OpenItem {
  readonly end: number;
}

/** @param xml well-formed, as `guardXml` gives it */
export function withoutHiddenXml(xml: string, now: Date): PublicPart {
  const parser = new SaxesParser();
  const spans: Span[] = [];
  const path: { readonly name: string; readonly attributes: Readonly<Record<string, string>>; text: string }[] = [];
  let item: OpenItem | undefined;
  let doubt: string | undefined;
  parser.on('opentag', ({ name, attributes }) => {
    if (item === undefined && /^(?:\w+:)?(?:item|entry)$/i.test(name)) {
      const start = xml.lastIndexOf('<', parser.position - 1);
      item = { start, depth: path.length, title: '', reason: undefined };
    }
    path.push({ name, attributes, text: '' });
  });
  const addText = (text: string) => {
    const last = path.at(-1);
    // What says a state is short; a body is not looked at.
    const limit = item === undefined ? MAX_HEAD_CHARS : 1_000;
    if (last !== undefined && last.text.length < limit) last.text += text.slice(0, limit);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = path.pop();
    if (element === undefined) return;
    if (item === undefined) {
      doubt ??= forbiddingPart(element, path, now);
      return;
    }
    if (path.length === item.depth + 1 && bare(element.name) === 'title') item.title ||= oneLine(element.text);
    const isItem = path.length === item.depth;
    item.reason ??= isItem ? hidingAttribute(element, now) : hidingElement(element, now);
    if (!isItem) return;
    spans.push({ ...item, end: parser.position });
    item = undefined;
  });
  parser.write(xml).close();
  const items = spans.flatMap(({ title, reason }, index) =>
    reason === undefined ? [] : [{ item: title || `item ${index + 1}`, reason }],
  );
  if (items.length === 0) return { text: xml, doubt };
  const isHidden = ({ reason }: Span) => reason !== undefined;
  const isShown = ({ reason }: Span) => reason === undefined;
  return {
    text: without(xml, spans.filter(isHidden)),
    hidden: { text: without(xml, spans.filter(isShown)), items },
    doubt,
  };
}

/** @param spans in order */
function without(xml: string, spans: readonly Span[]): string {
  const starts = [...spans.map(({ start }) => start), xml.length];
  const ends = [0, ...spans.map(({ end }) => end)];
  return starts.map((start, index) => xml.slice(ends[index], start)).join('');
}

function hidingElement({ name, attributes, text }: FeedElement, now: Date): string | undefined {
  const plain = bare(name);
  // "deny all" and "allow none" of Media RSS; a list of countries is about countries.
  if (plain === 'restriction') {
    const isForNobody = attributes.relationship === 'deny' ? /^all$/i : /^none$/i;
    return isForNobody.test(text.trim()) ? `It isn’t public: ${name} leaves nobody.` : undefined;
  }
  if (plain === 'category') return hidingCategory(attributes, text, now);
  const stated = plain === 'status' ? (attributes.state ?? attributes.value) : attributes.value;
  return hiding(name, text, now) ?? (stated === undefined ? undefined : hiding(name, stated, now));
}

/** A list of states rather than of subjects, by the end of its name or address. */
function hidingCategory(attributes: FeedElement['attributes'], text: string, now: Date): string | undefined {
  const list = (attributes.domain ?? attributes.scheme ?? '').split(/[/#:]/).at(-1) ?? '';
  return /(?:status|state|visibility|access|workflow)$/i.test(list)
    ? hiding(list, attributes.term ?? text, now)
    : undefined;
}

function hidingAttribute({ attributes }: FeedElement, now: Date): string | undefined {
  for (const [name, value] of Object.entries(attributes)) {
    const reason = hiding(name, value, now);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** @param json a JSON Feed */
export function withoutHiddenJson(json: string, now: Date): PublicPart {
  const feed = JSON.parse(json) as { readonly items?: unknown };
  if (!Array.isArray(feed.items)) return { text: json };
  const doubt = forbiddingHead(feed as Readonly<Record<string, unknown>>, now);
  const judged = feed.items.map((item: unknown, index) => ({ item, index, reason: hidingIn(item, now, 0) }));
  const items = judged.flatMap(({ item, index, reason }) =>
    reason === undefined ? [] : [{ item: nameOf(item) ?? `item ${index + 1}`, reason }],
  );
  if (items.length === 0) return { text: json, doubt };
  const having = (isHidden: boolean) => {
    const kept = judged.filter(({ reason }) => (reason !== undefined) === isHidden);
    return JSON.stringify({ ...feed, items: kept.map(({ item }) => item) });
  };
  return { text: having(false), hidden: { text: having(true), items }, doubt };
}

/** An item's own statements, and those of extensions within it. */
const MAX_DEPTH = 3;

function hidingIn(value: unknown, now: Date, depth: number): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > MAX_DEPTH) return undefined;
  for (const [name, each] of Object.entries(value)) {
    const isSaid = typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean';
    const reason = isSaid ? hiding(name, String(each), now) : hidingIn(each, now, depth + 1);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function nameOf(item: unknown): string | undefined {
  const { title, id } = item as { title?: unknown; id?: unknown };
  return [title, id].find((name): name is string => typeof name === 'string' && name !== '');
}
