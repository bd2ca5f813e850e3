/** Mutations of live articles: correcting, withdrawing, killing. */

import { correct, withdrawOrKill } from '../src/newsroom/articles.ts';
import { Article } from './article.ts';
import { builder } from './builder.ts';
import { Draft } from './draft.ts';
import { CorrectArticleInput, WithdrawArticleInput } from './draft-input.ts';
import { idOf } from './ids.ts';
import { orUserError, resultType } from './user-error.ts';

const CorrectArticleResult = resultType('CorrectArticleResult', 'The article as it is now, or why not.', Article, [
  'NotAllowed',
  'NotFound',
  'InvalidInput',
  'StaleRevision',
]);

builder.mutationField('correctArticle', (t) =>
  t.field({
    type: CorrectArticleResult,
    description:
      'Puts right what readers have, at once, and tells them by a note. Its draft becomes what they have then; what it held beyond that can be restored from its last revision. Takes the role EDITOR.',
    args: { input: t.arg({ type: CorrectArticleInput, required: true, description: 'What is put right.' }) },
    resolve: (_, { input }, { db, viewer, publicUrl }) =>
      orUserError(() =>
        correct(db, viewer, { ...input, publicUrl, article: idOf('Article', input.article, ['input', 'article']) }),
      ),
  }),
);

const steps = [
  [
    'withdrawArticle',
    'withdraw',
    'Takes an article from readers: it is a draft in progress again. Takes the role EDITOR.',
  ],
  [
    'killArticle',
    'kill',
    'Takes an article away for ever: no step brings it back, and its address answers 410 Gone. Takes the role EDITOR.',
  ],
] as const;

for (const [field, step, description] of steps) {
  const name = `${field.charAt(0).toUpperCase()}${field.slice(1)}Result`;
  const result = resultType(name, 'The draft that is left of it, or why not.', Draft, [
    'NotAllowed',
    'NotFound',
    'InvalidInput',
    'StaleRevision',
  ]);
  builder.mutationField(field, (t) =>
    t.field({
      type: result,
      description,
      args: { input: t.arg({ type: WithdrawArticleInput, required: true, description: 'Which article, and why.' }) },
      resolve: (_, { input }, { db, viewer }) =>
        orUserError(() =>
          withdrawOrKill(db, viewer, step, { ...input, article: idOf('Article', input.article, ['input', 'article']) }),
        ),
    }),
  );
}
