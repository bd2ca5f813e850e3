/** Publishing, scheduling and unscheduling a draft, and writing its article. */

import type { ArticleContent } from '../../db/articles/content.ts';
import { freeSlug } from '../../db/articles/slugs.ts';
import { insertArticle, republishArticle } from '../../db/articles/writer.ts';
import { type DraftRow, type LockedDraft, saveDraft } from '../../db/drafts/drafts.ts';
import { saveImportedParts } from '../../db/drafts/imported-parts.ts';
import { hideScheduledArticle } from '../../db/drafts/publication.ts';
import { addDueEvent, removeDueEvents } from '../../db/drafts/schedule.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { recordEvents } from '../../db/events/append.ts';
import type { FormerLists } from '../../db/events/touched-lists.ts';
import { enqueueRelate } from '../../db/related/relate-queue.ts';
import { InvalidInput, WrongState } from '../errors.ts';
import type { Viewer } from '../roles.ts';
import { indexArticles } from '../search/index-articles.ts';
import { bodyWordCount } from '../text/body.ts';
import { quotesInOrder } from '../text/placed-quotes.ts';
import { slugOf } from '../text/slug.ts';
import { draftEvent, editorName, lockForStep, noteOfStep, stateChange } from './drafts.ts';

export interface Publication {
  readonly draft: number;
  readonly expectedRevision: number;
  /** To come. */
  readonly at?: Date | null | undefined;
  /** To come. */
  readonly embargoUntil?: Date | null | undefined;
  /** Backdates what is published now. */
  readonly publishedAt?: Date | null | undefined;
  readonly note?: string | null | undefined;
}

export function publishDraft(db: Db, viewer: Viewer, input: Publication): Promise<DraftRow> {
  return transact(db, async (trx) => {
    const wanted = input.embargoUntil ?? input.at ?? null;
    // Which step it is depends on the database's clock; both may be taken from the same states but one.
    const { draft } = await lockForStep(
      trx,
      viewer,
      wanted === null ? 'publish' : 'schedule',
      input.draft,
      input.expectedRevision,
    );
    const backdatedTo = acceptedBackdating(draft, input);
    const time = acceptedTime(draft, input);
    const note = noteOfStep(input.note);
    return time === null ? publishNow(trx, viewer, draft, backdatedTo, note) : schedule(trx, viewer, draft, time, note);
  });
}

/** What a caller's clock says is now is now by the database's, though it be late by so much, or early. */
const MAX_CLOCK_SKEW_MS = 30_000;
/** Before there were newspapers. */
const earliestPublication = new Date('1600-01-01T00:00:00Z');

/** @returns null for a piece that isn't backdated */
function acceptedBackdating(draft: LockedDraft, { at, embargoUntil, publishedAt }: Publication): Date | null {
  if (publishedAt == null) return null;
  const path = ['input', 'publishedAt'];
  if (at != null || embargoUntil != null) throw new InvalidInput('What is backdated comes out now.', path);
  if (draft.was_out) throw new InvalidInput('Readers had this piece already; its date is never set anew.', path);
  if (publishedAt < earliestPublication) throw new InvalidInput('A piece was published in 1600 or later.', path);
  if (publishedAt.getTime() > draft.now.getTime() + MAX_CLOCK_SKEW_MS) {
    throw new InvalidInput('A piece is backdated to the past; one to come is scheduled by `at`.', path);
  }
  return publishedAt < draft.now ? publishedAt : null;
}

interface Time {
  readonly at: Date;
  readonly isEmbargo: boolean;
}

/** @returns null for now */
function acceptedTime(draft: LockedDraft, { at, embargoUntil }: Publication): Time | null {
  if (at != null && embargoUntil != null) {
    throw new InvalidInput('A piece is either scheduled or under embargo.', ['input', 'embargoUntil']);
  }
  if (embargoUntil != null && draft.was_out) {
    throw new InvalidInput('What was out already can’t be put under embargo.', ['input', 'embargoUntil']);
  }
  const wanted = embargoUntil ?? at ?? null;
  const path = ['input', embargoUntil == null ? 'at' : 'embargoUntil'];
  if (wanted === null) return null;
  if (wanted.getTime() < draft.now.getTime() - MAX_CLOCK_SKEW_MS) {
    throw new InvalidInput('This time has passed already; what is backdated says so by `publishedAt`.', path);
  }
  if (wanted <= draft.now) return null;
  if (wanted.getUTCFullYear() > 9999) throw new InvalidInput('A time lies before the year 10000.', path);
  if (draft.is_live) {
    throw new InvalidInput('Readers have this piece; changes of it are published at once, not at a time.', path);
  }
  return { at: wanted, isEmbargo: embargoUntil != null };
}

async function publishNow(
  trx: Trx,
  viewer: Viewer,
  draft: LockedDraft,
  backdatedTo: Date | null,
  note: string | null,
): Promise<DraftRow> {
  if (draft.state === 'SCHEDULED') await takeBack(trx, draft);
  const { now, is_live, was_out } = draft;
  const { articleId, formerly } = await writeArticle(trx, draft, draft, is_live ? null : (backdatedTo ?? now));
  const saved = await saveDraft(
    trx,
    draft.id,
    { article_id: articleId, ...stateChange('PUBLISHED') },
    { editor: editorName(viewer), note, changedFields: ['state'] },
  );
  await enqueueRelate(trx, [articleId]);
  const type = is_live ? 'article.updated' : 'article.published';
  const detail = {
    ...again(was_out && !is_live),
    ...(backdatedTo !== null && { backdated: true, publishedAt: backdatedTo.toISOString() }),
  };
  await recordEvents(trx, viewer, [draftEvent(type, saved, detail, formerly)]);
  return saved;
}

/** Of a piece that was withdrawn: it stands again where it stood. */
const again = (was: boolean) => (was ? { again: true } : {});

/** The article is there with a time to come: it needs nobody to come out, and until then nobody sees it. */
async function schedule(
  trx: Trx,
  viewer: Viewer,
  draft: LockedDraft,
  { at, isEmbargo }: Time,
  note: string | null,
): Promise<DraftRow> {
  if (draft.state === 'SCHEDULED') await takeBack(trx, draft);
  const { articleId, formerly } = await writeArticle(trx, draft, draft, at);
  const detail = again(draft.was_out);
  await addDueEvent(trx, { type: 'article.published', draftId: draft.id, articleId, dueAt: at, detail });
  const saved = await saveDraft(
    trx,
    draft.id,
    {
      article_id: articleId,
      ...stateChange('SCHEDULED'),
      ...(isEmbargo ? { embargoed_until: at } : { scheduled_for: at }),
    },
    { editor: editorName(viewer), note, changedFields: ['state'] },
  );
  await enqueueRelate(trx, [articleId], at);
  const when = at.toISOString();
  await recordEvents(trx, viewer, [
    draftEvent(
      'draft.scheduled',
      saved,
      { ...(isEmbargo ? { embargoedUntil: when } : { scheduledFor: when }), ...detail },
      formerly,
    ),
  ]);
  return saved;
}

/** Whoever tells of what is due has it only when it was still waiting. @throws {WrongState} when it was told already */
async function takeBack(trx: Trx, { article_id }: LockedDraft): Promise<void> {
  if (article_id !== null && (await removeDueEvents(trx, article_id)) > 0) return;
  throw new WrongState('The piece came out just now.', 'PUBLISHED');
}

export function unscheduleDraft(
  db: Db,
  viewer: Viewer,
  input: Pick<Publication, 'draft' | 'expectedRevision' | 'note'>,
): Promise<DraftRow> {
  return transact(db, async (trx) => {
    const { draft, row } = await lockForStep(trx, viewer, 'unschedule', input.draft, input.expectedRevision);
    const note = noteOfStep(input.note);
    await takeBack(trx, draft);
    const articleId = draft.was_out ? draft.article_id : null;
    const saved = await saveDraft(
      trx,
      draft.id,
      { article_id: articleId, ...stateChange(row.to) },
      { editor: editorName(viewer), note, changedFields: ['state'] },
    );
    const { article_id } = draft;
    const formerly = article_id === null ? {} : await hideScheduledArticle(trx, article_id, draft.was_out);
    // Its id, since its hour may have come meanwhile, and then answers name it.
    await recordEvents(trx, viewer, [draftEvent('draft.unscheduled', { ...saved, article_id }, {}, formerly)]);
    return saved;
  });
}

/**
 * Makes the article what the content says.
 *
 * @param publishedAt null for one that readers have: its date stays
 * @param path what asked for the slug
 * @returns its id, and what it stood under before
 */
export async function writeArticle(
  trx: Trx,
  draft: LockedDraft,
  content: ArticleContent,
  publishedAt: Date | null,
  path: readonly string[] = ['input', 'draft'],
): Promise<{ readonly articleId: number; readonly formerly?: FormerLists }> {
  const slug = await slugFor(trx, draft, content.headline, path);
  const attributions = quotesInOrder(content, content.attributions);
  const version = { slug, content: { ...content, attributions }, word_count: bodyWordCount(content.body) };
  if (draft.article_id === null) {
    const published_at = publishedAt ?? draft.now;
    const articleId = await insertArticle(trx, { ...version, published_at, updated_at: published_at });
    if (draft.imported !== null) {
      await saveImportedParts(trx, { id: articleId, language: content.language }, draft.imported);
    }
    await indexArticles(trx, [articleId]);
    return { articleId };
  }
  const formerly = await republishArticle(trx, draft.article_id, version, publishedAt, draft.now);
  await indexArticles(trx, [draft.article_id]);
  return { articleId: draft.article_id, formerly };
}

/** The one asked for, else the article's, else that of where it was imported from or of the headline's words, which nobody has or had. */
async function slugFor(trx: Trx, draft: LockedDraft, headline: string, path: readonly string[]): Promise<string> {
  const { own_slug, article_slug, article_id, imported } = draft;
  const wanted = own_slug ?? article_slug ?? imported?.slug ?? slugOf(headline, 'article');
  if (wanted === article_slug) return wanted;
  const former = article_id === null ? imported?.formerSlugs : undefined;
  const free = await freeSlug(trx, wanted, article_id, former);
  if (free !== wanted && own_slug !== null) {
    throw new InvalidInput(`The slug ${wanted} is another article’s by now, or was once.`, path);
  }
  return free;
}
