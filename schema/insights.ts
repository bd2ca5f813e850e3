/** Insights: figures over the newsroom's own graph, for analysts. Each field has a file of its own beside this one. */

import { GraphQLError } from 'graphql';
import { hasRole } from '../src/roles.ts';
import { builder } from './builder.ts';

export const Interval = builder.enumType('Interval', {
  description: 'How long a period is, by the clocks and the calendar of its time zone.',
  values: {
    HOUR: { description: 'An hour. The one that comes twice when clocks are put back is two.' },
    DAY: { description: 'From midnight to midnight; 23 or 25 hours when clocks change.' },
    WEEK: { description: 'From Monday to Sunday, as in ISO 8601: a week at the turn of the year is one, not two.' },
    MONTH: { description: 'A month of the calendar.' },
    QUARTER: { description: 'Three months, from January, April, July and October.' },
    YEAR: { description: 'A year of the calendar.' },
  } as const,
});

export const Insights = builder.objectRef<object>('Insights').implement({
  description:
    'Figures over everything that is published. They count what readers see and nothing else: no draft, and nothing that is scheduled, withdrawn or killed.',
});

builder.queryField('insights', (t) =>
  t.field({
    type: Insights,
    description:
      'Figures for analysts. Open to whoever may read; with the setting `INSIGHTS=analysts` it takes the role ANALYST.',
    resolve: (_, __, { viewer, insightsRole = 'READER' }) => {
      if (hasRole(viewer, insightsRole)) return {};
      throw new GraphQLError(`Insights take the role ${insightsRole}.`, {
        extensions: { code: 'FORBIDDEN', requiredRole: insightsRole },
      });
    },
  }),
);
