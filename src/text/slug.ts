/** Slugs: the names of things in addresses. */

import slugify from '@sindresorhus/slugify';

/** A column holds 200; the rest is for a number behind it. */
const longest = 190;

/**
 * Lower-case Latin letters, digits and hyphens, at most 190 characters, cut between words. A text that has no Latin
 * transliteration keeps its own letters (NFC); one without any letter or digit becomes `otherwise`.
 */
export function slugOf(text: string, otherwise: string): string {
  const latin = slugify(text);
  const slug = latin === '' ? ownLetters(text) : latin;
  return slug === '' ? otherwise : shortened(slug);
}

function ownLetters(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

function shortened(slug: string): string {
  if (slug.length <= longest) return slug;
  const cut = slug.slice(0, longest);
  const boundary = cut.lastIndexOf('-');
  return boundary > longest / 2 ? cut.slice(0, boundary) : cut;
}
