/** What a reader asks of the search page, as its address has it. */

export const sorts = { best: 'RELEVANCE_RECENT', relevant: 'RELEVANCE', newest: 'PUBLISHED_AT' } as const;
export type Sort = keyof typeof sorts;

export interface Asked {
  readonly text: string;
  readonly topics: readonly string[];
  readonly sources: readonly string[];
  readonly language: string | undefined;
  /** Days, as `2026-05-09`: both are within. */
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly sort: Sort;
}

const MAX_CHOSEN = 5;

/** @param query parameters of an address, each as often as it is there */
export function askedOf(query: URLSearchParams): Asked {
  const one = (name: string) => query.get(name)?.trim() || undefined;
  const some = (name: string) => [...new Set(query.getAll(name))].filter((value) => value !== '').slice(0, MAX_CHOSEN);
  const sort = one('sort');
  return {
    text: one('q') ?? '',
    topics: some('topic'),
    sources: some('source'),
    language: one('language'),
    from: dayOf(one('from')),
    until: dayOf(one('until')),
    sort: isSort(sort) ? sort : 'best',
  };
}

const isSort = (name: string | undefined): name is Sort => name !== undefined && Object.hasOwn(sorts, name);

/** What a browser's date field gives; of a day that there isn't, nothing. */
function dayOf(text: string | undefined): string | undefined {
  const day = text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return day === undefined || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text ?? '-')
    ? undefined
    : text;
}

/** The operation's variables, but for the page. */
export function variablesOf({ text, topics, sources, language, from, until, sort }: Asked) {
  return {
    text,
    order: sorts[sort],
    ...(topics.length > 0 && { topics: [...topics] }),
    ...(sources.length > 0 && { sources: [...sources] }),
    ...(language !== undefined && { language }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until: dayAfter(until) }),
  };
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** From the first page of what is asked. */
export function addressOfSearch({ text, topics, sources, language, from, until, sort }: Asked): string {
  const query = new URLSearchParams({ q: text });
  for (const topic of topics) query.append('topic', topic);
  for (const source of sources) query.append('source', source);
  if (language !== undefined) query.set('language', language);
  if (from !== undefined) query.set('from', from);
  if (until !== undefined) query.set('until', until);
  if (sort !== 'best') query.set('sort', sort);
  return `/search?${query}`;
}
