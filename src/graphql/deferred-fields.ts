/**
 * Deferred fields (`@defer`) are resolved when the first part has been sent. By itself the executor begins everything at once, so
 * that the statements of what can wait hold up those of what is waited for: the first part takes 0.4 of the CPU on the embedded
 * engine (`npm run bench -- ablation`). Off where defer.ts leaves `args.schema` as it is.
 */

import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  type DocumentNode,
  defaultFieldResolver,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from './limits/operation-shape.ts';

/** What waits in one execution, and for what. */
export interface Waiting {
  readonly fields: ReadonlySet<FieldNode>;
  readonly firstPartSent: Promise<void>;
}

/**
 * The fields of an operation at the top of its deferred fragments. What the same fragment also has elsewhere, where it
 * isn't deferred, is left out: the first part would wait for itself.
 */
export function deferredFields(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Set<FieldNode> {
  const fragments = fragmentsOf(document);
  const found = { early: new Set<FieldNode>(), late: new Set<FieldNode>() };
  const walked = { early: new Set<SelectionSetNode>(), late: new Set<SelectionSetNode>() };
  type When = keyof typeof found;

  // What only might be deferred begins at once: to wait for nothing is never wrong.
  const isDeferred = ({ directives }: SelectionNode) => {
    const defer = directives?.find(({ name }) => name.value === 'defer');
    const condition = defer?.arguments?.find(({ name }) => name.value === 'if')?.value;
    if (condition?.kind === Kind.VARIABLE) return variables[condition.name.value] === true;
    return defer !== undefined && (condition === undefined || (condition.kind === Kind.BOOLEAN && condition.value));
  };

  const walk = (set: SelectionSetNode | undefined, when: When): void => {
    if (set === undefined || walked[when].has(set)) return;
    walked[when].add(set);
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        found[when].add(node);
        // Below a field that waits nothing has to, unless it is deferred itself: and that comes no earlier.
        if (when === 'early') walk(node.selectionSet, when);
      } else {
        const inner = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
        walk(inner?.selectionSet, isDeferred(node) ? 'late' : when);
      }
    }
  };

  walk(operation.selectionSet, 'early');
  return new Set([...found.late].filter((field) => !found.early.has(field)));
}

/** A schema whose fields wait where `waitingOf` a context says so; only for executions that have something to wait. */
export function patient(schema: GraphQLSchema, waitingOf: WeakMap<object, Waiting>): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field) => {
      const resolve = field.resolve ?? defaultFieldResolver;
      return {
        ...field,
        resolve: (source, args, context, info) => {
          const waiting = waitingOf.get(context);
          const [node] = info.fieldNodes;
          return waiting && node && waiting.fields.has(node)
            ? waiting.firstPartSent.then(() => resolve(source, args, context, info))
            : resolve(source, args, context, info);
        },
      };
    },
  });
}
