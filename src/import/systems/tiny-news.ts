/** Articles of Tiny News CMS: a translation each, with the nodes of a Google document as its text. */

import { escapedAttribute, escapedText } from '../../text/html/tree.ts';
import { type JsonRecord, recordOf, recordsOf, textOf } from '../archive/json.ts';
import type { System } from './system.ts';

export const tinyNews: System = {
  name: 'articles of Tiny News',
  fits: (json) =>
    articlesIn(json).some((each) =>
      recordsOf(each.translations).some(
        ({ content, headline }) => Array.isArray(content) && textOf(headline) !== undefined,
      ),
    ),
  rowsOf: (json) =>
    articlesIn(json).flatMap((article) =>
      // The address is that of the first language.
      recordsOf(article.translations).map((each, at) =>
        rowOf(at === 0 ? article : { ...article, live_url: undefined }, each),
      ),
    ),
};

const articlesIn = (json: unknown): JsonRecord[] => {
  const data = recordOf(recordOf(json)?.data);
  return recordsOf(Array.isArray(json) ? json : (data?.articles ?? recordOf(json)?.articles));
};

function rowOf(article: JsonRecord, translation: JsonRecord): JsonRecord {
  const people = recordsOf(article.author).map(({ author }) => recordOf(author) ?? {});
  const picture = recordOf(article.featured_image) ?? {};
  const [main] = recordsOf(recordOf(translation.main_image)?.children);
  const tags = recordsOf(article.tags).map(({ tag }) => textOf(recordsOf(recordOf(tag)?.tag_translations)[0]?.title));
  const category = recordOf(article.category) ?? {};
  return {
    record: { ...article, ...translation },
    id: `${textOf(article.live_url, article.slug)}#${textOf(article.id)}-${textOf(translation.locale_code)}`,
    url: article.live_url,
    slug: article.slug,
    headline: translation.headline,
    standfirst: textOf(translation.search_description),
    body: recordsOf(translation.content).map(nodeHtml).join('\n'),
    status: translation.published === true ? undefined : 'draft',
    publishedAt: textOf(translation.first_published_at),
    updatedAt: textOf(translation.last_published_at),
    language: translation.locale_code,
    authors: people.length > 0 ? people : textOf(translation.custom_byline),
    sections: textOf(category.title, recordsOf(category.category_translations)[0]?.title),
    keywords: tags.filter((name) => name !== undefined),
    image: { url: textOf(picture.url, main?.imageUrl), alt: textOf(main?.imageAlt), caption: textOf(picture.caption) },
  };
}

const headings: Readonly<Record<string, string>> = {
  TITLE: 'h2',
  HEADING_1: 'h2',
  HEADING_2: 'h3',
  HEADING_3: 'h4',
  HEADING_4: 'h5',
};

function nodeHtml(node: JsonRecord): string {
  const children = recordsOf(node.children);
  switch (textOf(node.type)) {
    case 'text':
      return wrapped(headings[textOf(node.style) ?? ''] ?? 'p', children.map(spanHtml).join(''));
    case 'list': {
      const items = recordsOf(node.items).map((item) => `<li>${recordsOf(item.children).map(spanHtml).join('')}</li>`);
      return wrapped(node.listType === 'NUMBER' ? 'ol' : 'ul', items.join(''));
    }
    case 'image':
    case 'mainImage':
      return children
        .map(
          ({ imageUrl, imageAlt }) =>
            `<figure><img src="${escapedAttribute(textOf(imageUrl) ?? '')}" alt="${escapedAttribute(textOf(imageAlt) ?? '')}"></figure>`,
        )
        .join('');
    case 'blockquote':
      return wrapped('blockquote', children.map(spanHtml).join(''));
    case 'hr':
      return '<hr>';
    default:
      return (
        textOf(node.html) ??
        (textOf(node.link) === undefined ? '' : `<iframe src="${escapedAttribute(textOf(node.link) ?? '')}"></iframe>`)
      );
  }
}

function spanHtml({ content, style, link }: JsonRecord): string {
  const { bold, italic } = recordOf(style) ?? {};
  const text = escapedText(typeof content === 'string' ? content : '');
  const marked = wrapped(bold === true ? 'strong' : '', wrapped(italic === true ? 'em' : '', text));
  const address = textOf(link);
  return address === undefined ? marked : `<a href="${escapedAttribute(address)}">${marked}</a>`;
}

const wrapped = (tag: string, inner: string) => (tag === '' ? inner : `<${tag}>${inner}</${tag}>`);
