/** Doubts about an imported piece: why it waits for an editor rather than coming out as it is. */

import { bodyAsText } from '../text/body.ts';
import { hiddenReason } from './hidden-piece.ts';
import type { ImportedDocument } from './imported-document.ts';
import { isFactBox } from './withheld/fact-box.ts';
import { isEmbargoNote, isNoteAtEnd } from './withheld/notes.ts';

/** What an editor has to decide on. */
export type DoubtKind = 'undated' | 'bodyless' | 'unsure' | 'embargoed';

export interface Doubt {
  readonly kind: DoubtKind;
  /** A sentence for the editor. */
  readonly reason: string;
}

/** The embargo of a press release stands at its head. */
const HEAD_LINES = 4;
const TAIL_LINES = 6;
const HEAD_CHARS = 2_000;
const BOX_LINES = 8;

/**
 * In order: no date of its own, nothing but a headline, no sign of being an article, signs of not having been public, a note that it isn't to be
 * published yet. A page's own boxes say of their stories no more than a headline, so that is enough there.
 *
 * @param document as `accepted` gives it
 */
export function doubtsOf(document: ImportedDocument, now: Date): readonly Doubt[] {
  const { isDateGuessed, isCard = false, body, standfirst, unsure } = document;
  const doubts: Doubt[] = [];
  if (isDateGuessed === true) doubts.push({ kind: 'undated', reason: 'It has no date of its own.' });
  if (body === '' && standfirst === undefined && !isCard) {
    doubts.push({ kind: 'bodyless', reason: 'It has a headline and no text.' });
  }
  if (unsure !== undefined) doubts.push({ kind: 'unsure', reason: unsure });
  const hidden = hiddenReason(document);
  if (hidden !== undefined) doubts.push({ kind: 'unsure', reason: hidden });
  if (isEmbargoed(document, now))
    doubts.push({ kind: 'embargoed', reason: 'It says that it isn’t to be published yet.' });
  return doubts;
}

function isEmbargoed({ headline, standfirst = '', body }: ImportedDocument, now: Date): boolean {
  const lines = linesIn(body.slice(0, HEAD_CHARS));
  const head = lines.slice(0, HEAD_LINES);
  const marks = [
    /[([]([^()[\]]{5,80})[)\]]\W*$/u.exec(headline)?.[1],
    / [–—|-] ?((?:embargo|sperrfrist).{3,80})$/iu.exec(headline)?.[1],
  ];
  if ([headline, ...marks, standfirst].some((line = '') => isEmbargoNote(line, now))) return true;
  const isNote = isFactBox(lines.slice(0, BOX_LINES)) ? isNoteAtEnd : isEmbargoNote;
  if (head.some((line) => isNote(line, now))) return true;
  // What a press office tells editors stands at the end as well.
  const tail = linesIn(body.slice(-HEAD_CHARS).replace(/^[^<]*>/, '')).slice(-TAIL_LINES);
  return tail.some((line) => isNoteAtEnd(line, now));
}

const linesIn = (html: string) =>
  bodyAsText(html)
    .split('\n')
    .filter((line) => line !== '');

/** In one line, with the date that the piece does have, which an editor may want to give it. */
export function reasonOf(doubts: readonly Doubt[], document: ImportedDocument): string {
  const reasons = doubts.map(({ reason }) => reason).join(' ');
  return document.isDateGuessed === true ? reasons : `${reasons} Its date: ${document.publishedAt.toISOString()}.`;
}
