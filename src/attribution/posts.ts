/** Who holds a post that is described at length: "attorney for the tenants Ann Bly", "le directeur adjoint du port Jean Roy". */

import type { Mention } from './mention.ts';
import { isPersonal } from './name-kinds.ts';
import { isPlainWord } from './plain-words.ts';
import { isRole, type Sentence } from './sentence.ts';
import type { Token } from './tokens.ts';
import { words } from './word-list.ts';

/** Posts that are of a thing and not of somebody, so that a name behind it is the holder's; "ex-" and "vice-" aside. */
const posts = words(
  `member head chief director president chairman chairwoman chair secretary minister undersecretary mayor bishop archbishop commissioner governor
  manager dean rector provost chancellor coordinator commander captain superintendent inspector ambassador envoy treasurer curator general
  attorney lawyer counsel solicitor barrister administrator
  directeur directrice président présidente secrétaire ministre chef cheffe maire préfet préfète recteur rectrice responsable adjoint adjointe
  commissaire commandant capitaine gouverneur conseiller conseillère délégué déléguée
  director directora presidente presidenta secretario secretaria ministro ministra jefe jefa alcalde alcaldesa consejero consejera gobernador
  gobernadora comisario comisaria coordinador coordinadora delegado delegada rector rectora exsecretario exsecretaria exministro exministra
  direttore direttrice segretario segretaria sindaco sindaca vicesindaco vicesindaca assessore assessora prefetto rettore rettrice capo
  responsabile commissario comandante consigliere consigliera viceministro viceministra
  diretor diretora secretário secretária prefeito prefeita coordenador coordenadora reitor reitora chefe comandante delegada vereador vereadora`,
);
const former = /^(?:ex|vice|sub|co)-?(?=\p{L}{4})/u;

/** Persons, by nouns that are no post: behind "lawyer for" they are who has a lawyer. */
const personal = words('person man woman boy girl child mother father friend guest fan player judge candidate');
/** What is called after people: "le directeur du lycée Jean Roy", "la directora del colegio Ana Ruiz". */
const namedAfter = words(
  `lycée collège école hôpital institut musée théâtre stade centre fondation prix rue place groupe cabinet film livre affaire
  colegio escuela instituto hospital museo teatro estadio centro fundación premio calle plaza aeropuerto grupo caso película
  liceo scuola istituto ospedale museo teatro stadio centro fondazione premio via piazza aeroporto gruppo film caso
  escola hospital museu teatro estádio centro fundação prêmio prémio rua praça aeroporto grupo filme`,
);

const MAX_WORDS_TO_POST = 8;

/** Where the post begins that the words in front of a person's name describe; `undefined` where they describe none. */
export function postBefore(sentence: Sentence, mention: Mention): number | undefined {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  if (!isHolder(mention) || !(cues.language === 'en' || cues.hasFreeInversion)) return undefined;
  const nearest = tokens[mention.start - 1];
  if (nearest === undefined || !isThing(nearest, sentence)) return undefined;
  let hasLink = false;
  for (let at = mention.start - 1; at >= Math.max(0, mention.start - MAX_WORDS_TO_POST); at -= 1) {
    const token = tokens[at];
    if (token?.kind !== 'word' || cues.relatives.has(token.lower) || cues.thatWords.has(token.lower)) return undefined;
    const isPost = posts.has(token.lower.replace(former, '')) || posts.has(token.lower.split('-').at(-1) ?? '');
    if (isPost && hasLink) return openingOf(sentence, at);
    if (cues.prepositions.has(token.lower)) hasLink = true;
    else if (cues.verbs.has(token.lower) || cues.passives.has(token.lower)) return undefined;
  }
  return undefined;
}

function isHolder({ sort, title, name }: Mention): boolean {
  const isName = sort === 'person' || ((sort === 'lone' || sort === 'weak') && isPersonal(name.split(' ')));
  return isName && title === undefined;
}

/** English says "lawyer for teenager Ann Bly" as well, so that there what is in front of the name must be a thing or several people. */
function isThing(token: Token, { reading }: Sentence): boolean {
  const { cues } = reading;
  const { lower } = token;
  const isWord =
    token.kind === 'word' && !token.isPossessive && !cues.prepositions.has(lower) && !cues.determiners.has(lower);
  if (!isWord || isRole(token, cues) || cues.anonymous.has(lower) || namedAfter.has(lower)) return false;
  if (cues.language !== 'en') return true;
  const isBody = cues.bodyNouns.has(lower) || cues.publicBodies.has(lower);
  return !personal.has(lower) && (/[^s]s$/.test(lower) || isBody || isPlainWord(lower));
}

/** Where a post begins, unless words in front of it make it what something is done to. */
function openingOf({ tokens, reading }: Sentence, post: number): number | undefined {
  const { cues } = reading;
  let at = post;
  while (tokens[at - 1]?.kind === 'word' && post - at < MAX_WORDS_TO_POST) {
    const { lower = '' } = tokens[at - 1] ?? {};
    if (cues.prepositions.has(lower) || cues.relatives.has(lower)) return undefined;
    if (cues.verbs.has(lower) || cues.perfects.has(lower) || cues.conjunctions.has(lower)) break;
    at -= 1;
  }
  return at;
}
