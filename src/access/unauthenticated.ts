/** The refusal of a request whose token isn't good (401, RFC 6750). */

import type { GraphQLError } from 'graphql';
import { refusal } from '../http/refusal.ts';

export function unauthenticated(message: string): GraphQLError {
  return refusal(401, message, { code: 'UNAUTHENTICATED' }, { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
}
