/** Hourly view counts of the demo newsroom's articles. */

import { DAY_MS, HOUR_MS } from '../time/units.ts';
import { type Random, seededRandom } from './seeded-random.ts';

export interface HourlyViews {
  /** The start of the hour, UTC. */
  readonly hour: Date;
  /** 1 or more. */
  readonly views: number;
}

/** What decides how an article is read. */
export interface ReadArticle {
  readonly slug: string;
  readonly publishedAt: Date;
  /** How much it is read, from 0 (hardly) to 1 (the talk of the town). */
  readonly heat: number;
  /** When readers came back to an old article because of newer ones. */
  readonly revivedAt: Date | null;
}

const LONGEST_MS = 35 * DAY_MS;

/** Views in the first hour of an article of heat 1, at noon. */
const FIRST_HOUR_VIEWS = 900;
/** What is left of the burst each hour: half of it is gone after about seven. */
const KEPT_PER_HOUR = 0.905;
/** Readers who come by search and links, long after the burst. */
const TAIL_VIEWS_PER_HOUR = 40;
const REVIVED_PART = 0.55;

/**
 * Hourly views from publication, or from 35 days ago if that is later, up to and including the current hour.
 *
 * @returns ascending by hour, hours without a view left out
 */
export function hourlyViews(article: ReadArticle, now: Date): HourlyViews[] {
  const random = seededRandom(`views of ${article.slug}`);
  const from = Math.max(article.publishedAt.getTime(), now.getTime() - LONGEST_MS);
  const rows: HourlyViews[] = [];
  for (let hour = Math.floor(from / HOUR_MS) * HOUR_MS; hour <= now.getTime(); hour += HOUR_MS) {
    // The first hour and the current one count only for the minutes in which there was something to read.
    const share = (Math.min(hour + HOUR_MS, now.getTime()) - Math.max(hour, from)) / HOUR_MS;
    const views = wholeNumber(share * interest(article, hour) * rhythm(hour) * (0.75 + random() / 2), random);
    if (views > 0) rows.push({ hour: new Date(hour), views });
  }
  return rows;
}

function interest({ heat, publishedAt, revivedAt }: ReadArticle, hour: number): number {
  const age = Math.max(0, hour - publishedAt.getTime()) / HOUR_MS;
  const tail = TAIL_VIEWS_PER_HOUR * heat * (1 + age / 24) ** -1.3;
  const since = revivedAt === null ? -1 : (hour - revivedAt.getTime()) / HOUR_MS;
  const revival = since < 0 ? 0 : REVIVED_PART * KEPT_PER_HOUR ** since;
  // Squared, since the best-read piece of a day has many times the readers of the middle one.
  return FIRST_HOUR_VIEWS * heat ** 2 * (KEPT_PER_HOUR ** age + revival) + tail;
}

/** From about 0.15 at four in the morning to about 1 in the late afternoon. */
function rhythm(hour: number): number {
  const ofDay = (hour / HOUR_MS) % 24;
  return 0.575 - 0.425 * Math.cos(((ofDay - 4) / 24) * 2 * Math.PI);
}

/** Rounds up as often as the fraction is large, so that half a view an hour is a view every other hour. */
function wholeNumber(expected: number, random: Random): number {
  return Math.floor(expected + random());
}
