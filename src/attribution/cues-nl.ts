/** Dutch cue tables: the verbs, prepositions and titles by which Dutch news names its sources. */

import type { SourceKind } from './attribution.ts';
import type { Complement, Cues } from './cues.ts';
import { byValue, phrases, words } from './word-list.ts';

export const dutch: Cues = {
  language: 'nl',
  functionWords: words(
    `de het een en van ik te dat die in is niet zijn op aan met als voor er maar om hem dan zou wat mijn door werd
    naar ook bij wordt heeft`,
  ),
  verbs: byValue<Complement>({
    any: 'zegt zeggen zei zeiden laat liet deelt deelde',
    news: `meldt melden meldde verklaart verklaarde bevestigt bevestigde bevestigen waarschuwt waarschuwde waarschuwen benadrukt
      benadrukte ontkent ontkende kondigde kondigt bericht berichtte berichten onthult onthulde beweert beweerde stelt stelde
      meldden waarschuwden bevestigden`,
    stand: `eist eiste eisen bekritiseert bekritiseerde hekelt hekelde`,
    clause: `toont tonen toonde vertelt vertelde vindt vond vinden schrijft schreef schrijven legt legde voegt voegde meent denkt
      gelooft erkent erkende geeft gaf herinnert herhaalt hoopt vreest voorspelt verwacht rekent concludeert constateert
      oordeelt klaagt verzekert betoogt pleit belooft beloofde weet besluit beaamt beaamde stipt nuanceert verduidelijkt
      verduidelijkte licht lichtte vult vulde somt betreurt betreurde denken vreesde vrezen hopen hoopte verwachtte verwachten
      vertellen vertelden stellen meende menen voorziet voorzag schat schatte suggereert suggereerde vermoedt vermoedde beseft
      besefte betoogde pleitte concludeerde constateerde herhaalde adviseert adviseerde relativeert relativeerde bezweert
      bezwoer garandeert garandeerde verduidelijken beloven verklapt verklapte bekent bekende biecht biechtte geloofde dacht
      wist erkennen rapporteert rapporteerde oppert opperde vervolgt vervolgde`,
    quote: `beschuldigt beschuldigde beschuldigen noemt noemde noemen lacht lachte roept riep zucht vraagt vroeg antwoordt
      antwoordde spreekt sprak reageert reageerde grapt klinkt jubelt prijst omschrijft beschrijft merkt luidt sneert sneerde
      juicht juichte moppert mopperde bromt bromde fluistert fluisterde schreeuwt schreeuwde gilt glimlacht glimlachte grijnst
      zuchtte klaagde jammert verzuchtte verzucht foetert foeterde fulmineert fulmineerde tiert prijzen bejubelt looft loofde
      kraakt kraakte veroordeelt veroordeelde verwijt verweet bedankt bedankte smeekt smeekte sust suste besloot glundert
      glunderde schampert schamperde typeert typeerde`,
  }),
  perfects: byValue<Complement>({
    any: 'gezegd',
    news: 'gemeld verklaard bevestigd gewaarschuwd benadrukt ontkend aangekondigd bericht onthuld beweerd',
    stand: '',
    clause: 'verteld geschreven gevonden uitgelegd erkend beloofd',
    quote: 'genoemd gevraagd gereageerd',
  }),
  auxiliaries: words('heeft hebben had hadden'),
  verbParticles: new Map([
    ['kondigde', words('aan')],
    ['kondigt', words('aan')],
    ['laat', words('weten')],
    ['liet', words('weten')],
    ['geeft', words('aan toe')],
    ['gaf', words('aan toe')],
    ['legt', words('uit')],
    ['legde', words('uit')],
    ['voegt', words('toe')],
    ['voegde', words('toe')],
    ['licht', words('toe')],
    ['lichtte', words('toe')],
    ['vult', words('aan')],
    ['vulde', words('aan')],
    ['stipt', words('aan')],
    ['somt', words('op')],
    ['deelt', words('mee')],
    ['deelde', words('mee')],
    ['merkt', words('op')],
    ['stelt', words('dat')],
    ['stelde', words('dat')],
  ]),
  unsaid: new Map([
    ['meldt', words('zich')],
    ['meldde', words('zich')],
    ['melden', words('zich')],
  ]),
  reportVerbs: words('meldt meldde schrijft schreef bericht berichtte melden onthult onthulde'),
  participles: byValue<Complement>({
    any: ``,
    news: '',
    stand: '',
    clause: ``,
    quote: ``,
  }),
  clauseOpeners: words('dat ze hij zij er of hoe waarom we het de'),
  likeWords: words('zoals'),
  thatWords: words('dat'),
  finiteVerbs: words(''),
  beliefVerbs: words(''),
  findingVerbs: words('toont tonen toonde'),
  saidPronouns: words('dat dit'),
  questionWords: words('wat'),
  emptyObjects: words('niets nee ja'),
  tellVerbs: words('zegt zei vertelt vertelde verklaart verklaarde zeggen meldt gezegd verteld'),
  toldMarkers: words('tegen aan in tegenover'),
  interviewCues: phrases(`interview met, gesprek met, tegenover, in gesprek met`),
  beforeSource: phrases(`volgens`),
  beforeOpinion: phrases(''),
  beforeNamed:
    phrases(`bevestigd door, gepubliceerd door, blijkt uit onderzoek van, blijkt uit cijfers van, uit cijfers van, uit
    onderzoek van, uit gegevens van, op gezag van`),
  beforeMedium: phrases(`gepubliceerd in, verschenen in`),
  closingCues: words('aldus'),
  afterSource: words(''),
  quotingVerbs: words('citeert citeerde'),
  quotingClose: phrases(`met de woorden`),
  determiners: words('de het een zijn haar hun ons onze dit deze die'),
  definite: words('de het'),
  prepositions: words(
    `in op aan met voor van bij naar uit over door om onder tussen tegen tot na zonder sinds tijdens volgens vanuit
    vanaf rond binnen buiten per te ter`,
  ),
  ofWords: words('van'),
  aroundWords: words('rond'),
  conjunctions: words('en of maar want dat die als wanneer terwijl omdat hoewel toen zoals dus'),
  joining: words('en of'),
  bodyJoins: words('van voor der'),
  adverbs: words(
    `ook later dan eerder al nog gisteren vandaag maandag heeft had zelf nu toen daarna intussen wel verder weer
    steeds inmiddels bovendien`,
  ),
  blockers: words('niet nooit kan kon zou zouden moet mag wil wilde wilden wou zal zullen weigert weigerde geen'),
  passives: words('wordt worden werd werden is zijn'),
  hearsay: words('vermeend zogenaamd'),
  relatives: words(''),
  times: words(
    `maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus
    september oktober november december ochtend middag avond nacht week jaar maand gisteren vandaag`,
  ),
  timeLeads: words('op in deze vorige afgelopen'),
  clausePrepositions: words('na sinds'),
  personalPronouns: words('hij zij ze'),
  mouthpieces: words(
    `woordvoerder woordvoerster rapport onderzoek studie peiling cijfers gegevens verklaring persbericht`,
  ),
  publishedBy: words('gepubliceerd'),
  bodyNouns: words(''),
  firmNouns: words(''),
  thingPronouns: words(''),
  personWords: words(''),
  anonymous: words(
    `ong ongs ngo ngos bronnen bron getuigen getuige buren buur buurman buurvrouw bewoners experts autoriteiten politie agenten agent
    brandweer media pers familie regering oppositie vakbonden critici waarnemers ingewijde ingewijden kringen
    omwonenden deskundigen justitie werknemers`,
  ),
  roles: words(
    `minister staatssecretaris premier president burgemeester wethouder schepen gouverneur voorzitter ondervoorzitter
    voorzitster directeur directrice ceo woordvoerder woordvoerster secretaris senator kamerlid parlementslid
    fractieleider partijleider lijsttrekker advocaat advocate officier rechter procureur professor hoogleraar
    onderzoeker onderzoekster wetenschapper historicus historica econoom econome socioloog politicoloog ecoloog
    bioloog hydroloog trainer coach bondscoach kapitein speler speelster spits doelman keeper zanger zangeres acteur
    actrice regisseur schrijver schrijfster auteur journalist journaliste fotograaf boer boerin bakker slager visser
    schipper kapper winkelier oprichter oprichtster eigenaar eigenares beheerder verantwoordelijke coördinator
    leider leidster kanselier koning koningin prins prinses paus kardinaal bisschop aartsbisschop kolonel generaal
    commandant commissaris ambassadeur kandidaat ondernemer onderneemster architect verpleger verpleegkundige leraar
    lerares student studente ingenieur analist expert deskundige activist activiste vakbondsman meneer mevrouw dhr.
    mevr. mr. dr. drs. prof. ir. broer zus vader moeder zoon dochter echtgenote man vrouw neef nicht oom tante
    vriend vriendin kunstenaar schilder componist viroloog arts chirurg dokter psycholoog psychiater meteoroloog
    weerman wielrenner wielrenster persbureau krant dagblad weekblad tijdschrift omroep zender radio vakbond
    vereniging bedrijf concern groep brandweerman chauffeur buschauffeur gepensioneerde huurder kok pastoor dominee imam
    rabbijn rector decaan geoloog kinderarts oncoloog dierenarts apotheker piloot zwemmer zwemster tennisser tennisster
    middenvelder verdediger aanvaller doelvrouw advocaat-generaal curator uitgever ontwerper cabaretier choreograaf weduwe
    weduwnaar barman microbioloog onderwijzer onderwijzeres conciërge gedeputeerde raadslid fractievoorzitter oud-minister
    oud-premier vicepremier korpschef`,
  ),
  descriptors: byValue<SourceKind>({
    NEWS_AGENCY: `persbureau`,
    NEWSPAPER: `krant dagblad`,
    BROADCASTER: `omroep zender`,
    MAGAZINE: `weekblad tijdschrift magazine vakblad`,
    WEBSITE: `site website portaal`,
    GOVERNMENT: ``,
    ORGANIZATION: `vakbond vereniging organisatie partij stichting`,
    COMPANY: `bedrijf concern groep fabrikant maatschappij`,
    PERSON: `broer zus vader moeder zoon dochter`,
    OTHER: ``,
  }),
  roleShape:
    /(?:oloog|ologe|graaf|voorzitter|minister|leider|directeur|trainer|woordvoerder|secretaris|kundige|deskundige|wethouder)$/,
  descriptorShapes: [],
  publicBodies: words('ministerie regering parket politie gemeente provincie ambassade rechtbank'),
  namingWords: words(
    `film boek roman lied album titel genaamd woord term motto documentaire serie tentoonstelling operatie campagne
    bijgenaamd`,
  ),
  contribution: [],
  ordinaryTitles: words('trouw standaard tijd morgen parool'),
  openers: words(
    `volgens in op met na voor bij door van uit over tegen dat dit deze die er ook maar en als toen wanneer hoewel
    omdat zo aldus nu gisteren vandaag morgen hier daar wie wat waar hoe waarom welke alle alles niets niemand
    sommige veel vele andere elk elke ieder iedereen twee drie vier vijf tien honderd duizend bronnen samen ondanks
    dankzij tijdens sinds zonder tussen onder rond volgens begin eind zijn haar hun dat een het de`,
  ),
  bodyEndings: [],
  personEndings: [],
  capitalisesNouns: false,
  isVerbSecond: true,
  hasCommaClauses: false,
  hasFreeInversion: false,
  dropsPronouns: false,
  orthography: {
    hasDashes: false,
    abbreviations: words('dhr mevr mr dr drs prof ir Dhr Mevr'),
  },
};
