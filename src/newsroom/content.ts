/** Validation of a piece's content: storable text within limits, of topics and sources that exist. */

import { isSlugTaken } from '../../db/articles/slugs.ts';
import { catalogueIdsBySlugs } from '../../db/catalogue/slug-ids.ts';
import type { DraftContent } from '../../db/drafts/content.ts';
import type { Db } from '../../db/engine/database.ts';
import type { AttributionRole } from '../../db/types.ts';
import { InvalidInput } from '../errors.ts';
import type { BodyFormat } from '../text/given-body.ts';
import { isReadable, oneLine } from '../text/line.ts';
import { slugKey } from '../text/slug.ts';
import { isStorable } from '../text/storable.ts';

export interface GivenImage {
  readonly url: URL;
  readonly width?: number | null | undefined;
  readonly height?: number | null | undefined;
  readonly alt?: string | null | undefined;
  readonly caption?: string | null | undefined;
  readonly creditLine?: string | null | undefined;
  /** A source's slug. */
  readonly credit?: string | null | undefined;
}

/** What isn't given stays as it is; null and the empty text clear. */
export interface GivenContent {
  readonly headline?: string | null | undefined;
  readonly standfirst?: string | null | undefined;
  readonly body?: string | null | undefined;
  readonly bodyFormat?: BodyFormat | null | undefined;
  readonly slug?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly leadImage?: GivenImage | null | undefined;
  readonly topics?: readonly string[] | null | undefined;
  readonly attributions?:
    | readonly {
        readonly role: AttributionRole;
        readonly source: string;
        readonly quote?: string | null | undefined;
      }[]
    | null
    | undefined;
}

type Path = readonly string[];

export const MAX_CHARACTERS = {
  headline: 500,
  standfirst: 2000,
  body: 1_000_000,
  slug: 200,
  url: 4096,
  alt: 2000,
  caption: 5000,
  creditLine: 500,
  quote: 5000,
  note: 5000,
} as const;
export const MAX_TOPICS = 20;
/** Each quote counts. */
export const MAX_ATTRIBUTIONS = 200;
const MAX_PIXELS = 100_000;

/** Content whose values are good by themselves; whether slugs lead anywhere is known to the database. */
type ReadContent = Awaited<ReturnType<typeof readContent>>;

/**
 * Reads content before a transaction begins, as a long body takes a while and locks would be held meanwhile.
 *
 * @param publicUrl what relative addresses in the text stand against
 * @returns what was read; it throws the InvalidInput of content that is wrong, when the transaction's turn is to say so
 */
export async function readAhead(given: GivenContent, publicUrl: string): Promise<() => ReadContent> {
  try {
    const read = await readContent(given, publicUrl, ['input', 'content']);
    return () => read;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

async function readContent(given: GivenContent, publicUrl: string, path: Path) {
  const { headline, standfirst, body, bodyFormat } = given;
  const changes: Partial<DraftContent> = {
    ...(headline !== undefined && { headline: line(headline, MAX_CHARACTERS.headline, [...path, 'headline']) ?? '' }),
    ...(standfirst !== undefined && {
      standfirst: text(standfirst, MAX_CHARACTERS.standfirst, [...path, 'standfirst']),
    }),
    ...(body !== undefined && (await acceptedBody(body, bodyFormat ?? 'HTML', publicUrl, [...path, 'body']))),
    ...(given.language !== undefined && { language: languageTag(given.language, [...path, 'language']) }),
    ...(given.slug !== undefined && { slug: slug(given.slug, [...path, 'slug']) }),
  };
  const image = given.leadImage && acceptedImage(given.leadImage, [...path, 'leadImage']);
  const topics = within(given.topics, MAX_TOPICS, [...path, 'topics']);
  const attributions = within(given.attributions, MAX_ATTRIBUTIONS, [...path, 'attributions']);
  for (const [index, each] of (topics ?? []).entries())
    text(each, MAX_CHARACTERS.slug, [...path, 'topics', `${index}`]);
  const quotes = (attributions ?? []).map(({ source, quote }, index) => {
    const place = [...path, 'attributions', `${index}`];
    text(source, MAX_CHARACTERS.slug, [...place, 'source']);
    return text(quote, MAX_CHARACTERS.quote, [...place, 'quote']);
  });
  return { given, path, changes, image, topics, attributions, quotes };
}

/**
 * The columns that the content changes.
 *
 * @param articleId whose slug the piece may have
 * @throws {InvalidInput}
 */
export async function acceptedContent(
  db: Db,
  { given, path, changes, image, topics, attributions, quotes }: ReadContent,
  articleId: number | null,
): Promise<Partial<DraftContent>> {
  if (changes.slug != null && (await isSlugTaken(db, changes.slug, articleId))) {
    throw new InvalidInput(`The slug ${changes.slug} is another article’s, or was once.`, [...path, 'slug']);
  }
  const named = [...(attributions ?? []).map(({ source }) => source), ...(image?.credit ? [image.credit] : [])];
  const slugs = { topics: (topics ?? []).map(slugKey), sources: named.map(slugKey) };
  const { topics: topicIds, sources: sourceIds } = await catalogueIdsBySlugs(db, slugs);
  const idOf = (ids: ReadonlyMap<string, number>, name: string, kind: string, place: Path) => {
    const id = ids.get(slugKey(name));
    if (id === undefined) throw new InvalidInput(`There is no ${kind} with the slug ${JSON.stringify(name)}.`, place);
    return id;
  };
  return {
    ...changes,
    ...(given.leadImage !== undefined && {
      image: image
        ? {
            ...image.columns,
            credit_source_id:
              image.credit === null ? null : idOf(sourceIds, image.credit, 'source', [...path, 'leadImage', 'credit']),
          }
        : null,
    }),
    ...(topics !== undefined && {
      topic_ids: [
        ...new Set(topics.map((name, index) => idOf(topicIds, name, 'topic', [...path, 'topics', `${index}`]))),
      ],
    }),
    ...(attributions !== undefined && {
      attributions: attributions.map(({ role, source }, index) => ({
        role,
        source_id: idOf(sourceIds, source, 'source', [...path, 'attributions', `${index}`, 'source']),
        quote: quotes[index] ?? null,
      })),
    }),
  };
}

/** @returns null for no text, whichever way that is said */
export function text(given: string | null | undefined, most: number, path: Path): string | null {
  if (given == null || given === '') return null;
  if (given.length > most) {
    throw new InvalidInput(`This has ${given.length} characters; at most ${most} are allowed.`, path);
  }
  if (!isStorable(given)) {
    const what = 'a NUL character, half a surrogate pair, or more than 100 marks on one letter';
    throw new InvalidInput(`This holds ${what}.`, path);
  }
  return given;
}

/** One line, of which something can be read, in NFC. @returns null for no text */
function line(given: string | null | undefined, most: number, path: Path): string | null {
  const accepted = text(given, most, path);
  if (accepted === null || accepted.trim() === '') return null;
  const shown = oneLine(accepted);
  if (!isReadable(shown)) throw new InvalidInput('This has no letter, digit or other sign that readers see.', path);
  return text(shown, most, path);
}

async function acceptedBody(
  given: string | null,
  format: BodyFormat,
  publicUrl: string,
  path: Path,
): Promise<Partial<DraftContent>> {
  const accepted = text(given, MAX_CHARACTERS.body, path);
  if (accepted === null) return { body: '', dropped_from_body: [] };
  // Imported with the first text: the sanitiser is large, and a service that only answers readers needs none.
  const { bodyOf } = await import('../text/given-body.ts');
  const made = bodyOf(accepted, format, publicUrl);
  if (made === null) throw new InvalidInput('This is nested deeper, or in more parts, than any text.', path);
  const { html, dropped } = made;
  // Escaping makes texts longer.
  return { body: text(html, MAX_CHARACTERS.body, path) ?? '', dropped_from_body: dropped };
}

function languageTag(given: string | null, path: Path): string {
  if (given === null) return 'und';
  try {
    const [canonical] = Intl.getCanonicalLocales(given);
    if (canonical !== undefined && canonical.length <= 35 && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(canonical)) {
      return canonical;
    }
  } catch {
    // Told below, as every other tag that isn't one.
  }
  throw new InvalidInput('This is not a language tag such as en or pt-BR.', path);
}

function slug(given: string | null, path: Path): string | null {
  const accepted = text(given == null ? null : slugKey(given), MAX_CHARACTERS.slug, path);
  if (accepted !== null && !/^[\p{L}\p{M}\p{N}]+(?:[-_.~]+[\p{L}\p{M}\p{N}]+)*$/u.test(accepted)) {
    throw new InvalidInput('A slug has letters and digits, with hyphens between them.', path);
  }
  return accepted;
}

function acceptedImage(given: GivenImage, path: Path) {
  const url = text(given.url.href, MAX_CHARACTERS.url, [...path, 'url']);
  if (!/^https?:$/.test(given.url.protocol)) {
    throw new InvalidInput('A picture’s address begins with http: or https:.', [...path, 'url']);
  }
  return {
    columns: {
      url,
      width: pixels(given.width, [...path, 'width']),
      height: pixels(given.height, [...path, 'height']),
      // Empty it says that the picture is decorative.
      alt: given.alt?.trim() === '' ? '' : text(given.alt, MAX_CHARACTERS.alt, [...path, 'alt']),
      caption: text(given.caption, MAX_CHARACTERS.caption, [...path, 'caption']),
      credit_line: text(given.creditLine, MAX_CHARACTERS.creditLine, [...path, 'creditLine']),
    },
    credit: text(given.credit, MAX_CHARACTERS.slug, [...path, 'credit']),
  };
}

function pixels(size: number | null | undefined, path: Path): number | null {
  if (size == null) return null;
  if (size >= 1 && size <= MAX_PIXELS) return size;
  throw new InvalidInput(`Pixels go from 1 to ${MAX_PIXELS}; these are ${size}.`, path);
}

/** @returns undefined for what isn't given, the empty list for null */
export function within<Item>(
  list: readonly Item[] | null | undefined,
  most: number,
  path: Path,
): readonly Item[] | undefined {
  if (list === undefined) return undefined;
  if (list !== null && list.length > most) {
    throw new InvalidInput(`These are ${list.length}; at most ${most} are allowed.`, path);
  }
  return list ?? [];
}
