/** Who wrote a WordPress post: display names rather than logins, co-authors and guests in their order. */

import type { FeedAuthor } from '../feed/shape.ts';
import type { WordPressExport, WordPressItem } from './export.ts';

/** Names by login, and by the slug of a term. */
export type People = ReadonlyMap<string, FeedAuthor>;

const authorTaxonomies = new Set(['author', 'authors', 'byline', 'bylines', 'ppma_author']);

export function peopleOf({ authors, items }: WordPressExport): People {
  const people = new Map<string, FeedAuthor>();
  for (const author of authors) {
    const login = author.get('login') ?? '';
    const whole = [author.get('first_name'), author.get('last_name')].filter(Boolean).join(' ');
    const shown = author.get('display_name') ?? '';
    const name = isName(shown, login) ? shown : whole;
    if (name !== '') people.set(key(login), { name, homepage: author.get('url') });
  }
  for (const { fields, meta } of items) {
    if (fields.get('wp:post_type')?.trim() !== 'guest-author') continue;
    const name = meta.get('cap-display_name')?.[0]?.trim() || fields.get('title')?.trim();
    const login = meta.get('cap-user_login')?.[0] ?? fields.get('wp:post_name');
    if (name && login) people.set(key(login), { name, homepage: meta.get('cap-website')?.[0] || undefined });
  }
  return people;
}

/** Whether a displayed name is one: what only says the login again isn't, unless it is written as names are. */
function isName(shown: string, login: string): boolean {
  if (shown === '' || shown.includes('@')) return false;
  if (/^(?:admin(?:istrator)?|root|webmaster|wordpress|user\d*)$/i.test(shown)) return false;
  return shown.includes(' ') || shown !== login || /\p{Lu}/u.test(shown);
}

/** Of plugins and themes: what is printed in place of whose account it is. */
const bylineKeys = [
  'ppma_authors_name',
  'byline',
  '_byline',
  'author_byline',
  'custom_byline',
  'largo_byline_text',
  'guest_author',
  'guest-author',
  'guest_author_name',
];

export function authorsOf({ fields, meta, terms }: WordPressItem, people: People): FeedAuthor[] {
  const written = terms.filter(({ domain }) => authorTaxonomies.has(domain));
  const shared = written.flatMap(({ slug, name }) => people.get(key(slug)) ?? people.get(key(name)) ?? named(name));
  if (shared.length > 0) return shared;
  const printed = bylineKeys.map((name) => meta.get(name)?.[0]?.trim()).find((name) => name);
  if (printed !== undefined) return [{ name: printed, homepage: undefined }];
  const creator = fields.get('dc:creator')?.trim() ?? '';
  return [people.get(key(creator)) ?? named(creator)].flat();
}

/** A login that nobody explains is no name. */
function named(name: string): FeedAuthor[] {
  return name.includes(' ') && !name.includes('@') ? [{ name, homepage: undefined }] : [];
}

function key(login: string): string {
  return login
    .trim()
    .toLowerCase()
    .replace(/^cap-/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-');
}
