/** Mutations that pin and hide articles in related and trending lists. */

import { chooseRelated, chooseTrending, releaseRelated, releaseTrending } from '../src/newsroom/choices.ts';
import { Article } from './article.ts';
import { builder } from './builder.ts';
import { idOf } from './ids.ts';
import { exactMoment } from './inputs.ts';
import { orUserError, resultType } from './user-error.ts';

const until = 'When it ends; null for never.';

const PinInput = builder.inputType('PinInput', {
  description: 'A related article that an editor decides on.',
  fields: (t) => ({
    article: t.id({ required: true, description: 'The id of the article beside which it stands.' }),
    related: t.id({ required: true, description: 'The id of the one that is pinned or hidden.' }),
    until: t.field({ type: 'DateTime', description: until }),
  }),
});

const TrendingPinInput = builder.inputType('TrendingPinInput', {
  description: 'An article that an editor decides on in the trending lists.',
  fields: (t) => ({
    article: t.id({ required: true, description: 'The id of the article.' }),
    until: t.field({ type: 'DateTime', description: until }),
  }),
});

function articleOr(name: string, errors: Parameters<typeof resultType>[3]) {
  return resultType(name, 'The article, or why nothing was changed.', Article, errors);
}

const relatedChoices = {
  pinRelated: ['pinned', 'Puts an article before all that is related by itself, behind earlier picks.'],
  hideRelated: ['hidden', 'Keeps an article out of another’s related ones.'],
} as const;

for (const [name, [choice, description]] of Object.entries(relatedChoices)) {
  builder.mutationField(name, (t) =>
    t.field({
      type: articleOr(resultNameOf(name), ['NotAllowed', 'NotFound', 'InvalidInput']),
      description: `${description} It replaces an earlier choice. Takes the role EDITOR.`,
      args: { input: t.arg({ type: PinInput, required: true, description: 'Which one, and until when.' }) },
      resolve: (_, { input }, { db, viewer }) =>
        orUserError(() => {
          const [article, related] = [
            idOf('Article', input.article, ['input', 'article']),
            idOf('Article', input.related, ['input', 'related']),
          ];
          return chooseRelated(db, viewer, choice, article, related, exactMoment(input.until, ['input', 'until']));
        }),
    }),
  );
}

builder.mutationField('clearRelatedChoice', (t) =>
  t.field({
    type: articleOr('ClearRelatedChoiceResult', ['NotAllowed', 'NotFound']),
    description: 'Takes back what was pinned or hidden beside an article. Takes the role EDITOR.',
    args: {
      article: t.arg.id({ required: true, description: 'The id of the article beside which it stands.' }),
      related: t.arg.id({ required: true, description: 'The id of the one that was pinned or hidden.' }),
    },
    resolve: (_, { article, related }, { db, viewer }) =>
      orUserError(() =>
        releaseRelated(db, viewer, idOf('Article', article, ['article']), idOf('Article', related, ['related'])),
      ),
  }),
);

const trendingChoices = {
  pinTrending: ['pinned', 'Puts an article on top of the trending lists by HEAT, behind earlier pins.'],
  hideTrending: ['hidden', 'Leaves an article out of all trending lists.'],
} as const;

for (const [name, [choice, description]] of Object.entries(trendingChoices)) {
  builder.mutationField(name, (t) =>
    t.field({
      type: articleOr(resultNameOf(name), ['NotAllowed', 'NotFound', 'InvalidInput']),
      description: `${description} It shows at once, ends within half a minute of its time, and replaces an earlier choice. Takes the role EDITOR.`,
      args: { input: t.arg({ type: TrendingPinInput, required: true, description: 'Which one, and until when.' }) },
      resolve: (_, { input }, { db, events, viewer }) =>
        orUserError(async () => {
          const id = idOf('Article', input.article, ['input', 'article']);
          const article = await chooseTrending(db, viewer, choice, id, exactMoment(input.until, ['input', 'until']));
          events.refreshed();
          return article;
        }),
    }),
  );
}

builder.mutationField('clearTrendingChoice', (t) =>
  t.field({
    type: articleOr('ClearTrendingChoiceResult', ['NotAllowed', 'NotFound']),
    description: 'Takes back what was pinned or hidden in the trending lists. Takes the role EDITOR.',
    args: { article: t.arg.id({ required: true, description: 'The id of the article.' }) },
    resolve: (_, { article: given }, { db, events, viewer }) =>
      orUserError(async () => {
        const article = await releaseTrending(db, viewer, idOf('Article', given, ['article']));
        events.refreshed();
        return article;
      }),
  }),
);

function resultNameOf(mutation: string): string {
  return `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Result`;
}
