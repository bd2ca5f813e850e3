/** What keeps a ninjs item from readers elsewhere than in `pubstatus` and its embargo, in the words of systems that write ninjs. */

import { withheldAs } from '../wire/piece.ts';
import { termsThatWithhold } from '../withheld/notes.ts';
import { hidingInRecord } from '../withheld/record.ts';
import { isTrialHeadline } from '../withheld/trials.ts';
import { type Item, itemIn, itemsOf, textOf } from './reading.ts';

const read = new Set(['pubstatus', 'embargoed', 'embargoeduntil', 'expires', 'contentexpires']);
const places = ['profile', 'operation', 'genre', 'signal', 'signals', 'memberof', 'groups', 'service', 'services'];

export function withheldOf(item: Item, now: Date): string | undefined {
  const reason = hidingInRecord(item, now, (name) => read.has(name)) ?? inItsPlaces(item, now);
  if (reason !== undefined) return reason;
  for (const archived of archivedIn(item.archive_item)) {
    // The item says in which state a version is out that was worked on since.
    const beside = { state: item.state, archive_item: archived };
    const inner = hidingInRecord(beside, now, (name) => name !== 'archive_item') ?? inItsPlaces(archived, now);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** What an API's answer says of the item that it holds. */
export function withheldAround(around: readonly Item[], now: Date): string | undefined {
  return around.map((each) => hidingInRecord(each, now)).find((reason) => reason !== undefined);
}

function inItsPlaces(item: Item, now: Date): string | undefined {
  const slots = places.flatMap((name) =>
    [
      textOf(item, name),
      ...itemsOf(item[name]).flatMap((each) =>
        ['name', 'code', 'qcode', 'value', 'id'].map((key) => textOf(each, key)),
      ),
    ].map((word) => [name, word] as const),
  );
  const slug = textOf(item, 'slugline', 'slug');
  return (
    itemsOf(item.usageterms).flatMap((each) => termsThatWithhold(textOf(each, 'value') ?? '', now) ?? [])[0] ??
    withheldAs(slots) ??
    (slug !== undefined && isTrialHeadline(slug) ? `Its slug line says that it is a trial: ${slug}.` : undefined)
  );
}

/** Superdesk's own item, which what it publishes may carry: an object, a list of versions, or JSON in a text. */
function archivedIn(value: unknown): Item[] {
  if (typeof value === 'string') {
    try {
      return archivedIn(JSON.parse(value));
    } catch {
      return [];
    }
  }
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map(itemIn).filter((item) => item !== undefined);
}
