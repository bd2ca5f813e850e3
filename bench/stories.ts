/** Running stories of benchmark articles, so that text, topics, sources and time correlate as in news. */

import { anyPerson, anyTopic, anyVoice, type BenchSource, type BenchTopic, hotTopic } from './catalogue.ts';
import type { Random } from './random.ts';
import { tellingWords } from './vocabulary.ts';

export interface Story {
  /** One to three; of which each of its articles has at least the first. */
  readonly topics: readonly BenchTopic[];
  /** Who keeps being quoted. */
  readonly people: readonly BenchSource[];
  readonly voices: readonly BenchSource[];
  /** Names and things that only it is about. */
  readonly telling: readonly string[];
}

/** How many run at the same time. */
const STORIES_AT_ONCE = 60;
/** A story has about so many articles before another takes its place. */
const ARTICLES_PER_STORY = 15;

/** The story of each next article. Every other article is a piece of its own. */
export function createStories(random: Random): () => Story {
  const stories = Array.from({ length: STORIES_AT_ONCE }, () => newStory(random));
  return () => {
    if (random.percent(50)) return newStory(random);
    if (random.percent(100 / ARTICLES_PER_STORY)) stories[random.below(STORIES_AT_ONCE)] = newStory(random);
    return random.pick(stories);
  };
}

function newStory(random: Random): Story {
  const topics = Array.from({ length: random.between(1, 3) }, () => anyTopic(random));
  if (random.percent(20)) topics.unshift(hotTopic);
  return {
    topics: [...new Set(topics)],
    people: Array.from({ length: random.between(1, 4) }, () => anyPerson(random)),
    voices: Array.from({ length: random.between(1, 3) }, () => anyVoice(random)),
    telling: tellingWords(8, random),
  };
}
