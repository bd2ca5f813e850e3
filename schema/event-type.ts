/** EventType: what the log tells of, to editors and to webhooks. */

import type { EventType as EventTypeName } from '../db/events/append.ts';
import { builder } from './builder.ts';

/** What the engine does by itself is told to nobody. */
type ToldType = Exclude<EventTypeName, `${'related' | 'search'}.${string}`>;

/** In the order of the log's own list. */
const descriptions: Readonly<Record<ToldType, string>> = {
  'article.published': 'Readers can see it from now on, by whichever way it came.',
  'article.updated': 'It was published anew, as its draft is by now.',
  'article.corrected': 'It was corrected, with a note for readers.',
  'article.withdrawn': 'Readers can’t see it for now.',
  'article.killed': 'It never comes back.',
  'article.imported': 'It was made or changed by an import.',
  'article.pinned': 'An editor put it first in a list of related articles, or of what is trending.',
  'article.hidden': 'An editor took it out of such a list.',
  'article.released': 'Neither holds any longer.',
  'draft.created': 'A draft was begun.',
  'draft.revised': 'It has a new revision.',
  'draft.submitted': 'It waits for a review.',
  'draft.returned': 'It went back to its writer.',
  'draft.approved': 'It may be published.',
  'draft.scheduled': 'It will be published at its time.',
  'draft.unscheduled': 'It won’t be, until it is scheduled again.',
  'draft.shared': 'A link to its preview was made.',
  'draft.deleted': 'It is gone with its revisions.',
  'topic.saved': 'A topic was made or changed.',
  'topic.merged': 'Another topic has what it had.',
  'topic.deleted': 'A topic that nothing was about is gone.',
  'source.saved': 'A source was made or changed.',
  'source.merged': 'Another source has what it had.',
  'source.distinguished': 'It was said to be no duplicate of another one.',
  'source.deleted': 'A source that nothing rested on is gone.',
  'token.created': 'An access token was made.',
  'token.revoked': 'It opens nothing any longer.',
  'webhook.created': 'A webhook was made.',
  'webhook.changed': 'It was changed, by an admin or by its own answer.',
  'webhook.deleted': 'It is gone.',
  'newsroom.restored': 'The newsroom is as it was saved once: nothing that was read of it before holds.',
};

const nameOf = (type: string) => type.toUpperCase().replace('.', '_');

/** As values the types as they stand in the log and in messages. */
export const EventType = builder.enumType('EventType', {
  description:
    'A thing and what happened to it. In a webhook’s messages it is written in lower case, with a full stop: `article.published`.',
  values: Object.fromEntries(
    Object.entries(descriptions).map(([type, description]) => [nameOf(type), { value: type, description }]),
  ),
});
