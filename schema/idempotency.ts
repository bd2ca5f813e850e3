/**
 * Pothos plugin for mutations: one that its caller was told is given up is rolled back, and one with an `idempotencyKey` is
 * done once.
 */

import SchemaBuilder, {
  BasePlugin,
  type PothosInputFieldConfig,
  type PothosOutputFieldConfig,
  type SchemaTypes,
} from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import { type Claim, KeyReused, keptResult } from '../db/engine/idempotency.ts';
import { undertake } from '../db/engine/undertaking.ts';
import { canonicalJson } from '../src/text/canonical-json.ts';
import { answeredAgain } from './answered-again.ts';
import { badInput } from './bad-input.ts';
import type { MutationContext } from './context.ts';

export const idempotencyPlugin = 'idempotency';

declare global {
  namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      idempotency: IdempotencyPlugin<Types>;
    }
  }
}

const argument = 'idempotencyKey';
/** A key is what its result is sealed under: no shorter one is random. */
const MIN_KEY_CHARACTERS = 16;
const MAX_KEY_CHARACTERS = 200;

/** Of readers, who have no name to keep a key under; a view counts once for each reader and half-hour as it is. */
const withoutKey: ReadonlySet<string> = new Set(['recordView']);

type Resolver<Types extends SchemaTypes> = GraphQLFieldResolver<unknown, Types['Context'], object>;

class IdempotencyPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    if (!takesKey(field)) return field;
    return { ...field, args: { ...field.args, [argument]: keyArgument(field.name) } };
  }

  override wrapResolve(resolve: Resolver<Types>, field: PothosOutputFieldConfig<Types>): Resolver<Types> {
    if (!takesKey(field)) return resolve;
    return async (parent, given: Given, context, info) => {
      const { key, args, path } = keyIn(given);
      // NOTE: Pothos knows one context for all fields; that of mutations is MutationContext.
      const { undertaking, db, viewer } = context as MutationContext;
      undertaking.isTransactional = true;
      const claim = key == null ? undefined : claimOf(field.name, key, { args, path }, viewer);
      const once = async () => {
        const kept = claim && (await keptResult(db, claim));
        if (kept) return answeredAgain(field.name, info.returnType, kept.result, context as MutationContext);
        return undertake(undertaking, claim, async () => resolve(parent, args, context, info));
      };
      return once().catch((error: unknown) => {
        throw error instanceof KeyReused ? reused(path) : error;
      });
    };
  }
}

interface Given {
  readonly idempotencyKey?: string | null;
  readonly input?: { readonly idempotencyKey?: string | null };
}

/** The key, where it was given, and what else was. */
function keyIn({ [argument]: key, ...args }: Given) {
  const { [argument]: inInput, ...input } = args.input ?? {};
  if (inInput == null) return { key, args, path: [argument] };
  const path = ['input', argument];
  if (key != null && key !== inInput) throw badInput(`\`${argument}\` is given twice, and not the same.`, path);
  return { key: inInput, args: { ...args, input }, path };
}

function takesKey({ kind, name }: { readonly kind: string; readonly name: string }): boolean {
  return kind === 'Mutation' && !withoutKey.has(name);
}

function keyArgument<Types extends SchemaTypes>(field: string): PothosInputFieldConfig<Types> {
  return {
    name: argument,
    kind: 'Arg',
    graphqlKind: 'Arg',
    parentType: 'Mutation',
    parentField: field,
    type: { kind: 'Scalar', ref: 'String', required: false },
    description:
      'Any text of 16 to 200 characters that the caller gives nothing else, such as a UUID: sent again within a day with the same arguments, nothing is done, and it is answered with what it made the first time, as that is now.',
    pothosOptions: { type: 'String' },
    extensions: {},
  } as unknown as PothosInputFieldConfig<Types>;
}

/** Whoever has no id has no role in the newsroom, and is refused as without a key. */
function claimOf(
  operation: string,
  key: string,
  { args, path }: { readonly args: object; readonly path: string[] },
  viewer: MutationContext['viewer'],
): Claim | undefined {
  if (key.length < MIN_KEY_CHARACTERS || key.length > MAX_KEY_CHARACTERS)
    throw badInput(`\`${argument}\` must have ${MIN_KEY_CHARACTERS} to ${MAX_KEY_CHARACTERS} characters.`, path);
  const { id, role } = viewer;
  return id === null ? undefined : { caller: `${role} ${id}`, operation, key, asked: canonicalJson(args) };
}

function reused(path: string[]): Error {
  return badInput(`\`${argument}\` was used with other arguments before; give each request a key of its own.`, path);
}

SchemaBuilder.registerPlugin(idempotencyPlugin, IdempotencyPlugin);
