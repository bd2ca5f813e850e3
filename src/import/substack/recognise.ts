/** Recognises an export of Substack by the header of `posts.csv`, and what lies beside it by its name. */

const HEAD_CHARS = 500;
/** The column of texts, which `withTexts` adds. */
export const textColumn = 'body_html';

export const isSubstack = (content: string) =>
  /^\uFEFF?"?post_id"?,"?post_date"?,"?is_published"?,/.test(content.slice(0, HEAD_CHARS));

/** Files that tell of readers, and hold their addresses. */
export const isOfReaders = (name: string) =>
  /\.(?:delivers|opens)\.csv$|^(?:email_list|subscriber)[^/]*\.csv$/i.test(name);
