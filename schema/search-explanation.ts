/** SearchExplanation: what each field of an article gives to its place among the results of a search. */

import type { Explanation } from '../db/articles/explained.ts';
import { builder } from './builder.ts';

const unit = 'In the units of the formula in docs/search.md, from 0';

export const SearchExplanation = builder.objectRef<Explanation>('SearchExplanation').implement({
  description:
    'What each field of an article gives to its score. Fields by themselves come to more or less than the score, since more of the same word counts ever less.',
  fields: (t) => ({
    score: t.exposeFloat('score', { description: `By all words, without meaning and age. ${unit}.` }),
    headline: t.exposeFloat('headline', { description: `The headline alone. ${unit}.` }),
    standfirst: t.exposeFloat('standfirst', { description: `The standfirst alone. ${unit}.` }),
    beside: t.exposeFloat('beside', {
      description: `The names of its topics and sources, quotes and captions alone. ${unit}.`,
    }),
    body: t.exposeFloat('body', { description: `The body alone. ${unit}.` }),
  }),
});
