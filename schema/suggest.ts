/** Completion of what somebody begins to type: topics, sources and headlines. */

import type { SourceRow } from '../db/catalogue/sources.ts';
import type { TopicRow } from '../db/catalogue/topics.ts';
import { placeOfBeginning } from '../src/search/folded-place.ts';
import { Article, type ArticleParent } from './article.ts';
import { badInput } from './bad-input.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { shortText } from './inputs.ts';
import { Source } from './source.ts';
import { Topic } from './topic.ts';

const DEFAULT_COMPLETIONS = 8;
const MAX_COMPLETIONS = 20;

interface CompletionRow {
  readonly text: string;
  readonly prefix: string;
  readonly topic: TopicRow | null;
  readonly source: SourceRow | null;
  readonly article: ArticleParent | null;
}

const SearchCompletion = builder.objectRef<CompletionRow>('SearchCompletion').implement({
  description: 'What somebody who begins to type may mean: a topic, a source or a headline. One of the three is there.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'What it is called.' }),
    offset: t.int({
      nullable: true,
      description:
        'Where in `text` stands what was typed, in UTF-16 code units from 0; null where another name of it begins so.',
      resolve: ({ text, prefix }) => placeOfBeginning(text, prefix)?.offset ?? null,
    }),
    length: t.int({
      nullable: true,
      description: 'How long that is, in UTF-16 code units.',
      resolve: ({ text, prefix }) => placeOfBeginning(text, prefix)?.length ?? null,
    }),
    topic: t.field({ type: Topic, nullable: true, description: 'The topic.', resolve: ({ topic }) => topic }),
    source: t.field({ type: Source, nullable: true, description: 'The source.', resolve: ({ source }) => source }),
    article: t.field({ type: Article, nullable: true, description: 'The article.', resolve: ({ article }) => article }),
  }),
});

builder.queryField('suggest', (t) =>
  t.field({
    type: [SearchCompletion],
    description:
      'What somebody who begins to type may mean, case and accents aside: topics and sources with a name, or another name, of which a word begins so, the most used first, then headlines, of what was read most in the last month and of what is new. Only what published articles have. How often a name is used is counted anew every half-hour.',
    args: {
      prefix: t.arg.string({
        required: true,
        description: 'What was typed so far, at most 500 characters: whole words and the beginning of one.',
      }),
      first: t.arg.int({
        required: true,
        defaultValue: DEFAULT_COMPLETIONS,
        description: `How many: 1 to ${MAX_COMPLETIONS}, default ${DEFAULT_COMPLETIONS}. Half of them are kept for headlines where there are so many.`,
      }),
    },
    extensions: { dateline: { maxPageSize: MAX_COMPLETIONS } },
    resolve: (_, { prefix, first }, context) => {
      const typed = shortText(prefix, ['prefix']) ?? '';
      if (first < 1 || first > MAX_COMPLETIONS) {
        throw badInput(`\`first\` must be from 1 to ${MAX_COMPLETIONS}; it is ${first}.`, ['first']);
      }
      return completions(typed, first, context);
    },
  }),
);

async function completions(prefix: string, first: number, { loaders }: Context): Promise<CompletionRow[]> {
  const [names, articles] = await Promise.all([
    loaders.namesBeginning.load({ prefix, first }),
    articlesOf(prefix, first, loaders),
  ]);
  const none = { prefix, topic: null, source: null, article: null };
  const found = await Promise.all(
    names.map(async ({ kind, id }): Promise<CompletionRow | null> => {
      const topic = kind === 'topic' ? await loaders.topic.load(id) : null;
      const source = kind === 'source' ? await loaders.source.load(id) : null;
      const text = topic?.name ?? source?.name;
      return text === undefined ? null : { ...none, text, topic, source };
    }),
  );
  const headlines = articles.map((article): CompletionRow => ({ ...none, text: article.headline, article }));
  const ofNames = found.filter((row) => row !== null);
  const kept = Math.max(first - headlines.length, Math.ceil(first / 2));
  return [...ofNames.slice(0, kept), ...headlines].slice(0, first);
}

async function articlesOf(prefix: string, first: number, loaders: Context['loaders']): Promise<ArticleParent[]> {
  const headlines = await loaders.headlinesInUse.load('all');
  const begun = headlines.flatMap(({ id, headline }) => {
    const place = placeOfBeginning(headline, prefix);
    return place === null ? [] : [{ id, isTelling: place.offset === 0 || isTelling(headline.slice(place.offset)) }];
  });
  const best = [...begun.filter((each) => each.isTelling), ...begun.filter((each) => !each.isTelling)].slice(0, first);
  const found = await Promise.all(best.map(({ id }) => loaders.article.load(id)));
  return found.filter((article) => article !== null);
}

/** Whether the word that is begun is a name, or longer than "has", "had" and their like, of which hardly anybody thinks. */
const isTelling = (text: string) => /^[\p{L}\p{N}\p{M}]{5}|^\P{ASCII}|^\p{Lu}/u.test(text);
