/**
 * Query limits plugin for Yoga (depth, aliases, tokens, page sizes, cost). What doesn't depend on variables is checked before
 * validation, whose own work grows with the document, and worked out once for each parsed document.
 */

import {
  type DocumentNode,
  GraphQLError,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  type Source,
  visit,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from '../../http/exchange.ts';
import { costOf, type OperationCost } from './cost.ts';
import { parseWithin } from './document-size.ts';
import { badTextInDocument, badTextInVariables } from './document-text.ts';
import { badText, costErrors, shapeErrors, unknownName } from './excess.ts';
import { defaultLimits, type LimitsOptions } from './limits.ts';
import { chooseOperation } from './operation-choice.ts';
import { shapeOf } from './operation-shape.ts';
import { repeatedFields } from './repeated-fields.ts';
import { unknownNameIn } from './unknown-names.ts';
import { validationErrors } from './validation.ts';
import type { Variables } from './values.ts';

/** What is known of one operation of a document, whoever sends it. */
interface Examination {
  readonly operation: OperationDefinitionNode;
  /** Errors that no variables can mend. */
  readonly errors: readonly GraphQLError[];
  /** Names of the variables that decide how long a list is or whether a part is left out. */
  readonly deciding: readonly string[];
  /** By the values of the deciding variables. */
  readonly costs: Map<string, OperationCost>;
}

/** Of one operation: it comes with few different page sizes, and a caller who tries them all must not fill the memory. */
const MAX_REMEMBERED_COSTS = 50;

/** Of an operation's name in the log, where a caller may write as many lines as they like. */
const MAX_LOGGED_NAME_CHARACTERS = 100;

/** The limits as a plugin for Yoga; each one's error has HTTP 400, a code, and the numbers that were compared. */
export function limits(given: Partial<LimitsOptions> = {}): Plugin<object, ServerContext> {
  const options = { ...defaultLimits, ...given };
  const examinations = new WeakMap<DocumentNode, Map<string, Examination>>();

  const examine = (document: DocumentNode, operationName: string | null | undefined): Examination => {
    const ofDocument = examinations.get(document) ?? new Map<string, Examination>();
    examinations.set(document, ofDocument);
    const known = ofDocument.get(operationName ?? '');
    if (known !== undefined) return known;
    const operation = chooseOperation(document, operationName);
    const textAt = badTextInDocument(document);
    const examination = {
      operation,
      errors: [
        ...shapeErrors({ ...shapeOf(document, operation), repeats: repeatedFields(document) }, options),
        ...(textAt ? [badText(textAt)] : []),
      ],
      deciding: decidingVariables(document),
      costs: new Map(),
    };
    ofDocument.set(operationName ?? '', examination);
    return examination;
  };

  const costWith = (variables: Variables, schema: GraphQLSchema, document: DocumentNode, known: Examination) => {
    const key = known.deciding.map((name) => sizeOf(variables[name])).join(' ');
    let cost = known.costs.get(key);
    if (cost === undefined) {
      cost = costOf(schema, document, known.operation, variables, options);
      // An extra cost may depend on anything, and on the time.
      if (cost.extra !== undefined) return cost;
      if (known.costs.size >= MAX_REMEMBERED_COSTS) known.costs.clear();
      known.costs.set(key, cost);
    }
    return cost;
  };

  const told = (type: GraphQLInputObjectType) => (options.isIntrospectionOn ? Object.keys(type.getFields()) : []);

  return {
    onParse({ context, setParseFn }) {
      setParseFn((source: string | Source) => parseWithin(typeof source === 'string' ? source : source.body, options));
      return ({ result }) => {
        // Yoga answers what a parser throws with 200.
        if (isRefusal(result)) throw result;
        if (result === null || result instanceof Error) return;
        const { operation, errors } = examine(result, context.params?.operationName);
        const { exchange } = context as ServerContext;
        if (exchange) exchange.operationName = operation.name?.value.slice(0, MAX_LOGGED_NAME_CHARACTERS);
        throwAny(errors);
      };
    },
    onValidate({ params, context, addValidationRule, setValidationFn }) {
      if (!options.isIntrospectionOn) addValidationRule(NoSchemaIntrospectionCustomRule);
      setValidationFn((schema: GraphQLSchema, document: DocumentNode, rules) =>
        validationErrors(schema, document, rules, {
          maxErrors: options.maxValidationErrors,
          hideSuggestions: !options.isIntrospectionOn,
        }),
      );
      return ({ valid }) => {
        if (!valid) return;
        const variables = (context.params?.variables ?? {}) as Variables;
        const textAt = badTextInVariables(variables);
        if (textAt !== undefined) throw badText(textAt);
        const known = examine(params.documentAST, context.params?.operationName);
        const unknown = unknownNameIn(params.schema, known.operation, variables);
        if (unknown !== undefined) throw unknownName(unknown.path, unknown.type.name, told(unknown.type));
        const cost = costWith(variables, params.schema, params.documentAST, known);
        const { exchange } = context as ServerContext;
        if (exchange) exchange.cost = { requested: cost.cost, extra: cost.extra ?? 0, limit: options.maxCost };
        throwAny(costErrors(cost, options));
      };
    },
  };
}

/** What is wrong with a text and the operation of that name, or the only one, whatever its variables will be; nothing if it may be sent. */
export function documentErrors(
  schema: GraphQLSchema,
  text: string,
  operationName?: string | null,
  options = defaultLimits,
): readonly GraphQLError[] {
  let document: DocumentNode;
  try {
    document = parseWithin(text, options);
  } catch (error) {
    return [error as GraphQLError];
  }
  const textAt = badTextInDocument(document);
  if (textAt !== undefined) return [badText(textAt)];
  const shape = { ...shapeOf(document, chooseOperation(document, operationName)), repeats: repeatedFields(document) };
  const errors = shapeErrors(shape, options);
  return errors.length > 0
    ? errors
    : validationErrors(schema, document, undefined, { maxErrors: options.maxValidationErrors });
}

/** Yoga answers an AggregateError with each of its errors. */
function throwAny(errors: readonly GraphQLError[]): void {
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new AggregateError(errors);
}

function isRefusal(result: unknown): boolean {
  return result instanceof GraphQLError && result.extensions.http !== undefined;
}

/** Arguments whose variables `costOf` looks at. */
const decidingArguments = new Set(['first', 'last', 'ids', 'if']);

function decidingVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Argument({ name, value }) {
      if (decidingArguments.has(name.value) && value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** All of a variable that a cost depends on. One that is null isn't one that is missing, which has its default. */
function sizeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length}]`;
  return typeof value === 'object' || typeof value === 'string' ? '' : String(value);
}
