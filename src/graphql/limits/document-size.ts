/** Document size limits: characters, tokens and brackets within brackets, counted before a parser calls itself for each. */

import { type DocumentNode, type GraphQLError, Lexer, parse, Source, TokenKind } from 'graphql';
import { nestedTooDeep, tooLong } from './excess.ts';
import { MAX_NESTING } from './json-values.ts';
import type { LimitsOptions } from './limits.ts';

type SizeOptions = Pick<LimitsOptions, 'maxCharacters' | 'maxTokens'>;

/**
 * A document that is small enough to be visited, printed and validated by functions that call themselves.
 *
 * @throws GraphQLError 400 `QUERY_TOO_LONG` or `QUERY_NESTED_TOO_DEEP`; GraphQL's own for what is no document
 */
export function parseWithin(text: string, options: SizeOptions): DocumentNode {
  const excess = sizeError(text, options);
  if (excess !== undefined) throw excess;
  return parse(text);
}

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

function sizeError(text: string, { maxCharacters, maxTokens }: SizeOptions): GraphQLError | undefined {
  if (text.length > maxCharacters) return tooLong('characters', maxCharacters);
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  try {
    for (let count = 1; lexer.advance().kind !== TokenKind.EOF; count += 1) {
      if (count > maxTokens) return tooLong('tokens', maxTokens);
      const { kind } = lexer.token;
      if (opening.has(kind)) depth += 1;
      else if (closing.has(kind)) depth -= 1;
      if (depth > MAX_NESTING) return nestedTooDeep(MAX_NESTING);
    }
  } catch {
    // What is no token ends the parser there, too, and its words for it are better.
  }
  return undefined;
}
