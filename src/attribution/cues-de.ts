/** German cue tables: the verbs, prepositions and titles by which German news names its sources. */

import type { SourceKind } from './attribution.ts';
import type { Complement, Cues } from './cues.ts';
import { byValue, phrases, words } from './word-list.ts';

export const german: Cues = {
  language: 'de',
  functionWords: words(
    'der die das und den dem des ein eine einen einem einer von zu mit auf für im am ist nicht sich auch als nach wie werden wurde laut sei seien sagte bei aus noch soll',
  ),
  verbs: byValue<Complement>({
    any: `sagte sagten sagt sagen erklärte erklärten erklärt teilte teilten teilt mitteilte mitteilten mitteilt berichtete berichteten berichtet
      berichten bestätigte bestätigten bestätigt meldete meldeten meldet melden gab kündigte warnte warnt betonte betont
      behauptete behauptet dementierte bekräftigte unterstrich`,
    clause: `fügte schrieb schreibt schreiben meinte meint ergänzte ergänzt kritisierte kritisiert fand fanden forderte
      fordert versicherte argumentierte räumte`,
    quote: 'nannte nennt bezeichnete bezeichnet sprach spricht rief fragte antwortete scherzte begrüßte lobte',
  }),
  participles: new Map(),
  clauseOpeners: words('dass daß er sie es man wir ob warum heraus hinzu'),
  emptyObjects: words('nichts ja nein'),
  tellVerbs: words('sagte sagten sagt erklärte teilte'),
  interviewCues: phrases('gegenüber, interview mit, gespräch mit, im interview mit, im gespräch mit'),
  beforeSource: phrases(
    `laut, nach angaben, nach informationen, nach einschätzung, nach darstellung, unter berufung auf, nach aussage,
    nach aussagen, nach auskunft, so, wie, bericht von, nach einem bericht, nach berichten, zitiert von, veröffentlicht von`,
  ),
  beforeMedium: phrases('veröffentlicht in, erschienen in'),
  afterSource: words('zufolge'),
  quotingVerbs: words('zitierte zitiert'),
  quotingClose: phrases('mit den worten, mit der aussage'),
  determiners: words(
    'der die das den dem des ein eine einen einem einer eines sein seine seiner ihr ihre ihrer vom beim zum zur von',
  ),
  prepositions: words(
    'in an auf aus bei mit nach zu für gegen über unter vor hinter neben zwischen durch ohne um seit während wegen trotz im am ins ans',
  ),
  conjunctions: words('und aber oder während als dass daß weil wenn obwohl denn da so wie bevor nachdem'),
  adverbs: words(
    'auch später dann zuvor bereits zuletzt hatte hat haben habe jedoch wiederum selbst weiter heute gestern zunächst erneut kürzlich daraufhin danach dazu zudem inzwischen mittlerweile schließlich',
  ),
  blockers: words('nicht nie niemals will wollte wollten wird werden würde kann könnte soll sollte zu kein keine'),
  passives: words('wurde wurden wird werden worden'),
  hearsay: words('angeblich mutmaßlich vermeintlich'),
  relatives: words(''),
  times: words(
    `montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april mai juni juli
    august september oktober november dezember montagabend dienstagabend abend morgen nachmittag vormittag mittag nacht woche
    jahr monat`,
  ),
  personalPronouns: words('er sie'),
  mouthpieces: words(
    `sprecher sprecherin bericht studie umfrage angaben mitteilung daten zahlen statistik erklärung forscher forscherin
    forschende wissenschaftler wissenschaftlerinnen forscherinnen schreiben untersuchung auswertung`,
  ),
  anonymous: words(
    `ngo ngos medien medienberichten medienberichte augenzeugen zeugen anwohner beobachter experten kreisen kreise behörden beamte
    beamten insider kritiker polizei feuerwehr staatsanwaltschaft mitarbeiter opposition`,
  ),
  roles: words(
    `minister ministerin kanzler kanzlerin präsident präsidentin bürgermeister bürgermeisterin oberbürgermeister
    oberbürgermeisterin abgeordnete abgeordneter sprecher sprecherin chef chefin leiter leiterin direktor direktorin
    professor professorin vorsitzende vorsitzender forscher forscherin trainer trainerin autor autorin anwalt anwältin
    senator senatorin landrat landrätin richter richterin staatsanwalt staatsanwältin ökonom ökonomin experte expertin
    historiker historikerin schauspieler schauspielerin sänger sängerin regisseur regisseurin nachrichtenagentur zeitung
    sender magazin unternehmen konzern herr frau dr prof papst bischof bischöfin könig königin unternehmer unternehmerin`,
  ),
  descriptors: byValue<SourceKind>({
    NEWS_AGENCY: 'nachrichtenagentur',
    NEWSPAPER: 'zeitung tageszeitung',
    BROADCASTER: 'sender fernsehsender radiosender',
    MAGAZINE: 'magazin nachrichtenmagazin zeitschrift fachzeitschrift',
    WEBSITE: 'portal website',
    GOVERNMENT: '',
    ORGANIZATION: 'gewerkschaft partei',
    COMPANY: 'unternehmen konzern autobauer hersteller betreiber',
    PERSON: 'bruder schwester',
    OTHER: '',
  }),
  roleShape:
    /(?:minister|kanzler|präsident|sprecher|chef|leiter|forscher|meister|politiker|kapitän|trainer|anwalt|vorstand|direktor|wissenschaftler|sekretär|ökonom|experte|expert|loge?|graf|techniker|ingenieur|händler|spieler|führer|redakteur)(?:s|n|en|in|innen)?$|(?:istin|antin|entin|ogin|eurin|orin|änin|[^h]erin)$/i,
  publicBodies: words('regierung'),
  namingWords: words('sogenannte sogenannten film buch lied roman titel motto wort begriff namens'),
  contribution: [
    /^(?:quelle|quellen): ?(?<source>.{2,60}?)\.?$/i,
    /^mit material (?:von|der) (?<source>.{2,60}?)\.?$/i,
  ],
  capitalisesNouns: true,
};
