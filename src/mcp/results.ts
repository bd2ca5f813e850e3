/** Results of tools: data as it is, or errors in words, each with what to do about it. */

import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { Answer } from '../tables/answers.ts';

/** By the code of an error. */
const advice: Readonly<Record<string, string>> = {
  BAD_USER_INPUT: 'Correct the argument that the message names, and call again.',
  QUERY_TOO_COSTLY: 'Ask for less: a smaller "first", or fewer lists within lists.',
  PAGE_SIZE_OUT_OF_RANGE: 'Give a "first" within the range, and go on with "after" and the endCursor of the page.',
  TIMEOUT: 'Narrow it: a shorter span of publishedAt, fewer topics, or rarer words.',
  UNAUTHENTICATED: 'Send a good token, or none to read as the public does.',
  FORBIDDEN: 'It takes a token with another role.',
  PERSISTED_QUERY_ONLY: 'Use one of the other tools: this service takes listed operations only.',
  UNAVAILABLE: 'Try again in a few seconds.',
  INTERNAL_SERVER_ERROR: 'Try again; if it fails again, tell the newsroom the request id.',
  GRAPHQL_VALIDATION_FAILED: 'Read the resource dateline://schema for what there is.',
  GRAPHQL_PARSE_FAILED: 'Write one GraphQL query.',
  QUERY_TOO_DEEP: 'Select fewer levels of fields.',
};

export function resultOf({ data, errors }: Pick<Answer, 'data' | 'errors'>): CallToolResult {
  if (errors.length === 0 && data !== null) {
    return {
      content: [{ type: 'text', text: JSON.stringify(data) }],
      structuredContent: data as Record<string, unknown>,
    };
  }
  const lines = errors.map(({ message, path, extensions }) => {
    const at = path === undefined ? '' : ` (at ${path.join('.')})`;
    const what = advice[String(extensions?.code)];
    return `${message}${at}${what === undefined ? '' : ` ${what}`}`;
  });
  if (data !== null) lines.push(`What could be answered: ${JSON.stringify(data)}`);
  return failure(lines.join('\n'));
}

export function failure(text: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text }] };
}
