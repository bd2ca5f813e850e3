/** Polish cue tables: the verbs, prepositions and titles by which Polish news names its sources. */

import type { SourceKind } from './attribution.ts';
import type { Complement, Cues } from './cues.ts';
import { byValue, phrases, words } from './word-list.ts';

export const polish: Cues = {
  language: 'pl',
  functionWords: words(
    `i w na z się nie że do to jest jak o po za od ale przez dla przy tym już które który która są był była było oraz
    ze`,
  ),
  verbs: byValue<Complement>({
    any: '',
    news: `powiedział powiedziała powiedzieli mówi mówią mówił mówiła poinformował poinformowała poinformowało poinformowali
      informuje informują podał podała podało podaje podają ogłosił ogłosiła ogłosiło potwierdził potwierdziła potwierdza
      ostrzegł ostrzegła ostrzega ostrzegają zapowiedział zapowiedziała zapowiada oświadczył oświadczyła twierdzi twierdzą
      zaprzeczył zaprzeczyła przekazał przekazała przekazało ustaliło dowiedziało ujawniło zapowiedziało oświadczyło zapewnił
      zapewniła zapewnia podkreślił podkreśliła podkreśla ujawnił ujawniła alarmuje alarmują informowała informował powiadomił
      powiadomiła zapowiadają zapewniają podkreślają przekazuje przekazują zadeklarował zadeklarowała deklaruje`,
    stand: `skrytykował skrytykowała skrytykowało krytykuje domaga domagają`,
    clause: `pokazuje pokazują pokazało wykazał wykazała wykazało wykazały stwierdził stwierdziła stwierdza dodał dodała dodaje
      zaznaczył zaznaczyła wyjaśnił wyjaśniła wyjaśnia tłumaczy tłumaczył uważa uważają przyznał przyznała przyznaje pisze
      napisał napisała ocenił oceniła ocenia przypomniał przypomina zauważył zauważa wspomina wspominał opowiada opowiadał
      wierzy sądzi obiecał obiecała przewiduje wskazał wskazuje argumentuje apeluje zaapelował przekonuje przekonywał
      przekonywała ostrzegał relacjonuje relacjonował relacjonowała podkreślał podkreślała zapewniał przestrzega przestrzegał
      sugeruje podsumowuje kwituje zauważyła wskazała tłumaczyła uważał wyjaśniają wyjaśniał wyjaśniała dodają dodawał
      dodawała zaznacza zaznaczają przyznają piszą oceniają przypomniała przypominają przypominał zauważają wspominała
      wspominają opowiedział opowiedziała wskazują wskazywał wskazywała argumentował argumentowała apelował apelowała
      zaapelowała przekonują relacjonują przestrzegła przestrzegają sugerował podsumowała kwitował wylicza wyliczał wyliczyła
      ustalił ustaliła ustalili zdradził zdradziła zdradza wyznał wyznała wyznaje szacuje szacują przewidują obawia spodziewa
      stwierdzają wierzył sądził mówiono zastrzegł zastrzegła zastrzega zwrócił zwraca uzasadnia uzasadniał uzasadniła
      relacjonowali powtarza powtarzał powtórzył kontynuuje kontynuował precyzuje doprecyzował doprecyzowała konkluduje
      prognozuje prognozują odnotował`,
    quote: `nazwał nazwała nazywa określił określiła zapytał pyta odpowiedział odpowiada krzyczał woła żartuje skomentował
      skomentowała komentuje podsumował śmieje zarzucił głosi komentował pytał pytała zapytała odpowiadał odpowiadała
      odpowiedziała odparł odparła odpiera krzyczała wołał wołała zawołał zawołała szepnął szepnęła westchnął westchnęła
      wzdycha śmiał uśmiecha żartował żartowała zażartował ironizuje ironizował grzmi grzmiał chwali chwalił pochwalił
      pochwaliła dziękuje podziękował podziękowała zarzuciła zarzuca oburza cieszy cieszył ucina uciął ucięła rzucił rzuciła
      mruknął skwitował skwitowała zareagował zareagowała reaguje nazwali określa określili wspomniał wspomniała żali żalił
      narzeka narzekał narzekała`,
  }),
  perfects: byValue<Complement>({
    any: '',
    news: '',
    stand: '',
    clause: '',
    quote: '',
  }),
  auxiliaries: words(''),
  verbParticles: new Map(),
  unsaid: new Map(),
  reportVerbs: words(
    `informuje podaje podał podała pisze napisał napisała poinformował poinformowała ujawnił ujawniła`,
  ),
  participles: byValue<Complement>({
    any: ``,
    news: '',
    stand: '',
    clause: ``,
    quote: ``,
  }),
  clauseOpeners: words('że iż ze jak czy'),
  likeWords: words('jak'),
  thatWords: words('że iż'),
  finiteVerbs: words(''),
  beliefVerbs: words(''),
  findingVerbs: words('pokazuje pokazują pokazało wykazał wykazała wykazało wykazały'),
  saidPronouns: words('to tak'),
  questionWords: words('co'),
  emptyObjects: words('nic tak nie'),
  tellVerbs: words('powiedział powiedziała mówi mówił mówiła powiedzieli przekazał przekazała przyznał przyznała'),
  toldMarkers: words(''),
  interviewCues: phrases(
    `w rozmowie z, wywiadzie dla, w wywiadzie dla, rozmowie z, na łamach, na antenie, w programie, w wywiadzie z`,
  ),
  beforeSource: phrases(`według, zdaniem, w ocenie, w opinii`),
  beforeOpinion: phrases(''),
  beforeNamed: phrases(
    `wynika z raportu, wynika z danych, z raportu, z danych, z badania, z badań, z sondażu, z analizy, wynika z badania, wynika z badań, wynika z sondażu, wynika z analizy, powołując się na`,
  ),
  beforeMedium: phrases(`opublikowane w, opublikowany w, opublikowanym w`),
  closingCues: words(''),
  afterSource: words(''),
  quotingVerbs: words('cytuje'),
  quotingClose: phrases(`słowa`),
  determiners: words('ten ta to ci te jego jej ich swój swoja nasz nasza'),
  definite: words('ten ta to'),
  prepositions: words('w we z ze na do od po za przez dla przy o u nad pod przed między bez według podczas wobec ku'),
  ofWords: words(''),
  aroundWords: words(''),
  conjunctions: words('i oraz lub albo ale a że który która które gdy kiedy jak ponieważ bo choć jeśli gdzie'),
  joining: words('i oraz'),
  bodyJoins: words('do i ds'),
  adverbs: words(
    `także też również później potem już wczoraj dziś dzisiaj jeszcze następnie wcześniej natomiast jednak się sam
    sama`,
  ),
  blockers: words('nie nigdy może mogą powinien ma musi chce chciał chciała'),
  passives: words('jest są był była było zostanie został została'),
  hearsay: words('rzekomo podobno'),
  relatives: words('który która'),
  times: words(
    `poniedziałek wtorek środę czwartek piątek sobotę niedzielę stycznia lutego marca kwietnia maja czerwca lipca
    sierpnia września października listopada grudnia rano wieczorem tydzień rok miesiąc wczoraj dziś`,
  ),
  timeLeads: words('w we na'),
  clausePrepositions: words('po'),
  personalPronouns: words(''),
  mouthpieces: words('rzecznik rzeczniczka raport raportu komunikat badanie badania sondaż dane danych oświadczenie'),
  publishedBy: words('opublikowany opublikowane'),
  bodyNouns: words(''),
  firmNouns: words(''),
  thingPronouns: words(''),
  personWords: words(''),
  anonymous: words(
    `rodzice dziadkowie uczniowie nauczyciele lekarze pacjenci kierowcy znajomi bliscy przyjaciele koledzy pracownicy klienci kibice działacze politycy posłowie radni urzędnicy naukowcy badacze ong ongs ngo ngos źródła źródło świadkowie świadków świadek mieszkańcy mieszkaniec mieszkanka mieszkanek sąsiedzi eksperci władze
    policja policjanci strażacy media prasa rodzina rząd opozycja związkowcy krytycy analitycy tłum specjaliści
    prokuratura sąd raportu`,
  ),
  roles: words(
    `portalowi dziennikowi gazecie tygodnikowi stacji telewizji agencji radiu portalu minister premier prezydent wicepremier wiceminister burmistrz wójt sołtys sołtyska starosta marszałek wojewoda
    prezes wiceprezes dyrektor dyrektorka szef szefowa rzecznik rzeczniczka przewodniczący przewodnicząca sekretarz
    senator poseł posłanka radny radna adwokat adwokatka mecenas prokurator sędzia sędzina profesor doktor badacz
    badaczka naukowiec historyk historyczka ekonomista ekonomistka socjolog socjolożka politolog politolożka
    hydrolog klimatolog trener trenerka selekcjoner kapitan piłkarz piłkarka napastnik bramkarz piosenkarz
    piosenkarka wokalista aktor aktorka reżyser reżyserka pisarz pisarka autor autorka dziennikarz dziennikarka
    fotograf rolnik rolniczka piekarz rybak założyciel założycielka właściciel właścicielka kierownik kierowniczka
    koordynator koordynatorka lider liderka kanclerz król królowa papież kardynał biskup arcybiskup pułkownik
    generał komendant komisarz ambasador kandydat kandydatka przedsiębiorca architekt pielęgniarka pielęgniarz
    nauczyciel nauczycielka student studentka inżynier analityk analityczka ekspert ekspertka aktywista aktywistka
    związkowiec pan pani dr prof. inż. mec. brat siostra ojciec matka syn córka żona mąż kuzyn przyjaciel
    przyjaciółka artysta malarz biolog fizyk lekarz lekarka chirurg psycholog wirusolog agencja dziennik gazeta
    tygodnik magazyn stacja telewizja radio związek stowarzyszenie spółka firma koncern portal fundacja strażak kierowca
    emeryt emerytka lokator lokatorka kucharz proboszcz ksiądz imam rabin rektor rektorka dziekan geolog pediatra onkolog
    onkolożka weterynarz farmaceuta pilot kolarz pływak pływaczka tenisista tenisistka pomocnik obrońca selekcjonerka
    kurator kuratorka wydawca projektant projektantka choreograf dramaturg wdowa wdowiec kelner fryzjer fryzjerka rzeźnik
    wiceburmistrz wiceprezydent wicemarszałek wicewojewoda europoseł europosłanka ekspremier komendantka hydrolożka
    epidemiolog wirusolożka ordynator dietetyk dietetyczka sąsiad sąsiadka`,
  ),
  descriptors: byValue<SourceKind>({
    NEWS_AGENCY: `agencja`,
    NEWSPAPER: `dziennik gazeta`,
    BROADCASTER: `stacja telewizja radio`,
    MAGAZINE: `tygodnik magazyn miesięcznik`,
    WEBSITE: `portal`,
    GOVERNMENT: ``,
    ORGANIZATION: `stowarzyszenie związek organizacja fundacja`,
    COMPANY: `spółka firma koncern producent`,
    PERSON: `brat siostra ojciec matka syn córka`,
    OTHER: ``,
  }),
  roleShape: /(?:olog|ograf|ista|istka|minister|prezes|dyrektor|prezydent)$/,
  descriptorShapes: [],
  publicBodies: words('ministerstwo prokuratura rząd policja ambasada'),
  namingWords: words(
    `film książka powieść piosenka album tytuł zatytułowany zatytułowana słowo termin hasło napis dokument serial
    wystawa operacja kampania tzw`,
  ),
  contribution: [],
  ordinaryTitles: words('fakt polityka'),
  openers: words(
    `według jak w we z na do od po za przez dla przy o u nad pod przed między bez podczas to ten ta te ci tak nie już
    gdy kiedy ale a i oraz choć jeśli ponieważ bo tam tu teraz dziś wczoraj jutro kto co gdzie dlaczego jaki jaka
    jakie który która które wszyscy wszystko nikt nic niektórzy wielu inni każdy dwa trzy cztery pięć dziesięć sto
    tysiąc źródła zdaniem`,
  ),
  // Of a body's name in another case its head changes, and the adjectives that go with the head: "Głównego Urzędu Statystycznego".
  bodyEndings: [
    [
      /^(\p{Lu}\p{L}+[kg])iego (?=(?:Urzędu|Instytutu|Inspektoratu|Sądu|Banku|Związku|Ministerstwa|Uniwersytetu|Centrum|Funduszu|Zarządu)(?= |$))/u,
      '$1i ',
    ],
    [
      /^(\p{Lu}\p{L}+)ego (?=(?:Urzędu|Instytutu|Inspektoratu|Sądu|Banku|Związku|Uniwersytetu|Funduszu|Zarządu)(?= |$))/u,
      '$1y ',
    ],
    [
      /^(\p{Lu}\p{L}+[kg])iej (?=(?:Izby|Komisji|Rady|Agencji|Straży|Policji|Akademii|Fundacji|Politechniki|Partii|Federacji)(?= |$))/u,
      '$1a ',
    ],
    [
      /^(\p{Lu}\p{L}+)ej (?=(?:Izby|Komisji|Rady|Agencji|Straży|Policji|Akademii|Fundacji|Politechniki|Partii|Federacji)(?= |$))/u,
      '$1a ',
    ],
    [/^((?:\p{L}+ )?(?:Urzędu|Instytutu|Inspektoratu|Sądu|Banku|Uniwersytetu) \p{Lu}\p{L}+[kg])iego$/u, '$1i'],
    [/^((?:\p{L}+ )?(?:Urzędu|Instytutu|Inspektoratu|Sądu|Banku|Uniwersytetu) \p{Lu}\p{L}+)ego$/u, '$1y'],
    [/^((?:\p{L}+ )?(?:Izby|Komisji|Rady|Agencji|Straży|Akademii|Politechniki) \p{Lu}\p{L}+[kg])iej$/u, '$1a'],
    [/^((?:\p{L}+ )?(?:Izby|Komisji|Rady|Agencji|Straży|Akademii|Politechniki) \p{Lu}\p{L}+)ej$/u, '$1a'],
    [/^(\p{L}+[iy] Związku \p{Lu}\p{L}+[kg])iego$/u, '$1i'],
    [/(?<=^(?:\p{L}+ )?)Urzędu(?= |$)/u, 'Urząd'],
    [/(?<=^(?:\p{L}+ )?)Związku(?= |$)/u, 'Związek'],
    [/(?<=^(?:\p{L}+ )?)(Instytut|Inspektorat|Sąd|Bank|Uniwersytet|Zarząd)u(?= |$)/u, '$1'],
    [/(?<=^(?:\p{L}+ )?)Funduszu(?= |$)/u, 'Fundusz'],
    [/(?<=^(?:\p{L}+ )?)Ministerstwa(?= |$)/u, 'Ministerstwo'],
    [/(?<=^(?:\p{L}+ )?)(Izb|Rad|Prokuratur)y(?= |$)/u, '$1a'],
    [/(?<=^(?:\p{L}+ )?)(Komisj|Agencj|Policj|Fundacj|Federacj|Parti|Akademi)i(?= |$)/u, '$1a'],
    [/(?<=^(?:\p{L}+ )?)Straży(?= |$)/u, 'Straż'],
    [/(?<=^(?:\p{L}+ )?)Politechniki(?= |$)/u, 'Politechnika'],
  ],
  personEndings: [
    [/(sk|ck|dzk)(?:iego|iemu|im)$/u, '$1i'],
    [/(sk|ck|dzk)(?:iej|ą)$/u, '$1a'],
    [/ego$/u, 'y'],
    [/([^aeiouyąęó])ki?(?:a|owi|em)$/u, '$1ek'],
    [/(?:owi|iem|em|a)$/u, ''],
    [/(?:i|y|ie|ę|ą)$/u, 'a'],
    [/iej?$/u, 'ia'],
  ],
  capitalisesNouns: false,
  isVerbSecond: false,
  hasCommaClauses: true,
  hasFreeInversion: true,
  dropsPronouns: true,
  orthography: {
    hasDashes: true,
    abbreviations: words(
      'dr prof inż mec ks ul proc podkom kom asp mł st sierż nadkom insp gen płk mjr kpt bp abp red',
    ),
  },
};
