/** Exports of Blogger, which are written as Atom, to documents, one for each post; comments, pages, settings and templates are counted. */

import { type ArchiveContext, type ArchivePiece, documentsOf } from '../archive/piece.ts';
import { lastSegment } from '../archive/slugs.ts';
import { readDate } from '../feed/date.ts';
import { withLeadPicture } from '../feed/lead-picture.ts';
import { absoluteAddress } from '../html/address.ts';
import { type ImportedPage, type KnownBefore, RefusedInput } from '../imported-document.ts';
import { at, elementsOf, parseXml, rawText, textIn, type XmlElement } from '../wire/xml-tree.ts';
import { holdOf } from '../withheld/states.ts';

/** What is the same for all posts. */
interface Blog {
  readonly title: string | undefined;
  readonly home: string | undefined;
  readonly language: string | undefined;
  /** Why an editor has to decide on each. */
  readonly doubt: string | undefined;
}

/** @throws {RefusedInput} for an export without a post */
export function readBlogger(xml: string, context: ArchiveContext): ImportedPage {
  const feed = parseXml(xml);
  const entries = elementsOf(feed, 'entry');
  const posts = entries.filter((entry) => kindOf(entry) === 'post');
  const others: Record<string, number> = {};
  for (const kind of entries.map(kindOf)) {
    if (kind === 'post') continue;
    const name = kind === 'settings' ? kind : kind === 'entry' ? 'other entries' : `${kind}s`;
    others[name] = (others[name] ?? 0) + 1;
  }
  if (posts.length === 0) throw new RefusedInput('It is a Blogger export without a post.');
  const blog = blogOf(feed, entries, context);
  const { documents, refused } = documentsOf(
    posts,
    context,
    (entry) => pieceOf(entry, blog, context),
    (entry, index) => textIn(at(entry, 'title')) ?? `post ${index + 1}`,
    (entry) => knownByOf(entry, blog),
  );
  return { documents: documents.map(withLeadPicture), refused, hot: [], others };
}

/** `post`, `comment`, `page`, `settings`, `template`, as a category or, since 2018, an element says. */
function kindOf(entry: XmlElement): string {
  const terms = elementsOf(entry, 'category').flatMap(({ attributes }) => attributes.term ?? []);
  const kind = terms.flatMap((term) => /blogger\/2008\/kind#(\w+)$/.exec(term)?.[1] ?? [])[0];
  return (kind ?? textIn(at(entry, 'type')) ?? 'entry').toLowerCase();
}

function blogOf(feed: XmlElement, entries: readonly XmlElement[], { site }: ArchiveContext): Blog {
  const setting = (name: string) =>
    textIn(
      entries.flatMap((entry) =>
        (textIn(at(entry, 'id')) ?? '').endsWith(`.settings.${name}`) ? [at(entry, 'content')] : [],
      )[0],
    );
  const readers = setting('BLOG_READ_ACCESS_MODE');
  const isOpen = readers === undefined || /^public$/i.test(readers);
  return {
    title: textIn(at(feed, 'title')),
    home: absoluteAddress(site ?? linkOf(feed, 'alternate'), undefined),
    language: setting('BLOG_LOCALE'),
    doubt: isOpen ? undefined : 'Its blog isn’t for everybody: who may read it is limited there.',
  };
}

const linkOf = (element: XmlElement, rel: string) =>
  elementsOf(element, 'link').find(({ attributes }) => attributes.rel === rel)?.attributes.href;

/** The one of its feed. */
function knownByOf(entry: XmlElement, { home }: Blog): KnownBefore {
  const file = textIn(at(entry, 'filename'));
  const url = absoluteAddress(linkOf(entry, 'alternate') ?? file, home);
  return { origin: textIn(at(entry, 'id')) ?? url ?? `blogger:${textIn(at(entry, 'title')) ?? ''}`, url };
}

/** @throws {RefusedInput} for what is binned */
function pieceOf(entry: XmlElement, blog: Blog, { now }: ArchiveContext): ArchivePiece {
  const known = knownByOf(entry, blog);
  const text = (name: string) => textIn(at(entry, name));
  const publishedAt = readDate(text('published'));
  if (text('trashed') !== undefined) throw new RefusedInput('It isn’t public: it is binned.');
  const isDraft = /^yes$/i.test(textIn(at(entry, 'control', 'draft')) ?? '');
  const labels = elementsOf(entry, 'category').flatMap(({ attributes: { scheme = '', term } }) =>
    term === undefined || scheme.endsWith('#kind') ? [] : [term],
  );
  return {
    ...known,
    slug: known.url === undefined ? undefined : lastSegment(new URL(known.url).pathname),
    headline: rawText(at(entry, 'title')),
    standfirst: text('metaDescription'),
    body: rawText(at(entry, 'content')),
    publishedAt,
    updatedAt: readDate(text('updated')),
    language: blog.language,
    authors: elementsOf(entry, 'author').flatMap((author) => {
      const name = textIn(at(author, 'name'));
      return name === undefined ? [] : [{ name, homepage: textIn(at(author, 'uri')) }];
    }),
    publisher: blog.title === undefined ? undefined : { name: blog.title, homepage: blog.home },
    sections: [],
    keywords: labels,
    hold: holdOf(isDraft ? 'draft' : (text('status') ?? 'live'), publishedAt, now) ?? blog.doubt,
    base: known.url ?? blog.home,
  };
}
