/** Exports of Movable Type and TypePad to documents, one for each entry. */

import { type ArchiveContext, type ArchivePiece, documentsOf } from '../archive/piece.ts';
import { lastSegment } from '../archive/slugs.ts';
import { namesOf } from '../archive/values.ts';
import { isKey } from '../author-names.ts';
import { paragraphs } from '../feed/markup.ts';
import { absoluteAddress } from '../html/address.ts';
import { withLineBreaks } from '../html/line-breaks.ts';
import { type ImportedPage, type KnownBefore, RefusedInput } from '../imported-document.ts';
import { bodyOfMarkdown } from '../markdown/body.ts';
import { hidingInRecord } from '../withheld/record.ts';
import { holdOf } from '../withheld/states.ts';
import { entriesIn, type MovableTypeEntry } from './entries.ts';

/** @throws {RefusedInput} for an export without an entry */
export function readMovableType(text: string, context: ArchiveContext): ImportedPage {
  const entries = entriesIn(text);
  if (entries.length === 0) throw new RefusedInput('It is a Movable Type export without an entry.');
  const { documents, refused } = documentsOf(
    entries,
    context,
    (entry) => pieceOf(entry, context),
    ({ fields }, index) => fields.get('TITLE')?.[0] ?? `entry ${index + 1}`,
    (entry) => knownByOf(entry, context),
  );
  return { documents, refused, hot: [] };
}

function knownByOf({ fields }: MovableTypeEntry, { site }: ArchiveContext): KnownBefore {
  const field = (name: string) => fields.get(name)?.[0];
  const url = absoluteAddress(field('UNIQUE URL') ?? field('PERMALINK'), site);
  const day = field('DATE')?.split(' ', 1)[0] ?? '';
  return { origin: url ?? ['movable-type', day, field('BASENAME') ?? field('TITLE') ?? ''].join(':'), url };
}

function pieceOf(entry: MovableTypeEntry, context: ArchiveContext): ArchivePiece {
  const { fields, texts } = entry;
  const field = (name: string) => fields.get(name)?.[0];
  if (field('PASSWORD') !== undefined) throw new RefusedInput('It isn’t public: it has a password.');
  const known = knownByOf(entry, context);
  const publishedAt = dateOf(field('DATE'));
  const categories = [...(fields.get('PRIMARY CATEGORY') ?? []), ...(fields.get('CATEGORY') ?? [])];
  const parts = [texts.get('BODY'), texts.get('EXTENDED BODY')].flatMap((text) => text || []);
  const bodies = parts.map((text) => htmlOf(text, field('CONVERT BREAKS') ?? ''));
  const image = field('IMAGE');
  return {
    ...known,
    slug: lastSegment(
      field('BASENAME')?.replaceAll('_', '-') ?? (known.url === undefined ? '' : new URL(known.url).pathname),
    ),
    headline: field('TITLE') ?? '',
    standfirst: texts.get('EXCERPT') || undefined,
    body: bodies.map(({ html }) => html).join('\n'),
    dropped: bodies.flatMap(({ dropped }) => dropped),
    publishedAt,
    authors: (fields.get('AUTHOR') ?? []).filter((name) => !isKey(name)).map((name) => ({ name, homepage: undefined })),
    sections: categories,
    keywords: [...tagsIn(field('TAGS')), ...namesOf(texts.get('KEYWORDS'))],
    image: image === undefined ? undefined : { url: image },
    hold:
      holdOf(field('STATUS') ?? 'publish', publishedAt, context.now) ??
      hidingIn(fields, context.now) ??
      (/^textile/i.test(field('CONVERT BREAKS') ?? '')
        ? 'Its text is in Textile, whose marks stand in it.'
        : undefined),
    base: known.url ?? context.site,
  };
}

/** What plug-ins write beside: an end, a state of their own. */
const hidingIn = (fields: MovableTypeEntry['fields'], now: Date) =>
  hidingInRecord(
    Object.fromEntries([...fields].map(([name, values]) => [name, values[0]])),
    now,
    (name) => name === 'STATUS',
  );

/** Tags with a blank stand between quotation marks. */
const tagsIn = (written = '') =>
  [...written.matchAll(/"([^"]*)"|([^",]+)/g)]
    .map(([, quoted, plain]) => (quoted ?? plain ?? '').trim())
    .filter(Boolean);

/** Whether it is in another format than HTML: 1 and `__default__` make breaks of a line's end. */
function htmlOf(text: string, format: string): { html: string; dropped: readonly string[] } {
  if (/^markdown/.test(format)) return bodyOfMarkdown(text);
  if (!/^(?:1|__default__|convert_?breaks)$/.test(format) && /<[a-z]/i.test(text)) return { html: text, dropped: [] };
  return { html: /<[a-z/]/i.test(text) ? withLineBreaks(text.replace(/\r\n?/g, '\n')) : paragraphs(text), dropped: [] };
}

/** "03/04/2026 09:30:15 PM": the month is first, and the hour of twenty-four where nothing says which half. */
function dateOf(written: string | undefined): Date | undefined {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([AP])M)?$/i.exec(written ?? '');
  if (found === null) {
    if (written === undefined) return undefined;
    throw new RefusedInput(`DATE: “${written.slice(0, 60)}” is no date that can be told for sure.`);
  }
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const half = found[7]?.toUpperCase();
  const hours = half === undefined ? hour : (hour % 12) + (half === 'P' ? 12 : 0);
  const date = new Date(Date.UTC(year, month - 1, day, hours, minute, second));
  if (month > 12 || date.getUTCDate() !== day) throw new RefusedInput(`DATE: “${found[0]}” is no date.`);
  return date;
}
