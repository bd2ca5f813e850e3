/** Things that are said to say something and are nobody: ships, machines that answer, what astronomers and makers number. */

import type { Token } from './tokens.ts';
import { words } from './word-list.ts';

/** In front of a ship's name. */
const ships = words('HMS USS RMS SS MV MS MSC USNS HMAS HMCS HMNZS INS HNLMS RRS RFA FV SY USCGC');
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
  return isShip || isNumbered || run.every(({ lower }) => machines.has(lower));
}
