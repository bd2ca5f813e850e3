/**
 * Benchmark articles, generated from a seed: the same at every run, with the spread of topics, sources and lengths that
 * news has.
 */

import type { AttributionRole } from '../db/types.ts';
import { DAY_MS } from '../src/time/units.ts';
import { anyAgency, anyAuthor, anyMedium, anyTopic, type BenchTopic, publisher } from './catalogue.ts';
import { publicationDates } from './dates.ts';
import { createRandom, type Random } from './random.ts';
import { createStories, type Story } from './stories.ts';
import { anyWord, capital, markers } from './vocabulary.ts';

export interface BenchArticle {
  /** From 1, in the order of publication. */
  readonly id: number;
  readonly slug: string;
  readonly headline: string;
  readonly standfirst: string;
  readonly body: string;
  readonly language: string;
  readonly wordCount: number;
  readonly publishedAt: Date;
  readonly updatedAt: Date;
  readonly withdrawnAt: Date | null;
  readonly topicIds: readonly number[];
  readonly attributions: readonly BenchAttribution[];
  readonly hasImage: boolean;
  readonly hasCorrection: boolean;
  readonly hasFormerSlug: boolean;
}

interface BenchAttribution {
  readonly role: AttributionRole;
  readonly sourceId: number;
  readonly quote: string | null;
}

/**
 * @param now dates are counted back from it
 * @param seed another one makes other articles
 */
export function* benchArticles(count: number, now: Date, seed = 13): Generator<BenchArticle> {
  const random = createRandom(seed);
  const dates = publicationDates(count, now, random);
  const nextStory = createStories(random);
  const step = Math.max(1, Math.floor(count / 21));
  for (const [index, publishedAt] of dates.entries()) {
    const isOneOfTwenty = index % step === 0 && index / step < 20;
    yield article(index + 1, publishedAt, now, nextStory(), isOneOfTwenty, random);
  }
}

function article(
  id: number,
  publishedAt: Date,
  now: Date,
  story: Story,
  isOneOfTwenty: boolean,
  random: Random,
): BenchArticle {
  const topics = topicsOf(story, random);
  const write = writer(story, topics, random);
  const headline = capital(write(random.between(5, 9)) + (id % 10 === 0 ? ` ${markers.inATenthOfHeadlines}` : ''));
  const wordCount = random.percent(10) ? random.between(400, 900) : random.between(60, 260);
  const rare = isOneOfTwenty ? ` ${markers.inTwentyArticles}` : '';
  const hasImage = random.percent(50);
  return {
    id,
    slug: `${headline.toLowerCase().replaceAll(' ', '-')}-${id}`,
    headline,
    standfirst: `${capital(write(random.between(12, 24)))}.`,
    body: `<p>${capital(markers.inEveryBody)}${rare}.</p>${paragraphs(wordCount, write, random)}`,
    language: random.percent(92) ? 'en' : random.pick(['de', 'fr', 'es']),
    wordCount,
    publishedAt,
    updatedAt: updatedAfter(publishedAt, now, random),
    withdrawnAt: !isOneOfTwenty && random.percent(0.2) ? now : null,
    topicIds: topics.map((topic) => topic.id),
    attributions: attributionsOf(story, hasImage, write, random),
    hasImage,
    hasCorrection: random.percent(1),
    hasFormerSlug: random.percent(1),
  };
}

/** The story's, and now and then one more. */
function topicsOf(story: Story, random: Random): BenchTopic[] {
  const all = random.percent(30) ? [...story.topics, anyTopic(random)] : story.topics;
  return [...new Set(all)].slice(0, 4);
}

type Writer = (words: number) => string;

/** Half of what is written is the story's and its topics' own words. */
function writer(story: Story, topics: readonly BenchTopic[], random: Random): Writer {
  const word = (): string => {
    const chance = random.next();
    if (chance < 0.15) return random.pick(story.telling);
    if (chance < 0.5) return random.pick(random.pick(topics).telling);
    return anyWord(random);
  };
  return (words) => Array.from({ length: words }, word).join(' ');
}

function paragraphs(words: number, write: Writer, random: Random): string {
  let text = '';
  for (let left = words; left > 0; ) {
    const length = Math.min(left, random.between(25, 70));
    text += `<p>${capital(write(length))}.</p>`;
    left -= length;
  }
  return text;
}

/** A third is touched again within two days. */
function updatedAfter(publishedAt: Date, now: Date, random: Random): Date {
  if (publishedAt > now || !random.percent(33)) return publishedAt;
  return new Date(Math.min(publishedAt.getTime() + random.below(2 * DAY_MS), now.getTime()));
}

/** The publisher and an author, and up to four others: what a piece copies, quotes and cites, and whose picture it has. */
function attributionsOf(story: Story, hasImage: boolean, write: Writer, random: Random): BenchAttribution[] {
  const made: BenchAttribution[] = [
    { role: 'PUBLISHER', sourceId: publisher.id, quote: null },
    { role: 'AUTHOR', sourceId: anyAuthor(random).id, quote: null },
  ];
  if (random.percent(30)) made.push({ role: 'WIRE', sourceId: anyAgency(random).id, quote: null });
  if (random.percent(60))
    made.push({ role: 'QUOTED', sourceId: random.pick(story.people).id, quote: `${capital(write(9))}.` });
  if (random.percent(50)) made.push({ role: 'CITED', sourceId: random.pick(story.voices).id, quote: null });
  if (random.percent(10)) made.push({ role: 'CITED', sourceId: anyMedium(random).id, quote: null });
  if (hasImage) made.push({ role: 'IMAGE_CREDIT', sourceId: anyAgency(random).id, quote: null });
  return made.slice(0, 6);
}
