/** The table of an export of Substack to documents, one for each post. */

import { withLeadPicture } from '../feed/lead-picture.ts';
import type { ImportedPage } from '../imported-document.ts';
import { withoutInvitations } from '../invitations.ts';
import { type RecordsContext, readRows } from '../records/read.ts';
import { tableRows } from '../records/rows.ts';
import { playerOf } from '../wordpress/shortcodes.ts';
import { textColumn } from './recognise.ts';

/** A post whose text isn't there waits for an editor where others have theirs; threads and pages are counted. */
export function readSubstack(csv: string, context: RecordsContext): ImportedPage {
  const { header, rows, refused } = tableRows(csv);
  const others: Record<string, number> = {};
  const posts = rows.filter(({ values: { type } }) => {
    const isOther = type === 'page' || type === 'thread';
    if (isOther) others[`${type}s`] = (others[`${type}s`] ?? 0) + 1;
    return !isOther;
  });
  const placed = posts.map(({ place, values }) => ({
    place,
    values: { ...values, ...(values.type === 'adhoc_email' && mailed), [textColumn]: textOf(values) },
  }));
  if (placed.length === 0 && refused.length === 0) return { documents: [], hot: [], others };
  const page = readRows({ header: [...new Set([...header, textColumn])], rows: placed, refused, others }, context);
  const hasTexts = posts.some(({ values }) => (values[textColumn] ?? '') !== '');
  const documents = page.documents.map((document) =>
    hasTexts && document.body === '' && document.unsure === undefined
      ? { ...document, unsure: 'Its text isn’t in the export, or not beside its table.' }
      : withLeadPicture(document),
  );
  return { ...page, documents };
}

/** To some readers, and on no page. */
const mailed = { audience: 'by e-mail alone' };

function textOf({ [textColumn]: text, podcast_url: sound }: Readonly<Record<string, unknown>>): string {
  const { html } = withoutInvitations(String(text ?? ''));
  const address = String(sound ?? '');
  return /^https?:\/\//.test(address) && !html.includes(address)
    ? `${html}<figure>${playerOf(address)}</figure>`
    : html;
}
