/** Suggestions: what was found in a draft's text, and the mutations that accept or dismiss it. */

import type { SourceRow } from '../db/catalogue/sources.ts';
import type { DraftRow, Suggestion } from '../db/drafts/drafts.ts';
import { namesInOtherLanguages } from '../src/attribution/names-in-languages.ts';
import { acceptSuggestions, dismissSuggestions } from '../src/newsroom/accept-suggestions.ts';
import { type OpenSuggestion, openSuggestions, openTopicIds } from '../src/newsroom/suggestions.ts';
import { placedQuotes } from '../src/text/placed-quotes.ts';
import { Attribution, type AttributionParent, AttributionRole, PlacedQuote } from './attribution.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { Draft, htmlOf, topicsOf } from './draft.ts';
import { draft, expectedRevision, note } from './draft-input.ts';
import { draftId, ofStep } from './draft-steps.ts';
import { Source, SourceKind } from './source.ts';
import { Topic } from './topic.ts';
import { orUserError, resultType } from './user-error.ts';

type SuggestionParent = OpenSuggestion &
  Pick<AttributionParent, 'role' | 'quote'> & {
    readonly source: SourceRow | null;
    readonly placed: AttributionParent['quotes'];
  };

const NewSource = builder.objectRef<OpenSuggestion>('NewSource').implement({
  description: 'A source that the catalogue doesn’t have; accepting the suggestion makes it.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name, as the text gives it.' }),
    kind: t.expose('kind', { type: SourceKind, description: 'What kind of source it is, as it was guessed.' }),
    homepage: t.expose('homepage', {
      type: 'URL',
      nullable: true,
      description: 'Its own site, where the page links it.',
    }),
  }),
});

const SuggestedAttribution = builder.objectRef<SuggestionParent>('SuggestedAttribution').implement({
  description: 'Whom a text is found to rest on: a source that the catalogue has, or a new one.',
  fields: (t) => ({
    role: t.expose('role', { type: AttributionRole, description: 'What the source is to the piece.' }),
    source: t.field({
      type: Source,
      nullable: true,
      description: 'The source; null for a new one.',
      resolve: ({ source }) => source,
    }),
    newSource: t.field({
      type: NewSource,
      nullable: true,
      description: 'The source that would be made; null for one that there is.',
      resolve: (suggestion) => (suggestion.source === null ? suggestion : null),
    }),
    quote: t.exposeString('quote', { nullable: true, description: 'The first words quoted; null without any.' }),
    quotes: t.field({
      type: [PlacedQuote],
      description: 'All that is quoted, in the order of the text, each with its place.',
      resolve: ({ placed }) => placed().then((all) => [...all]),
    }),
  }),
});

/** Names are looked up when they are shown, so that a source that was made or merged meanwhile is told as it is now. */
async function suggestionsOf(row: DraftRow, context: Context): Promise<SuggestionParent[]> {
  const kinds = new Map(row.suggestions.map(({ name, kind }) => [name, kind]));
  const found = await Promise.all(
    [...kinds].map(async ([name, kind]) => [name, await sourceOf({ name, kind }, context)] as const),
  );
  const sources = new Map(found);
  return openSuggestions(row, (name) => sources.get(name)?.id ?? null).map((open) => ({
    ...open,
    source: sources.get(open.name) ?? null,
    quote: open.quotes[0] ?? null,
    placed: async () => placedQuotes({ body: await htmlOf(row, context), language: row.language }, open.quotes),
  }));
}

/** By what it is called in any language. */
async function sourceOf({ name, kind }: Pick<Suggestion, 'name' | 'kind'>, { loaders }: Context) {
  const source = await loaders.sourceByName.load({ name, kind });
  if (source !== null) return source;
  const others = namesInOtherLanguages(name, kind).map((other) => loaders.sourceByName.load({ name: other, kind }));
  return (await Promise.all(others)).find((each) => each?.kind === kind) ?? null;
}

builder.objectFields(Draft, (t) => ({
  suggestions: t.field({
    type: [SuggestedAttribution],
    description:
      'Whom its text is found to rest on, in the order of the text, without what is accepted or was refused. Worked out whenever the text changes; for a long text a moment later.',
    resolve: (draft, _, context) => suggestionsOf(draft, context),
  }),
  suggestedAttributions: t.field({
    type: [Attribution],
    nullable: true,
    description: 'Of `suggestions` those whose source the catalogue has.',
    resolve: async (draft, _, context) =>
      (await suggestionsOf(draft, context)).flatMap(({ role, quote, source, placed }) =>
        source === null ? [] : [{ role, quote, source, quotes: placed }],
      ),
  }),
  suggestedSourceNames: t.stringList({
    description: 'Of `suggestions` the names of the new sources, each once.',
    resolve: async (draft, _, context) => {
      const open = await suggestionsOf(draft, context);
      return [...new Set(open.flatMap(({ name, source }) => (source === null ? [name] : [])))];
    },
  }),
  suggestedTopics: t.field({
    type: [Topic],
    nullable: true,
    description:
      'What its page named, and topics of articles that are near to it; without what is accepted or refused.',
    resolve: (draft, _, context) => topicsOf(openTopicIds(draft), context),
  }),
}));

const SuggestionInput = builder.inputType('SuggestionInput', {
  description: 'One of a draft’s suggestions, as it is or changed.',
  fields: (t) => ({
    role: t.field({ type: AttributionRole, required: true, description: 'What the source is to the piece.' }),
    source: t.string({ required: true, description: 'The source’s slug, or the name of a new one.' }),
    kind: t.field({ type: SourceKind, description: 'Of a new one; default as it was guessed.' }),
    quote: t.string({ description: 'Only this quote; default all that are suggested. At most 5,000 characters.' }),
  }),
});

const topics = 'Slugs of topics; default none.';

const AcceptSuggestionsInput = builder.inputType('AcceptSuggestionsInput', {
  description: 'Suggestions that become part of the piece.',
  fields: (t) => ({
    draft: t.id(draft),
    expectedRevision: t.int(expectedRevision),
    attributions: t.field({ type: [SuggestionInput], description: 'Whom it rests on; default nobody.' }),
    topics: t.stringList({ description: topics }),
    note: t.string({ description: note }),
  }),
});

const DismissSuggestionsInput = builder.inputType('DismissSuggestionsInput', {
  description: 'Suggestions that are refused.',
  fields: (t) => ({
    draft: t.id(draft),
    expectedRevision: t.int(expectedRevision),
    attributions: t.field({ type: [SuggestionInput], description: 'Whom it doesn’t rest on; default nobody.' }),
    topics: t.stringList({ description: topics }),
  }),
});

builder.mutationField('acceptSuggestions', (t) =>
  t.field({
    type: resultType('AcceptSuggestionsResult', 'The draft as it is now, or why not.', Draft, ofStep),
    description:
      'Puts suggestions into a piece’s content, and makes the sources that aren’t there yet. Who may is as for reviseDraft.',
    args: { input: t.arg({ type: AcceptSuggestionsInput, required: true, description: 'Which suggestions.' }) },
    resolve: (_, { input }, { db, viewer }) =>
      orUserError(() => acceptSuggestions(db, viewer, { ...input, draft: draftId(input.draft) })),
  }),
);

builder.mutationField('dismissSuggestions', (t) =>
  t.field({
    type: resultType('DismissSuggestionsResult', 'The draft, or why not.', Draft, ofStep),
    description:
      'Refuses suggestions, which aren’t made again. The piece and its revision stay as they are. Who may is as for reviseDraft.',
    args: { input: t.arg({ type: DismissSuggestionsInput, required: true, description: 'Which suggestions.' }) },
    resolve: (_, { input }, { db, viewer }) =>
      orUserError(() => dismissSuggestions(db, viewer, { ...input, draft: draftId(input.draft) })),
  }),
);
