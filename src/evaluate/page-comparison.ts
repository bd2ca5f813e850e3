/** Field-by-field comparison of an imported page with its expected values: title, time, authors, image, body F1. */

import { isSamePicture } from '../import/html/same-picture.ts';
import type { ImportedDocument } from '../import/imported-document.ts';
import { bodyAsText } from '../text/body.ts';
import { MINUTE_MS } from '../time/units.ts';

interface ExpectedImage {
  readonly versions?: readonly { readonly url: string }[];
  readonly is_cover?: boolean;
  readonly position?: number;
}

/** What is known about one page; a field that is missing isn't measured. */
export interface ExpectedPage {
  readonly title?: string;
  readonly authors?: readonly string[];
  readonly publishing_date?: string;
  readonly images?: readonly ExpectedImage[];
  readonly body?: {
    readonly summary?: readonly string[];
    readonly sections?: readonly { readonly headline?: readonly string[]; readonly paragraphs?: readonly string[] }[];
  };
}

export const fields = ['title', 'time', 'authors', 'image', 'body'] as const;
export type Field = (typeof fields)[number];

const MIN_BODY_F1 = 0.9;

interface Comparison {
  readonly mark: boolean | null;
  readonly expected: unknown;
  readonly got: unknown;
}

/** What is compared of a page that was read. */
export type ReadPage = Pick<ImportedDocument, 'headline' | 'publishedAt' | 'attributions' | 'image' | 'body'>;

export function compare(document: ReadPage | undefined, expected: ExpectedPage): Record<Field, Comparison> {
  const against = (known: boolean, isRight: () => boolean, wanted: unknown, got: unknown): Comparison => ({
    mark: known ? document !== undefined && isRight() : null,
    expected: wanted,
    got,
  });
  const headline = document?.headline;
  const published = Number.isNaN(document?.publishedAt.getTime()) ? undefined : document?.publishedAt.toISOString();
  const names = document?.attributions.filter(({ role }) => role === 'AUTHOR' || role === 'WIRE') ?? [];
  const authors = names.map(({ source }) => source.name);
  const images = expected.images ?? [];
  const f1 = document ? bodyF1(document.body, expected) : 0;
  return {
    title: against(
      !!expected.title,
      () => normal(headline ?? '') === normal(expected.title ?? ''),
      expected.title,
      headline,
    ),
    time: against(
      !!expected.publishing_date,
      () => minute(published ?? '') === minute(expected.publishing_date ?? ''),
      expected.publishing_date,
      published,
    ),
    authors: against(
      !!expected.authors,
      () => nameSet(authors) === nameSet(expected.authors ?? []),
      expected.authors,
      authors,
    ),
    image: against(
      images.length > 0,
      () => isExpectedPicture(document?.image?.url, images),
      covers(images),
      document?.image?.url,
    ),
    body: against(!!expected.body, () => f1 >= MIN_BODY_F1, MIN_BODY_F1, f1),
  };
}

export function normal(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[«»„“”‟″"]|''|``/g, '"')
    .replace(/[‘’‚‛′`´‹›]/g, "'")
    .replace(/\p{Pd}/gu, '-')
    .replace(/…/g, '...')
    .replace(/\s+/g, ' ')
    .trim();
}

export function nameSet(names: readonly string[]): string {
  return [...new Set(names.map((name) => normal(name).toLowerCase()))].sort().join('\n');
}

/** Minutes since 1970; `NaN`, which equals nothing, when it isn't a time. */
export function minute(time: string): number {
  const iso = time.trim().replace(' ', 'T');
  return Math.floor(Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`) / MINUTE_MS);
}

function covers(images: readonly ExpectedImage[]): string[][] {
  const [first] = images.toSorted((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity));
  return images
    .filter((image) => image.is_cover || image === first)
    .map((image) => (image.versions ?? []).map(({ url }) => url));
}

/** One of the cover's addresses, or nearer to the cover than to every other picture that is expected on the page. */
function isExpectedPicture(url: string | null | undefined, images: readonly ExpectedImage[]): boolean {
  if (!url) return false;
  const wanted = covers(images).flat();
  const others = images
    .flatMap((image) => (image.versions ?? []).map((version) => version.url))
    .filter((other) => !wanted.includes(other));
  return (
    wanted.some((known) => isSamePicture(url, known)) && !others.some((other) => isSamePicture(url, other, wanted))
  );
}

function bodyF1(body: string, expected: ExpectedPage): number {
  const summary = expected.body?.summary ?? [];
  const sections = (expected.body?.sections ?? []).flatMap(({ headline, paragraphs }) => [
    ...(headline ?? []),
    ...(paragraphs ?? []),
  ]);
  // Captions aren't part of the expected text.
  const ours = words(bodyAsText(body.replace(/<figure[\s\S]*?<\/figure>/g, '')));
  return Math.max(f1(ours, words(sections.join('\n'))), f1(ours, words([...summary, ...sections].join('\n'))));
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

function words(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFKC').toLowerCase())) {
    if (isWordLike) counts.set(segment, (counts.get(segment) ?? 0) + 1);
  }
  return counts;
}

/** Harmonic mean of precision and recall over words counted with repetition. */
function f1(ours: Map<string, number>, theirs: Map<string, number>): number {
  const total = (counts: Map<string, number>) => counts.values().reduce((sum, count) => sum + count, 0);
  const shared = ours.entries().reduce((sum, [word, count]) => sum + Math.min(count, theirs.get(word) ?? 0), 0);
  return (2 * shared) / (total(ours) + total(theirs) || 1);
}
