/** The directive `@defer`. */

import { DirectiveLocation, GraphQLBoolean, GraphQLDirective, GraphQLNonNull, GraphQLString } from 'graphql';

/** As clients and Yoga's executor know it; what comes of it is decided in `src/graphql/defer.ts`. */
export const defer = new GraphQLDirective({
  name: 'defer',
  description:
    'Lets this part of a query come after the rest, for callers whose `Accept` names `multipart/mixed`; all others, and ' +
    'mutations and subscriptions, get everything at once. Costs 100 each time that it is met.',
  locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
  args: {
    label: { type: GraphQLString, description: 'Comes back with the part; each of a document has another.' },
    if: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: true,
      description: 'False for at once; default true.',
    },
  },
});
