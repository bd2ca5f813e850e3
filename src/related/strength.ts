/**
 * How sure it is that two articles belong together: the floor below which nothing is called related, and what is one
 * story. The numbers were chosen on the labelled sets, the floor of few articles on German texts and on small
 * samples of digital.gov; `npm run evaluate -- related` measures what they do.
 */

import type { EdgeStrength } from '../../db/related/edges.ts';
import type { CorpusSize, Likeness } from './text-similarity.ts';

/**
 * Likeness of words from which two of three readers would call two texts related. Among a few hundred articles the
 * nearest is often near by chance; among thousands on the same beats it seldom is.
 */
const FLOOR = { few: 0.14, many: 0.12 } as const;
/** German says in one word what others say in two, so that texts on one subject have fewer words in common. */
const FLOOR_IN_GERMAN = 0.09;
/** Articles of the language between which the floor sinks, as much for each doubling. */
const FEW_ARTICLES = 256;
const MANY_ARTICLES = 2048;
/** Shared topics and sources, in parts of the score, that are enough by themselves. */
const ENOUGH_SUBJECTS = 0.1;

/** One story is told in the same words, with the model's likeness where there is one, and within days. */
const SAME_STORY = { words: 0.3, withModel: 0.48, days: 4 } as const;

/**
 * @param subjects what shared topics and sources add to the score
 * @param language primary, of both
 */
export function isRelated({ words }: Likeness, subjects: number, size: CorpusSize, language: string): boolean {
  return words / floorOf(size, language) + subjects / ENOUGH_SUBJECTS >= 1;
}

function floorOf({ articles }: CorpusSize, language: string): number {
  if (language === 'de') return FLOOR_IN_GERMAN;
  const doublings = Math.log2(Math.min(Math.max(articles, FEW_ARTICLES), MANY_ARTICLES) / FEW_ARTICLES);
  return FLOOR.few - ((FLOOR.few - FLOOR.many) * doublings) / Math.log2(MANY_ARTICLES / FEW_ARTICLES);
}

export function strengthOf({ words, withModel }: Likeness, daysApart: number): EdgeStrength {
  const isAlike = withModel === null ? words >= SAME_STORY.words : withModel >= SAME_STORY.withModel;
  return isAlike && daysApart <= SAME_STORY.days ? 'SAME_STORY' : 'SIMILAR';
}
