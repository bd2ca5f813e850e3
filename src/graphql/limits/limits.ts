/** Query limits of GraphQL requests and their defaults: depth, aliases, tokens, page sizes, cost. */

import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../../db/engine/keyset.ts';
import type { CostOptions } from './cost.ts';

export interface LimitsOptions extends CostOptions {
  /** Characters of a document's text. */
  readonly maxCharacters: number;
  readonly maxTokens: number;
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxRootFields: number;
  readonly maxDirectives: number;
  /** Fields that a document selects again at the same place; see `repeated-fields.ts`. */
  readonly maxRepeatedFields: number;
  /** The budget of one operation, in the units of `cost.ts`. */
  readonly maxCost: number;
  /** Validation stops after so many errors, and says so in one more. */
  readonly maxValidationErrors: number;
  readonly isIntrospectionOn: boolean;
}

/** A home page with 100 articles, each with topics, attributions and six related ones with topics, costs about 15,000. */
export const defaultLimits: LimitsOptions = {
  maxCharacters: 100_000,
  maxTokens: 2_000,
  maxDepth: 12,
  maxAliases: 30,
  maxRootFields: 20,
  maxDirectives: 50,
  maxRepeatedFields: 100,
  maxPageSize: MAX_PAGE_SIZE,
  defaultPageSize: DEFAULT_PAGE_SIZE,
  defaultListSize: 5,
  maxCost: 50_000,
  maxValidationErrors: 9,
  isIntrospectionOn: true,
};
