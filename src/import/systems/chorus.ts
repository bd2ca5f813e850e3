/** Entries of Chorus, the system of Vox Media: components of a body, community groups, a `dek`. */

import { escapedAttribute, escapedText } from '../../text/html/tree.ts';
import { type JsonRecord, recordOf, recordsOf, textOf } from '../archive/json.ts';
import type { System } from './system.ts';

export const chorus: System = {
  name: 'an entry of Chorus',
  fits: (json) =>
    entriesIn(json).some((entry) =>
      recordsOf(recordOf(entry.body)?.components).some(({ __typename }) => /^EntryBody/.test(String(__typename))),
    ),
  rowsOf: (json) => entriesIn(json).map(rowOf),
};

const entriesIn = (json: unknown): JsonRecord[] => (Array.isArray(json) ? recordsOf(json) : recordsOf([json]));
const htmlOf = (value: unknown): string => textOf(recordOf(value)?.html) ?? '';

function rowOf(entry: JsonRecord): JsonRecord {
  const people = [entry.authorProfile ?? entry.author, ...recordsOf(entry.contributors)].flatMap((each) => {
    const name = textOf(recordOf(each)?.name, recordOf(each)?.fullOrUserName);
    return name === undefined ? [] : [{ name }];
  });
  return {
    record: entry,
    id: entry.uid,
    url: entry.url,
    headline: entry.title,
    standfirst: htmlOf(entry.dek) || htmlOf(entry.promoDescription),
    body: recordsOf(recordOf(entry.body)?.components).map(componentHtml).join('\n'),
    status: textOf(entry.status, entry.publishStatus, entry.state),
    isPublished: entry.published ?? entry.isPublished,
    publishedAt: textOf(entry.publishDate, entry.originalPublishDate, entry.createdAt),
    updatedAt: entry.updatedAt,
    authors: people,
    keywords: recordsOf(entry.communityGroups).map(({ name }) => textOf(name)),
    image: recordOf(entry.leadImage) ?? recordOf(entry.promoImage),
  };
}

const writers: Readonly<Record<string, (component: JsonRecord) => string>> = {
  EntryBodyParagraph: ({ contents }) => `<p>${htmlOf(contents)}</p>`,
  EntryBodyHeading: ({ contents, level }) => `<h${Number(level) || 2}>${htmlOf(contents)}</h${Number(level) || 2}>`,
  EntryBodyList: ({ items, ordered }) => {
    const tag = ordered === true ? 'ol' : 'ul';
    return `<${tag}>${recordsOf(items)
      .map(({ line }) => `<li>${htmlOf(line)}</li>`)
      .join('')}</${tag}>`;
  },
  EntryBodyBlockquote: ({ paragraphs }) =>
    `<blockquote>${recordsOf(paragraphs)
      .map(({ contents }) => `<p>${htmlOf(contents)}</p>`)
      .join('')}</blockquote>`,
  EntryBodyPullquote: ({ quote }) => `<blockquote>${htmlOf(quote)}</blockquote>`,
  EntryBodyHorizontalRule: () => '<hr>',
  EntryBodyHTML: ({ rawHtml }) => textOf(rawHtml) ?? '',
  EntryBodyEmbed: ({ embed }) => textOf(recordOf(embed)?.embedHtml) ?? '',
  EntryBodyImage: ({ image, caption }) => imageHtml(recordOf(image) ?? {}, caption),
  EntryBodyTable: ({ table }) => tableHtml(recordOf(table) ?? {}),
};

function componentHtml(component: JsonRecord): string {
  return writers[textOf(component.__typename) ?? '']?.(component) ?? '';
}

function imageHtml(image: JsonRecord, caption: unknown): string {
  const asset = recordOf(image.asset) ?? image;
  const url = textOf(asset.url, image.url, image.hiDpiUrl);
  if (url === undefined) return '';
  const words = htmlOf(caption) || htmlOf(image.caption);
  const shown = `<img src="${escapedAttribute(url)}" alt="${escapedAttribute(textOf(image.altText, asset.altText) ?? '')}">`;
  return `<figure>${shown}${words === '' ? '' : `<figcaption>${words}</figcaption>`}</figure>`;
}

/** Columns are kept as lists. */
function tableHtml({ columns, rows }: JsonRecord): string {
  const heads = Array.isArray(columns) ? columns : [];
  const lists = (Array.isArray(rows) ? rows : []).filter((each): each is unknown[] => Array.isArray(each));
  const cells = (tag: string, values: readonly unknown[]) =>
    `<tr>${values.map((value) => `<${tag}>${escapedText(String(value ?? ''))}</${tag}>`).join('')}</tr>`;
  const length = Math.min(Math.max(0, ...lists.map((list) => list.length)), 1_000);
  const lines = Array.from({ length }, (_, at) =>
    cells(
      'td',
      lists.map((list) => list[at]),
    ),
  );
  return `<table>${cells('th', heads)}${lines.join('')}</table>`;
}
