/** Swedish cue tables: the verbs, prepositions and titles by which Swedish news names its sources. */

import type { SourceKind } from './attribution.ts';
import type { Complement, Cues } from './cues.ts';
import { byValue, phrases, words } from './word-list.ts';

export const swedish: Cues = {
  language: 'sv',
  functionWords: words(
    `och det att i en jag hon som han på den med var sig för så till är men ett om hade de av inte från kan när efter
    ska har ur`,
  ),
  verbs: byValue<Complement>({
    any: 'säger sade sa uppger uppgav',
    news: `meddelar meddelade bekräftar bekräftade rapporterar rapporterade varnar varnade hävdar hävdade förklarade förnekar
      dementerar avslöjar avslöjade skriver skrev konstaterar konstaterade larmar larmade betonar betonade varnat`,
    stand: `kritiserade kritiserar kräver krävde välkomnar välkomnade`,
    clause: `visar visade berättar berättade menar menade anser ansåg tror tycker tillägger tillade påpekar påpekade medger medgav
      erkänner minns hoppas befarar lovar lovade bedömer räknar förutspår påstår understryker framhåller kommenterar förklarar
      kunde poängterar poängterade intygar klargör förtydligar sammanfattar fastslår resonerar bedömde trodde tyckte hoppades
      befarade räknade mindes erkände underströk framhöll kommenterade intygade klargjorde förtydligade sammanfattade fastslog
      resonerade misstänker misstänkte antar antog gissar gissade spår spådde föreslår föreslog argumenterar argumenterade
      upprepar upprepade vittnar vittnade vidhåller vidhöll lägger beklagar beklagade insisterar insisterade försäkrar
      försäkrade anar uppskattar uppskattade utvecklar utvecklade`,
    quote: `kallar kallade beskriver beskrev frågar frågade svarar svarade ropar ropade skrattar suckar utbrister fortsätter hyllar
      jublar skämtar noterar viskar viskade skriker skrek ler log skrattade suckade utbrast fnyser fräser fräste muttrar
      muttrade mumlar gråter dömer rasar rasade fortsatte hyllade jublade skämtade noterade berömmer berömde sågar sågade
      avfärdar avfärdade tackar tackade fördömer fördömde anklagar anklagade replikerar replikerade kontrar kontrade inflikar
      inflikade funderar funderade reagerar reagerade avslutar avslutade inleder inledde`,
  }),
  perfects: byValue<Complement>({
    any: 'sagt uppgett',
    news: 'meddelat bekräftat rapporterat varnat hävdat förklarat avslöjat skrivit konstaterat larmat',
    stand: '',
    clause: 'berättat menat påpekat medgett',
    quote: 'kallat beskrivit kritiserat',
  }),
  auxiliaries: words('har hade'),
  verbParticles: new Map(),
  unsaid: new Map([
    ['sa', words('upp av ja nej')],
    ['sade', words('upp av')],
    ['säger', words('upp av')],
  ]),
  reportVerbs: words('rapporterar rapporterade skriver skrev avslöjar avslöjade uppger meddelar berätta berättar'),
  participles: byValue<Complement>({
    any: ``,
    news: '',
    stand: '',
    clause: ``,
    quote: ``,
  }),
  clauseOpeners: words('att han hon hur om varför'),
  likeWords: words('som'),
  thatWords: words('att'),
  finiteVerbs: words(''),
  beliefVerbs: words(''),
  findingVerbs: words('visar visade'),
  saidPronouns: words('det'),
  questionWords: words('vad'),
  emptyObjects: words('nej ja inget'),
  tellVerbs: words('säger sade sa berättar berättade uppger uppgav förklarar sagt berättat bekräftar skriver'),
  toldMarkers: words('till i för'),
  interviewCues: phrases(`intervju med, intervju i, samtal med`),
  beforeSource: phrases(`enligt`),
  beforeOpinion: phrases(''),
  beforeNamed: phrases(`bekräftas av, publicerad av, uppgifter från, siffror från`),
  beforeMedium: phrases(`publicerades först i, publicerad i, publicerats i, publicerades i`),
  closingCues: words(''),
  afterSource: words(''),
  quotingVerbs: words('citerar citerade'),
  quotingClose: phrases(`med orden`),
  determiners: words('en ett den det de sin sitt sina hans hennes deras vår denna detta dessa'),
  definite: words('den det de'),
  prepositions: words(
    `i på av för med till från om vid under över mot hos efter innan före mellan genom utan kring enligt sedan åt ur
    bland inom utanför trots`,
  ),
  ofWords: words('från av'),
  aroundWords: words('kring'),
  conjunctions: words('och eller men som att när medan eftersom om därför då där'),
  joining: words('och eller samt'),
  bodyJoins: words('för'),
  adverbs: words(
    `också senare sedan tidigare redan nu igår idag har hade själv även dock vidare därefter samtidigt
    fortfarande bara`,
  ),
  blockers: words('inte aldrig kan kunde ska skulle måste vill ville får vägrar'),
  passives: words('blir blev är var vara blivit bli'),
  hearsay: words('påstås uppges påstådda'),
  relatives: words(''),
  times: words(
    `måndag måndagen tisdag tisdagen onsdag onsdagen torsdag torsdagen fredag fredagen lördag lördagen söndag
    söndagen januari februari mars april maj juni juli augusti september oktober november december morgon kväll
    kvällen natten morgonen eftermiddagen vecka veckan år året månad idag igår`,
  ),
  timeLeads: words('på i under förra'),
  clausePrepositions: words('efter sedan'),
  personalPronouns: words('han hon'),
  mouthpieces: words(
    `talesperson talesman presstalesperson presschef rapport studie undersökning siffror uppgifter uttalande
    pressmeddelande mätning statistik`,
  ),
  publishedBy: words('publicerad'),
  bodyNouns: words(''),
  firmNouns: words(''),
  thingPronouns: words(''),
  personWords: words(''),
  anonymous: words(
    `ong ongs ngo ngos källor källa vittnen vittne grannar granne boende experter myndigheter polisen polis räddningstjänsten medier
    media familjen regeringen oppositionen facket åklagaren åklagare elever eleverna anhöriga kritiker bedömare
    någon personal kommunens kommunen`,
  ),
  roles: words(
    `minister statsminister finansminister utrikesminister president kommunalråd borgmästare ordförande ordföranden
    vd direktör chef chefen talesperson talesman presstalesperson generalsekreterare riksdagsledamot
    riksdagsledamoten partiledare partiledaren partisekreterare advokat advokaten åklagare åklagaren domare domaren
    professor professorn docent forskare forskaren historiker historikern ekonom ekonomen statsvetare statsvetaren
    meteorolog meteorologen tränare tränaren förbundskapten kapten spelare spelaren målvakt anfallare sångare
    sångerskan artisten skådespelare skådespelaren regissör regissören författare författaren journalist
    journalisten fotograf bonde bonden bagare fiskare fiskaren grundare grundaren ägare ägaren ansvarig samordnare
    ledare ledaren kansler kung kungen drottning prins prinsessa påve påven kardinal biskop biskopen överste general
    befälhavare polischef kommissionär kommissionären ambassadör kandidat företagare arkitekt arkitekten
    sjuksköterska sjuksköterskan lärare läraren student studenten ingenjör analytiker analytikern expert experten
    aktivist aktivisten herr fru dr. prof. bror syster pappa mamma far mor son dotter fru make kusin vän vännen
    konstnär biolog biologen läkare läkaren överläkare kirurg psykolog virolog rektor rektorn elev nyhetsbyrån
    tidningen tidning tv-kanalen kanalen radion sajten förbundet föreningen bolaget företaget koncernen brandman
    busschaufför chaufför pensionär pensionären hyresgäst kock präst prästen imam rabbin dekan geolog geologen barnläkare
    onkolog veterinär apotekare pilot piloten cyklist simmare tennisspelare mittfältare försvarare målvakten anfallaren
    intendent förläggare designer komiker koreograf dramatiker änka änkling frisör slaktare bagaren oppositionsråd
    oppositionsrådet regionråd regionrådet statssekreterare polisområdeschef insatsledare insatsledaren räddningsledare
    räddningsledaren överåklagare kammaråklagare infektionsläkare epidemiolog statsepidemiolog`,
  ),
  descriptors: byValue<SourceKind>({
    NEWS_AGENCY: `nyhetsbyrån nyhetsbyrå`,
    NEWSPAPER: `tidningen tidning kvällstidningen morgontidningen`,
    BROADCASTER: `tv-kanalen kanalen radion`,
    MAGAZINE: `tidskriften magasinet`,
    WEBSITE: `sajten webbplatsen`,
    GOVERNMENT: `myndigheten`,
    ORGANIZATION: `förbundet föreningen facket organisationen partiet`,
    COMPANY: `bolaget företaget koncernen flygbolaget`,
    PERSON: `bror syster pappa mamma son dotter`,
    OTHER: ``,
  }),
  roleShape:
    /(?:minister|ministern|ledare|ledaren|chef|chefen|ordförande|ordföranden|direktör|direktören|forskare|forskaren|åklagare|talesperson|politiker|politikern|olog|ologen|tränare|tränaren|läkare|läkaren|råd|rådet|sekreterare|sekreteraren)$/,
  descriptorShapes: [],
  publicBodies: words('departementet regeringen ambassaden försvarsmakten'),
  namingWords: words(
    `film filmen bok boken roman romanen låt låten album albumet titeln kallad ordet begreppet mottot dokumentären
    serien utställningen operation kampanjen`,
  ),
  contribution: [],
  ordinaryTitles: words(''),
  openers: words(
    `enligt i på med efter för vid från av det den de detta denna dessa när men och om så då nu här där vem vad hur
    varför vilken alla allt inget ingen några många andra varje två tre fyra fem tio hundra tusen källor även trots
    under sedan utan mellan tidigare senare till ur enligt under hans hennes deras idag igår en ett`,
  ),
  bodyEndings: [],
  personEndings: [],
  capitalisesNouns: false,
  isVerbSecond: true,
  hasCommaClauses: false,
  hasFreeInversion: false,
  dropsPronouns: false,
  orthography: {
    hasDashes: true,
    abbreviations: words('dr prof Dr Prof'),
  },
};
