/** What the server tells GraphiQL in the browser: a block of JSON in its page, which both sides type by this. */

export interface PageExample {
  /** The file's name without `.graphql`; links to a page (`#page=article-page`) name it. */
  readonly name: string;
  readonly query: string;
  /** As JSON, indented. */
  readonly variables: string | null;
}

export interface PageData {
  /** In the order of the tabs that a first visit finds. */
  readonly examples: readonly PageExample[];
  /** Addresses of Monaco's workers. */
  readonly workers: Readonly<Record<'editor' | 'graphql' | 'json', string>>;
  /** Whether readers may send what they like; otherwise the text of an example has to stay what it is. */
  readonly isOpen: boolean;
}

/** The `id` of the element that holds it. */
export const pageDataId = 'page-data';
