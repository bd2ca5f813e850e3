/** Cues of the attribution finder: each cue has a sentence that counts and one that must not, and no cue lacks them. */

import { describe, expect, test } from 'vitest';
import type { Complement, Cues } from '../../src/attribution/cues.ts';
import { german } from '../../src/attribution/cues-de.ts';
import { english } from '../../src/attribution/cues-en.ts';
import { spanish } from '../../src/attribution/cues-es.ts';
import { french } from '../../src/attribution/cues-fr.ts';
import { italian } from '../../src/attribution/cues-it.ts';
import { dutch } from '../../src/attribution/cues-nl.ts';
import { polish } from '../../src/attribution/cues-pl.ts';
import { portuguese } from '../../src/attribution/cues-pt.ts';
import { swedish } from '../../src/attribution/cues-sv.ts';
import { findAttributions } from '../../src/attribution/find.ts';
import type { KnownSource } from '../../src/attribution/known-sources.ts';
import englishCues from '../fixtures/cues/english.json' with { type: 'json' };
import germanCues from '../fixtures/cues/german.json' with { type: 'json' };

/** One list, so that the index of its names is made once. */
const noneKnown: readonly KnownSource[] = [];

function found(body: string, language?: string): string[] {
  const attributions = findAttributions({ headline: '', body, language }, noneKnown);
  return attributions.map(
    ({ role, source, quote }) => `${role} ${source.name}${quote === undefined ? '' : `: ${quote}`}`,
  );
}

type Case = readonly [sentence: (cue: string) => string, found: readonly string[]];
type Cases<Groups> = { readonly [Group in keyof Groups]: readonly Case[] };

const ofQuill = ['CITED Ada Quill'];
const quotedQuill = ['QUOTED Ada Quill: a folly of old men.'];
const ofReuters = ['CITED Reuters'];
const ofBoth = ['CITED Ada Quill', 'CITED Reuters'];
const nobody: readonly string[] = [];

const inEnglish: Cases<typeof englishCues> = {
  'verbs that need nothing': [[(cue) => `Pilot Ada Quill ${cue} the closure on Monday.`, ofQuill]],
  'verbs that need somebody in office': [
    [(cue) => `Pilot Ada Quill ${cue} the closure on Monday.`, ofQuill],
    [(cue) => `Ada Quill ${cue} that the bridge had moved.`, ofQuill],
    [(cue) => `Ada Quill ${cue} the bridge had moved.`, ofQuill],
    [(cue) => `Ada Quill ${cue} her form on Monday.`, nobody],
  ],
  'verbs that need a clause': [
    [(cue) => `Pilot Ada Quill ${cue} that the bridge had moved.`, ofQuill],
    [(cue) => `Pilot Ada Quill ${cue} the bridge on Monday.`, nobody],
  ],
  'verbs that need a quotation': [
    [(cue) => `Pilot Ada Quill ${cue} the plan “a folly of old men.”`, quotedQuill],
    [(cue) => `“We will not wait for them,” pilot Ada Quill ${cue}.`, ['QUOTED Ada Quill: We will not wait for them']],
    [(cue) => `Pilot Ada Quill ${cue} that the bridge had moved.`, nobody],
  ],
  'participles that need nothing': [[(cue) => `Pilot Ada Quill left on Monday, ${cue} the bridge had moved.`, ofQuill]],
  'participles that need a clause': [
    [(cue) => `Pilot Ada Quill left on Monday, ${cue} that the bridge had moved.`, ofQuill],
    [(cue) => `Pilot Ada Quill left on Monday, ${cue} the bridge.`, nobody],
  ],
  'participles that need a quotation': [
    [(cue) => `Pilot Ada Quill left on Monday, ${cue} the bridge “a folly of old men.”`, quotedQuill],
    [(cue) => `Pilot Ada Quill left on Monday, ${cue} that the bridge had moved.`, nobody],
  ],
  clauseOpeners: [[(cue) => `Pilot Ada Quill added ${cue} on the bridge was late.`, ofQuill]],
  finiteVerbs: [[(cue) => `Pilot Ada Quill added the bridge ${cue} moved.`, ofQuill]],
  questionWords: [[(cue) => `They don't know ${cue} pilot Ada Quill said on Monday.`, nobody]],
  emptyObjects: [[(cue) => `Pilot Ada Quill said ${cue}.`, nobody]],
  tellVerbs: [[(cue) => `The bridge had moved, the man ${cue} Reuters.`, ofReuters]],
  interviewCues: [
    [(cue) => `The bridge had moved, he said in ${cue} Reuters.`, ofReuters],
    [(cue) => `The bridge had moved, he said in ${cue} the pilot.`, nobody],
  ],
  beforeSource: [[(cue) => `The bridge had moved, ${cue} pilot Ada Quill.`, ofQuill]],
  beforeNamed: [[(cue) => `The bridge had moved by a study, ${cue} pilot Ada Quill.`, ofQuill]],
  beforeMedium: [
    [(cue) => `The bridge had moved, ${cue} Reuters.`, ofReuters],
    [(cue) => `The bridge had moved, ${cue} pilot Ada Quill.`, nobody],
  ],
  quotingVerbs: [[(cue) => `Reuters ${cue} pilot Ada Quill as saying it was late.`, ofBoth]],
  quotingClose: [[(cue) => `Reuters quoted pilot Ada Quill ${cue} it was late.`, ofBoth]],
  adverbs: [[(cue) => `Pilot Ada Quill ${cue} said it was late.`, ofQuill]],
  blockers: [[(cue) => `The loss was ${cue} confirmed by Reuters.`, nobody]],
  passives: [[(cue) => `Pilot Ada Quill ${cue} quoted as saying it was late.`, ofQuill]],
  hearsay: [[(cue) => `Captain Leo Marsh ${cue} asked for a tug, stating that the ship was adrift.`, nobody]],
  relatives: [[(cue) => `They met pilot Ada Quill, ${cue} said it was late.`, ofQuill]],
  times: [[(cue) => `Pilot Ada Quill last ${cue} said it was late.`, ofQuill]],
  personalPronouns: [
    [(cue) => `Pilot Ada Quill denied it. “I was asleep,” ${cue} said.`, ['QUOTED Ada Quill: I was asleep']],
  ],
  mouthpieces: [
    [(cue) => `The Port Authority ${cue} said it was late.`, ['CITED Port Authority']],
    [(cue) => `It was late, according to a ${cue} of the Port Authority.`, ['CITED Port Authority']],
  ],
  anonymous: [[(cue) => `It was late, according to Reuters ${cue}.`, nobody]],
  roles: [[(cue) => `The bridge had moved, yesterday ${cue} Ada Quill said.`, ofQuill]],
  publicBodies: [[(cue) => `The Polish harbour ${cue} said it was late.`, ['CITED Polish Harbour BODY']]],
  namingWords: [[(cue) => `Pilot Ada Quill praised the ${cue} “Blue Marlin.”`, nobody]],
};

const ofRoth = ['CITED Jana Roth'];
const ofAfp = ['CITED AFP'];
const ofAfpAndRoth = [...ofAfp, ...ofRoth];

const inGerman: Cases<typeof germanCues> = {
  'verbs that need nothing': [[(cue) => `Die Ministerin Jana Roth ${cue} am Montag die Sperrung der Brücke.`, ofRoth]],
  'verbs that need somebody in office': [
    [(cue) => `Die Ministerin Jana Roth ${cue} am Montag die Sperrung der Brücke.`, ofRoth],
    [(cue) => `Johanna Roth ${cue}, dass die Brücke am Montag noch nicht offen ist.`, ['CITED Johanna Roth']],
    [(cue) => `Johanna Roth ${cue} am Montag die Sperrung der Brücke.`, nobody],
  ],
  saidPronouns: [
    [
      (cue) => `Die Brücke ist offen. ${cue.charAt(0).toUpperCase()}${cue.slice(1)} schrieb Johanna Roth am Montag.`,
      ['CITED Johanna Roth'],
    ],
  ],
  questionWords: [[(cue) => `Es ist nicht bekannt, ${cue} Johanna Roth am Montag sagte.`, nobody]],
  'verbs that need a clause': [
    [(cue) => `Die Ministerin Jana Roth ${cue}, dass die Brücke am Montag noch nicht offen ist.`, ofRoth],
    [(cue) => `Die Ministerin Jana Roth ${cue} am Montag die Sperrung der Brücke.`, nobody],
  ],
  'verbs that need a quotation': [
    [
      (cue) => `Die Ministerin Jana Roth ${cue} am Montag von einer „Torheit der alten Männer“.`,
      ['QUOTED Jana Roth: Torheit der alten Männer'],
    ],
    [(cue) => `Die Ministerin Jana Roth ${cue} am Montag die Sperrung der Brücke.`, nobody],
  ],
  emptyObjects: [[(cue) => `Die Ministerin Jana Roth sagte ${cue}, und das ist auch nicht neu.`, nobody]],
  tellVerbs: [[(cue) => `Die Brücke ist nicht offen, ${cue} sie der Nachrichtenagentur AFP.`, ofAfp]],
  interviewCues: [[(cue) => `Die Brücke ist nicht offen, hieß es am Montag in einem ${cue} AFP.`, ofAfp]],
  beforeSource: [[(cue) => `Die Brücke ist ${cue} Jana Roth am Montag noch nicht offen.`, ofRoth]],
  beforeNamed: [[(cue) => `Die Brücke ist nicht offen, ${cue} AFP.`, ofAfp]],
  beforeMedium: [[(cue) => `Das ist nicht neu, ${cue} Zeitung Die Zeit.`, ['CITED Die Zeit']]],
  afterSource: [[(cue) => `Der Nachrichtenagentur AFP ${cue} ist die Grenze wieder offen.`, ofAfp]],
  quotingVerbs: [
    [(cue) => `Die Agentur AFP ${cue} die Ministerin Jana Roth mit den Worten, es ist nicht spät.`, ofAfpAndRoth],
  ],
  quotingClose: [
    [(cue) => `Die Agentur AFP zitierte die Ministerin Jana Roth ${cue}, es ist nicht spät.`, ofAfpAndRoth],
  ],
  adverbs: [
    [(cue) => `Die Ministerin Jana Roth ${cue} sagte, dass es spät ist.`, ofRoth],
    [
      (cue) => `${cue.charAt(0).toUpperCase()}${cue.slice(1)} sagte die Ministerin Jana Roth, dass es spät ist.`,
      ofRoth,
    ],
  ],
  passives: [[(cue) => `Die Ministerin Jana Roth ${cue} zitiert mit den Worten, dass es spät ist.`, ofRoth]],
  mouthpieces: [
    [(cue) => `Die Brücke ist nicht offen, laut einem ${cue} der Port Authority.`, ['CITED Port Authority']],
  ],
  roles: [[(cue) => `Am Montag hat ${cue} Jana Roth sagte, dass es spät ist.`, ofRoth]],
};

/** Of the other languages: how a sentence with a saying verb runs on, and who speaks in it. */
const clauses: readonly (readonly [Cues, before: string, after: string, who: string])[] = [
  [french, 'La ministre Anne Roche', 'que le pont est fermé.', 'Anne Roche'],
  [spanish, 'La ministra Ana Ruiz', 'que el puente está cerrado.', 'Ana Ruiz'],
  [portuguese, 'A ministra Ana Lopes', 'que a ponte está fechada.', 'Ana Lopes'],
  [italian, 'La ministra Anna Ricci', 'che il ponte è chiuso.', 'Anna Ricci'],
  [dutch, 'Minister Anna Bakker', 'dat de brug dicht is.', 'Anna Bakker'],
  [polish, 'Minister Anna Sowa', ', że most jest zamknięty.', 'Anna Sowa'],
  [swedish, 'Minister Anna Berg', 'att bron är stängd.', 'Anna Berg'],
];

describe.each(clauses)('cues of $language', (cues, before, after, who) => {
  const needing = (...needs: Complement[]) =>
    [...cues.verbs]
      .filter(([verb, need]) => needs.includes(need) && !cues.verbParticles.has(verb))
      .map(([verb]) => verb);
  const end = after.startsWith(',') ? after : ` ${after}`;

  test('each verb of saying leads to whom its clause names', () => {
    for (const verb of needing('any', 'news', 'clause'))
      expect(found(`${before} ${verb}${end}`, cues.language), verb).toEqual([`CITED ${who}`]);
  });

  test('each verb that needs a quotation leads to who speaks it, and to nobody without one', () => {
    for (const verb of needing('quote')) {
      expect(found(`“Nous non”, ${verb} ${who}.`, cues.language), verb).toEqual([`QUOTED ${who}: Nous non`]);
      expect(found(`${before} ${verb}${end}`, cues.language), verb).toEqual([]);
    }
  });

  test('each phrase before a source leads to it', () => {
    for (const phrase of cues.beforeSource.filter((each) => !each.includes("'")))
      expect(found(`${phrase} AFP.`, cues.language), phrase).toEqual(['CITED AFP']);
  });

  test('each verb that needs somebody in office leads to nobody who has none, unless by a clause', () => {
    const name = who.replace(/^Ana |^Anna |^Anne /, 'Clara ');
    for (const verb of needing('news')) {
      expect(found(`${name} ${verb} ${after.split(' ').slice(-3, -1).join(' ')}.`, cues.language), verb).toEqual([]);
      expect(found(`${name} ${verb}${end}`, cues.language), verb).toEqual([`CITED ${name}`]);
    }
  });

  test('each word that takes a verb its speech does so', () => {
    for (const [verb, words] of cues.unsaid)
      for (const word of words)
        expect(found(`${before} ${verb} ${word}.`, cues.language), `${verb} ${word}`).toEqual([]);
  });

  test('each phrase before an opinion leads to whom it quotes, and else to nobody', () => {
    for (const phrase of cues.beforeOpinion) {
      expect(found(`${phrase} ${who}, “nous non”.`, cues.language), phrase).toEqual([`QUOTED ${who}: nous non`]);
      expect(found(`${phrase} ${who}.`, cues.language), phrase).toEqual([]);
    }
  });

  test('each word that asks what was said leads to nobody', () => {
    for (const word of cues.questionWords)
      for (const [verb] of [...cues.verbs].filter(([, need]) => need === 'any'))
        expect(
          found(`${word} ${before.toLowerCase().replace(who.toLowerCase(), who)} ${verb}.`, cues.language),
          word,
        ).toEqual([]);
  });
});

/** Those that mean something else in the sentence of their group, or nothing that a sentence shows. */
const elsewhere = new Set(['telling', 'informed', 'may', 'analysts', 'experts']);

/** What a table holds by the names that the groups have here. */
function tableOf(cues: Cues, group: string): string[] {
  const [, kind, need = ''] = /^(verbs|participles) that need (?:an? )?(\w+)/.exec(group) ?? [];
  if (kind === undefined) return [...(cues[group as 'adverbs'] ?? [])];
  const needs = (
    { nothing: 'any', somebody: 'news', clause: 'clause', quotation: 'quote' } as Record<string, Complement>
  )[need];
  return [...cues[kind as 'verbs']]
    .filter(([cue, each]) => each === needs && !cues.verbParticles.has(cue))
    .map(([cue]) => cue);
}

describe.each([
  ['English', english, englishCues, inEnglish],
  ['German', german, germanCues, inGerman],
] as const)('%s cues', (_, cues, groups, casesOf) => {
  for (const [group, list] of Object.entries(groups)) {
    const listed = list.split(', ');

    test(`each cue of ${group} has its sentence here`, () => {
      expect(tableOf(cues, group).sort()).toEqual([...listed].sort());
    });

    test(`each cue of ${group} leads to whom its sentence names, and to nobody else`, () => {
      for (const cue of listed.filter((each) => !elsewhere.has(each))) {
        for (const [sentence, expected] of casesOf[group as keyof typeof casesOf] as readonly Case[]) {
          const names = expected.map((each) => each.replace('BODY', `${cue.charAt(0).toUpperCase()}${cue.slice(1)}`));
          expect(found(sentence(cue)).sort(), sentence(cue)).toEqual(names);
        }
      }
    });
  }
});
