/** Which tags each event invalidates, tag by tag. */

import { expect, test } from 'vitest';
import { type EventType, eventTypes } from '../../db/events/append.ts';
import { changedTags, exactTags } from '../../src/caching/changes.ts';
import { listTags } from '../../src/caching/list-tags.ts';
import { isTag } from '../../src/caching/tags.ts';

/** By hand, for the article 7 in the lists of the topic `ports` and the source `ada`: what each event throws away. */
const article = ['article:7', 'related:7', 'articles', 'search', 'topic:ports:articles', 'source:ada:articles'];
const ranks = ['trending:HOUR', 'trending:DAY', 'trending:WEEK', 'trending:MONTH'];
const topic = ['topics', 'topic:ports', 'topic:ports:articles'];
const thrownAway: Readonly<Record<EventType, readonly string[]>> = {
  'article.published': article,
  'article.updated': article,
  'article.corrected': article,
  'article.withdrawn': [...article, ...ranks],
  'article.killed': [...article, ...ranks],
  'article.imported': [...article, 'topics', 'sources'],
  'article.pinned': ['related:7'],
  'article.hidden': ['related:7'],
  'article.released': ['related:7'],
  'draft.created': [],
  'draft.revised': [],
  'draft.submitted': [],
  'draft.returned': [],
  'draft.approved': [],
  'draft.scheduled': article,
  'draft.unscheduled': [...article, ...ranks],
  'draft.shared': [],
  'draft.deleted': [],
  'topic.saved': topic,
  'topic.merged': topic,
  'topic.deleted': topic,
  'source.saved': ['sources', 'source:ada'],
  'source.merged': ['sources', 'source:ada', 'source:ada:articles'],
  'source.distinguished': ['sources'],
  'source.deleted': ['sources', 'source:ada', 'source:ada:articles'],
  'token.created': [],
  'token.revoked': [],
  'webhook.created': [],
  'webhook.changed': [],
  'webhook.deleted': [],
  'newsroom.restored': ['all'],
  'related.changed': ['related:7', 'related:8'],
  'search.indexed': ['indexed'],
};

const changeOfType = (type: EventType, detail: Readonly<Record<string, unknown>> = {}) => ({
  type,
  article_id: 7,
  detail: { lists: [7, 8], ...detail },
  changes: { topics: ['ports'], sources: ['ada'] },
});

test.each(eventTypes)('%s invalidates the tags of what it changed, and no others', (type) => {
  expect([...exactTags(changeOfType(type))].sort()).toEqual([...thrownAway[type]].sort());
});

test.each<[EventType, Readonly<Record<string, unknown>>, readonly string[]]>([
  ['article.published', { again: true }, [...article, 'related:any', ...ranks]],
  ['article.published', { imported: true }, [...article, 'topics', 'sources']],
  ['draft.scheduled', { again: true }, [...article, 'related:any', ...ranks]],
  ['article.imported', { scheduledFor: '2026-03-01T00:00:00Z' }, [...article, 'topics', 'sources', ...ranks]],
  ['article.pinned', { list: 'trending' }, ranks],
  ['article.hidden', { list: 'trending' }, ranks],
  ['article.released', { list: 'trending' }, ranks],
])('%s with the detail %j invalidates other tags', (type, detail, tags) => {
  expect([...exactTags(changeOfType(type, detail))].sort()).toEqual([...tags].sort());
});

test('an event without an article and without lists invalidates only what every event of its type does', () => {
  const bare = (type: EventType) => exactTags({ type, article_id: null, detail: {}, changes: {} });
  expect(bare('article.updated')).toEqual(['articles', 'search']);
  expect(bare('article.pinned')).toEqual([]);
  expect(bare('topic.saved')).toEqual(['topics']);
  expect(bare('source.merged')).toEqual(['sources']);
});

const wide: Readonly<Record<string, string>> = {
  'article:7': 'articles',
  'related:7': 'related',
  'related:8': 'related',
  'topic:ports': 'topics',
  'source:ada': 'sources',
};
test.each(eventTypes)('%s invalidates the wider tags, too, for caches that know only those', (type) => {
  const exact = thrownAway[type];
  const all = exact.flatMap((tag) => [tag, tag.endsWith(':articles') ? 'articles' : (wide[tag] ?? tag)]);
  const tags = changedTags(changeOfType(type));
  expect([...tags].sort()).toEqual([...new Set(all)].sort());
  const isOfTheHouse = /^(draft\.(?!(un)?scheduled)|token|webhook)/.test(type);
  expect(tags.length > 0, type).toBe(!isOfTheHouse);
  expect(tags.filter((tag) => !isTag(tag))).toEqual([]);
});

test('an event type of a newer version invalidates everything', () => {
  const change = { type: 'article.turned-around' as EventType, article_id: 7, detail: {}, changes: {} };
  expect(changedTags(change)).toEqual(['all']);
});

test('a list by the number of sources is thrown away when any two sources are merged', () => {
  const merge = exactTags(changeOfType('source.merged'));
  const harbour = { anyOf: ['harbour'], includeDescendants: false };
  for (const filter of [{ sourceCount: { min: 1, max: 1 } }, { sourceCount: { min: 2 }, topics: harbour }])
    expect(listTags(filter).filter((tag) => [...merge].includes(tag))).toEqual(['sources']);
});
