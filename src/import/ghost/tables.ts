/** The tables of a Ghost export: posts, and who and what belongs to them, whether joined by ids or told within the post. */

import { type JsonRecord, recordOf, recordsOf, textOf } from '../archive/json.ts';

export interface GhostTables {
  readonly posts: readonly JsonRecord[];
  /** Of the site. */
  readonly title: string | undefined;
  readonly language: string | undefined;
  metaOf(post: JsonRecord): JsonRecord;
  /** In their order. */
  authorsOf(post: JsonRecord): readonly JsonRecord[];
  /** Names of those that readers see, the first first. */
  tagsOf(post: JsonRecord): readonly string[];
  /** Names of those that only the site itself sees, without their sign: "draft" of "#draft". */
  marksOf(post: JsonRecord): readonly string[];
}

/** `{ db: [{ data }] }` as its own exports, `{ data }`, or `{ posts }` as its APIs; migrations wrap records as `{ url, data }`. */
export function tablesOf(json: unknown): GhostTables {
  const whole = recordOf(json) ?? {};
  const first = recordsOf(whole.db)[0] ?? whole;
  const data = recordOf(first.data) ?? first;
  const settings = new Map(recordsOf(data.settings).map(({ key, value }) => [textOf(key), textOf(value)] as const));
  const people = byId(data.users);
  const tags = byId(data.tags);
  const metas = new Map(recordsOf(data.posts_meta).map((meta) => [textOf(meta.post_id), meta] as const));
  const authorLinks = linksOf(data.posts_authors, 'author_id');
  const tagLinks = linksOf(data.posts_tags, 'tag_id');
  const allTagsOf = (post: JsonRecord) => {
    const within = recordsOf(post.tags).map(unwrapped);
    return within.length > 0 ? within : rowsOf(tags, tagLinks.get(textOf(post.id)));
  };
  return {
    posts: recordsOf(data.posts).map(unwrapped),
    title: settings.get('title'),
    language: settings.get('locale') ?? settings.get('default_locale') ?? settings.get('lang'),
    metaOf: (post) => ({ ...recordOf(post.posts_meta), ...metas.get(textOf(post.id)) }),
    authorsOf(post) {
      const within = [...recordsOf(post.authors), ...recordsOf([post.author])].map(unwrapped);
      const linked = rowsOf(people, authorLinks.get(textOf(post.id)));
      const single = people.get(textOf(post.author_id, post.author));
      if (within.length > 0 || linked.length > 0) return within.length > 0 ? within : linked;
      return single === undefined ? [] : [single];
    },
    tagsOf: (post) =>
      allTagsOf(post)
        .filter(isShown)
        .flatMap(({ name }) => textOf(name) ?? []),
    marksOf: (post) =>
      allTagsOf(post)
        .filter((tag) => !isShown(tag))
        .flatMap(({ name }) => textOf(name)?.replace(/^#/, '') ?? []),
  };
}

function unwrapped(record: JsonRecord): JsonRecord {
  const inner = recordOf(record.data);
  return inner === undefined ? record : { url: record.url, isWrapped: true, ...inner };
}

function byId(rows: unknown): ReadonlyMap<string | undefined, JsonRecord> {
  const rowsById = new Map<string | undefined, JsonRecord>();
  for (const row of recordsOf(rows).map(unwrapped)) rowsById.set(textOf(row.id), row);
  return rowsById;
}

function rowsOf(rows: ReadonlyMap<string | undefined, JsonRecord>, ids: readonly string[] = []): JsonRecord[] {
  return ids.map((id) => rows.get(id)).filter((row) => row !== undefined);
}

/** Ids on the other side by the post's, in the order that the export says. */
function linksOf(rows: unknown, key: string): ReadonlyMap<string | undefined, string[]> {
  const sorted = recordsOf(rows).toSorted((one, other) => Number(one.sort_order ?? 0) - Number(other.sort_order ?? 0));
  const links = new Map<string | undefined, string[]>();
  for (const row of sorted) {
    const [post, id] = [textOf(row.post_id), textOf(row[key])];
    if (id === undefined) continue;
    const before = links.get(post);
    if (before === undefined) links.set(post, [id]);
    else before.push(id);
  }
  return links;
}

/** "#newsletter" is for the site itself. */
function isShown({ name, visibility }: JsonRecord): boolean {
  return visibility !== 'internal' && !(textOf(name) ?? '#').startsWith('#');
}
