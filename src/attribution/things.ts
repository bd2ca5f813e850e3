/** Things that are said to say something and are nobody: ships, storms, figures of speech, machines that answer, what astronomers number. */

import type { Token } from './tokens.ts';
import { phrases, words } from './word-list.ts';

/** In front of a ship's name. */
const ships = words('HMS USS RMS SS MV MS MSC USNS HMAS HMCS HMNZS INS HNLMS RRS RFA FV SY USCGC');
/** In front of a storm's name. */
const storms = words('hurricane typhoon cyclone storm');
/** Who is but a figure of speech, and what befalls people. */
const figures = new Set(
  phrases(
    'Uncle Sam, John Bull, Big Ben, Mother Nature, Father Time, Father Christmas, Santa Claus, Jack Frost, Lady Luck, Brexit, Covid',
  ),
);
/** Programs that answer or show the way. */
const machines = words(
  'siri alexa cortana bixby chatgpt copilot gemini grok bard deepseek perplexity satnav autopilot',
);

/** Whether words with capitals name a thing that can't vouch for what it says. */
export function isTalkingThing(run: readonly Token[]): boolean {
  const [first, second] = run;
  if (first === undefined) return false;
  const isShip = ships.has(first.text) && second !== undefined;
  // "C/2031 K2"
  const isNumbered = /\/\d/.test(first.text);
  const isStorm = storms.has(first.lower) && run.length === 2;
  const isFigure = figures.has(run.map(({ text }) => text).join(' '));
  return isShip || isNumbered || isStorm || isFigure || run.every(({ lower }) => machines.has(lower));
}
