/** Invalidation tags: which tags each event invalidates, and which events each mutation appends to the log. */

import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { EventType } from '../../db/events/append.ts';
import { schema } from '../../schema/schema.ts';
import { eventsOfMutations } from '../../src/caching/changes.ts';
import { encodeId } from '../../src/ids.ts';
import { useDemoNewsroom } from '../support/demo.ts';
import { toolsOf } from '../support/drafts.ts';
import { type Change, cachedPiece, inOrder, newsroomChanges } from '../support/mutations.ts';
import { admin, editor, writer } from '../support/newsroom.ts';

const newsroom = useDemoNewsroom();
const tools = toolsOf(newsroom);
const ids = new Map<string, string>();
const subjects = {
  article: 'port-and-fishers-agree-on-another-bank',
  other: 'mayoral-election-too-close-to-call',
  id: (slug: string) => ids.get(slug) ?? '',
};

beforeAll(async () => {
  for (const type of ['Article', 'Topic', 'Source'] as const) {
    const table = type.toLowerCase() as Lowercase<typeof type>;
    const rows = await newsroom.db.selectFrom(table).select(['id', 'slug']).execute();
    for (const { id, slug } of rows) ids.set(slug, encodeId(type, id));
  }
});

let changes: Readonly<Record<string, Change>> | undefined;
const changeOf = (name: string) => {
  changes ??= newsroomChanges(newsroom, subjects);
  return changes[name] as Change;
};

const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
const later = () => new Date(Date.now() + 3_600_000).toISOString();
let pieces = 0;
const approved = () => {
  pieces += 1;
  return tools.approved(writer, editor, { ...cachedPiece, slug: `piece-${pieces}` });
};
const asAdmin = async (mutation: string) => {
  const { errors } = await newsroom.askAs(admin, `mutation { ${mutation} }`);
  expect(errors).toBeUndefined();
};

/** What else a mutation may come to. */
const others: Readonly<Record<string, readonly Change[]>> = {
  publishDraft: [
    async () => {
      const draft = await approved();
      return () => tools.step(editor, 'publishDraft', draft, { at: later() });
    },
    async () => {
      const revised = await tools.step(
        writer,
        'reviseDraft',
        await tools.step(editor, 'publishDraft', await approved()),
        {
          content: { headline: 'Changed' },
        },
      );
      const again = await tools.step(editor, 'approveDraft', await tools.step(writer, 'submitDraft', revised));
      return () => tools.step(editor, 'publishDraft', again);
    },
  ],
  importDocument: [
    async () => () =>
      asAdmin('importDocument(input: { text: "A headline\\n\\nThe harbour has a text of its own." }) { __typename }'),
    async () => () => {
      const paragraph = `<p>${'The harbour has a text of its own. '.repeat(20)}</p>`;
      const dated = `<time datetime="2026-03-01T12:00:00Z">1 March 2026</time>`;
      const html = JSON.stringify(`<title>Tides</title><article><h1>Tides</h1>${dated}${paragraph}</article>`);
      return asAdmin(`importDocument(input: { html: ${html}, publish: true }) { __typename }`);
    },
  ],
  saveWebhook: [
    async () => {
      await asAdmin('saveWebhook(input: { url: "https://hooks.example/3" }) { __typename }');
      const { id } = await newsroom.db.selectFrom('webhook').select('id').executeTakeFirstOrThrow();
      const hook = encodeId('Webhook', id);
      return () => asAdmin(`saveWebhook(input: { id: "${hook}", url: "https://hooks.example/4" }) { __typename }`);
    },
  ],
};

async function toldBy(change: Change): Promise<EventType[]> {
  const doIt = await change();
  const before = await sql<{ id: number }>`select coalesce(max(id), 0) as id from event`.execute(newsroom.db);
  await doIt();
  const { rows } = await sql<{ type: EventType }>`
    select distinct type from event where id > ${before.rows[0]?.id}`.execute(newsroom.db);
  return rows.map(({ type }) => type);
}

test('every mutation declares its events, or why it has none', () => {
  expect(Object.keys(eventsOfMutations).sort()).toEqual([...mutations].sort());
});

describe('the events in the log are those that are declared for', () => {
  for (const name of inOrder(mutations)) {
    test(name, async () => {
      expect(changeOf(name), 'a case in test/support/mutations.ts').toBeDefined();
      const appended = new Set<EventType>();
      for (const change of [changeOf(name), ...(others[name] ?? [])])
        for (const type of await toldBy(change)) appended.add(type);
      const said = eventsOfMutations[name] ?? 'nothing is said';
      expect([...appended].sort()).toEqual(typeof said === 'string' ? [] : [...said].sort());
    });
  }
});
