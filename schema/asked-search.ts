/** What readers search for, and what they don't find: counts for analysts, in which nobody is. */

import { KEPT_SEARCH_DAYS, MIN_TIMES_ASKED, type PopularSearch } from '../db/usage/asked-searches.ts';
import { isOfNewsroom } from '../src/newsroom/access.ts';
import { badInput } from './bad-input.ts';
import { builder } from './builder.ts';
import { takesRole } from './field-roles.ts';

const DEFAULT_SEARCHES = 20;
const MAX_SEARCHES = 100;
const DEFAULT_DAYS = 30;

const AskedSearch = builder.objectRef<PopularSearch>('AskedSearch').implement({
  description: 'A search that readers ask, case and spaces aside: of all articles, with no condition beside it.',
  fields: (t) => ({
    text: t.exposeString('text', {
      description: 'The text of `where.search`, in small letters: its first 200 characters.',
    }),
    times: t.exposeInt('asked', {
      description: 'How often its first page was answered; what the cache answers isn’t counted.',
    }),
    timesInVain: t.exposeInt('failed', {
      description: 'How often of these no article had all of it, whatever else was found.',
    }),
    lastDay: t.exposeString('last_day', { description: 'The last day of UTC on which it was: `2026-03-20`.' }),
  }),
});

builder.queryField('askedSearches', (t) =>
  t.field({
    type: [AskedSearch],
    nullable: true,
    description: `What readers search for most, of those searches that were asked at least ${MIN_TIMES_ASKED} times, be it by one reader. Takes the role ANALYST or WRITER: null for readers.`,
    args: {
      inVain: t.arg.boolean({
        required: true,
        defaultValue: false,
        description:
          'Whether only those of which no article had all, the most often asked in vain first; default false.',
      }),
      days: t.arg.int({
        required: true,
        defaultValue: DEFAULT_DAYS,
        description: `Of how many last days of UTC: 1 to ${KEPT_SEARCH_DAYS}, default ${DEFAULT_DAYS}.`,
      }),
      first: t.arg.int({
        required: true,
        defaultValue: DEFAULT_SEARCHES,
        description: `How many: 1 to ${MAX_SEARCHES}, default ${DEFAULT_SEARCHES}.`,
      }),
    },
    extensions: { dateline: { maxPageSize: MAX_SEARCHES, ...takesRole('ANALYST', 'WRITER').dateline } },
    resolve: (_, { inVain, days, first }, { loaders, viewer }) => {
      checkRange(first, 'first', MAX_SEARCHES);
      checkRange(days, 'days', KEPT_SEARCH_DAYS);
      return isOfNewsroom(viewer) ? loaders.popularSearches.load({ days, first, isFailing: inVain }) : null;
    },
  }),
);

function checkRange(value: number, name: string, most: number): void {
  if (value < 1 || value > most) throw badInput(`\`${name}\` must be from 1 to ${most}; it is ${value}.`, [name]);
}
