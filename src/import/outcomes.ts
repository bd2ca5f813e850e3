/** What becomes of an imported piece, by what is known of it: created, updated, held for an editor, or nothing. */

import type { Origin } from '../../db/articles/origins.ts';
import type { HeldPiece } from '../../db/drafts/held-pieces.ts';
import type { Candidate } from './candidate.ts';

/**
 * A feed's summary doesn't take the place of the text that a page gave, nor the other way round, and neither that of what
 * the newsroom corrected, withdrew, killed or is at work on. What another site gave has no say beside what came otherwise, and
 * gives way to the text of the piece's own site, be it shorter. An earlier version changes nothing, and what was canceled needs a later one. What it deleted of what was held doesn't come back before it
 * is in no doubt any more.
 */
export function outcomeOf(
  piece: Candidate,
  known: Origin | null,
  held: HeldPiece | null,
): 'created' | 'updated' | 'unchanged' | 'held' {
  const { doubts, wordCount, fingerprint, isOfAnotherSite } = piece;
  const isInDoubt = doubts.length > 0;
  if (known?.is_outdated === true || held?.is_outdated === true) return 'unchanged';
  if (known !== null) {
    if (isOfAnotherSite && (known.has_other_origin || known.is_own_origin)) return 'unchanged';
    const isPoorer = (known.has_other_own_origin || wordCount === 0) && wordCount < known.word_count;
    // The date is known from before.
    const isDoubtful = doubts.some(({ kind }) => kind !== 'undated');
    return isPoorer || isDoubtful || known.has_draft || known.is_gone || known.fingerprint === fingerprint
      ? 'unchanged'
      : 'updated';
  }
  if (held === null) return isInDoubt ? 'held' : 'created';
  if (held.is_canceled && piece.version.number === null && piece.version.at === null) return 'unchanged';
  const isOtherOrigin = held.fingerprint === null;
  if (isOfAnotherSite && (isOtherOrigin || !held.is_of_another_site)) return 'unchanged';
  if (held.draft_id === null) return isInDoubt ? 'unchanged' : 'created';
  const isPoorer = isOtherOrigin && !held.is_of_another_site && wordCount < held.word_count;
  if (!held.is_untouched || isPoorer) return 'unchanged';
  if (!isInDoubt) return 'created';
  return held.fingerprint === fingerprint ? 'unchanged' : 'held';
}

/** What somebody has to decide on of a piece that stays as it is: readers have what isn't public where it comes from any more. */
export function toldOfUnchanged({ doubts }: Candidate, known: Origin | null): string | undefined {
  const unsure = doubts.find(({ kind }) => kind === 'unsure');
  const isSeen = known?.is_out === true && !known.is_gone && !known.is_outdated;
  return unsure === undefined || !isSeen ? undefined : `Readers have it from before. ${unsure.reason}`;
}
