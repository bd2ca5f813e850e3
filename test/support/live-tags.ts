/** Follows live tags, as a front end's EventSource does. */

import { expect } from 'vitest';

export interface LiveTags {
  /** What is told next. */
  next(): Promise<{ readonly id: string | undefined; readonly stale: readonly string[] }>;
  close(): Promise<void>;
}

/** @param url of the service, without a path */
export async function follow(url: string, tags: readonly string[], headers: Record<string, string> = {}) {
  const response = await fetch(new URL(`/live?${new URLSearchParams({ tags: tags.join() })}`, url), { headers });
  expect(response.status).toBe(200);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  const next: LiveTags['next'] = async () => {
    for (;;) {
      const end = text.indexOf('\n\n');
      const block = text.slice(0, end);
      if (end >= 0) text = text.slice(end + 2);
      const [, json] = /^data: (.+)$/m.exec(block) ?? [];
      if (end >= 0 && json !== undefined) return { id: /^id: (.+)$/m.exec(block)?.[1], ...JSON.parse(json) };
      if (end >= 0) continue;
      const { value, done } = await reader.read();
      if (done) throw new Error('the stream is over');
      text += new TextDecoder().decode(value);
    }
  };
  return { next, close: () => reader.cancel() } satisfies LiveTags;
}
