/** Parts of a text that an editor's system keeps among its paragraphs for the desk alone: notes, comments, reminders. */

const whose = new Set(
  'internal intern interne interner internes interno interna internt private editor editors editorial desk staff redaktion redaktions redaktionell redaktionelle redaktioneller newsroom production legal reviewer reviewers'.split(
    ' ',
  ),
);
const what = new Set(
  'only note notes notiz notizen comment comments kommentar kommentare remark remarks memo memos hint hints hinweis hinweise todo todos warning warnings nota'.split(
    ' ',
  ),
);
/** What systems put around a kind. */
const around = new Set(
  'block slice section component module shared acf core custom to the s text rich content field'.split(' '),
);
const alone = /^(?:internal|intern|todos?|fixme|(?:not for|do not) publi(?:sh|cation)|draft (?:notes?|content|text))$/;

/**
 * Whether a part of this kind is for editors: "internalNoteBlock", "acf/internal-note", "noteForEditors". An editors' note that readers have
 * goes with them, and is told; what is called a comment alone may wrap words that are published.
 */
export function isForDesk(kind: string): boolean {
  const words = kind
    .slice(0, 60)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !around.has(word));
  if (alone.test(words.join(' '))) return true;
  return (
    words.some((word) => whose.has(word)) &&
    words.some((word) => what.has(word)) &&
    words.every((word) => whose.has(word) || what.has(word) || word === 'for')
  );
}
