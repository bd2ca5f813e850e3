/** CoverageDimension: what figures are counted by. */

import { builder } from './builder.ts';

export const CoverageDimension = builder.enumType('CoverageDimension', {
  description: 'What coverage is counted by. An article counts once in each row that it belongs to.',
  values: {
    TOPIC: {
      description:
        'By topic, with everything below it: an article of two narrower topics counts once in the wider one. An article without a topic is in no row.',
    },
    SOURCE: {
      description: 'By source, in whatever role; with `where.roles` only in those. One without a source is in no row.',
    },
    SOURCE_KIND: { description: 'By the kind of the source, in whatever role; with `where.roles` only in those.' },
    ROLE: {
      description:
        'By what sources are to the article; with `where.roles` only those. With SOURCE or SOURCE_KIND it is the role of that same source.',
    },
    AUTHOR: { description: 'By who wrote it: the source in the role AUTHOR.' },
    LANGUAGE: { description: 'By the whole language tag: `pt` and `pt-BR` are two.' },
    PERIOD: { description: 'By when it was published, in periods of `interval`. Empty periods are there, as zeros.' },
  } as const,
});
