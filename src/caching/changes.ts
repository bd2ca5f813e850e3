/**
 * Cache invalidation rules, the one table of them: which event each mutation and job appends, and which tags each event
 * invalidates, in the response caches of all processes and in a CDN.
 */

import type { EventType } from '../../db/events/append.ts';
import type { TouchedLists } from '../../db/events/touched-lists.ts';
import {
  anyRelated,
  articles,
  articlesOfSource,
  articlesOfTopic,
  articleTag,
  everything,
  indexed,
  relatedTag,
  search,
  sources,
  sourceTag,
  type Tag,
  topics,
  topicTag,
  trendingTags,
  wider,
} from './tags.ts';

/** As much of an event as says what it changes. */
export interface Change {
  readonly type: EventType;
  readonly article_id: number | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly changes: TouchedLists;
}

const nothing = () => [];

/** The article, and every list that it is, was or could be in. */
function articleAndLists({ article_id, changes }: Change): Tag[] {
  return [
    ...(article_id === null ? [] : [articleTag(article_id), relatedTag(article_id)]),
    articles,
    search,
    ...(changes.topics ?? []).map(articlesOfTopic),
    ...(changes.sources ?? []).map(articlesOfSource),
  ];
}

/** Ranks close up where one is removed. */
const removed = (change: Change) => [...articleAndLists(change), ...trendingTags];

/** One that was withdrawn takes up its places in ranks and related lists again. An import makes the topics and sources that it names. */
const published = (change: Change) => [
  ...articleAndLists(change),
  ...(change.detail.again === true ? [anyRelated, ...trendingTags] : []),
  ...(change.detail.imported === true ? [topics, sources] : []),
];

/** An editor's word on what is related, or on what trends. */
function choice({ article_id, detail }: Change): Tag[] {
  if (detail.list === 'trending') return [...trendingTags];
  return article_id === null ? [] : [relatedTag(article_id)];
}

/** The topic by all its names, those above it, their lists, and the tree. */
const topicAndLists = ({ changes }: Change) => [
  topics,
  ...(changes.topics ?? []).flatMap((slug) => [topicTag(slug), articlesOfTopic(slug)]),
];

const sourceAndLists = ({ changes }: Change) => [
  sources,
  ...(changes.sources ?? []).flatMap((slug) => [sourceTag(slug), articlesOfSource(slug)]),
];

const tagsOf: Readonly<Record<EventType, (change: Change) => readonly Tag[]>> = {
  'article.published': published,
  'article.updated': articleAndLists,
  'article.corrected': articleAndLists,
  'article.withdrawn': removed,
  'article.killed': removed,
  'article.imported': (change) => [
    ...articleAndLists(change),
    topics,
    sources,
    // With a date to come it has left its ranks until then.
    ...(change.detail.scheduledFor === undefined ? [] : trendingTags),
  ],
  'article.pinned': choice,
  'article.hidden': choice,
  'article.released': choice,
  'draft.created': nothing,
  'draft.revised': nothing,
  'draft.submitted': nothing,
  'draft.returned': nothing,
  'draft.approved': nothing,
  // Lists that it will enter were to be cached beyond its time.
  'draft.scheduled': published,
  // Until it was done, the hour could come and readers have it.
  'draft.unscheduled': removed,
  'draft.shared': nothing,
  'draft.deleted': nothing,
  'topic.saved': topicAndLists,
  'topic.merged': topicAndLists,
  'topic.deleted': topicAndLists,
  'source.saved': (change) => [sources, ...(change.changes.sources ?? []).map(sourceTag)],
  'source.merged': sourceAndLists,
  'source.distinguished': () => [sources],
  'source.deleted': sourceAndLists,
  'token.created': nothing,
  'token.revoked': nothing,
  'webhook.created': nothing,
  'webhook.changed': nothing,
  'webhook.deleted': nothing,
  // Nothing that is known of what was before is so any more.
  'newsroom.restored': () => [everything],
  'related.changed': ({ detail }) => (detail.lists as readonly number[]).map(relatedTag),
  'search.indexed': () => [indexed],
};

/** What an event invalidates in this process, where responses are known by all their tags; none for what readers don't see. */
export function exactTags(change: Change): readonly Tag[] {
  // A newer version beside this one may tell of what isn't known here.
  const known: ((change: Change) => readonly Tag[]) | undefined = tagsOf[change.type];
  return known === undefined ? [everything] : known(change);
}

/** What an event purges in caches that know responses by the header alone, where tags may have given way to wider ones. */
export function changedTags(change: Change): readonly Tag[] {
  const exact = exactTags(change);
  return [...new Set([...exact, ...exact.map(wider)])];
}

/** By mutation: the events that it appends, or why there are none. */
export const eventsOfMutations: Readonly<Record<string, readonly EventType[] | string>> = {
  recordView: 'Counts show when trending is refreshed.',
  createDraft: ['draft.created'],
  reviseDraft: ['draft.revised'],
  submitDraft: ['draft.submitted'],
  returnDraft: ['draft.returned'],
  approveDraft: ['draft.approved'],
  restoreRevision: ['draft.revised'],
  publishDraft: ['article.published', 'article.updated', 'draft.scheduled'],
  unscheduleDraft: ['draft.unscheduled'],
  deleteDraft: ['draft.deleted'],
  correctArticle: ['article.corrected'],
  withdrawArticle: ['article.withdrawn'],
  killArticle: ['article.killed'],
  acceptSuggestions: ['draft.revised', 'source.saved'],
  dismissSuggestions: 'They change nothing but what is suggested.',
  importDocument: ['draft.created', 'article.published'],
  createPreviewLink: ['draft.shared'],
  saveTopic: ['topic.saved'],
  acceptTopicSuggestion: ['topic.saved', 'article.updated'],
  dismissTopicSuggestion: 'It changes nothing but what is suggested.',
  saveSource: ['source.saved'],
  mergeTopics: ['topic.merged'],
  mergeSources: ['source.merged'],
  distinguishSources: ['source.distinguished'],
  deleteTopic: ['topic.deleted'],
  deleteSource: ['source.deleted'],
  pinRelated: ['article.pinned'],
  hideRelated: ['article.hidden'],
  clearRelatedChoice: ['article.released'],
  pinTrending: ['article.pinned'],
  hideTrending: ['article.hidden'],
  clearTrendingChoice: ['article.released'],
  createToken: ['token.created'],
  revokeToken: ['token.revoked'],
  saveWebhook: ['webhook.created', 'webhook.changed'],
  deleteWebhook: ['webhook.deleted'],
  resendWebhookDelivery: 'It is for the house.',
};
