/** WordPress exports (WXR 1.0 to 1.2) to documents, one for each post; pages, menus and the like are counted. */

import { type ArchiveContext, documentsOf } from '../archive/piece.ts';
import { absoluteAddress } from '../html/address.ts';
import { type ImportedPage, RefusedInput } from '../imported-document.ts';
import { readExport, type WordPressExport, type WordPressItem } from './export.ts';
import { kindOfType } from './kinds.ts';
import { peopleOf } from './people.ts';
import { libraryOf } from './pictures.ts';
import { knownByOf, pieceOfPost, type WordPressSite } from './piece.ts';

/** @throws {RefusedInput} for an export without a post */
export function readWordPress(xml: string, context: ArchiveContext): ImportedPage {
  const whole = readExport(xml);
  const site = siteOf(whole, context);
  const others: Record<string, number> = {};
  const posts: { readonly item: WordPressItem; readonly doubt: string | undefined }[] = [];
  for (const item of whole.items) {
    const type = item.fields.get('wp:post_type')?.trim() ?? 'post';
    const kind = kindOfType(type);
    const isAuto = item.fields.get('wp:status')?.trim() === 'auto-draft';
    const counted = isAuto ? 'automatic drafts' : typeof kind === 'object' ? kind.others : undefined;
    if (counted !== undefined) others[counted] = (others[counted] ?? 0) + 1;
    else if (kind === 'piece') posts.push({ item, doubt: undefined });
    else posts.push({ item, doubt: `Its type in WordPress is “${type}”, which may be no news.` });
  }
  if (posts.length === 0 && whole.broken.length === 0) {
    const held = Object.entries(others).map(([name, count]) => `${name}: ${count}`);
    throw new RefusedInput(`It is a WordPress export without a post. ${held.join(', ')}`.trim());
  }
  const contents = documentsOf(
    posts,
    context,
    ({ item, doubt }) => pieceOfPost(item, site, context, doubt),
    ({ item: { fields } }) => fields.get('title')?.trim() || `post ${fields.get('wp:post_id') ?? 'without an id'}`,
    ({ item }) => knownByOf(item, site),
  );
  const broken = whole.broken.map((item) => ({ item, reason: 'Its end is missing: the export breaks off within it.' }));
  return { documents: contents.documents, refused: [...contents.refused, ...broken], hot: [], others };
}

/** WordPress shows no other. */
function isPublicBlock({ fields }: WordPressItem): boolean {
  const field = (name: string) => fields.get(name)?.trim() ?? '';
  return field('wp:post_type') === 'wp_block' && field('wp:status') === 'publish' && field('wp:post_password') === '';
}

function siteOf(whole: WordPressExport, context: ArchiveContext): WordPressSite {
  const { site, categories, items } = whole;
  const home = absoluteAddress(site.get('wp:base_blog_url') || site.get('link'), context.site);
  const blocks = items.filter(isPublicBlock);
  return {
    title: site.get('title') || undefined,
    home: absoluteAddress(site.get('link'), home) ?? home,
    language: site.get('language') || undefined,
    people: peopleOf(whole),
    library: libraryOf(whole),
    categories,
    blocks: new Map(
      blocks.map(({ fields }) => [fields.get('wp:post_id')?.trim() ?? '', fields.get('content:encoded') ?? '']),
    ),
  };
}
