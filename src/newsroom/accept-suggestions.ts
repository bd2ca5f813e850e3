/** Accepting and dismissing what was found in a draft's text; sources that aren't there yet are made in the same step. */

import type { ArticleAttribution } from '../../db/articles/content.ts';
import { knownSourceIds, type NewSource, sourceIdsByName } from '../../db/catalogue/find-or-create.ts';
import { sourceIdsBySlugs, topicIdsBySlugs } from '../../db/catalogue/slug-ids.ts';
import {
  type DraftRow,
  draftsByIds,
  type LockedDraft,
  type SettledSuggestion,
  saveDraft,
} from '../../db/drafts/drafts.ts';
import { saveSettled } from '../../db/drafts/suggest-queue.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { recordEvents } from '../../db/events/append.ts';
import type { AttributionRole, SourceKind } from '../../db/types.ts';
import { namesInOtherLanguages } from '../attribution/names-in-languages.ts';
import { InvalidInput } from '../errors.ts';
import type { Viewer } from '../roles.ts';
import { normalForm } from '../text/piled-marks.ts';
import { foldedWords } from '../text/quoted-words.ts';
import { slugKey, slugOf } from '../text/slug.ts';
import { MAX_ATTRIBUTIONS, MAX_CHARACTERS, MAX_TOPICS, text, within } from './content.ts';
import { draftEvent, editorName, lockForStep, noteOfStep, stateChange } from './drafts.ts';
import { changed } from './steps.ts';
import { isSameQuote } from './suggestions.ts';

export interface GivenSuggestion {
  readonly role: AttributionRole;
  /** A source's slug, or a name: one that the catalogue has, or that is suggested. */
  readonly source: string;
  /** Of one that is made. */
  readonly kind?: SourceKind | null | undefined;
  /** Without it all that is suggested of the source in the role. */
  readonly quote?: string | null | undefined;
}

export interface Suggested {
  readonly draft: number;
  readonly expectedRevision: number;
  readonly attributions?: readonly GivenSuggestion[] | null | undefined;
  /** Slugs. */
  readonly topics?: readonly string[] | null | undefined;
  readonly note?: string | null | undefined;
}

const MAX_NAME_CHARACTERS = 200;

export function acceptSuggestions(db: Db, viewer: Viewer, input: Suggested): Promise<DraftRow> {
  return transact(db, async (trx) => {
    const { draft, row } = await lockForStep(trx, viewer, 'revise', input.draft, input.expectedRevision);
    const note = noteOfStep(input.note);
    const topicIds = await topicsOf(trx, input.topics);
    const given = givenSuggestions(input.attributions);
    const resolved = await resolve(trx, draft, given);
    const made = await makeSources(trx, draft, resolved);
    const accepted = resolved.flatMap((each): ArticleAttribution[] => {
      const source_id = each.sourceId ?? (made.get(each.source) as number);
      return each.quotes.map((quote) => ({ role: each.role, source_id, quote }));
    });
    const content = {
      attributions: withoutRepeats([...draft.attributions, ...accepted]),
      topic_ids: [...new Set([...draft.topic_ids, ...topicIds])],
    };
    if (content.attributions.length > MAX_ATTRIBUTIONS) throw tooMany('attributions', MAX_ATTRIBUTIONS);
    if (content.topic_ids.length > MAX_TOPICS) throw tooMany('topics', MAX_TOPICS);
    const saved = await saveDraft(
      trx,
      draft.id,
      { ...content, ...settledWith(draft, resolved, topicIds), ...stateChange(row.to) },
      { editor: editorName(viewer), note, changedFields: changed(draft, row.to, content) },
    );
    await recordEvents(trx, viewer, [
      ...[...made.values()].map((sourceId) => ({ type: 'source.saved' as const, sourceId, detail: { isNew: true } })),
      draftEvent('draft.revised', saved, { accepted: accepted.length + topicIds.length }),
    ]);
    return saved;
  });
}

/** They aren't suggested again. The piece stays as it is, and so does its revision. */
export function dismissSuggestions(db: Db, viewer: Viewer, input: Suggested): Promise<DraftRow> {
  return transact(db, async (trx) => {
    const { draft } = await lockForStep(trx, viewer, 'revise', input.draft, input.expectedRevision);
    const topicIds = await topicsOf(trx, input.topics);
    const resolved = await resolve(trx, draft, givenSuggestions(input.attributions));
    await saveSettled(trx, draft.id, settledWith(draft, resolved, topicIds));
    // It is locked by this very transaction.
    return (await draftsByIds(trx, [draft.id])).get(draft.id) as DraftRow;
  });
}

function givenSuggestions(given: Suggested['attributions']): readonly GivenSuggestion[] {
  const path = ['input', 'attributions'];
  return (within(given, MAX_ATTRIBUTIONS, path) ?? []).map((each, index) => {
    const place = [...path, `${index}`];
    const source = text(normalForm(each.source, 'NFC').trim(), MAX_NAME_CHARACTERS, [...place, 'source']);
    if (source === null) throw new InvalidInput('This names no source.', [...place, 'source']);
    return { ...each, source, quote: text(each.quote, MAX_CHARACTERS.quote, [...place, 'quote']) };
  });
}

interface Resolved extends GivenSuggestion {
  /** null for one that isn't there yet. */
  readonly sourceId: number | null;
  /** At least one; null for none. */
  readonly quotes: readonly (string | null)[];
  /** Which of the draft's suggestions are meant. */
  readonly settled: readonly SettledSuggestion[];
}

async function resolve(trx: Trx, draft: LockedDraft, given: readonly GivenSuggestion[]): Promise<Resolved[]> {
  const named = given.map(({ source }) => source);
  const bySlug = await sourceIdsBySlugs(trx, named.map(slugKey));
  // What is suggested comes last: its kind is what the source of a given name has, too.
  const names = new Map(
    [...given.map(({ source, kind }) => ({ name: source, kind })), ...draft.suggestions].map((each) => [
      each.name,
      each,
    ]),
  );
  const byName = await knownSourceIds(
    trx,
    [...names.values()].map(({ name, kind }) => ({
      name,
      kind,
      otherNames: kind ? namesInOtherLanguages(name, kind) : [],
    })),
  );
  return given.map((each) => {
    const sourceId = bySlug.get(slugKey(each.source)) ?? byName.get(each.source) ?? null;
    const key = each.source.toLowerCase();
    const isMeant = (name: string) =>
      sourceId === null ? name.toLowerCase() === key : byName.get(name) === sourceId || name.toLowerCase() === key;
    const ofThem = draft.suggestions.filter(({ role, name }) => role === each.role && isMeant(name));
    const wanted = ofThem.filter(({ quote }) => each.quote == null || isSameQuote(quote, each.quote));
    const quotes = each.quote == null ? wanted.map(({ quote }) => quote) : [each.quote];
    const settled = (wanted.length > 0 ? wanted : [{ ...each, name: each.source }]).map(({ role, name }) => ({
      role,
      name,
      quote: each.quote ?? null,
    }));
    return { ...each, sourceId, quotes: quotes.length > 0 ? quotes : [null], settled };
  });
}

/** @returns ids by what the input calls them */
async function makeSources(
  trx: Trx,
  { suggestions }: LockedDraft,
  resolved: readonly Resolved[],
): Promise<ReadonlyMap<string, number>> {
  const missing = new Map<string, NewSource>();
  for (const [index, { source, sourceId, kind }] of resolved.entries()) {
    if (sourceId !== null) continue;
    const suggested = suggestions.find(({ name }) => name.toLowerCase() === source.toLowerCase());
    const known = kind ?? suggested?.kind;
    if (known === undefined) {
      const path = ['input', 'attributions', `${index}`, 'source'];
      throw new InvalidInput('No source has this slug or name, nor is one suggested; give the kind to make it.', path);
    }
    const name = suggested?.name ?? source;
    const homepage = suggested?.homepage ?? null;
    const otherNames = namesInOtherLanguages(name, known);
    missing.set(source, { slug: slugOf(name, 'source'), name, kind: known, homepage, otherNames });
  }
  if (missing.size === 0) return new Map();
  const ids = await sourceIdsByName(trx, [...missing.values()]);
  return new Map([...missing].map(([source, { name }]) => [source, ids.get(name) as number]));
}

async function topicsOf(trx: Trx, given: Suggested['topics']): Promise<number[]> {
  const path = ['input', 'topics'];
  const slugs = within(given, MAX_TOPICS, path) ?? [];
  for (const [index, slug] of slugs.entries()) text(slug, MAX_CHARACTERS.slug, [...path, `${index}`]);
  const ids = await topicIdsBySlugs(trx, slugs.map(slugKey));
  return slugs.map((slug, index) => {
    const id = ids.get(slugKey(slug));
    if (id !== undefined) return id;
    throw new InvalidInput(`There is no topic with the slug ${JSON.stringify(slug)}.`, [...path, `${index}`]);
  });
}

function settledWith(draft: LockedDraft, resolved: readonly Resolved[], topicIds: readonly number[]) {
  const settled = [...draft.settled_suggestions, ...resolved.flatMap((each) => each.settled)];
  const keys = settled.map((each) => JSON.stringify([each.role, each.name, each.quote]));
  return {
    settled_suggestions: settled.filter((_, index) => keys.indexOf(keys[index] as string) === index),
    settled_topic_ids: [...new Set([...draft.settled_topic_ids, ...topicIds])],
  };
}

/** An attribution without a quote stands for nothing beside one with a quote. */
function withoutRepeats(attributions: readonly ArticleAttribution[]): ArticleAttribution[] {
  const ofSource = ({ role, source_id }: ArticleAttribution) => `${role} ${source_id}`;
  const quoted = new Set(attributions.filter(({ quote }) => quote !== null).map(ofSource));
  const seen = new Set<string>();
  return attributions.filter((each) => {
    if (each.quote === null && quoted.has(ofSource(each))) return false;
    const key = JSON.stringify([ofSource(each), each.quote === null ? null : foldedWords(each.quote)]);
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst;
  });
}

function tooMany(field: string, most: number): InvalidInput {
  return new InvalidInput(`With these the piece would have more than ${most} ${field}.`, ['input', field]);
}
