/** Odd text through every text input of every mutation: stored unchanged, or refused by the field’s name. */

import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../schema/schema.ts';
import { encodeId } from '../../src/ids.ts';
import { previewPage } from '../../src/preview/page.ts';
import { oneLine } from '../../src/text/line.ts';
import { slugKey } from '../../src/text/slug.ts';
import { piece, publish } from '../support/articles.ts';
import { type Told, toolsOf, whole } from '../support/drafts.ts';
import { admin, editor, useNewsroom, writer } from '../support/newsroom.ts';
import { randomOf, rounds } from '../support/rounds.ts';

const newsroom = useNewsroom((db) =>
  publish(db, [
    piece('Harbour', {
      topics: ['Ports', 'Seas'],
      attributions: [{ role: 'AUTHOR', source: { name: 'Ada', kind: 'PERSON' } }],
    }),
    piece('Orchard', { attributions: [{ role: 'AUTHOR', source: { name: 'Bo', kind: 'PERSON' } }] }),
  ]),
);
const tools = toolsOf(newsroom);

/** No capitals: names are compared in any case. */
const odd: Readonly<Record<string, string>> = {
  'a NUL': 'a\0b',
  'half a pair, the first': 'a\ud83db',
  'half a pair, the second': 'a\udc00b',
  'control characters': 'a\u0001\u001b[31mb\u0085c',
  'right to left': 'שלום עולם مرحبا',
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈👍🏽',
  'one word in NFD': 'cafe\u0301',
  'bidi overrides': 'a\u202egpj.exe\u202c\u2066b\u2069',
  'lines and tabs': 'a\u2028b\u2029c\r\nd\te\ufefff\u200bg',
  'no characters at all': 'a\uffff\ufdd0\u{10ffff}b',
  markup: '<b onclick="x()">bold</b> &amp; <i>a < b',
  'a script': '<script>alert("1")</script>\'; drop table draft; --',
  'a template': '{{7*7}}<%= 7 %>%s%n\\u0000\\',
  'a very long text': 'x'.repeat(900_000),
  'a megabyte': 'x'.repeat(1_000_000),
};

interface Field {
  readonly mutation: string;
  readonly path: readonly string[];
  readonly type: string;
}

/** Every text that a mutation takes, however deep in its input; of a list the first. */
function fieldsOf(
  mutation: string,
  { name, type }: GraphQLArgument | GraphQLInputField,
  above: readonly string[],
): Field[] {
  const path = [...above, name, ...(isListType(isNonNullType(type) ? type.ofType : type) ? ['0'] : [])];
  const named = getNamedType(type) as GraphQLNamedType;
  if (isInputObjectType(named))
    return Object.values(named.getFields()).flatMap((field) => fieldsOf(mutation, field, path));
  return isScalarType(named) && ['String', 'ID', 'URL'].includes(named.name)
    ? [{ mutation, path, type: named.name }]
    : [];
}

const mutations = schema.getMutationType()?.getFields() ?? {};
const fields = Object.values(mutations)
  .flatMap(({ name, args }) => args.flatMap((arg) => fieldsOf(name, arg, [])))
  // One plugin reads that of all mutations.
  .filter(({ mutation, path }) => path[0] !== 'idempotencyKey' || mutation === 'createDraft');

/** All of what an answer may hold, but lists that have pages of their own. */
function selectionOf(type: GraphQLOutputType | GraphQLNamedType, depth: number): string {
  const named = getNamedType(type);
  if (isUnionType(named)) {
    return `{ __typename ${named
      .getTypes()
      .map((member) => `... on ${member.name} ${selectionOf(member, depth)}`)
      .join(' ')} }`;
  }
  if (!isObjectType(named) && !isInterfaceType(named)) return '';
  const parts = Object.values(named.getFields()).flatMap((field) => {
    if (field.name === 'revisions') return ['revisions(first: 1) { nodes { editor note changedFields snapshot } }'];
    if (getNamedType(field.type).name.endsWith('Connection')) return [];
    if (isLeafType(getNamedType(field.type))) return [field.name];
    return depth > 0 ? [`${field.name} ${selectionOf(field.type, depth - 1)}`] : [];
  });
  return `{ __typename ${parts.join(' ')} }`;
}

const documents = Object.fromEntries(
  Object.values(mutations).map(({ name, args, type }) => [
    name,
    `mutation (${args.map((arg) => `$${arg.name}: ${arg.type}`)}) {
      ${name}(${args.map((arg) => `${arg.name}: $${arg.name}`)}) ${selectionOf(type, 1)}
    }`,
  ]),
);

type Variables = Record<string, unknown>;
const article = (number: number) => encodeId('Article', number);
const ofDraft = ({ id, revision }: Told, rest: object = {}) => ({
  input: { draft: id, expectedRevision: revision, ...rest },
});
const content = {
  ...whole,
  standfirst: 'It is.',
  bodyFormat: 'HTML',
  leadImage: { url: 'https://pictures.example/a.jpg' },
  topics: ['ports'],
  attributions: [{ role: 'AUTHOR', source: 'ada' }],
};
const submitted = async () => tools.step(writer, 'submitDraft', await tools.create(writer));
let names = 0;
/** Corrected again and again. */
let corrected: Told | undefined;

/** What would be done if it weren't for the odd text. */
const inputs: Readonly<Record<string, () => Promise<Variables> | Variables>> = {
  createDraft: () => ({ input: { content } }),
  reviseDraft: async () => ofDraft(await tools.create(writer), { content }),
  submitDraft: async () => ofDraft(await tools.create(writer)),
  returnDraft: async () => ofDraft(await submitted()),
  approveDraft: async () => ofDraft(await submitted()),
  publishDraft: async () => ofDraft(await tools.approved(writer, editor)),
  unscheduleDraft: async () => {
    const at = new Date(Date.now() + 86_400_000);
    return ofDraft(await tools.step(editor, 'publishDraft', await tools.approved(writer, editor), { at }));
  },
  deleteDraft: async () => ofDraft(await tools.create(writer)),
  restoreRevision: async () => {
    const { id, revision } = await tools.create(writer);
    return { draft: id, revision: 1, expectedRevision: revision };
  },
  correctArticle: async () => {
    corrected ??= await tools.published(writer, editor);
    const { article: made, id } = corrected;
    const answer = await newsroom.askAs<{ draft: Told }>(admin, 'query ($id: ID!) { draft(id: $id) { revision } }', {
      id,
    });
    const revision = answer.data?.draft.revision;
    return { input: { article: made?.id, expectedRevision: revision, note: 'It was so.', content } };
  },
  withdrawArticle: async () => {
    const { article: made, revision } = await tools.published(writer, editor);
    return { input: { article: made?.id, reason: 'Wrong.', expectedRevision: revision } };
  },
  killArticle: async () => {
    const { article: made, revision } = await tools.published(writer, editor);
    return { input: { article: made?.id, reason: 'Wrong.', expectedRevision: revision } };
  },
  importDocument: () => ({ input: {} }),
  pinRelated: () => ({ input: { article: article(1), related: article(2) } }),
  hideRelated: () => ({ input: { article: article(1), related: article(2) } }),
  clearRelatedChoice: () => ({ article: article(1), related: article(2) }),
  pinTrending: () => ({ input: { article: article(1) } }),
  hideTrending: () => ({ input: { article: article(1) } }),
  clearTrendingChoice: () => ({ article: article(1) }),
  acceptTopicSuggestion: async () => ({ input: { name: await suggestedName() } }),
  dismissTopicSuggestion: async () => ({ input: { name: await suggestedName() } }),
  saveTopic: () => ({ input: { slug: `topic-${names++}`, name: 'A topic' } }),
  saveSource: () => ({ input: { slug: `source-${names++}`, name: 'A source', kind: 'OTHER' } }),
  mergeTopics: () => ({ from: encodeId('Topic', 1), into: encodeId('Topic', 2) }),
  mergeSources: () => ({ from: encodeId('Source', 1), into: encodeId('Source', 2) }),
  distinguishSources: () => ({ one: encodeId('Source', 1), other: encodeId('Source', 2) }),
  deleteTopic: () => ({ topic: encodeId('Topic', 1), expectedRevision: 1 }),
  deleteSource: () => ({ source: encodeId('Source', 1), expectedRevision: 1 }),
  acceptSuggestions: async () =>
    ofDraft(await tools.create(writer), { attributions: [{ role: 'CITED', source: 'ada' }], topics: ['ports'] }),
  dismissSuggestions: async () =>
    ofDraft(await tools.create(writer), { attributions: [{ role: 'CITED', source: 'ada' }], topics: ['ports'] }),
  createPreviewLink: async () => ({ draft: (await tools.create(writer)).id, days: 7 }),
  createToken: () => ({ input: { role: 'WRITER', name: 'desk' } }),
  revokeToken: () => ({ id: '999999' }),
  saveWebhook: () => ({ input: { url: 'https://192.0.2.7/hook' } }),
  deleteWebhook: () => ({ id: 'none' }),
  resendWebhookDelivery: () => ({ id: 'none' }),
  recordView: () => ({ article: article(1) }),
};

async function suggestedName(): Promise<string> {
  const name = `Suggested ${names++}`;
  await newsroom.db.insertInto('keyword').values({ key: name.toLowerCase(), name, language: 'en' }).execute();
  return name;
}

function withText(given: unknown, [key, ...rest]: readonly string[], text: string): unknown {
  if (key === undefined) return text;
  const inner = (given as Variables | undefined)?.[key];
  if (key === '0') return [withText(inner, rest, text)];
  return { ...(given as object), [key]: withText(inner, rest, text) };
}

const tables = [
  'draft',
  'revision',
  'event',
  'article',
  'correction',
  'former_slug',
  'idempotency_key',
  'topic',
  'source',
];
const more = ['access_token', 'webhook', 'related_choice', 'trending_choice'];

async function rowCounts(): Promise<unknown> {
  const counts = [...tables, ...more].map(
    (table) => sql`(select count(*)::int from ${sql.table(table)}) as ${sql.ref(table)}`,
  );
  const { rows } = await sql`select ${sql.join(counts)}`.execute(newsroom.db);
  return rows[0];
}

/** Whether any of the columns holds just this, for what no answer shows: other names, keys, secrets. */
async function isStored(text: string): Promise<boolean> {
  const found = [...tables, ...more].map(
    (table) =>
      sql`select from ${sql.table(table)} t where jsonb_path_exists(to_jsonb(t), '$.** ? (@ == $text)', ${JSON.stringify({ text })}::jsonb)`,
  );
  const { rows } = await sql<{
    is_stored: boolean;
  }>`select exists (${sql.join(found, sql` union all `)}) as is_stored`.execute(newsroom.db);
  return rows[0]?.is_stored ?? false;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** As it comes back: addresses as URLs write them, slugs composed. Null for what is read rather than kept. */
function comesBackAs({ mutation, path, type }: Field, text: string): string | null {
  if (mutation === 'importDocument' || path.at(-1) === 'body' || path.at(-1) === 'idempotencyKey') return null;
  if (type === 'URL') return new URL(text).href;
  const field = path.at(-1);
  if (field === 'headline' || (field === 'name' && /Topic|Source/.test(mutation))) return oneLine(text);
  return field === 'slug' ? slugKey(text) : text;
}

/** Nothing leaves the machine: of the addresses one is nobody's, to the other nobody listens. */
function around({ mutation, path, type }: Field, text: string): string {
  if (type === 'URL') return `${mutation === 'importDocument' ? 'http://127.0.0.1:9' : 'https://192.0.2.7'}/${text}`;
  if (mutation !== 'importDocument') return text;
  return path.at(-1) === 'html'
    ? `<h1>News of ${text}</h1><p>The harbour has ${text}.</p>`
    : `News of ${text}\n\nThe harbour has ${text}.`;
}

interface Outcome {
  readonly status: number;
  readonly data: Record<string, (Record<string, unknown> & { __typename: string }) | boolean | null> | null;
  readonly errors?: readonly { message: string; extensions: Record<string, unknown> }[];
}

/** Whether what refuses a text names the field that held it. */
function isNamed({ path, type }: Field, outcome: Outcome): boolean {
  const [error] = outcome.errors ?? [];
  if (error !== undefined) {
    if (outcome.status === 413) return true;
    const given = error.extensions.path as readonly string[] | undefined;
    const dotted = path
      .map((part) => (part === '0' ? '[0]' : `.${part}`))
      .join('')
      .slice(1);
    return (
      error.extensions.code === 'BAD_USER_INPUT' &&
      (given?.filter((part) => part !== 'variables').join('.') === path.join('.') ||
        error.message.includes(`"${dotted}"`))
    );
  }
  const [made] = Object.values(outcome.data ?? {});
  if (typeof made !== 'object' || made === null) return false;
  if (made.__typename === 'NotFound') return type === 'ID';
  return made.__typename === 'InvalidInput' && (made.path as string[]).join('.') === path.join('.');
}

const errors = ['NotAllowed', 'NotFound', 'InvalidInput', 'WrongState', 'StaleRevision'];

async function take(field: Field, variables: Variables): Promise<Outcome> {
  const query = documents[field.mutation] as string;
  return (await newsroom.askAs(admin, query, variables)) as unknown as Outcome;
}

function isRefusal({ data, errors: thrown }: Outcome): boolean {
  const [made] = Object.values(data ?? {});
  return thrown !== undefined || (typeof made === 'object' && made !== null && errors.includes(made.__typename));
}

test('every text input of every mutation has a case here', () => {
  expect([...new Set(fields.map(({ mutation }) => mutation))].sort()).toEqual(Object.keys(inputs).sort());
});

/** At full length each field is given each text, and else a part of them that chance takes, of all fields together each. */
function triedOn(field: Field): [string, string][] {
  const every = rounds({ short: 4, long: 1 });
  const first = Math.floor(randomOf('odd texts')() * every) + fields.indexOf(field);
  return Object.entries(odd).filter((_, at) => (at + first) % every === 0);
}

describe.each(fields.map((field) => [`${field.mutation} ${field.path.join('.')}`, field] as const))(
  'the text %s',
  (_, field) => {
    const tried = triedOn(field);
    const names = tried.map(([name]) => name).join(', ');
    let base: Variables;
    let counts: unknown;
    beforeAll(async () => {
      base = await (inputs[field.mutation] as () => Variables)();
      counts = await rowCounts();
    });

    test(`is refused by the field’s name and writes nothing, or is stored unchanged: ${names}`, async () => {
      for (const [name, text] of tried) {
        const given = around(field, text);
        const outcome = await take(field, withText(base, field.path, given) as Variables);
        const context = `${name}: ${JSON.stringify(outcome).slice(0, 600)}`;
        expect(outcome.status, context).toBeLessThan(500);
        expect(JSON.stringify(outcome.errors ?? []), context).not.toMatch(
          /INTERNAL_SERVER_ERROR|GRAPHQL_VALIDATION|TIMEOUT/,
        );
        if (isRefusal(outcome)) {
          expect(isNamed(field, outcome), context).toBe(true);
          expect(await rowCounts(), context).toEqual(counts);
        } else {
          expect(text.isWellFormed() && !text.includes('\0') && text.length < 1_000_000, context).toBe(true);
          const back = comesBackAs(field, given);
          if (back !== null) {
            const isShown = textsIn(outcome.data).some((each) => each === back);
            expect(isShown || (await isStored(back)), context).toBe(true);
          }
          base = await (inputs[field.mutation] as () => Variables)();
          counts = await rowCounts();
        }
      }
    });
  },
);

const sentences = Object.entries(odd).filter(
  ([, text]) => text.isWellFormed() && !text.includes('\0') && text.length < 500,
);

test.each(sentences)(
  'a headline of %s is published, found by the slug made of it, and previewed',
  async (_, headline) => {
    const published = await tools.published(writer, editor, { ...whole, headline });
    const query = `query ($by: ArticleKey!) { article(by: $by) { slug url headline jsonLd } }`;
    const { slug } = published.article ?? {};
    const found = await newsroom.ask<{ article: { url: string } }>(query, { by: { slug } });
    const line = oneLine(headline);
    // What is put into a page as it is holds nothing that could begin markup.
    const inPage = line.replace(/<(?=[a-z/])/gi, '<\u2060');
    expect(found.data).toMatchObject({ article: { slug, headline: line, jsonLd: { headline: inPage } } });
    expect((await newsroom.ask(query, { by: { url: found.data?.article.url } })).data).toEqual(found.data);
    const html = previewPage({
      headline,
      standfirst: headline,
      language: 'en',
      byline: null,
      topics: [headline],
      body: whole.body,
      image: null,
    });
    expect(html).not.toMatch(/<script|onclick="/);
  },
);

/** Without control characters and zero-width spaces, of which readers see nothing. */
const readable = (text: string) => text.normalize('NFC').replace(/(?![\t\n\r])\p{Cc}|\u200B|\uFEFF/gu, '');

test.each(['HTML', 'MARKDOWN', 'TEXT'])(
  'a body given as %s is sanitised in every format, and keeps every word',
  async (bodyFormat) => {
    for (const [name, body] of sentences) {
      const draft = await tools.create(writer, { headline: name, body, bodyFormat });
      const query =
        'query ($id: ID!) { draft(id: $id) { html: body text: body(format: TEXT) markdown: body(format: MARKDOWN) } }';
      const { data } = await newsroom.askAs<{ draft: Record<string, string> }>(writer, query, { id: draft.id });
      const { html = '', text = '', markdown } = data?.draft ?? {};
      expect(html, name).not.toMatch(/<script|<[^>]+onclick/i);
      expect(typeof markdown, name).toBe('string');
      const seen = readable(body);
      if (bodyFormat === 'TEXT') expect(text.replace(/\s+/g, ' '), name).toBe(seen.replace(/\s+/g, ' '));
      else if (!/[<\n]/.test(body)) expect(text, name).toBe(seen);
    }
  },
);
