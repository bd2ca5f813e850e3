/** What other systems call the states of a piece, in words that mean one thing here. */

import { RefusedInput } from '../imported-document.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const out = words(
  'publish published public live usable online active open visible released veröffentlicht publié publicado publicada pubblicato ' +
    'gepubliceerd opublikowano publicerad true yes everyone always',
);
const inWork = words(
  'draft drafts pending pendingreview review inreview needsreview inprogress wip workinprogress idea pitch assigned copyedit ' +
    'unpublished notpublished submitted entwurf brouillon borrador rascunho bozza concept szkic utkast',
);
const toCome = words('future scheduled planned queued geplant programado planifié programmato');

/** What becomes of a piece in this state; anything that isn't known to be out isn't. */
export type State = 'out' | 'in work' | 'to come' | 'hidden' | 'unknown';

const hidden = words(
  'private trash trashed bin binned deleted removed archived archive hidden withheld canceled cancelled killed rejected spam ' +
    'protected password members membersonly paid tiers subscribers subscribersonly internal restricted confidential embargoed ' +
    'unlisted inherit sent expired onlypaid founding',
);

export function stateOf(written: string): State {
  const word = written
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  if (out.has(word)) return 'out';
  if (inWork.has(word)) return 'in work';
  if (toCome.has(word)) return 'to come';
  return hidden.has(word) ? 'hidden' : 'unknown';
}

/**
 * Why a piece of this state waits for an editor, if it does: it is a draft there, was to come at a time that is past, which
 * nobody says it did, or is in a state that isn't known.
 *
 * @throws {RefusedInput} for what isn't public there and nobody wants to be
 */
export function holdOf(written: string, publishedAt: Date | undefined, now: Date): string | undefined {
  switch (stateOf(written)) {
    case 'out':
      return undefined;
    case 'in work':
      return `It isn’t published where it comes from: its status there is “${written}”.`;
    case 'to come':
      if (publishedAt !== undefined && publishedAt > now) return undefined;
      return `It was to come out later where it comes from (“${written}”), and nothing says that it did.`;
    case 'hidden':
      throw new RefusedInput(`It isn’t public: its status is “${written}”.`);
    case 'unknown':
      return `Its status where it comes from is “${written}”, which may not mean that it is public.`;
  }
}
