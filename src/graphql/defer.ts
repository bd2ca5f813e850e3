/**
 * Incremental delivery (`@defer`) plugin for Yoga: queries of callers who accept multipart/mixed are answered in parts; for
 * all others the directive isn't there.
 *
 * NOTE: not `@graphql-yoga/plugin-defer-stream`: it brings `@stream` along, and replaces graphql-js' check of fields that
 * overlap by an old copy, which lacks what keeps that check quick. The executor needs neither.
 */

import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type ValidationContext,
  visit,
} from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ServerContext } from '../http/exchange.ts';
import { deferredFields, patient, type Waiting } from './deferred-fields.ts';

/** For each document that has the directive, what is left without it; null for one that hasn't. */
const withoutIt = new WeakMap<DocumentNode, DocumentNode | null>();

export function deferral(): Plugin<object, ServerContext> {
  const waitingOf = new WeakMap<object, Waiting>();
  const patientForms = new WeakMap<GraphQLSchema, GraphQLSchema>();
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(labelsAreDistinct);
    },
    onExecute({ args }) {
      const plain = plainForm(args.document);
      if (plain === null) return;
      const { document, schema, contextValue, variableValues } = args;
      const { request } = contextValue as { readonly request: Request };
      const operation = getOperationAST(document, args.operationName);
      if (operation?.operation !== 'query' || !takesParts(request.headers.get('accept'))) {
        args.document = plain;
        return;
      }
      const { promise: firstPartSent, resolve: goOn } = Promise.withResolvers<void>();
      const fields = deferredFields(document, operation, variableValues ?? {});
      waitingOf.set(contextValue, { fields, firstPartSent });
      args.schema = patientForms.get(schema) ?? patient(schema, waitingOf);
      patientForms.set(schema, args.schema);
      return {
        onExecuteDone({ result, setResult }) {
          if (isAsyncIterable(result)) setResult(oneByOne(result, goOn));
        },
      };
    },
    onSubscribe({ args }) {
      args.document = plainForm(args.document) ?? args.document;
    },
  };
}

/** Parts, of which the second is asked for when the first has been sent. */
function oneByOne<Part>(parts: AsyncIterable<Part>, whenFirstIsSent: () => void): AsyncIterableIterator<Part> {
  const iterator = parts[Symbol.asyncIterator]();
  let isFirst = true;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next() {
      if (!isFirst) whenFirstIsSent();
      isFirst = false;
      return iterator.next();
    },
    return: () => iterator.return?.() ?? Promise.resolve({ value: undefined, done: true }),
  };
}

/**
 * Whether a caller understands the parts that are sent, which are those of the proposal of August 2022. Apollo Client
 * names the one that it understands; `*` is what is sent by those who never heard of it.
 */
export function takesParts(accept: string | null): boolean {
  return (accept ?? '')
    .toLowerCase()
    .split(',')
    .some((range) => {
      const [type, ...parameters] = range.split(';').map((text) => text.trim());
      return type === 'multipart/mixed' && !parameters.some((parameter) => ofAnotherKind.test(parameter));
    });
}

const ofAnotherKind = /^(incrementalspec=|subscriptionspec=|deferspec=(?!"?20220824\b)|q=0(\.0*)?$)/;

function plainForm(document: DocumentNode): DocumentNode | null {
  let plain = withoutIt.get(document);
  if (plain === undefined) {
    const stripped = visit(document, {
      Directive: ({ name }) => (name.value === 'defer' ? null : undefined),
      // Nothing that is deferred is below them.
      Argument: () => false,
      VariableDefinition: () => false,
    });
    plain = stripped === document ? null : stripped;
    withoutIt.set(document, plain);
  }
  return plain;
}

/** A client tells parts apart by their labels. */
function labelsAreDistinct(context: ValidationContext): ASTVisitor {
  const known = new Set<string>();
  return {
    Directive(node) {
      const label = node.name.value === 'defer' && node.arguments?.find(({ name }) => name.value === 'label')?.value;
      if (!label || label.kind === Kind.NULL) return;
      if (label.kind !== Kind.STRING) {
        context.reportError(new GraphQLError('The label of @defer must stand in the document.', { nodes: node }));
      } else if (known.has(label.value)) {
        const message = `Two @defer have the label ${JSON.stringify(label.value)}; each needs another.`;
        context.reportError(new GraphQLError(message, { nodes: node }));
      } else {
        known.add(label.value);
      }
    },
  };
}
