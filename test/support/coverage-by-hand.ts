/** Coverage of the corpus by plain arithmetic: the second way, which knows no SQL and takes calendars from Intl. */

import { corpus, kinds, type Piece, parents, type Source } from './coverage-corpus.ts';

/** One group of rows: what it is grouped by, as texts. */
type Group = Readonly<Record<string, string>>;

/** Every group that a piece counts in, with the quotes that it adds there. */
function groupsOf(piece: Piece, dimensions: readonly string[], roles?: readonly string[]): [Group, number][] {
  const has = (dimension: string) => dimensions.includes(dimension);
  const topics = new Set<string>();
  for (const topic of piece.topics)
    for (let up: string | null = topic; up != null; up = parents[up] ?? null) topics.add(up);
  const isOfEdge = ['SOURCE', 'SOURCE_KIND', 'ROLE'].some(has);
  const edges = new Map<string, number>();
  for (const [edge, quotes] of piece.edges) {
    const [source, role] = edge.split(' ') as [Source, string];
    if (roles !== undefined && !roles.includes(role)) continue;
    const group = JSON.stringify({
      ...(has('SOURCE') && { source }),
      ...(has('SOURCE_KIND') && { sourceKind: kinds[source] }),
      ...(has('ROLE') && { role }),
    });
    edges.set(group, (edges.get(group) ?? 0) + quotes);
  }
  const all = [...piece.edges.values()].reduce((sum, quotes) => sum + quotes, 0);
  const ofEdges: [Group, number][] = isOfEdge
    ? [...edges].map(([group, quotes]) => [JSON.parse(group), quotes])
    : [[{}, all]];
  const ofTopics = has('TOPIC') ? [...topics].map((topic) => ({ topic })) : [{}];
  const authors = [...piece.edges.keys()]
    .filter((edge) => edge.endsWith(' AUTHOR'))
    .map((edge) => edge.split(' ')[0] as string);
  const ofAuthors = has('AUTHOR') ? authors.map((author) => ({ author })) : [{}];
  const language = has('LANGUAGE') ? { language: piece.language } : {};
  return ofEdges.flatMap(([edge, quotes]) =>
    ofTopics.flatMap((topic) =>
      ofAuthors.map((author): [Group, number] => [{ ...edge, ...topic, ...author, ...language }, quotes]),
    ),
  );
}

export interface Asked {
  readonly groupBy: readonly string[];
  readonly interval?: string;
  readonly timeZone?: string;
  readonly from?: string;
  readonly before?: string;
  readonly roles?: readonly string[];
  /** What else `where` says, in GraphQL and as it is meant. */
  readonly where?: string;
  readonly isMeant?: (piece: Piece) => boolean;
}

const DAY = 86_400_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** The clock of a zone: `2025-03-30T03:15:00 GMT+02:00`. */
function clock(moment: number, timeZone: string): string {
  const format =
    clocks.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  clocks.set(timeZone, format);
  return format.format(moment).replace(' ', 'T');
}

/** The day on which a period begins, and for hours the time too. */
export function periodOf(moment: number, interval: string, timeZone: string): string {
  const local = clock(moment, timeZone);
  const day = new Date(`${local.slice(0, 10)}T00:00:00Z`);
  if (interval === 'HOUR') {
    // The same hour comes twice: told apart by how far the clock is from that of the world.
    const offset = Math.round((Date.parse(`${local}Z`) - moment) / 60_000);
    return `${local.slice(0, 13)} ${offset}`;
  }
  if (interval === 'WEEK') day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  if (['MONTH', 'QUARTER', 'YEAR'].includes(interval)) day.setUTCDate(1);
  if (interval === 'QUARTER') day.setUTCMonth(Math.floor(day.getUTCMonth() / 3) * 3);
  if (interval === 'YEAR') day.setUTCMonth(0);
  return day.toISOString().slice(0, 10);
}

/** All periods from one moment to another, in order; found by going through the time in quarters of hours, or days. */
function periodsBetween(from: number, to: number, interval: string, timeZone: string): string[] {
  const step = interval === 'HOUR' ? DAY / 96 : DAY / 4;
  const found = new Set<string>();
  for (let moment = from; moment < to; moment += step) found.add(periodOf(moment, interval, timeZone));
  found.add(periodOf(to, interval, timeZone));
  return [...found];
}

/** The period before: that of the moment just before this one began. */
function periodBefore(period: string, interval: string): string {
  const day = new Date(`${period}T00:00:00Z`);
  return periodOf(day.getTime() - 1, interval, 'UTC');
}

interface Sum {
  articles: number;
  words: number;
  views: number;
  quotes: number;
}

/** Rows as {@link rowsOf} makes them of an answer, in any order. */
export function expectedRows(asked: Asked): Record<string, unknown>[] {
  const { groupBy, interval = 'MONTH', timeZone = 'UTC', roles } = asked;
  const isByPeriod = groupBy.includes('PERIOD');
  const from = asked.from === undefined ? undefined : Date.parse(asked.from);
  const before = asked.before === undefined ? undefined : Date.parse(asked.before);
  const meant = corpus.filter(
    (piece) =>
      piece.state === 'live' &&
      (asked.isMeant?.(piece) ?? true) &&
      (roles === undefined || [...piece.edges.keys()].some((edge) => roles.includes(edge.split(' ')[1] as string))) &&
      (before === undefined || piece.publishedAt < before),
  );
  const within = meant.filter(({ publishedAt }) => from === undefined || publishedAt >= from);
  const keyOf = (piece: Piece) => (isByPeriod ? periodOf(piece.publishedAt, interval, timeZone) : '');
  const isBefore = ({ publishedAt }: Piece) =>
    from !== undefined && before !== undefined && publishedAt >= from - (before - from) && publishedAt < from;
  const sums = new Map<string, Sum>();
  const everything = new Map<string, number>();
  const groups = new Map<string, Group>();
  const totals = Map.groupBy(within, keyOf);
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const piece of meant) {
    for (const [group, quotes] of groupsOf(piece, groupBy, roles)) {
      const name = JSON.stringify(group);
      const key = `${name} ${keyOf(piece)}`;
      if (isByPeriod || isBefore(piece)) add(everything, key);
      if (!within.includes(piece)) continue;
      groups.set(name, group);
      const sum = sums.get(key) ?? { articles: 0, words: 0, views: 0, quotes: 0 };
      sums.set(key, {
        articles: sum.articles + 1,
        words: sum.words + piece.words,
        views: sum.views + piece.views,
        quotes: sum.quotes + quotes,
      });
    }
  }
  if (groupsOf(corpus[0] as Piece, []).length === 1 && groupBy.every((each) => each === 'PERIOD')) groups.set('{}', {});
  const moments = within.map(({ publishedAt }) => publishedAt);
  const ends = [from ?? Math.min(...moments), before === undefined ? Math.max(...moments) : before - 1] as const;
  const periods = isByPeriod ? periodsBetween(...ends, interval, timeZone) : [''];
  return [...groups].flatMap(([name, group]) =>
    periods.map((period) => {
      const sum = sums.get(`${name} ${period}`) ?? { articles: 0, words: 0, views: 0, quotes: 0 };
      const previous = isByPeriod
        ? (everything.get(`${name} ${interval === 'HOUR' ? '' : periodBefore(period, interval)}`) ?? 0)
        : from === undefined || before === undefined
          ? null
          : (everything.get(`${name} `) ?? 0);
      const total = totals.get(period)?.length ?? 0;
      return {
        ...group,
        ...(isByPeriod && { period }),
        ...sum,
        share: total === 0 ? 0 : sum.articles / total,
        ...(interval !== 'HOUR' && {
          previousArticles: previous,
          change: previous === null || previous === 0 ? null : sum.articles / previous - 1,
        }),
      };
    }),
  );
}
