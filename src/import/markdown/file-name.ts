/** What the path of a Markdown file says: Jekyll's dates and drafts, a language, a section, a slug. */

export interface FileName {
  /** `2026-03-04`. */
  readonly date: string | undefined;
  readonly slug: string | undefined;
  /** `fr` of `ferry.fr.md`. */
  readonly language: string | undefined;
  /** The folders below the one of the site's content. */
  readonly folders: readonly string[];
  readonly isDraft: boolean;
  readonly isOfJekyll: boolean;
  /** A page that lists others. */
  readonly isList: boolean;
  /** A page of Grav, which is its folder. */
  readonly isOfGrav: boolean;
}

const contentRoots = /^(?:content|_posts|posts|_drafts|src|pages|docs|blog|articles)$/;

/** Grav and Nuxt put a number for its place in front of a folder, and of what lies in it: `01.ferry`. */
const place = /^\d{1,2}\.(?=\D)/;
const withoutPlace = (name: string) => name.replace(place, '');

/** @param path of a file, or an address */
export function readFileName(path: string): FileName {
  const segments = path.split(/[\\/]/).filter((each) => each !== '');
  const file = (segments.pop() ?? '').replace(/\.gz$/i, '');
  // Notion puts a page's id behind its title.
  const base = file.replace(/\.(?:md|mdx|markdown|txt|html?)$/i, '').replace(/ [\da-f]{32}$/, '');
  const [, stem = base, language] = /^(.+)\.([a-z]{2}(?:-[a-zA-Z]{2})?)$/.exec(base) ?? [];
  const isPlaced = segments.some((each) => place.test(each));
  // A template's name, which is any page's elsewhere.
  const isOfGrav =
    /^(?:item|default)$/i.test(stem) && (isPlaced || /(?:^|\/)user\/pages\//.test(`${segments.join('/')}/`));
  const isIndex = isOfGrav || /^_?index$/i.test(stem);
  const root = segments.findLastIndex((each) => contentRoots.test(each));
  const folders = root < 0 ? [] : segments.slice(root + 1).map(withoutPlace);
  const own = isIndex ? (segments.at(-1) ?? stem) : stem;
  const named = isPlaced ? withoutPlace(own) : own;
  const [, date, rest] = /^(\d{4}-\d{1,2}-\d{1,2})(?:-\d{4}(?=\.))?[-_.](.+)$/.exec(named) ?? [];
  return {
    date,
    slug: rest ?? (isIndex && segments.length === 0 ? undefined : named),
    language,
    folders: isIndex ? folders.slice(0, -1) : folders,
    isDraft: segments.includes('_drafts') || segments.includes('drafts'),
    isOfJekyll: segments.includes('_posts') || segments.includes('_drafts') || date !== undefined,
    isList: /^_index$/i.test(stem),
    isOfGrav,
  };
}
