/** Saving and merging topics and sources: who may, what is refused, and the events that record it. */

import { indexLater } from '../../db/articles/search-index.ts';
import {
  changeSource,
  changeTopic,
  createSource,
  createTopic,
  isWithin,
  lockCatalogue,
  type SourceValues,
  type TopicValues,
} from '../../db/catalogue/changes.ts';
import {
  lockPieces,
  mergeSources as mergeSourceRows,
  mergeTopics as mergeTopicRows,
} from '../../db/catalogue/merge.ts';
import { type SourceRow, sourcesByIds, sourcesBySlugs } from '../../db/catalogue/sources.ts';
import { type TopicRow, topicsByIds, topicsBySlugs } from '../../db/catalogue/topics.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { type NewEvent, recordEvents } from '../../db/events/append.ts';
import type { FormerLists } from '../../db/events/touched-lists.ts';
import { enqueueRelate } from '../../db/related/relate-queue.ts';
import { requireRole } from '../access/required-role.ts';
import { InvalidInput, NotFound } from '../errors.ts';
import type { Viewer } from '../roles.ts';
import { oneLine } from '../text/line.ts';
import { slugKey } from '../text/slug.ts';
import { givenSlug, linesOf, MAX_SLUG_CHARACTERS, nameOf, textOf } from './catalogue-input.ts';
import { basisOf, type SaveBasis } from './catalogue-revision.ts';

/** So many articles are related anew after a merge; the others when they change, or at the next rebuild. */
const MAX_RELATED_ANEW = 1_000;

const MAX_ALIASES = 50;
const MAX_POSITION = 1_000_000;
const MAX_CHARACTERS = { name: 200, description: 2000, homepage: 2048 } as const;

export interface TopicInput extends Omit<TopicValues, 'parentId'>, SaveBasis {
  /** A slug; null for a root. */
  readonly parent?: string | null | undefined;
}

/** @throws NotAllowed, NotFound, StaleRevision, InvalidInput */
export async function saveTopic(db: Db, viewer: Viewer, input: TopicInput): Promise<TopicRow> {
  requireRole(viewer, 'EDITOR');
  const values = {
    slug: givenSlug(input.slug),
    name: nameOf(input.name, MAX_CHARACTERS.name),
    description:
      input.description == null
        ? input.description
        : textOf(input.description, 'description', MAX_CHARACTERS.description),
    aliases: input.aliases && otherNames(input.aliases, input.name),
    position: input.position == null ? input.position : positionOf(input.position),
    isFeatured: input.isFeatured,
  };
  return transact(db, async (trx) => {
    await lockCatalogue(trx);
    const known = await basisOf(
      trx,
      { ...input, slug: values.slug },
      { what: 'topic', byIds: topicsByIds, bySlugs: topicsBySlugs },
    );
    const parentId = await parentOf(trx, input.parent, known);
    const saved = { ...values, parentId };
    const topic = known === null ? await createTopic(trx, saved) : await changeTopic(trx, known.id, saved);
    await recordEvents(trx, viewer, [
      {
        type: 'topic.saved',
        topicId: topic.id,
        detail: savedDetail(topic, known),
        formerly: { topicIds: [known?.parent_id ?? null] },
      },
    ]);
    return topic;
  });
}

/** Each once, in any case, and without the name itself. */
function otherNames(aliases: readonly string[], name: string): string[] {
  const lines = linesOf(aliases, 'aliases', MAX_ALIASES, MAX_CHARACTERS.name).map(oneLine);
  const seen = new Set([oneLine(name).toLowerCase()]);
  return lines.filter((alias) => !seen.has(alias.toLowerCase()) && seen.add(alias.toLowerCase()));
}

function positionOf(position: number): number {
  if (position >= 0 && position <= MAX_POSITION) return position;
  throw new InvalidInput(`A position is a number from 0 to ${MAX_POSITION}.`, ['input', 'position']);
}

async function parentOf(
  trx: Trx,
  slug: string | null | undefined,
  topic: TopicRow | null,
): Promise<number | null | undefined> {
  if (slug == null) return slug;
  const path = ['input', 'parent'];
  const parentSlug = slugKey(textOf(slug, 'parent', MAX_SLUG_CHARACTERS));
  const parent = (await topicsBySlugs(trx, [parentSlug])).get(parentSlug);
  if (parent === undefined) throw new InvalidInput('There is no topic with this slug.', path);
  if (topic !== null && (await isWithin(trx, parent.id, topic.id))) {
    throw new InvalidInput(`“${parent.slug}” is the topic itself or stands below it.`, path);
  }
  return parent.id;
}

export interface SourceInput extends SourceValues, SaveBasis {}

/** @throws NotAllowed, NotFound, StaleRevision, InvalidInput */
export async function saveSource(db: Db, viewer: Viewer, input: SourceInput): Promise<SourceRow> {
  requireRole(viewer, 'EDITOR');
  const values = {
    slug: givenSlug(input.slug),
    name: nameOf(input.name, MAX_CHARACTERS.name),
    kind: input.kind,
    homepage: input.homepage == null ? input.homepage : homepageOf(input.homepage),
    country: input.country == null ? input.country : countryOf(input.country),
    aliases: input.aliases && linesOf(input.aliases, 'aliases', MAX_ALIASES, MAX_CHARACTERS.name),
  };
  return transact(db, async (trx) => {
    await lockCatalogue(trx);
    const known = await basisOf(
      trx,
      { ...input, slug: values.slug },
      { what: 'source', byIds: sourcesByIds, bySlugs: sourcesBySlugs },
    );
    const source = known === null ? await createSource(trx, values) : await changeSource(trx, known.id, values);
    await recordEvents(trx, viewer, [
      { type: 'source.saved', sourceId: source.id, detail: savedDetail(source, known) },
    ]);
    return source;
  });
}

function savedDetail(saved: TopicRow | SourceRow, before: { readonly slug: string } | null): Record<string, unknown> {
  const formerSlug = before !== null && before.slug !== saved.slug ? before.slug : undefined;
  return { isNew: before === null, revision: saved.revision, ...(formerSlug !== undefined && { formerSlug }) };
}

function homepageOf(homepage: string): string {
  if (homepage.length <= MAX_CHARACTERS.homepage && /^https?:/.test(homepage)) return homepage;
  throw new InvalidInput(`This takes an http or https address of at most ${MAX_CHARACTERS.homepage} characters.`, [
    'input',
    'homepage',
  ]);
}

function countryOf(country: string): string {
  if (/^[A-Z]{2}$/.test(country)) return country;
  throw new InvalidInput('This takes a code of two capital letters, such as NO.', ['input', 'country']);
}

/** @throws NotAllowed, NotFound, InvalidInput when one is merged into itself or into one below it */
export function mergeTopics(db: Db, viewer: Viewer, from: number, into: number): Promise<TopicRow> {
  return merge(db, viewer, from, into, {
    what: 'Topic',
    byIds: topicsByIds,
    merge: async (trx) => {
      if (await isWithin(trx, into, from)) {
        throw new InvalidInput('A topic can’t be merged into one that stands below it.', ['into']);
      }
      return mergeTopicRows(trx, from, into);
    },
    event: (detail) => ({ type: 'topic.merged', topicId: into, detail }),
    formerly: ({ parent_id }) => ({ topicIds: [parent_id] }),
  });
}

/** @throws NotAllowed, NotFound, InvalidInput when one is merged into itself */
export function mergeSources(db: Db, viewer: Viewer, from: number, into: number): Promise<SourceRow> {
  return merge(db, viewer, from, into, {
    what: 'Source',
    byIds: sourcesByIds,
    merge: (trx) => mergeSourceRows(trx, from, into),
    event: (detail) => ({ type: 'source.merged', sourceId: into, detail }),
    formerly: () => ({}),
  });
}

interface Merging<Row> {
  readonly what: 'Topic' | 'Source';
  byIds(db: Db, ids: readonly number[]): Promise<Map<number, Row>>;
  /** @returns articles that changed, latest first */
  merge(trx: Trx): Promise<readonly number[]>;
  event(detail: Record<string, unknown>): NewEvent;
  formerly(gone: Row): FormerLists;
}

async function merge<Row extends { readonly id: number; readonly slug: string; readonly name: string }>(
  db: Db,
  viewer: Viewer,
  from: number,
  into: number,
  merging: Merging<Row>,
): Promise<Row> {
  requireRole(viewer, 'EDITOR');
  return transact(db, async (trx) => {
    await lockPieces(trx);
    const rows = await merging.byIds(trx, [from, into]);
    const [gone, kept] = [rows.get(from), rows.get(into)];
    // One that was merged already is found under its id as the one that took it in.
    if (gone?.id !== from || kept?.id !== into) throw new NotFound(merging.what);
    if (from === into) throw new InvalidInput('It can’t be merged into itself.', ['into']);
    const changed = await merging.merge(trx);
    await indexLater(trx, changed);
    await enqueueRelate(trx, changed.slice(0, MAX_RELATED_ANEW));
    const detail = { from: { id: from, slug: gone.slug, name: gone.name }, articles: changed.length };
    await recordEvents(trx, viewer, [{ ...merging.event(detail), formerly: merging.formerly(gone) }]);
    return (await merging.byIds(trx, [into])).get(into) ?? kept;
  });
}
