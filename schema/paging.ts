/** Relay's paging arguments and what they mean for a keyset. */

import { DEFAULT_PAGE_SIZE, type KeysetRange, MAX_PAGE_SIZE, type Rows } from '../db/engine/keyset.ts';
import { badInput } from './bad-input.ts';
import type { builder } from './builder.ts';

/** What makes the arguments of a field. */
export type ArgBuilder = Parameters<Parameters<typeof builder.queryField>[1]>[0]['arg'];

/** `first`, `after`, `last`, `before`. */
export function pagingArgs(arg: ArgBuilder) {
  return {
    first: arg.int({
      description: `How many from the start (or behind \`after\`): 1 to ${MAX_PAGE_SIZE}, default ${DEFAULT_PAGE_SIZE}.`,
    }),
    after: arg.string({ description: 'Cursor behind which the page begins.' }),
    last: arg.int({
      description: `How many from the end (or before \`before\`): 1 to ${MAX_PAGE_SIZE}. Not with \`first\`.`,
    }),
    before: arg.string({ description: 'Cursor before which the page ends.' }),
  };
}

/** `first` with a default of its own, and `after`: for ranked lists, which are read from the top. */
export function rankedArgs(arg: ArgBuilder, first: number) {
  return {
    first: arg.int({
      required: true,
      defaultValue: first,
      description: `How many, from the best (or behind \`after\`): 1 to ${MAX_PAGE_SIZE}, default ${first}.`,
    }),
    after: arg.string({ description: 'Cursor behind which the page begins.' }),
    exclude: arg.idList({
      description:
        'Ids of articles to leave out, at most 100: what the page shows already. The page is filled up with others; ranks and cursors stay what they are.',
    }),
  };
}

export interface PagingArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/**
 * @param descending whether the list, read forward, descends
 * @param decode reads a cursor of the list's order
 */
export function keysetPage<Place>(
  args: PagingArgs,
  descending: boolean,
  decode: (cursor: string, argument: string) => Place,
): KeysetRange<Place> {
  const after = args.after == null ? undefined : decode(args.after, 'after');
  const before = args.before == null ? undefined : decode(args.before, 'before');
  return {
    low: descending ? before : after,
    high: descending ? after : before,
    take: pageSize(args),
    descending: descending !== isBackward(args),
  };
}

function pageSize({ first, last }: PagingArgs): number {
  if (first != null && last != null) throw badInput('Give `first` or `last`, not both.', ['last']);
  return checkedSize(first ?? last ?? DEFAULT_PAGE_SIZE, first == null ? 'last' : 'first');
}

/** @throws BAD_USER_INPUT for a page that is empty or larger than the largest */
export function checkedSize(size: number, argument: 'first' | 'last'): number {
  if (size >= 1 && size <= MAX_PAGE_SIZE) return size;
  throw badInput(`\`${argument}\` must be from 1 to ${MAX_PAGE_SIZE}; it is ${size}.`, [argument]);
}

function isBackward({ last }: PagingArgs): boolean {
  return last != null;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

export interface Page<Edge extends { cursor: string }> {
  readonly edges: readonly Edge[];
  readonly pageInfo: PageInfo;
}

class LazyEdge<Row> {
  readonly node: Row;
  readonly #cursorOf: (row: Row) => string;

  constructor(node: Row, cursorOf: (row: Row) => string) {
    this.node = node;
    this.#cursorOf = cursorOf;
  }

  get cursor(): string {
    return this.#cursorOf(this.node);
  }
}

/** A page as Relay has it: in the list's order whichever end it was read from. Cursors are made when they are asked for. */
export function toPage<Row>(
  { rows, hasMore }: Rows<Row>,
  args: PagingArgs,
  cursorOf: (row: Row) => string,
): Page<LazyEdge<Row>> {
  const backward = isBackward(args);
  const edges = (backward ? rows.toReversed() : rows).map((node) => new LazyEdge(node, cursorOf));
  return {
    edges,
    pageInfo: {
      hasNextPage: backward ? args.before != null : hasMore,
      hasPreviousPage: backward ? hasMore : args.after != null,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
  };
}
