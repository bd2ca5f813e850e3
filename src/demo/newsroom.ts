/** The demo newsroom that Dateline starts with on an empty database: The Harbour Courier's last two months. */
import type { AttributionRole, SourceKind } from '../attribution/attribution.ts';
import { MINUTE_MS } from '../time/units.ts';
import archiveFind from './content/archive-find.json' with { type: 'json' };
import chipPlant from './content/chip-plant.json' with { type: 'json' };
import dredging from './content/dredging.json' with { type: 'json' };
import election from './content/election.json' with { type: 'json' };
import ferryInquiry from './content/ferry-inquiry.json' with { type: 'json' };
import hospitalStrike from './content/hospital-strike.json' with { type: 'json' };
import river from './content/river.json' with { type: 'json' };
import rovers from './content/rovers.json' with { type: 'json' };
import schoolMeals from './content/school-meals.json' with { type: 'json' };
import sources from './content/sources.json' with { type: 'json' };
import storms from './content/storms.json' with { type: 'json' };
import topics from './content/topics.json' with { type: 'json' };
import { type DemoHistory, historyOf } from './history.ts';
import { PICTURE_HEIGHT, PICTURE_WIDTH } from './picture.ts';
import { seededRandom } from './seeded-random.ts';
import { type HourlyViews, hourlyViews } from './views.ts';

export interface DemoTopic {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** Slug of the topic above; `null` for a root. */
  readonly parent: string | null;
  /** On the masthead, from 0; `null` for one that isn't there. */
  readonly position: number | null;
}

export interface DemoSource {
  readonly slug: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly homepage: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly aliases: readonly string[];
}

export interface DemoAttribution {
  readonly role: AttributionRole;
  /** A source's slug. */
  readonly source: string;
  readonly quote: string | null;
}

export interface DemoImage {
  /** Path on this service, such as `/images/demo/<slug>.svg`. */
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  readonly caption: string;
  readonly creditLine: string;
  /** A source's slug. */
  readonly credit: string | null;
}

export interface DemoArticle {
  readonly slug: string;
  readonly headline: string;
  readonly standfirst: string;
  /** HTML. */
  readonly body: string;
  /** BCP 47. */
  readonly language: string;
  readonly publishedAt: Date;
  readonly updatedAt: Date;
  /** Slugs, most important first. */
  readonly topics: readonly string[];
  readonly attributions: readonly DemoAttribution[];
  readonly image: DemoImage | null;
  readonly corrections: readonly { readonly note: string; readonly correctedAt: Date }[];
  /** Ascending by hour. */
  readonly views: readonly HourlyViews[];
  /** How it was written here; null for a piece that names no author. */
  readonly history: DemoHistory | null;
}

export interface DemoNewsroom {
  /** Parents before their children. */
  readonly topics: readonly DemoTopic[];
  readonly sources: readonly DemoSource[];
  /** Newest first. */
  readonly articles: readonly DemoArticle[];
}

/** An article as its file tells it; times are hours before the present. */
interface Story {
  readonly slug: string;
  readonly headline: string;
  readonly standfirst: string;
  readonly body: readonly string[];
  readonly language: string;
  readonly hoursAgo: number;
  readonly updatedHoursAgo?: number;
  readonly revivedHoursAgo?: number;
  readonly topics: readonly string[];
  readonly attributions: readonly {
    readonly role: AttributionRole;
    readonly source: string;
    readonly quote?: string;
  }[];
  readonly image?: {
    readonly alt: string;
    readonly caption: string;
    readonly creditLine: string;
    readonly credit: string | null;
  };
  readonly corrections?: readonly { readonly note: string; readonly hoursAgo: number }[];
  readonly heat: number;
}

const desks = [
  dredging,
  hospitalStrike,
  election,
  storms,
  ferryInquiry,
  rovers,
  river,
  chipPlant,
  archiveFind,
  schoolMeals,
] as readonly (readonly Story[])[]; // TypeScript reads a JSON file's roles as any text; the test holds them to the list.

/**
 * The whole demo newsroom, dated back from `now`, so that it is never stale; the same `now` gives the same newsroom.
 * Nothing in it lies in the future, and nothing is older than 61 days.
 */
export function demoNewsroom(now: Date): DemoNewsroom {
  return {
    topics: topics as readonly DemoTopic[],
    sources: sources as readonly DemoSource[],
    articles: desks
      .flat()
      .map((story) => article(story, now))
      .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime()),
  };
}

function article(story: Story, now: Date): DemoArticle {
  const { slug, headline, standfirst, language, heat } = story;
  const before = (hours: number) => minutesBefore(now, hours * 60);
  // Newspapers don't publish at the same minute of every hour.
  const publishedAt = minutesBefore(now, story.hoursAgo * 60 + Math.floor(seededRandom(`minute of ${slug}`)() * 55));
  const corrections = (story.corrections ?? []).map(({ note, hoursAgo }) => ({ note, correctedAt: before(hoursAgo) }));
  const changes = [publishedAt, ...corrections.map(({ correctedAt }) => correctedAt)];
  if (story.updatedHoursAgo !== undefined) changes.push(before(story.updatedHoursAgo));
  const author = story.attributions.find(({ role }) => role === 'AUTHOR')?.source;
  const writer = sources.find((source) => source.slug === author);
  const revivedAt = story.revivedHoursAgo === undefined ? null : before(story.revivedHoursAgo);
  return {
    slug,
    headline,
    standfirst,
    body: story.body.join(''),
    language,
    publishedAt,
    updatedAt: new Date(Math.max(...changes.map((change) => change.getTime()))),
    topics: story.topics,
    attributions: story.attributions.map(({ role, source, quote }) => ({ role, source, quote: quote ?? null })),
    image: story.image
      ? { path: `/images/demo/${slug}.svg`, width: PICTURE_WIDTH, height: PICTURE_HEIGHT, ...story.image }
      : null,
    corrections,
    views: hourlyViews({ slug, publishedAt, heat, revivedAt }, now),
    history: writer === undefined ? null : historyOf({ slug, publishedAt, heat, writer }),
  };
}

function minutesBefore(now: Date, minutes: number): Date {
  return new Date((Math.floor(now.getTime() / MINUTE_MS) - minutes) * MINUTE_MS);
}
