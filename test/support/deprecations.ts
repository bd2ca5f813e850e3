/** The rule of deprecations: since which version, and what to use instead, by a name that the schema has. */

import type { GraphQLSchema } from 'graphql';
import { allCoordinates } from '../../src/usage/coordinates.ts';

const rule = /^Since \d+\.\d+(\.\d+)?: (use `(?<instead>[^`]+)` instead|nothing takes its place)\.(\s|$)/;

/** What is deprecated, and what is wrong with its reason. */
export function deprecationProblems(schema: GraphQLSchema): string[] {
  const all = allCoordinates(schema);
  return [...all].flatMap(([coordinate, reason]) => {
    if (reason === null) return [];
    const found = rule.exec(reason);
    if (found === null) return [`${coordinate} doesn’t say since when, and what to use instead`];
    const { instead } = found.groups ?? {};
    if (instead === undefined || all.get(instead) === null) return [];
    return [`${coordinate} leads to ${instead}, which ${all.has(instead) ? 'is deprecated too' : 'isn’t there'}`];
  });
}
