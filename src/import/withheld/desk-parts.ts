/** Parts of a text that an editor's system keeps among its paragraphs for the desk alone: notes, comments, reminders. */

const deskPart =
  /^(?:(?:internal|private|editors?|editorial|desk|staff|redaktions?|newsroom|production|legal|reviewers?|authors?)[\s_-]?(?:only|notes?|comments?|remarks?|memos?|hints?|todos?|warnings?)|comments?|todos?|fixme|hidden|draft[\s_-]?(?:notes?|content|text)|(?:interne|notes?|kommentar|note|nota)[\s_-]?(?:notiz|internes?|intern|interna))$/i;

/** Whether a part of this kind is for editors: an editors' note that readers have goes with them, and is told. */
export const isForDesk = (kind: string): boolean =>
  deskPart.test(kind.slice(0, 60).replace(/(\p{Ll})(\p{Lu})/gu, '$1-$2')) || deskPart.test(kind.slice(0, 60));
