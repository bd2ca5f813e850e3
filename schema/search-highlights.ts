/** Highlights: what a search found in an article, in its headline and in the best passages of its text. */

import {
  bestPassages,
  type Highlighted,
  highlighted,
  type SearchedWords,
  searchedLexemes,
  wordsAlike,
} from '../src/search/highlights.ts';
import { escapedText } from '../src/text/html/tree.ts';
import { type ArticleParent, bodyTextOf } from './article.ts';
import { badInput } from './bad-input.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';

const DEFAULT_PASSAGES = 2;
const MAX_PASSAGES = 5;
/** A body is read for them. */
const PASSAGES_COST = 5;

const TextRange = builder.objectRef<Highlighted['ranges'][number]>('TextRange').implement({
  description: 'A part of a text.',
  fields: (t) => ({
    offset: t.exposeInt('offset', {
      description: 'Where it begins: UTF-16 code units from the text’s beginning, from 0.',
    }),
    length: t.exposeInt('length', { description: 'How long it is, in UTF-16 code units.' }),
  }),
});

const HighlightedText = builder.objectRef<Highlighted>('HighlightedText').implement({
  description: 'A text, or a passage of one, with what was searched for.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'Plain text.' }),
    html: t.string({
      description: 'The same as HTML: all is escaped, and what was searched for stands in `<mark>`.',
      resolve: markedHtml,
    }),
    ranges: t.field({
      type: [TextRange],
      description: 'What was searched for, by offset; none touches another.',
      extensions: { dateline: { listSize: 2 } },
      resolve: ({ ranges }) => [...ranges],
    }),
  }),
});

function markedHtml({ text, ranges }: Highlighted): string {
  let html = '';
  let at = 0;
  for (const { offset, length } of ranges) {
    html += `${escapedText(text.slice(at, offset))}<mark>${escapedText(text.slice(offset, offset + length))}</mark>`;
    at = offset + length;
  }
  return html + escapedText(text.slice(at));
}

/** An article that was found, and by which words. */
export interface FoundArticle {
  readonly article: ArticleParent;
  readonly words: string;
}

export const SearchHighlights = builder.objectRef<FoundArticle>('SearchHighlights').implement({
  description: 'What a search found in an article: its words as they stand there, and their other forms.',
  fields: (t) => ({
    headline: t.field({
      type: HighlightedText,
      description: 'The headline.',
      resolve: ({ article, words }, _, context) => highlightedIn(article.headline, article, words, context),
    }),
    standfirst: t.field({
      type: HighlightedText,
      nullable: true,
      description: 'The standfirst; null where there is none.',
      resolve: ({ article, words }, _, context) =>
        article.standfirst === null ? null : highlightedIn(article.standfirst, article, words, context),
    }),
    passages: t.field({
      type: [HighlightedText],
      description:
        'The passages of the text that say most of what was searched for, the best first, of about 240 characters each; none where only headline, standfirst, names or quotes say it.',
      args: {
        first: t.arg.int({
          required: true,
          defaultValue: DEFAULT_PASSAGES,
          description: `How many: 1 to ${MAX_PASSAGES}, default ${DEFAULT_PASSAGES}.`,
        }),
      },
      extensions: { dateline: { maxPageSize: MAX_PASSAGES, extraCost: () => PASSAGES_COST } },
      resolve: async ({ article, words }, { first }, context) => {
        if (first < 1 || first > MAX_PASSAGES) {
          throw badInput(`\`first\` must be from 1 to ${MAX_PASSAGES}; it is ${first}.`, ['first']);
        }
        const text = await bodyTextOf(article, context);
        const { searched, stemsOf } = await searchedIn(text, article, words, context);
        return bestPassages(text, first, searched, { stemsOf });
      },
    }),
  }),
});

async function highlightedIn(
  text: string,
  article: ArticleParent,
  words: string,
  context: Context,
): Promise<Highlighted> {
  const { searched, stemsOf } = await searchedIn(text, article, words, context);
  return highlighted(text, searched, { stemsOf });
}

/**
 * The words of the search, and those of the text that may be forms of them, with their stems in its language. Stop words,
 * which have none, count where there is nothing else.
 */
async function searchedIn(text: string, { language }: ArticleParent, words: string, { loaders }: Context) {
  const asked = searchedLexemes(words);
  const own = [...new Set(asked.values())].filter((word) => word !== '');
  const stemsOf = await loaders.stems.load({
    language,
    words: [...new Set([...own, ...wordsAlike(text, asked.keys())])],
  });
  const stems = new Set(own.flatMap((word) => stemsOf.get(word) ?? []));
  const telling = [...asked].filter(([, word]) => word === '' || (stemsOf.get(word) ?? []).length > 0);
  const lexemes = new Set((telling.length > 0 ? telling : [...asked]).map(([lexeme]) => lexeme));
  const searched: SearchedWords = { lexemes, stems };
  return { searched, stemsOf };
}
