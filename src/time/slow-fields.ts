/** Fields that may take long: a time-out names them, and says what to narrow. */

import { type GraphQLResolveInfo, responsePathAsArray } from 'graphql';
import { queryCanceled } from '../../db/engine/faults.ts';

/** What is being worked out for a request: places in the answer, each with what would make it faster, as a sentence. */
export type SlowFields = Map<string, string>;

/** In every resolver's context. */
export interface Watched {
  readonly slowFields?: SlowFields | undefined;
}

/** A field's statement ran past its time; `advice` says what would make it faster. */
class TooSlow extends Error {
  override readonly name = 'TooSlow';
  readonly code = queryCanceled;
  readonly advice: string;

  constructor(advice: string, cause: unknown) {
    super('The statement took too long.', { cause });
    this.advice = advice;
  }
}

/** A resolver whose time-outs say what would make it faster. @param advice a sentence */
export function slow<Parent, Args, Context extends Watched, Result>(
  advice: string,
  resolve: (parent: Parent, args: Args, context: Context, info: GraphQLResolveInfo) => Promise<Result> | Result,
) {
  return async (parent: Parent, args: Args, context: Context, info: GraphQLResolveInfo): Promise<Result> => {
    const place = placeOf(responsePathAsArray(info.path));
    context.slowFields?.set(place, advice);
    try {
      return await resolve(parent, args, context, info);
    } catch (error) {
      throw (error as { code?: unknown }).code === queryCanceled ? new TooSlow(advice, error) : error;
    } finally {
      context.slowFields?.delete(place);
    }
  };
}

/** What a caller is told of a statement that ran past its time. */
export function slowness(path: readonly (string | number)[] | undefined, cause: unknown): string {
  const place = path === undefined ? '' : ` \`${placeOf(path)}\``;
  return [`The database took too long to answer${place}.`, ...(cause instanceof TooSlow ? [cause.advice] : [])].join(
    ' ',
  );
}

/** What a caller is told of a request that was given up, with the fields that it still waited for. */
export function lateness(milliseconds: number, waiting: SlowFields): { message: string; fields?: readonly string[] } {
  const message = `The request took longer than ${milliseconds} ms and was given up`;
  if (waiting.size === 0) return { message: `${message}.` };
  const fields = [...waiting.keys()];
  const names = fields.map((place) => `\`${place}\``).join(', ');
  return { message: `${message}, waiting for ${names}. ${[...new Set(waiting.values())].join(' ')}`, fields };
}

function placeOf(path: readonly (string | number)[]): string {
  return path.join('.');
}
