/** The languages that have cue tables, and which of them a text is in. */

import type { Cues } from './cues.ts';
import { german } from './cues-de.ts';
import { english } from './cues-en.ts';
import { spanish } from './cues-es.ts';
import { french } from './cues-fr.ts';
import { italian } from './cues-it.ts';
import { dutch } from './cues-nl.ts';
import { polish } from './cues-pl.ts';
import { portuguese } from './cues-pt.ts';
import { swedish } from './cues-sv.ts';
import { words } from './word-list.ts';

const tables: ReadonlyMap<string, Cues> = new Map(
  [english, german, french, spanish, portuguese, italian, dutch, polish, swedish].map((cues) => [cues.language, cues]),
);

/** Frequent short words of languages without a table, so that a text in one of them isn't taken for its neighbour's. */
const neighbours: readonly ReadonlySet<string>[] = [
  words(
    'og det at er på af ikke til jeg han hun har vil skal fra efter også være blev ifølge hvor siger med en den de',
  ),
  words('og det er på av ikke til jeg han hun har vil skal fra etter også være ble ifølge hvor sier med en den de som'),
  words('el la els les de que i en un una amb del per va no ha més dels aquest com al pel als seva segons'),
  words('o a os as de que e do da en un unha con non no na por máis dos das foi ao se como pola polo segundo'),
  words('die van het in en is nie wat op met sy hy vir ook hulle ons dat om te aan by kan sal was haar'),
  words('a sa je že v na si s do za o podľa ktorý ako ale ku pre aj bol bola sú po pri nie'),
  words('a se je že v na si s do za o podle který jako ale k pro i byl byla jsou po při ne'),
  words('si de la in cu pe a o ca nu se din un mai este au fost prin care pentru și să'),
  words('ja on ei että se hän oli mutta kun niin ovat myös mukaan joka'),
  words('a az és hogy nem is egy azt van volt meg csak'),
  words('ve bir bu da de için ile olarak çok dedi'),
  words('yang dan di dengan untuk pada dari ini itu dalam tidak'),
  words('ir kad yra į iš su buvo tai bet'),
];

/** Below this part of all words no language has shown itself. */
const MIN_PART_OF_WORDS = 0.08;
const MAX_SAMPLE_CHARACTERS = 20_000;

/**
 * The table for a text, by its BCP 47 tag; where it has none or an undetermined one, that whose function words occur most.
 * `undefined` for languages without a table: nothing is found in them, rather than by another language's rules.
 */
export function cuesFor(text: string, tag?: string): Cues | undefined {
  const language = tag?.toLowerCase().split(/[-_]/)[0] ?? '';
  if (/^[a-z]{2,3}$/.test(language) && !/^(?:und|mul|mis|zxx)$/.test(language)) return tables.get(language);
  return detected(text.slice(0, MAX_SAMPLE_CHARACTERS));
}

function detected(text: string): Cues | undefined {
  const all = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (latin < letters / 2) return undefined;
  const countOf = (functionWords: ReadonlySet<string>) => all.filter((word) => functionWords.has(word)).length;
  const others = Math.max(...neighbours.map(countOf));
  const [best, most] = [...tables.values()].reduce<[Cues | undefined, number]>(
    (leader, cues) => {
      const count = countOf(cues.functionWords);
      return count > leader[1] ? [cues, count] : leader;
    },
    [undefined, 0],
  );
  // A headline of four words may have no function word at all: English is what it most probably is.
  if (most === 0 && others === 0) return tables.get('en');
  return most >= others && most >= all.length * MIN_PART_OF_WORDS ? best : undefined;
}
