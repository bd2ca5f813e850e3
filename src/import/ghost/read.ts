/** Ghost exports, and posts as its APIs give them, to documents: one for each post. */

import { isYes, type JsonRecord, recordOf, textOf } from '../archive/json.ts';
import { type ArchiveContext, type ArchivePiece, documentsOf } from '../archive/piece.ts';
import { readDate } from '../feed/date.ts';
import { paragraphs } from '../feed/markup.ts';
import type { FeedAuthor } from '../feed/shape.ts';
import { absoluteAddress } from '../html/address.ts';
import { type ImportedPage, RefusedInput } from '../imported-document.ts';
import { withoutInvitations } from '../invitations.ts';
import { holdOf, isWithheldTag, stateOf } from '../withheld/states.ts';
import { withoutGatedBlocks } from './gated-blocks.ts';
import { lexicalHtml } from './lexical.ts';
import { type EditorHtml, mobiledocHtml } from './mobiledoc.ts';
import { type GhostTables, tablesOf } from './tables.ts';

/** @throws {RefusedInput} for an export without a post */
export function readGhost(json: string, context: ArchiveContext): ImportedPage {
  const tables = tablesOf(JSON.parse(json.replaceAll('__GHOST_URL__', '')) as unknown);
  const posts = tables.posts.filter((post) => !isPage(post));
  const pages = tables.posts.length - posts.length;
  const others: Record<string, number> = pages > 0 ? { pages } : {};
  if (posts.length === 0)
    throw new RefusedInput(`It is a Ghost export without a post${pages > 0 ? `. pages: ${pages}` : '.'}`);
  const contents = documentsOf(
    posts,
    context,
    (post) => pieceOf(post, tables, context),
    (post, index) => textOf(post.title, post.slug) ?? `post ${index + 1}`,
    (post) => {
      const url = addressOf(post, context.site);
      return { origin: originOf(post, url), url };
    },
  );
  return { ...contents, hot: [], others };
}

const isPage = ({ type, page }: JsonRecord) => type === 'page' || page === true || page === 1;

function pieceOf(post: JsonRecord, tables: GhostTables, { site, now }: ArchiveContext): ArchivePiece {
  const meta = tables.metaOf(post);
  const publishedAt = dateOf(post.published_at);
  const visibility = textOf(post.visibility) ?? 'public';
  if (visibility !== 'public') throw new RefusedInput(`It isn’t public: its visibility is “${visibility}”.`);
  if (isYes(post.email_only) || isYes(meta.email_only)) {
    throw new RefusedInput('It isn’t public: it only went out by e-mail.');
  }
  const status = textOf(post.status) ?? (publishedAt === undefined ? 'draft' : 'published');
  // "#preview" and "#members" choose a look.
  const mark = tables.marksOf(post).find((name) => isWithheldTag(name));
  const marked = mark && `It isn’t public: its internal tag is “#${mark}”.`;
  const hold = holdOf(status, publishedAt, now) ?? marked;
  const { html, dropped, isCut } = bodyOf(post);
  const slug = textOf(post.slug);
  const url = addressOf(post, site);
  const tags = tables.tagsOf(post);
  return {
    origin: originOf(post, url),
    url: stateOf(status) === 'in work' ? undefined : url,
    slug,
    headline: textOf(post.title) ?? '',
    standfirst: textOf(post.custom_excerpt, meta.meta_description),
    body: html,
    dropped: isCut ? [...dropped, 'the part for members'] : dropped,
    publishedAt,
    updatedAt: dateOf(post.updated_at),
    language: textOf(post.locale) ?? tables.language,
    authors: tables.authorsOf(post).map(authorOf),
    publisher: tables.title === undefined ? undefined : { name: tables.title, homepage: site },
    sections: tags.slice(0, 1),
    keywords: tags.slice(1),
    image: {
      url: textOf(post.feature_image, post.image),
      alt: textOf(post.feature_image_alt, meta.feature_image_alt),
      ...captionOf(textOf(post.feature_image_caption, meta.feature_image_caption)),
    },
    hold,
    // Its own addresses are its site's; a canonical one may be another's.
    base: site ?? absoluteAddress(textOf(post.isWrapped ? undefined : post.url), undefined),
  };
}

/** Ids stay from one export to the next; a feed of the site has them, too. */
function originOf({ uuid, id, slug, title }: JsonRecord, url: string | undefined): string {
  const key = textOf(uuid, id);
  return key === undefined ? (url ?? `ghost:${textOf(slug, title)}`) : `ghost:${key}`;
}

const addressOf = (post: JsonRecord, site: string | undefined) =>
  absoluteAddress(textOf(post.canonical_url, post.url), site) ?? ownAddress(textOf(post.slug), site);

const ownAddress = (slug: string | undefined, site: string | undefined) =>
  slug === undefined ? undefined : absoluteAddress(`/${slug}/`, site);

/** Milliseconds, or a date as databases write it, in UTC. */
function dateOf(value: unknown): Date | undefined {
  return readDate(textOf(value));
}

function authorOf(author: JsonRecord): FeedAuthor {
  return { name: textOf(author.name) ?? '', homepage: textOf(author.website, author.url) };
}

/** "Photo by Ada Quay / Unsplash" is a credit, which Ghost has no other place for. */
function captionOf(html: string | undefined): { readonly caption?: string; readonly creditLine?: string } {
  const text = html?.replace(/<[^<>]*>/g, '').trim();
  if (!text) return {};
  return /^(?:photo(?:graph)?|picture|image|illustration|foto|bild|credits?)(?: by|:| ©)|^©/i.test(text)
    ? { creditLine: text }
    : { caption: text };
}

/** As it was rendered, else out of the editor's own document. */
function bodyOf({ html, lexical, mobiledoc, plaintext }: JsonRecord): EditorHtml {
  const rendered = textOf(html);
  if (rendered !== undefined) return beforePaywall(rendered);
  return (
    read(lexical, lexicalHtml) ??
    read(mobiledoc, mobiledocHtml) ?? { html: paragraphs(textOf(plaintext) ?? ''), dropped: [], isCut: false }
  );
}

function read(document: unknown, reader: (json: string) => EditorHtml | undefined): EditorHtml | undefined {
  const json = textOf(document) ?? (recordOf(document) && JSON.stringify(document));
  if (json === undefined) return undefined;
  try {
    return reader(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { html: '', dropped: ['a body whose JSON is broken'], isCut: false };
  }
}

function beforePaywall(rendered: string): EditorHtml {
  const { html, isCut } = withoutGatedBlocks(rendered);
  const at = html.indexOf('<!--members-only-->');
  const shown = withoutInvitations(at < 0 ? html : html.slice(0, at));
  return { ...shown, isCut: isCut || at >= 0 };
}
