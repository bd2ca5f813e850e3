/** Rows that a caller may not read, or that aren't there: errors instead of files that would look complete (fail closed). */

import {
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { isSkipped, type Variables } from '../graphql/limits/values.ts';
import { refusal } from '../http/refusal.ts';
import type { Role } from '../roles.ts';
import type { Path } from './row-list.ts';

/** A field that others than these have as null or empty. */
export interface RoleField {
  /** `Query.drafts` */
  readonly coordinate: string;
  readonly roles: readonly Role[];
}

/**
 * The fields of an operation that take a role: those that declare `extensions.dateline.roles`.
 *
 * @param operation of a valid document
 * @param variables with their defaults
 */
export function roleFieldsOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Variables,
): readonly RoleField[] {
  const found: RoleField[] = [];
  // Wherever one is spread, it selects the same of the same type: once is enough, however often that is.
  const spread = new Set<string>();
  const look = (type: GraphQLNamedType | undefined, { selections }: SelectionSetNode): void => {
    for (const node of selections) {
      if (isSkipped(node.directives, variables)) continue;
      if (node.kind === Kind.FIELD) {
        const field = fieldOf(type, node.name.value);
        const { roles } = (field?.extensions.dateline ?? {}) as { readonly roles?: readonly Role[] };
        if (roles !== undefined) found.push({ coordinate: `${type?.name}.${field?.name}`, roles });
        if (node.selectionSet) look(field && getNamedType(field.type), node.selectionSet);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        look(node.typeCondition ? schema.getType(node.typeCondition.name.value) : type, node.selectionSet);
      } else if (!spread.has(node.name.value)) {
        spread.add(node.name.value);
        const fragment = fragments.get(node.name.value);
        if (fragment) look(schema.getType(fragment.typeCondition.name.value), fragment.selectionSet);
      }
    }
  };
  look(schema.getRootType(operation.operation) ?? undefined, operation.selectionSet);
  return found;
}

/** None for what is asked of the schema, such as `__typename`. */
function fieldOf(type: GraphQLNamedType | undefined, name: string) {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

/** For a caller who has none of a field's roles: where JSON says null, a file would have no row and look as if there were none. */
export function takesAnotherRole({ coordinate, roles }: RoleField): GraphQLError {
  const message = `\`${coordinate}\` takes the role ${roles.join(' or ')}.`;
  return refusal(403, message, { code: 'FORBIDDEN', field: coordinate, requiredRole: roles[0] });
}

/** For null where the list would be, or in place of what it hangs on. */
export function noRows(path: Path): GraphQLError {
  const message = `\`${path.join('.')}\` is null, so that there are no rows: it isn't there, or isn't for you.`;
  return refusal(404, message, { code: 'NOT_FOUND', path });
}
