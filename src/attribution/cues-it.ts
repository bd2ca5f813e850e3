/** Italian cue tables: the verbs, prepositions and titles by which Italian news names its sources. */

import type { SourceKind } from './attribution.ts';
import type { Complement, Cues } from './cues.ts';
import { byValue, phrases, words } from './word-list.ts';

export const italian: Cues = {
  language: 'it',
  functionWords: words(
    `il la di che e un una per in non sono del della con si dei le da al è come più nel alla anche gli ma ha lo
    questo i`,
  ),
  verbs: byValue<Complement>({
    any: 'dice dicono disse dissero fa fanno',
    news: `afferma affermano annuncia annunciano conferma confermano assicura assicurano riferisce riferiscono rivela rivelano
      smentisce dichiara dichiarano denuncia informa comunica sostiene sostengono denunciano`,
    stand: `critica criticano accusa accusano chiedono`,
    clause: `mostra mostrano dimostra dimostrano avvertono avverte spiega spiegano aggiunge aggiungono sottolinea sottolineano
      racconta raccontano ricorda ricordano ritiene ritengono crede pensa scrive scrivono promette ammette ammettono riconosce
      precisa osserva nota stima lamenta teme spera ribadisce conclude prosegue commenta riporta insiste scriveva evidenzia
      evidenziano segnala segnalano rileva garantisce rimarca rivendica ammonisce confida sentenzia ipotizza ipotizzano
      suppone suggerisce argomenta obietta puntualizza puntualizzano chiarisce chiariscono sostenne confessa confidano prevede
      prevedono ricostruisce giura assicurava ammoniscono consiglia raccomanda auspica precisano osservano temono sperano
      pensano credono dettaglia specifica rammenta rievoca testimonia aggiungeva spiegava raccontava diceva ripete illustra`,
    quote: `definisce descrive chiama chiede risponde esclama scherza attacca ringrazia sbotta sospira grida sfoga replica chiosa
      sintetizza tuona saluta incalza parla esulta analizza sussurra mormora urla strilla ride sorride ironizza polemizza
      protesta insorge sbuffa gioisce esorta implora supplica elogia loda applaude boccia stronca bolla liquida taglia
      rilancia ribatte controbatte rincara contesta commentano minimizza rassicura tranquillizza ammicca azzarda`,
  }),
  perfects: byValue<Complement>({
    any: 'detto reso',
    news: `affermato annunciato confermato assicurato riferito rivelato smentito dichiarato avvertito denunciato comunicato
      sostenuto`,
    stand: '',
    clause: `spiegato aggiunto sottolineato raccontato ricordato ritenuto scritto twittato promesso ammesso riconosciuto precisato
      osservato notato lamentato criticato ribadito concluso proseguito commentato insistito riportato fatto evidenziato
      segnalato garantito rilevato rimarcato ipotizzato puntualizzato chiarito specificato confessato giurato auspicato
      raccomandato ricostruito`,
    quote: `definito descritto chiamato chiesto risposto esclamato scherzato accusato attaccato ringraziato replicato parlato
      sussurrato urlato gridato ironizzato ribattuto rilanciato elogiato lodato bocciato bollato rassicurato minimizzato
      protestato esortato tuonato sbottato salutato`,
  }),
  auxiliaries: words('ha hanno aveva avevano'),
  verbParticles: new Map([
    ['fa', words('sapere')],
    ['reso', words('noto nota noti note pubblico pubblica')],
    ['fanno', words('sapere')],
  ]),
  unsaid: new Map(),
  reportVerbs: words('riferisce riporta rivela scrive scriveva riferito riportato rivelato scritto'),
  participles: byValue<Complement>({
    any: ``,
    news: '',
    stand: '',
    clause: ``,
    quote: ``,
  }),
  clauseOpeners: words('che di se come'),
  likeWords: words('come secondo'),
  thatWords: words('che'),
  finiteVerbs: words(''),
  beliefVerbs: words(''),
  findingVerbs: words('mostra mostrano dimostra dimostrano'),
  saidPronouns: words('lo così'),
  questionWords: words(''),
  emptyObjects: words('no sì niente nulla addio'),
  tellVerbs: words('dice racconta spiega detto raccontato spiegato dichiarato riferito confermato conferma ammesso'),
  toldMarkers: words("a al alla all' allo"),
  interviewCues:
    phrases(`intervista a, intervista al, intervista alla, ai microfoni di, ai microfoni del, intervista con, intervistato da, intervistato dal, intervistata
    dal, intervistata da, citato da, citato dal`),
  beforeSource: phrases(
    `secondo, stando a, a detta di, secondo quanto riferito da, secondo quanto riferito dal, secondo quanto riferito dalla, secondo quanto riferito dall', secondo quanto riportato da, secondo quanto riportato dal, secondo quanto riportato dalla, secondo quanto riportato dall', stando a quanto riferito da, stando a quanto riferito dal, stando a quanto riferito dalla, stando a quanto riferito dall'`,
  ),
  beforeOpinion: phrases('per'),
  beforeNamed:
    phrases(`citando, confermata dal, confermata dalla, confermato dal, confermata da, confermato da, pubblicato da,
    pubblicato dal, pubblicato dall', diffuso da, diffuso dal, diffusi dall'`),
  beforeMedium: phrases(
    `pubblicato su, pubblicata su, a rivelarlo è, a riportarlo è, a darne notizia è, a scriverlo è, a riferirlo è, pubblicato sulla rivista, pubblicata sulla rivista, apparso su`,
  ),
  closingCues: words(''),
  afterSource: words(''),
  quotingVerbs: words('cita'),
  quotingClose: phrases(`dicendo che`),
  determiners: words(
    `il lo la i gli le l' un uno una un' suo sua suoi sue loro questo questa questi queste al del dal nel sul della
    alla dalla dell' all' dall' nostro mio`,
  ),
  definite: words(`il lo la i gli le l'`),
  prepositions: words(
    `di a da in con su per tra fra d' del dello della dell' dei degli delle al allo alla all' ai agli alle dal dallo
    dalla dall' dai dagli dalle nel nello nella nell' nei negli nelle sul sulla sull' sui sulle secondo dopo prima
    contro senza sotto sopra verso durante oltre presso`,
  ),
  ofWords: words("di d' del della dell'"),
  aroundWords: words(''),
  conjunctions: words('e ed o ma che quando mentre come se anche perché poiché dove cui'),
  joining: words('e ed o'),
  bodyJoins: words(`di d' del della dell' dei degli delle per`),
  adverbs: words(
    `anche poi ancora già ieri oggi inoltre invece infine così sempre intanto però ha hanno aveva avevano stesso
    stessa lo subito`,
  ),
  blockers: words('non mai potrebbe può deve vuole vorrebbe senza'),
  passives: words('è sono era erano stato stata stati viene vengono fu'),
  hearsay: words('avrebbe avrebbero sarebbe presunto'),
  relatives: words(''),
  times: words(
    `lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile maggio giugno luglio
    agosto settembre ottobre novembre dicembre mattina sera pomeriggio notte settimana anno mese ieri oggi serata`,
  ),
  timeLeads: words('in nella questa la di a'),
  clausePrepositions: words('dopo'),
  personalPronouns: words('lui lei'),
  mouthpieces: words('portavoce comunicato rapporto studio sondaggio dati nota cifre indagine ricerca'),
  publishedBy: words('pubblicato pubblicata'),
  bodyNouns: words(''),
  firmNouns: words(''),
  thingPronouns: words(''),
  personWords: words(''),
  anonymous: words(
    `ong ongs ngo ngos fonti fonte testimoni testimone residenti residente vicini vicino esperti autorità polizia agenti carabinieri
    inquirenti investigatori media stampa familiari famiglia governo opposizione sindacati lavoratori operaio operai
    analisti critici folla organizzatori medici`,
  ),
  roles: words(
    `tecnico tecnica ministro ministra presidente sindaco sindaca assessore assessora consigliere consigliera direttore direttrice
    segretario segretaria portavoce senatore senatrice deputato deputata governatore capo comandante procuratore
    procuratrice giudice pm avvocato avvocata medico dottore dottoressa professore professoressa docente ricercatore
    ricercatrice scienziato scienziata storico storica economista sociologo sociologa politologo politologa idrologo
    idrologa allenatore allenatrice capitano giocatore attaccante portiere cantante attore attrice regista scrittore
    scrittrice autore autrice romanziere giornalista fotografo agricoltore pescatore panettiere fondatore fondatrice
    titolare responsabile coordinatore coordinatrice delegato leader dirigente cancelliere cancelliera re regina
    papa cardinale vescovo arcivescovo colonnello generale tenente commissario commissaria ambasciatore
    ambasciatrice candidato candidata premier imprenditore imprenditrice architetto infermiere infermiera insegnante
    studente studentessa ingegnere analista esperto esperta attivista sindacalista signor signora don dott. prof.
    avv. ing. sig. fratello sorella padre madre figlio figlia moglie marito cugino cugina zio zia amico amica
    artista pittore pittrice biologo biologa fisico meteorologo virologo psicologo psicologa agenzia quotidiano
    giornale settimanale rivista emittente radio sindacato associazione ong azienda gruppo società casa cantautore
    cantautrice parroco vicesindaco geologo infettivologo primario oncologo pediatra nutrizionista preside bidello
    ristoratore albergatore barista cameriere barbiere parrucchiere pensionato pensionata inquilino maresciallo questore
    prefetto rettore rettrice magistrato magistrata gip pilota ciclista nuotatrice nuotatore tennista calciatore calciatrice
    ct mister presidentessa curatore curatrice editore stilista cuoco chef`,
  ),
  descriptors: byValue<SourceKind>({
    NEWS_AGENCY: `agenzia`,
    NEWSPAPER: `quotidiano giornale`,
    BROADCASTER: `emittente radio tv televisione`,
    MAGAZINE: `settimanale rivista mensile`,
    WEBSITE: `sito portale`,
    GOVERNMENT: ``,
    ORGANIZATION: `sindacato associazione ong organizzazione`,
    COMPANY: `azienda gruppo società compagnia costruttore`,
    PERSON: `fratello sorella padre madre figlio figlia cugino cugina zio zia`,
    OTHER: ``,
  }),
  roleShape: /(?:ologo|ologa|ografo|ista|atore|atrice)$/,
  descriptorShapes: [],
  publicBodies: words('ministero procura questura prefettura comune governo ambasciata presidenza'),
  namingWords: words(
    `film libro romanzo canzone album titolo intitolato intitolata chiamato chiamata parola termine espressione motto
    documentario serie mostra opera operazione campagna soprannominato`,
  ),
  contribution: [],
  ordinaryTitles: words('libero panorama stampa repubblica sole'),
  openers: words(
    `secondo per in con dopo da così questa questo questi queste anche mentre quando come ma e se non inoltre poi
    prima tra fra su fino oggi ieri domani qui lì ora chi cosa quale quali dove tutti tutte tutto niente nessuno
    alcuni alcune molti molte altri altre altro ogni due tre quattro cinque dieci cento mille fonti grazie sì no
    durante senza solo stando lo la il i gli le mai nella nel negli nelle dal dalla al alla`,
  ),
  bodyEndings: [],
  personEndings: [],
  capitalisesNouns: false,
  isVerbSecond: false,
  hasCommaClauses: false,
  hasFreeInversion: true,
  dropsPronouns: true,
  orthography: {
    elision: /^(?:[ldnstcvm]|un|dell|all|dall|nell|sull|quell|quest|com|dov|cos|anch|c)['’](?=\p{L})/iu,
    hasDashes: false,
    abbreviations: words('dott prof avv ing sig Dott Prof Avv Ing Sig'),
  },
};
