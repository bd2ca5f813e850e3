/** Reads server-sent events of subscriptions one by one. */

import type { createDatelineYoga } from '../../src/graphql/yoga.ts';

export interface Told {
  /** By which a stream can be gone on with. */
  readonly id?: string;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; extensions: Record<string, unknown> }[];
}

export interface Stream {
  /** The next result; null at the end. @throws when none comes in time */
  next(milliseconds?: number): Promise<Told | null>;
  close(): Promise<void>;
}

export async function subscribe(
  yoga: Pick<ReturnType<typeof createDatelineYoga>, 'fetch'>,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Stream> {
  const response = await yoga.fetch('http://yoga/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  if (!response.ok || response.body === null) throw new Error(await response.text());
  const { body } = response;
  const reader = body.getReader();
  const results = resultsOf(reader);
  let waiting: Promise<IteratorResult<Told, void>> | undefined;
  let isOver = false;
  return {
    next: async (milliseconds = 10_000) => {
      // One that didn't come in time is still waited for the next time.
      waiting ??= results.next();
      const result = await within(waiting, milliseconds);
      waiting = undefined;
      isOver = result.done === true;
      return result.done === true ? null : result.value;
    },
    // NOTE: not Yoga's reader, which would wait for what comes next; fetch's body can't be cancelled while it is read.
    close: async () => void (isOver || (await body.cancel().catch(() => reader.cancel()))),
  };
}

async function* resultsOf(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Told, void> {
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, json] = /^data: (.+)$/m.exec(block) ?? [];
      const [, id] = /^id: (.+)$/m.exec(block) ?? [];
      if (json !== undefined) yield { ...(JSON.parse(json) as Told), ...(id !== undefined && { id }) };
    }
  }
}

async function within<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`nothing within ${milliseconds} ms`)), milliseconds);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
