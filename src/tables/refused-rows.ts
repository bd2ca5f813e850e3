/** Rows that a caller may not read, or that aren't there: errors instead of files that would look complete (fail closed). */

import {
  type DirectiveNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
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
 * @param variables with their defaults
 */
export function roleFieldsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): readonly RoleField[] {
  const found: RoleField[] = [];
  const info = new TypeInfo(schema);
  const isLeftOut = ({ directives }: { readonly directives?: readonly DirectiveNode[] | undefined }) =>
    isSkipped(directives, variables);
  visit(
    separateOperations(document)[operation.name?.value ?? ''] ?? document,
    visitWithTypeInfo(info, {
      InlineFragment: (node) => (isLeftOut(node) ? false : undefined),
      Field(node) {
        if (isLeftOut(node)) return false;
        const field = info.getFieldDef();
        const { roles } = (field?.extensions.dateline ?? {}) as { readonly roles?: readonly Role[] };
        if (roles !== undefined) found.push({ coordinate: `${info.getParentType()?.name}.${field?.name}`, roles });
        return undefined;
      },
    }),
  );
  return found;
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
