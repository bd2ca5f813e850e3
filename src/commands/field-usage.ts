/** What `npm run schema -- usage` tells: who uses a field, or what is deprecated and in use. */

import type { GraphQLSchema } from 'graphql';
import { allCoordinates } from '../usage/coordinates.ts';
import { type CoordinateUse, deprecatedUses, usesOf } from '../usage/report.ts';
import { withReadableDatabase } from './database.ts';

interface Told {
  readonly lines: readonly string[];
  readonly json: object;
}

/** @throws Error for a coordinate that the schema doesn't have */
export async function usageOf(
  schema: GraphQLSchema,
  coordinate: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Told> {
  if (coordinate !== undefined && !allCoordinates(schema).has(coordinate))
    throw new Error(`The schema has no "${coordinate}": name it as Article.slug, or "Query.articles(first:)".`);
  const { otherUses, reportedUses } = await import('../../db/usage/operation-uses.ts');
  const read = await withReadableDatabase(env, async ({ db }) => ({
    all: await reportedUses(db),
    others: await otherUses(db),
  }));
  const { all, others } = read ?? { all: [], others: 0 };
  const unknown =
    others > 0 ? [`${number(others)} executions of operations whose texts aren’t kept are not in this.`] : [];
  if (coordinate === undefined) {
    const deprecated = deprecatedUses(schema, all);
    const lines = deprecated.flatMap(({ coordinate: name, reason, uses }) => [`${name}: ${reason}`, ...uses.map(line)]);
    const none = deprecated.length === 0 ? ['Nothing that is deprecated is used.'] : [];
    return { lines: [...lines, ...none, ...unknown], json: { deprecated, others } };
  }
  const uses = usesOf(schema, coordinate, all);
  const none = uses.length === 0 ? [`Nobody uses ${coordinate}.`] : [];
  return { lines: [...uses.map(line), ...none, ...unknown], json: { coordinate, uses, others } };
}

function line({ operation, caller, uses, lastDay }: CoordinateUse): string {
  return `  ${lastDay}  ${number(uses).padStart(12)}  ${operation ?? '(no name)'}  ${caller}`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
