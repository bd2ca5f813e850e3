/** Slugs: the last part of the address of an article, topic or source, made from its name. */

import slugify from '@sindresorhus/slugify';
import { normalForm, withoutPiles } from './piled-marks.ts';

/** A column holds 200; the rest is for a number behind it. */
const MAX_SLUG_CHARACTERS = 190;

/**
 * Lower-case Latin letters, digits and hyphens, at most 190 characters, cut between words. A text that has no Latin
 * transliteration keeps its own letters (NFC); one without any letter or digit becomes `otherwise`.
 */
export function slugOf(text: string, otherwise: string): string {
  const given = withoutPiles(text);
  const latin = slugify(given);
  const slug = latin === '' ? ownLetters(given) : latin;
  return slug === '' ? otherwise : shortened(slug);
}

function ownLetters(text: string): string {
  return normalForm(text, 'NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|(?<!-)-+$/g, '');
}

function shortened(slug: string): string {
  if (slug.length <= MAX_SLUG_CHARACTERS) return slug;
  const cut = slug.slice(0, MAX_SLUG_CHARACTERS);
  const boundary = cut.lastIndexOf('-');
  return boundary > MAX_SLUG_CHARACTERS / 2 ? cut.slice(0, boundary) : cut;
}

/** The one form of a slug under which it is stored and looked for: slugs are equal without case, and in NFC. */
export function slugKey(slug: string): string {
  return normalForm(slug, 'NFC').toLowerCase();
}
