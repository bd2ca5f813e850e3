/** Suggestions of a draft as it stores them, and which of them are still open. */

import type { Suggestion, SuggestionColumns } from '../../db/drafts/drafts.ts';
import type { AttributionRole } from '../../db/types.ts';
import { namesInOtherLanguages } from '../attribution/names-in-languages.ts';
import { foldedWords } from '../text/quoted-words.ts';

/** What a page says of itself, which doesn't follow from the text: it stays when that changes. */
export function declaredAmong(suggestions: readonly Suggestion[]): Suggestion[] {
  return suggestions.filter(({ role }) => role === 'AUTHOR' || role === 'PUBLISHER');
}

/** Who is found in one role, with all that is found of them. */
export interface OpenSuggestion extends Pick<Suggestion, 'role' | 'name' | 'kind' | 'homepage'> {
  /** null for one that the catalogue doesn't have. */
  readonly sourceId: number | null;
  readonly quotes: readonly string[];
}

interface OfDraft extends SuggestionColumns {
  readonly attributions: readonly {
    readonly role: AttributionRole;
    readonly source_id: number;
    readonly quote: string | null;
  }[];
}

/**
 * Without what is part of the piece already, and what was accepted or refused before.
 *
 * @param sourceIdOf the catalogue's source of a name, by name or alias
 */
export function openSuggestions(draft: OfDraft, sourceIdOf: (name: string) => number | null): OpenSuggestion[] {
  const open = draft.suggestions
    .map((each) => ({ ...each, sourceId: sourceIdOf(each.name) }))
    .filter((each) => !isSettled(each, draft) && !isInPiece(each, draft));
  const groups = Map.groupBy(open, ({ role, name, sourceId }) => `${role} ${sourceId ?? name.toLowerCase()}`);
  return [...groups.values()].map((group) => {
    const { role, name, kind, homepage, sourceId } = group[0] as (typeof open)[number];
    return { role, name, kind, homepage, sourceId, quotes: group.flatMap(({ quote }) => quote ?? []) };
  });
}

function isSettled({ role, name, kind, quote }: Suggestion, { settled_suggestions }: OfDraft): boolean {
  const keys = [name, ...namesInOtherLanguages(name, kind)].map((each) => each.toLowerCase());
  return settled_suggestions.some(
    (each) =>
      each.role === role &&
      keys.includes(each.name.toLowerCase()) &&
      (each.quote === null || isSameQuote(each.quote, quote)),
  );
}

/** Whom it quotes isn't suggested as cited, and who wrote or published it not at all. */
function isInPiece(
  { role, quote, sourceId }: Suggestion & { readonly sourceId: number | null },
  { attributions }: OfDraft,
): boolean {
  const theirs = attributions.filter(({ source_id }) => source_id === sourceId);
  return theirs.some((each) => {
    if (each.role === 'AUTHOR' || each.role === 'PUBLISHER') return each.role === role || role === 'CITED';
    if (each.role === 'QUOTED' && role === 'CITED') return true;
    return each.role === role && (quote === null || isSameQuote(each.quote, quote));
  });
}

/** Whether both are the same words, however they are written. */
export function isSameQuote(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && foldedWords(a) === foldedWords(b));
}

/** Topics that are suggested and neither the piece's nor settled. */
export function openTopicIds({
  topic_ids,
  declared_topic_ids,
  suggested_topic_ids,
  settled_topic_ids,
}: SuggestionColumns & { readonly topic_ids: readonly number[] }): number[] {
  const closed = new Set([...topic_ids, ...settled_topic_ids]);
  return [...new Set([...declared_topic_ids, ...suggested_topic_ids])].filter((id) => !closed.has(id));
}
