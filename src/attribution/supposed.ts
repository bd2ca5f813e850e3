/** What isn't told as said: on condition ("if Ann Bly says"), by rumour ("claims that Ann Bly said"), or in fiction ("In the film, Ann Bly says"). */

import type { Sentence, Subject } from './sentence.ts';
import { words } from './word-list.ts';

const conditions: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words('if unless whether suppose'),
  de: words('wenn falls sofern ob'),
  fr: words('si'),
  es: words('si'),
  it: words('se'),
  nl: words('als indien mocht of'),
  pl: words('jeśli jeżeli gdyby czy'),
  pt: words('se caso'),
  sv: words('om ifall'),
};
/** In front of "that" they say that it needn't be so. */
const rumours = words(
  `rumour rumours rumor rumors claim claims allegation allegations suggestion suggestions speculation reports denied denies doubt doubts evidence myth
  gerücht gerüchte behauptung behauptungen rumeur rumeurs rumor rumores bulo bulos voce voci gerucht geruchten plotka plotki plotkom boato boatos
  rykte rykten rykterna ryktet`,
);
const fictions = words(
  `film movie novel play sitcom musical opera comic thriller
  roman theaterstück stück krimi oper serie pièce série película novela comedia ópera romanzo commedia toneelstuk filmie powieści serialu sztuce
  filme romance peça novela filmen romanen pjäsen serien operan`,
);
/** Of a play, a film or a poem. */
const scenes = words(
  `scene act verse stanza aria szene akt strophe scène acte strophe escena acto escena scena atto strofa scène akte couplet
  scenie akcie cena ato scen akten`,
);
const inside = words('in im dans en nel nella w we i no na');
/** "In the new film": from the first word of the sentence to that of what is told in it. */
const MAX_WORDS_TO_FICTION = 4;

/** Whether a subject and the verb behind it stand in words that don't tell that something was said. */
export function isSupposed(sentence: Sentence, { start }: Subject, verb: number): boolean {
  if (isInScene(sentence, verb)) return true;
  if (start >= verb) return isFiction(sentence);
  const { tokens, reading } = sentence;
  const before = tokens[start - 1]?.lower ?? '';
  const isRumoured = reading.cues.thatWords.has(before) && rumours.has(tokens[start - 2]?.lower ?? '');
  return conditions[reading.cues.language]?.has(before) === true || isRumoured || isFiction(sentence);
}

/** "says in the opening scene" */
function isInScene({ tokens, reading }: Sentence, verb: number): boolean {
  const [preposition, article, ...rest] = tokens.slice(verb + 1, verb + 6);
  const noun = rest.findIndex(({ kind, lower }) => kind !== 'word' || scenes.has(lower));
  return (
    inside.has(preposition?.lower ?? '') &&
    reading.cues.determiners.has(article?.lower ?? '') &&
    scenes.has(rest[noun]?.lower ?? '')
  );
}

/** A comma, or the verb, right behind the words that open the sentence: "In the film adaptation" is about a film. */
function isFiction({ tokens, reading }: Sentence): boolean {
  if (!inside.has(tokens[0]?.lower ?? '')) return false;
  const opening = tokens.slice(0, MAX_WORDS_TO_FICTION + 1);
  const noun = opening.findIndex(({ lower }, at) => at > 0 && fictions.has(lower));
  const next = tokens[noun + 1];
  return noun > 0 && (next?.text === ',' || next?.kind === 'quote' || reading.cues.verbs.has(next?.lower ?? ''));
}
