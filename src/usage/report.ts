/** Report of who uses a field, and of what is deprecated and still used, from what was counted and the schema. */

import { type GraphQLSchema, parse } from 'graphql';
import type { ReportedUse } from '../../db/usage/operation-uses.ts';
import { allCoordinates, coordinatesOf } from './coordinates.ts';

export interface CoordinateUse {
  /** Null for operations without one. */
  readonly operation: string | null;
  readonly caller: string;
  /** Executions. */
  readonly uses: number;
  /** As `2026-03-20`. */
  readonly lastDay: string;
}

export interface DeprecatedUse {
  readonly coordinate: string;
  readonly reason: string;
  readonly uses: readonly CoordinateUse[];
}

/** Who uses a coordinate, in the order of what is given. */
export function usesOf(schema: GraphQLSchema, coordinate: string, given: readonly ReportedUse[]): CoordinateUse[] {
  const coordinates = reader(schema);
  return given.filter(({ body }) => coordinates(body).has(coordinate)).map(asUse);
}

/** What is deprecated and in use, by its name. */
export function deprecatedUses(schema: GraphQLSchema, given: readonly ReportedUse[]): DeprecatedUse[] {
  const coordinates = reader(schema);
  return [...allCoordinates(schema)].flatMap(([coordinate, reason]) => {
    if (reason === null) return [];
    const uses = given.filter(({ body }) => coordinates(body).has(coordinate)).map(asUse);
    return uses.length > 0 ? [{ coordinate, reason, uses }] : [];
  });
}

function asUse({ name, caller, uses, lastDay }: ReportedUse): CoordinateUse {
  return { operation: name, caller, uses, lastDay };
}

/** Each text is read once, though many callers send it. */
function reader(schema: GraphQLSchema): (body: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (body) => {
    const found = known.get(body) ?? coordinatesOf(schema, parse(body));
    known.set(body, found);
    return found;
  };
}
