/** Webhooks: messages, signatures, retries, dead letters, who may manage them, and the SSRF guard. */

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { takeLock } from '../../db/engine/advisory-locks.ts';
import { type Jobs, startJobs } from '../../db/engine/job-queue.ts';
import { type EventType, eventTypes, recordEvents } from '../../db/events/append.ts';
import { moveDueEvents } from '../../db/events/due.ts';
import { webhookQueue } from '../../db/events/webhook-queue.ts';
import { buryDeliveries, claimDeliveries, settleDeliveries } from '../../db/webhooks/deliveries.ts';
import { encodeId } from '../../src/ids.ts';
import { isPublicAddress } from '../../src/outbound/address-guard.ts';
import { type WebhookJobs, webhookJobs } from '../../src/webhooks/jobs.ts';
import { webhookUrl } from '../../src/webhooks/target.ts';
import { piece, publish } from '../support/articles.ts';
import { lockWaits } from '../support/lock-waits.ts';
import { type Answer, admin, editor, useNewsroom } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

interface Received {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const received: Received[] = [];
/** Answers, by path, one after the other; 200 when there is none. */
const answers = new Map<string, number[]>();
const receiver = createServer(async (req, res) => {
  const path = req.url ?? '';
  received.push({ path, headers: req.headers, body: (await req.setEncoding('utf8').toArray()).join('') });
  const status = answers.get(path)?.shift() ?? 200;
  res.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
});

let articleId = 0;
const newsroom = useNewsroom(async (db) => {
  [articleId = 0] = await publish(db, [piece('Harbour wall opens')]);
});
let url = '';
let work: { readonly jobs: Jobs; readonly webhooks: WebhookJobs };

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const webhooks = webhookJobs(newsroom.db, () => true);
  const jobs = await startJobs(newsroom.database, webhooks.handlers, {
    info: () => {},
    warn: () => {},
    error: () => {},
  });
  work = { jobs, webhooks };
});

afterAll(async () => {
  await work.jobs.stop(1000);
  await work.webhooks.close();
  receiver.close();
  receiver.closeAllConnections();
});

beforeEach(async () => {
  await sql`delete from webhook`.execute(newsroom.db);
  received.length = 0;
  answers.clear();
});

const tell = (type: EventType, detail: Record<string, unknown> = { note: 'For us only' }) =>
  newsroom.db.transaction().execute((trx) => recordEvents(trx, editor, [{ type, articleId, draftId: 3, detail }]));

const save = `mutation ($input: SaveWebhookInput!) { saveWebhook(input: $input) {
  __typename
  ... on SavedWebhook { secret webhook { id url events disabledAt } }
  ... on InvalidInput { path }
  ... on NotAllowed { requiredRole }
} }`;

interface SaveResult {
  readonly __typename: string;
  readonly secret: string | null;
  readonly path: string[];
  readonly requiredRole: string;
  readonly webhook: { readonly id: string; readonly events: string[]; readonly disabledAt: string | null };
}

async function saved(input: object, viewer = admin): Promise<SaveResult> {
  const { data, errors } = await newsroom.askAs<{ saveWebhook: SaveResult }>(viewer, save, { input });
  expect(errors).toBeUndefined();
  return data?.saveWebhook as SaveResult;
}

interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly status: string;
  readonly attempts: number;
  readonly lastError: string | null;
}

async function deliveries(args = ''): Promise<Delivery[]> {
  const { data, errors } = await newsroom.askAs<{ webhookDeliveries: { nodes: Delivery[] } }>(
    admin,
    `{ webhookDeliveries${args} { nodes { id eventId eventType status attempts lastError webhook { id } } } }`,
  );
  expect(errors).toBeUndefined();
  return data?.webhookDeliveries.nodes ?? [];
}

test('what was delivered is claimed no more, and stays delivered whatever another attempt comes to', async () => {
  await saved({ url: `${url}/once`, events: ['ARTICLE_PUBLISHED'] });
  await tell('article.published');
  await until(async () => (await deliveries())[0]?.status === 'DELIVERED');
  const { rows } = await sql<{ id: number }>`select id from webhook_delivery`.execute(newsroom.db);
  const ids = rows.map(({ id }) => id);
  expect(ids).toHaveLength(1);
  expect(await claimDeliveries(newsroom.db, ids)).toEqual([]);
  await work.webhooks.handlers[webhookQueue]?.(ids.map((deliveryId) => ({ deliveryId })));
  expect(received.map(({ path }) => path)).toEqual(['/once']);
  const failed = ids.map((id) => ({ id, status: 'PENDING' as const, error: 'It was late.', isGone: false }));
  await settleDeliveries(newsroom.db, failed);
  await buryDeliveries(newsroom.db, ids);
  expect(await deliveries()).toMatchObject([{ status: 'DELIVERED', attempts: 1, lastError: null }]);
});

test('a message has ids only, and a signature that the receiver can verify', async () => {
  const { secret, webhook } = await saved({ url: `${url}/desk`, events: ['ARTICLE_PUBLISHED'] });
  expect(secret).toMatch(/^whsec_/);
  await tell('article.withdrawn');
  await tell('article.published');
  const { headers, body } = await until(() => received[0]);
  const message = new Webhook(secret ?? '').verify(body, headers as Record<string, string>);
  expect(message).toEqual({
    type: 'article.published',
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    data: {
      eventId: headers['webhook-id'],
      articleId: encodeId('Article', articleId),
      draftId: encodeId('Draft', 3),
    },
  });
  const [delivery, ...more] = await until(async () => {
    const all = await deliveries(`(webhook: "${webhook.id}")`);
    return all[0]?.status === 'DELIVERED' ? all : undefined;
  });
  expect(delivery).toMatchObject({ eventId: headers['webhook-id'], eventType: 'ARTICLE_PUBLISHED', attempts: 1 });
  expect(more).toEqual([]);
  expect(received).toHaveLength(1);
});

test('a message of a backdated piece has its date', async () => {
  await saved({ url: `${url}/archive`, events: ['ARTICLE_PUBLISHED'] });
  const publishedAt = '1998-03-12T09:00:00.000Z';
  await tell('article.published', { backdated: true, publishedAt });
  const { body } = await until(() => received[0]);
  expect(JSON.parse(body)).toMatchObject({ type: 'article.published', data: { publishedAt } });
});

test('a rolled-back transaction sends nothing; a webhook without types gets all events but those of webhooks', async () => {
  await saved({ url: `${url}/all` });
  const undone = newsroom.db.transaction().execute(async (trx) => {
    await recordEvents(trx, editor, [{ type: 'article.published', articleId }]);
    throw new Error('changed my mind');
  });
  await expect(undone).rejects.toThrow();
  await tell('topic.merged');
  await saved({ url: `${url}/other` });
  await tell('source.merged');
  // A delivery is made in the transaction of its event: once none is waiting, nothing more comes.
  const made = await until(async () => {
    const all = await deliveries();
    return all.every(({ status }) => status !== 'PENDING') && all;
  });
  expect(made.map(({ eventType, status }) => [eventType, status]).sort()).toEqual([
    ['SOURCE_MERGED', 'DELIVERED'],
    ['SOURCE_MERGED', 'DELIVERED'],
    ['TOPIC_MERGED', 'DELIVERED'],
  ]);
  const told = (to: string) => received.filter(({ path }) => path === to).map(({ body }) => JSON.parse(body).type);
  expect(told('/all').sort()).toEqual(['source.merged', 'topic.merged']);
  expect(told('/other')).toEqual(['source.merged']);
});

test('scheduled publications are sent at their time', async () => {
  await saved({ url: `${url}/due`, events: ['ARTICLE_PUBLISHED'] });
  await sql`
    insert into due_event (due_at, type, draft_id, article_id)
    values (now() - interval '1 second', 'article.published', 3, ${articleId})`.execute(newsroom.db);
  await moveDueEvents(newsroom.db);
  const { body } = await until(() => received[0]);
  expect(JSON.parse(body)).toMatchObject({ data: { articleId: encodeId('Article', articleId) } });
});

test('a failed delivery is retried with the same id', async () => {
  answers.set('/shaky', [500, 302]);
  await saved({ url: `${url}/shaky` });
  await newsroom.db.transaction().execute(async (trx) => {
    await recordEvents(trx, editor, [{ type: 'article.published', articleId }]);
    await sql`update pgboss.job set retry_delay = 0, retry_backoff = false where name = 'webhook'`.execute(trx);
  });
  await until(() => received[2]);
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(received.map(({ path }) => path)).toEqual(['/shaky', '/shaky', '/shaky']);
  const [delivery] = await until(async () => {
    const all = await deliveries('(dead: false)');
    return all[0]?.status === 'DELIVERED' ? all : undefined;
  });
  expect(delivery).toMatchObject({ attempts: 3, lastError: null });
});

test('retries back off for more than a day', async () => {
  const { rows } = await sql<{ seconds: number }>`
    select sum(least(retry_delay * 2 ^ n, retry_delay_max))::int as seconds
    from pgboss.queue, generate_series(0, retry_limit - 1) n where name = 'webhook' and retry_backoff group by name
  `.execute(newsroom.db);
  expect(rows[0]?.seconds).toBeGreaterThan(86_400);
});

test('an undeliverable message is dead with the reason, and delivered when it is sent again', async () => {
  answers.set('/down', [503, 503]);
  await saved({ url: `${url}/down` });
  await newsroom.db.transaction().execute(async (trx) => {
    await recordEvents(trx, editor, [{ type: 'article.killed', articleId }]);
    await sql`
      update pgboss.job set retry_limit = 1, retry_delay = 0, retry_backoff = false where name = 'webhook'`.execute(
      trx,
    );
  });
  const [dead] = await until(async () => {
    const all = await deliveries('(dead: true)');
    return all.length > 0 ? all : undefined;
  });
  expect(dead).toMatchObject({ status: 'DEAD', attempts: 2, lastError: 'It answered with status 503.' });
  const resend = `mutation { resendWebhookDelivery(id: "${dead?.id}") {
    __typename ... on WebhookDelivery { status } ... on NotAllowed { requiredRole } } }`;
  const refused = await newsroom.askAs(editor, resend);
  expect(refused.data).toEqual({ resendWebhookDelivery: { __typename: 'NotAllowed', requiredRole: 'ADMIN' } });
  const { data } = await newsroom.askAs(admin, resend);
  expect(data).toEqual({ resendWebhookDelivery: { __typename: 'WebhookDelivery', status: 'PENDING' } });
  await until(() => received[2]);
  await until(async () => ((await deliveries())[0]?.status === 'DELIVERED' ? true : undefined));
  expect(await deliveries('(dead: true)')).toEqual([]);
});

test('a slow or failing receiver doesn’t delay the others', async () => {
  answers.set('/bad', [500, 500, 500]);
  await saved({ url: `${url}/bad` });
  await saved({ url: `${url}/good` });
  await tell('article.published');
  await until(() => received.find(({ path }) => path === '/good'));
  await until(async () => {
    const all = await deliveries();
    return all
      .map(({ status }) => status)
      .toSorted()
      .join() === 'DELIVERED,PENDING'
      ? true
      : undefined;
  });
});

test('a receiver that answers 410 gets nothing more', async () => {
  answers.set('/gone', [410]);
  const { webhook } = await saved({ url: `${url}/gone` });
  await tell('article.published');
  await until(async () => ((await deliveries('(dead: true)')).length > 0 ? true : undefined));
  await tell('article.published');
  expect(await deliveries()).toHaveLength(1);
  const again = await saved({ id: webhook.id, url: `${url}/gone`, disabled: false });
  expect(again).toMatchObject({ secret: null, webhook: { id: webhook.id, disabledAt: null } });
});

test('what was enqueued before a webhook was disabled is dead with the reason, and not sent', async () => {
  const { webhook } = await saved({ url: `${url}/off`, disabled: true });
  const { rows } = await sql<{ id: number }>`
    insert into webhook_delivery (webhook_id, event_id)
    select w.id, e.id from webhook w, (select max(id) as id from event) e returning id
  `.execute(newsroom.db);
  const payloads = rows.map(({ id }) => ({ deliveryId: id }));
  expect(await work.webhooks.handlers[webhookQueue]?.(payloads)).toEqual([null]);
  expect(await deliveries()).toMatchObject([
    { status: 'DEAD', lastError: 'The webhook is disabled.', webhook: { id: webhook.id } },
  ]);
  expect(received.filter(({ path }) => path === '/off')).toEqual([]);
});

test('deleting a webhook deletes its pending deliveries', async () => {
  answers.set('/bad', [500]);
  const { webhook } = await saved({ url: `${url}/bad` });
  await tell('article.published');
  const remove = `mutation { deleteWebhook(id: "${webhook.id}") { __typename } }`;
  await newsroom.askAs(admin, remove);
  expect(await deliveries()).toEqual([]);
  const { data } = await newsroom.askAs(admin, remove);
  expect(data).toEqual({ deleteWebhook: { __typename: 'NotFound' } });
});

test('concurrent events and deletions don’t deadlock', async () => {
  const made = await Promise.all(Array.from({ length: 10 }, (_, n) => saved({ url: `${url}/${n}` })));
  const removals = made.map(({ webhook }) =>
    newsroom.askAs(admin, `mutation { deleteWebhook(id: "${webhook.id}") { __typename } }`),
  );
  await Promise.all([...removals, ...Array.from({ length: 10 }, () => tell('article.updated'))]);
  for (const { data } of await Promise.all(removals))
    expect(data).toEqual({ deleteWebhook: { __typename: 'Webhook' } });
});

test.runIf(inject('serverUrl') !== null)('a webhook is changed and deleted at once without a deadlock', async () => {
  const { webhook } = await saved({ url });
  const both: [deletion?: Promise<Answer>, change?: Promise<SaveResult>] = [];
  await newsroom.db.transaction().execute(async (trx) => {
    await takeLock(trx, 'events');
    both[0] = newsroom.askAs(admin, `mutation { deleteWebhook(id: "${webhook.id}") { __typename } }`);
    await until(async () => (await lockWaits(trx)) === 1, 'the deletion waits');
    both[1] = saved({ id: webhook.id, url });
    await until(async () => (await lockWaits(trx)) === 2, 'the change waits');
  });
  const [deleted, changed] = await Promise.all(both);
  expect(deleted?.data).toEqual({ deleteWebhook: { __typename: 'Webhook' } });
  expect(changed).toMatchObject({ __typename: 'NotFound' });
});

const deliverers: readonly (readonly [string, (ids: readonly number[]) => Promise<unknown>])[] = [
  ['claimed', (ids) => claimDeliveries(newsroom.db, ids)],
  [
    'settled',
    (ids) => {
      const settled = ids.map((id) => ({ id, status: 'PENDING' as const, error: 'It was late.', isGone: false }));
      return settleDeliveries(newsroom.db, settled);
    },
  ],
  ['buried', (ids) => buryDeliveries(newsroom.db, ids)],
];

test.runIf(inject('serverUrl') !== null).each(deliverers)(
  'deliveries are %s behind a deletion of their webhook, which holds that first: neither waits in a circle',
  async (_, deliver) => {
    await tell('article.published');
    await tell('article.updated');
    // Without jobs, so that nobody else is at them.
    const { rows } = await sql<{ id: number }>`
      with hook as (insert into webhook (url, secret) values (${url}, 'whsec_') returning id),
      told as (select id from event order by id desc limit 2)
      insert into webhook_delivery (webhook_id, event_id) select hook.id, told.id from hook, told returning id
    `.execute(newsroom.db);
    const { delivering } = await newsroom.db.transaction().execute(async (trx) => {
      await sql`select from webhook for update`.execute(trx);
      const begun = deliver(rows.map(({ id }) => id));
      await until(async () => (await lockWaits(trx)) > 0, 'the delivery waits');
      // Nothing that the deletion goes on to is held by who waits for it.
      await sql`select from webhook_delivery for update nowait`.execute(trx);
      await sql`delete from webhook`.execute(trx);
      return { delivering: begun };
    });
    await delivering;
    expect(await deliveries()).toEqual([]);
  },
);

describe('permissions and input', () => {
  test('only admins may read and change webhooks', async () => {
    expect(await saved({ url }, editor)).toEqual({ __typename: 'NotAllowed', requiredRole: 'ADMIN' });
    const answer = await newsroom.askAs(editor, '{ webhooks { id } webhookDeliveries { nodes { id } } }');
    expect(answer).toMatchObject({ data: { webhooks: null, webhookDeliveries: null } });
  });

  test('types of events that there are none of, or that are told to nobody, are refused by the schema, which lists all others', async () => {
    for (const type of ['article.published', 'ARTICLE_PUBLISH', 'RELATED_CHANGED']) {
      const { errors } = await newsroom.askAs(admin, save, { input: { url, events: [type] } });
      expect(errors?.[0]?.message, type).toMatch(/"input.events\[0\]"; Value ".*" does not exist in "EventType" enum/);
    }
    const { data } = await newsroom.ask<{ __type: { enumValues: { name: string }[] } }>(
      '{ __type(name: "EventType") { enumValues { name } } }',
    );
    const told = eventTypes.filter((type) => !/^(?:related|search)\./.test(type));
    expect(data?.__type.enumValues.map(({ name }) => name)).toEqual(
      told.map((type) => type.toUpperCase().replace('.', '_')).sort(),
    );
  });

  test('invalid input is refused by the field’s name', async () => {
    const ask = async (input: object) => (await saved({ url, ...input })).path;
    expect(await ask({ secret: 'hunter2' })).toEqual(['input', 'secret']);
    expect(await ask({ secret: `whsec_${Buffer.alloc(23).toString('base64')}` })).toEqual(['input', 'secret']);
    expect(await ask({ url: 'ftp://example.org/' })).toEqual(['input', 'url']);
    expect(await ask({ url: 'https://user:word@example.org/' })).toEqual(['input', 'url']);
    expect(await ask({ url: 'https://user@example.org/' })).toEqual(['input', 'url']);
    expect(await ask({ url: 'https://:word@example.org/' })).toEqual(['input', 'url']);
    expect(await ask({ url: `https://example.org/${'x'.repeat(2000)}` })).toEqual(['input', 'url']);
  });
});

describe('private addresses', () => {
  test.each([
    'http://127.0.0.1/',
    'http://localhost:4000/graphql',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://2130706433/',
    'http://169.254.169.254/latest/meta-data',
    'http://192.168.1.1/',
  ])('%s is refused when the webhook is saved', async (address) => {
    await expect(webhookUrl(new URL(address), isPublicAddress, ['input', 'url'])).rejects.toMatchObject({
      name: 'InvalidInput',
      path: ['input', 'url'],
    });
  });

  test('a name that resolves to a private address later is not connected to', async () => {
    const guarded = webhookJobs(newsroom.db, isPublicAddress);
    const port = new URL(url).port;
    const { rows } = await sql<{ id: number }>`
      with w as (
        insert into webhook (url, secret) values
          (${`http://localhost:${port}/inside`}, 'whsec_c2VjcmV0'), (${`http://127.0.0.1:${port}/inside`}, 'whsec_c2VjcmV0')
        returning id
      )
      insert into webhook_delivery (webhook_id, event_id)
      select w.id, e.id from w, (select max(id) as id from event) e returning id
    `.execute(newsroom.db);
    const payloads = rows.map(({ id }) => ({ deliveryId: id }));
    const failures = await guarded.handlers.webhook?.(payloads);
    await guarded.close();
    expect(failures).toHaveLength(2);
    for (const failure of failures ?? []) expect(failure?.message).toMatch(/not on the open internet/);
    // What was told in other tests may come now.
    expect(received.filter(({ path }) => path === '/inside')).toEqual([]);
  });
});
