/** A WordPress export (WXR) as records: its site, its people, its categories, and its items of every type. */

import { scanExport } from './scan.ts';

export interface WordPressItem {
  /** Of every element but the ones below, the first text: `title`, `wp:post_id`. */
  readonly fields: ReadonlyMap<string, string>;
  readonly meta: ReadonlyMap<string, readonly string[]>;
  readonly terms: readonly WordPressTerm[];
}

export interface WordPressTerm {
  /** The taxonomy: `category`, `post_tag`, `author`. */
  readonly domain: string;
  readonly slug: string;
  readonly name: string;
}

export interface WordPressExport {
  /** Of the channel: `title`, `link`, `language`. */
  readonly site: ReadonlyMap<string, string>;
  /** Fields of `wp:author`, without the prefix. */
  readonly authors: readonly ReadonlyMap<string, string>[];
  /** Names of categories by their ids. */
  readonly categories: ReadonlyMap<string, string>;
  readonly items: readonly WordPressItem[];
  /** Titles of those whose end is missing. */
  readonly broken: readonly string[];
}

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly texts: string[];
}

/** Comments are readers', and not read. */
const unread = new Set(['wp:comment']);
const MAX_DEPTH = 50;

export function readExport(xml: string): WordPressExport {
  const site = new Map<string, string>();
  const authors: Map<string, string>[] = [];
  const categories = new Map<string, string>();
  const items: WordPressItem[] = [];
  const broken: string[] = [];
  let path: Open[] = [];
  let record = new Map<string, string>();
  let meta = new Map<string, string[]>();
  let terms: WordPressTerm[] = [];
  let entry = new Map<string, string>();
  const clear = () => {
    [record, meta, terms] = [new Map(), new Map(), []];
  };
  scanExport(xml, {
    open(name, attributes) {
      if (name === 'item') {
        noteBroken();
        path = path.filter((each) => each.name === 'rss' || each.name === 'channel');
        clear();
      }
      if (/^wp:(?:author|category|tag|term)$/.test(name) && !within('item')) clear();
      if (name === 'wp:postmeta') entry = new Map();
      if (path.length < MAX_DEPTH) path.push({ name, attributes, texts: [] });
    },
    text(text) {
      path.at(-1)?.texts.push(text);
    },
    close(name) {
      const depth = path.findLastIndex((each) => each.name === name);
      const closed = path[depth];
      if (closed === undefined) return;
      path = path.slice(0, depth);
      keep(closed);
    },
  });
  noteBroken();
  return { site, authors, categories, items, broken };

  /** An item whose end is missing ends where the next one begins; what says that it isn't public may be missing, too. */
  function noteBroken(): void {
    if (path.some(({ name }) => name === 'item')) broken.push(record.get('title')?.trim() || 'a post without a title');
  }

  function within(name: string): boolean {
    return path.some((each) => each.name === name || unread.has(each.name));
  }

  function valuesOf(key: string): string[] {
    const values = meta.get(key) ?? [];
    meta.set(key, values);
    return values;
  }

  function keep({ name, attributes, texts }: Open): void {
    const parent = path.at(-1)?.name;
    const text = texts.join('');
    if (path.some((each) => unread.has(each.name))) return;
    if (name === 'item') items.push({ fields: record, meta, terms });
    else if (name === 'wp:author' && parent === 'channel') authors.push(withoutPrefix(record, 'wp:author_'));
    else if (name === 'wp:category' || name === 'wp:term') {
      const [id, label] = [record.get('wp:term_id'), record.get('wp:cat_name') ?? record.get('wp:term_name')];
      if (id !== undefined && label !== undefined && !categories.has(id)) categories.set(id, label.trim());
    } else if (name === 'wp:postmeta') {
      const key = entry.get('wp:meta_key')?.trim();
      if (key) valuesOf(key).push(entry.get('wp:meta_value') ?? '');
    } else if (parent === 'wp:postmeta') entry.set(name, text);
    else if (name === 'category' && parent === 'item') {
      terms.push({ domain: attributes.domain ?? 'category', slug: attributes.nicename ?? '', name: text.trim() });
    } else if (parent === 'channel') site.set(name, site.get(name) ?? text.trim());
    else if (!record.has(name)) record.set(name, text);
  }
}

function withoutPrefix(record: ReadonlyMap<string, string>, prefix: string): Map<string, string> {
  return new Map([...record].map(([name, text]) => [name.replace(prefix, ''), text.trim()]));
}
