/** Inputs that lists share: spans of time, ranges of numbers, and which end of an order comes first. */

import { builder } from './builder.ts';

export const DateTimeRange = builder.inputType('DateTimeRange', {
  description:
    'A time span; open where nothing is given. A date without an hour, `2026-05-09`, is the beginning of that day, in the time zone that stands beside the span, or in UTC.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'Beginning, inclusive.' }),
    before: t.field({ type: 'DateTime', description: 'End, exclusive.' }),
  }),
});

export const IntRange = builder.inputType('IntRange', {
  description: 'A range of whole numbers, from 0; open where nothing is given.',
  fields: (t) => ({
    min: t.int({ description: 'The least, inclusive; from 0.' }),
    max: t.int({ description: 'The most, inclusive; not less than `min`.' }),
  }),
});

export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which end comes first.',
  values: {
    ASC: { description: 'Earliest, least, least relevant, or nearest to A first.' },
    DESC: { description: 'Latest, most, most relevant, or nearest to Z first.' },
  } as const,
});
