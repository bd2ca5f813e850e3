/** Pages that a word processor has saved (Google Docs, Word, LibreOffice): their titles are headings, and their comments nobody's to read. */

import type { PageDocument } from './dom.ts';

/** Word's list of comments and its marks, Google's marks; what stands behind a text is taken with what it stands in. */
const comments =
  '[style*="mso-element:comment"], .msocomtxt, .MsoCommentText, .MsoCommentReference, a.msocomanchor, a[href^="#_msocom_"]';
const marksOfGoogle = 'a[href^="#cmnt"]:not([href^="#cmnt_ref"])';
const commentsOfGoogle = 'a[href^="#cmnt_ref"]';

/** Changes the document. */
export function withWordProcessorsMeaning(document: PageDocument): void {
  for (const element of [...document.querySelectorAll(comments)]) element.remove();
  for (const link of [...document.querySelectorAll(marksOfGoogle)]) (link.closest('sup') ?? link).remove();
  for (const link of [...document.querySelectorAll(commentsOfGoogle)]) {
    const paragraph = link.closest('p') ?? link;
    // Google's own division begins with the comment; any other holds the text as well.
    const division = paragraph.parentElement;
    const isTheirs =
      division?.localName === 'div' && division.firstElementChild === paragraph && !division.matches('.doc-content');
    (isTheirs ? division : paragraph).remove();
  }
  if (document.querySelector('h1') !== null) return;
  // Google's paragraph styles “Title” and “Subtitle”.
  const [title, ...others] = document.querySelectorAll('.doc-content > p.title');
  if (title === undefined || others.length > 0) return;
  const heading = document.createElement('h1');
  heading.append(...title.childNodes);
  title.replaceWith(heading);
  document.querySelector('.doc-content > p.subtitle')?.setAttribute('class', 'standfirst');
}
