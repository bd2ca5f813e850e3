/**
 * An article as ninjs 3.1, and whole: what the standard has no property for stands in roles of its
 * lists, so that an import brings the same article back.
 */

import type { ExportedArticle, ExportedSource } from '../../db/articles/exported.ts';
import { articleUrl, imageUrl } from '../site/urls.ts';
import { sanitiseBody } from '../text/sanitise.ts';
import { digestOf } from './digest.ts';

/** Says that an item is whole, and how its lists are to be read. */
export const ninjsProfile = 'dateline-article';
/** Roles of alternative ids and descriptions. */
export const ninjsRoles = {
  slug: 'slug',
  formerSlug: 'former-slug',
  dayOnly: 'day-only',
  quote: 'quote',
  correction: 'correction',
  digest: 'digest',
} as const;

const standard = { name: 'ninjs', version: '3.1', schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json' };

const plain = (role: string, value: string) => ({ role, contentType: 'text/plain', value });

export function ninjsOf(article: ExportedArticle, publicUrl: string) {
  const { slug, headline, standfirst, language, topics, attributions, former_slugs, corrections } = article;
  const uri = articleUrl(publicUrl, slug);
  const authors = attributions.filter(({ role }) => role === 'AUTHOR').map(({ name }) => name);
  const body = sanitiseBody(article.body, `${publicUrl}/`);
  const item = {
    standard,
    uri,
    type: 'text',
    representationType: article.is_teaser ? 'partial' : 'full',
    profile: ninjsProfile,
    firstCreated: article.published_at.toISOString(),
    versionCreated: article.updated_at.toISOString(),
    pubStatus: 'usable',
    language,
    headlines: [plain('main', headline)],
    descriptions: [
      ...(standfirst === null ? [] : [plain('summary', standfirst)]),
      ...attributions.flatMap(({ quote }, index) =>
        quote === null ? [] : [plain(`${ninjsRoles.quote}:${index}`, quote)],
      ),
      ...corrections.map(({ note, at }) => plain(`${ninjsRoles.correction}:${new Date(at).toISOString()}`, note)),
    ],
    bodies: body === '' ? [] : [{ role: 'main', contentType: 'text/html', wordCount: article.word_count, value: body }],
    ...(authors.length > 0 && { by: [...new Set(authors)].join(', ') }),
    subjects: topics.map((name) => ({ name, rel: 'about' })),
    infoSources: attributions.map((each) => sourceOf(each, each.role)),
    associations: article.image === null ? [] : [pictureOf(article.image, uri, publicUrl)],
    altIds: [
      { role: ninjsRoles.slug, value: slug },
      ...former_slugs.map((value) => ({ role: ninjsRoles.formerSlug, value })),
      ...(article.published_date_only
        ? [{ role: ninjsRoles.dayOnly, value: article.published_at.toISOString().slice(0, 10) }]
        : []),
    ],
  };
  return { ...item, altIds: [...item.altIds, { role: ninjsRoles.digest, value: digestOf(item) }] };
}

/** The kind as its literal, since no list of codes has it. */
function sourceOf({ name, kind, homepage }: ExportedSource, role: string) {
  return { name, role: role.toLowerCase(), literal: kind, ...(homepage !== null && { uri: homepage }) };
}

function pictureOf(image: NonNullable<ExportedArticle['image']>, uri: string, publicUrl: string) {
  const { url, width, height, alt, caption, credit_line, credit } = image;
  const href = url === null ? undefined : imageUrl(publicUrl, url);
  return {
    name: 'lead',
    uri: href ?? `${uri}#picture`,
    type: 'picture',
    descriptions: [
      ...(caption === null ? [] : [plain('caption', caption)]),
      ...(alt === null ? [] : [plain('alt', alt)]),
    ],
    ...(credit_line !== null && { by: credit_line }),
    infoSources: credit === null ? [] : [sourceOf(credit, 'IMAGE_CREDIT')],
    renditions:
      href === undefined && width === null && height === null
        ? []
        : [
            {
              name: 'original',
              ...(href !== undefined && { href }),
              ...(width !== null && { width }),
              ...(height !== null && { height }),
            },
          ],
  };
}
