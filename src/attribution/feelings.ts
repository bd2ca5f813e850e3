/** German words for how somebody takes something, and verbs that say that they do: "zeigt sich enttäuscht", "winkt ab". */

import type { Mention } from './mention.ts';
import type { Sentence } from './sentence.ts';
import type { Token } from './tokens.ts';
import { words } from './word-list.ts';

/** No participle of what is done to somebody is among them: "verurteilt", "gesucht", "geehrt". */
export const feelings = words(
  `anders ähnlich kritisch skeptisch gelassen froh stolz zufrieden unzufrieden enttäuscht erleichtert erfreut besorgt verärgert
  überrascht entsetzt begeistert empört irritiert bestürzt schockiert beeindruckt unbeeindruckt erschüttert verwundert überzeugt
  zuversichtlich optimistisch pessimistisch verhalten frustriert ernüchtert genervt gespannt erbost erzürnt aufgebracht dankbar
  glücklich sicher selbstkritisch entspannt ratlos fassungslos sprachlos nachdenklich kämpferisch gerührt vorsichtig zurückhaltend wütend`,
);

/** What a feeling is told with. */
export const feelingVerbs = words(
  'ist sind war waren zeigt zeigte zeigten zeigen gibt gab gaben geben sieht sah sehen sahen äußert äußerte reagiert reagierte bleibt blieb klingt klang wirkt wirkte',
);

/** What people do while they speak, whoever it is about. */
const gestures = words(
  `lacht lachte lächelt lächelte schmunzelt schmunzelte seufzt seufzte stöhnt stöhnte grinst grinste nickt nickte klagt klagte
  schimpft schimpfte wettert wetterte poltert polterte jubelt jubelte schwärmt schwärmte warnt warnte mahnt mahnte widerspricht
  widersprach hofft hoffte bedauert bedauerte zweifelt zweifelte jammert jammerte staunt staunte erinnert erinnerte erzählt erzählte
  blickt blickte schaut schaute strahlt strahlte zögert zögerte überlegt überlegte`,
);

/** Whether a verb goes with speech about anybody: "darauf angesprochen, lächelte Roth: „Er ist gut“". */
export function isOfSpeaking(verb: string): boolean {
  return gestures.has(verb) || gesturesWith.has(verb) || feelingVerbs.has(verb);
}

/** The same with a word behind them. */
const gesturesWith: ReadonlyMap<string, RegExp> = new Map([
  ['winkt', /^ab$/],
  ['winkte', /^ab$/],
  ['hält', /^dagegen$/],
  ['hielt', /^dagegen$/],
  ['schüttelt', /^kopf$/],
  ['schüttelte', /^kopf$/],
  ['zuckt', /^(?:schultern|achseln)$/],
  ['zuckte', /^(?:schultern|achseln)$/],
  ['freut', /^sich$/],
  ['freute', /^sich$/],
  ['ärgert', /^sich$/],
  ['ärgerte', /^sich$/],
  ['wundert', /^sich$/],
  ['wunderte', /^sich$/],
  ['wehrt', /^(?:sich|ab)$/],
  ['wehrte', /^(?:sich|ab)$/],
]);

/** "Landrat Jan Roth winkt ab.": whether a sentence leads to what the one it opens with says next. */
export function leadsToSpeech({ tokens, reading }: Sentence, subject: Mention, before?: Token): boolean {
  const { language, passives } = reading.cues;
  const rest = tokens.slice(subject.end).filter(({ kind }) => kind === 'word');
  // "Da ist sich Roth sicher."
  const verb = before?.lower ?? rest.find(({ isCapital }) => !isCapital)?.lower ?? '';
  // "klagt gegen die Stadt"
  const isOther = rest.some(({ lower }) => passives.has(lower) || lower === 'gegen');
  if (language !== 'de' || isOther) return false;
  const companion = gesturesWith.get(verb);
  if (companion !== undefined) return rest.some(({ lower }) => companion.test(lower));
  return gestures.has(verb) || (feelingVerbs.has(verb) && rest.some(({ lower }) => feelings.has(lower)));
}

const another =
  /(?<!\p{L})(?:er|ihn|ihm|seine[nmrs]?|sein(?= \p{Lu}))(?!\p{L})|^sie (?:ist|war|hat|hatte|wird|kann|will|muss|soll)(?!\p{L})|^(?:der|dieser|die|diese) (?:\p{L}+ )?(?:mann|frau|täter|täterin|kerl|typ|junge)(?!\p{L})/iu;

/** "Er war mein Bruder": whether speech is about somebody, who may be the one named in front of it. */
export function isOfSomebody(speech: string): boolean {
  return another.test(speech);
}

/** "Das schrieb der Verein.", "So die Polizei.": whether a sentence behind speech tells whose it was. */
export function tellsWhoSpoke({ tokens, reading }: Pick<Sentence, 'tokens' | 'reading'>): boolean {
  const first = tokens[0]?.lower ?? '';
  if (reading.cues.closingCues.has(first)) return true;
  const isSaying = tokens.some(({ lower }) => reading.cues.verbs.has(lower));
  return isSaying && (reading.cues.saidPronouns.has(first) || first === 'mehr');
}
