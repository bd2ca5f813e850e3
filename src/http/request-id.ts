/** Request ids (`X-Request-Id`): the same in a response, in every log line and in a masked error. */

import { randomUUID } from 'node:crypto';

/** Anything else could break a log line or a header, or is too long to be a name. */
const sane = /^[\w.-]{1,128}$/;

/** The caller's `X-Request-Id` if it is a sane token, else a new UUID. */
export function requestIdFrom(header: string | string[] | null | undefined): string {
  return typeof header === 'string' && sane.test(header) ? header : randomUUID();
}
