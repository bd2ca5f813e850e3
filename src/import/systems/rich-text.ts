/** Rich text of Contentful, a tree of nodes, as HTML. */

import { escapedAttribute, escapedText } from '../../text/html/tree.ts';
import { type JsonRecord, recordOf, recordsOf, textOf } from '../archive/json.ts';

export interface AssetWords {
  readonly url: string | undefined;
  readonly alt: string;
  readonly caption: string | undefined;
}

const MAX_DEPTH = 100;

const tags: Readonly<Record<string, string>> = {
  paragraph: 'p',
  'heading-1': 'h2',
  'heading-2': 'h2',
  'heading-3': 'h3',
  'heading-4': 'h4',
  'heading-5': 'h5',
  'heading-6': 'h6',
  'unordered-list': 'ul',
  'ordered-list': 'ol',
  'list-item': 'li',
  blockquote: 'blockquote',
  table: 'table',
  'table-row': 'tr',
  'table-cell': 'td',
  'table-header-cell': 'th',
};

const marks: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  code: 'code',
  superscript: 'sup',
  subscript: 'sub',
  strikethrough: 's',
};

export function richTextHtml(document: unknown, assetOf: (id: string) => AssetWords): string {
  const write = (node: JsonRecord, depth: number): string => {
    if (depth > MAX_DEPTH) return '';
    const inner = () =>
      recordsOf(node.content)
        .map((child) => write(child, depth + 1))
        .join('');
    const type = textOf(node.nodeType) ?? '';
    const target = recordOf(node.data) ?? {};
    if (type === 'text') {
      const text = escapedText(typeof node.value === 'string' ? node.value : '').replaceAll('\n', '<br>');
      return recordsOf(node.marks).reduce((html, mark) => wrapped(marks[textOf(mark.type) ?? ''], html), text);
    }
    if (type === 'hr') return '<hr>';
    if (type === 'hyperlink') return `<a href="${escapedAttribute(textOf(target.uri) ?? '')}">${inner()}</a>`;
    if (type.startsWith('embedded-asset'))
      return figureOf(assetOf(textOf(recordOf(recordOf(target.target)?.sys)?.id) ?? ''));
    return wrapped(tags[type], inner());
  };
  const root = recordOf(document);
  return root === undefined ? '' : write(root, 0);
}

const wrapped = (tag: string | undefined, inner: string) => (tag === undefined ? inner : `<${tag}>${inner}</${tag}>`);

function figureOf({ url, alt, caption }: AssetWords): string {
  if (url === undefined) return '';
  const shown = `<img src="${escapedAttribute(url)}" alt="${escapedAttribute(alt)}">`;
  return `<figure>${shown}${caption === undefined ? '' : `<figcaption>${escapedText(caption)}</figcaption>`}</figure>`;
}
