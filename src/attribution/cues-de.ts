/** German cue tables: the verbs, prepositions and titles by which German news names its sources. */

import type { SourceKind } from './attribution.ts';
import type { Complement, Cues } from './cues.ts';
import { byValue, phrases, words } from './word-list.ts';

/** What stands behind a comma of theirs is said only where a clause begins there. */
const withoutComma = `zeigte zeigt zeigten zeigen notierte notiert gesteht gestand klagte klagt antwortete antwortet entgegnete
  entgegnet konterte kontert jammert jammerte rügt rügte fragte fragt freute freut schwärmte schwärmt jubelte jubelt spottete
  spottet urteilte urteilt beschreibt beschrieb beschreiben beschrieben haderte hadert wünscht wünschte wünschten wünschen`;

export const german: Cues = {
  language: 'de',
  functionWords: words(
    'der die das und den dem des ein eine einen einem einer von zu mit auf für im am ist nicht sich auch als nach wie werden wurde laut sei seien sagte bei aus noch soll',
  ),
  verbs: byValue<Complement>({
    any: `sagte sagten sagt sagen teilte teilten teilt mitteilte mitteilten mitteilt gab gibt gaben geben`,
    news: `erklärte erklärten erklärt berichtete berichteten berichtet berichten bestätigte bestätigten bestätigt meldete meldeten
      meldet melden kündigte kündigt ankündigte ankündigt warnte warnt betonte betont behauptete behauptet dementierte
      dementiert bekräftigte bekräftigt unterstrich unterstreicht äußerte äußerten enthüllte enthüllten enthüllt warnen
      warnten betonen betonten erklären kündigen kündigten dementieren befürchtet befürchtete befürchten`,
    stand: `kritisierte kritisiert kritisieren kritisierten forderte fordert fordern forderten beklagte beklagt beklagen beklagten
      bemängelt bemängelte bemängeln begrüßt begrüßte lobt lobte verlangt verlangte verlangen verlangten moniert monierte
      monieren bemängelten begrüßten begrüßen attestierte attestiert bescheinigte bescheinigt versprach verspricht empfiehlt empfahl
      bezweifelt bezweifelte befürwortet befürwortete`,
    clause: `verriet verrät fügte schrieb schreibt schreiben meinte meint ergänzte ergänzt fand findet fanden versicherte versichert
      argumentierte argumentiert räumte räumt erzählte erzählt erläuterte erläutert schilderte schildert erinnerte erinnert
      beteuerte beteuert vermutete vermutet glaubt glaubte glauben vermuten schätzen rechnen hoffen schätzte schätzt resümierte resümiert
      bilanzierte bilanziert konstatierte konstatiert mahnte mahnt prognostizierte prognostiziert ließ
      verkündete verkündet führte hob wies verwies hofft hoffte bedauerte bedauert stellte twitterte schlussfolgert
      appellierte appelliert drohte droht befand merkte merkt hielt hält wandte wendet mutmaßte mutmaßt prophezeite prophezeit
      präzisierte präzisiert erwiderte erwidert bekannte zugab zugibt einräumte einräumt hinzufügte hinzufügt ergab ergibt
      ergaben anmerkte anmerkt hervorhob klarstellte feststellte ausführte fügt führt hebt weist stellt lässt meinen meinten
      argumentieren plädiert plädierte plädieren begründet begründete begründeten rät riet raten rieten dringt pocht pochte pochten erwartet
      erwartete fürchtet fürchtete rechnet rechnete unterstellte unterstellt analysiert analysierte berichtigt rechtfertigt
      rechtfertigte weiß wusste ahnt ahnte bittet bat gelobt gelobte widerspricht widersprach widersprachen beruhigt beruhigte suggeriert bekennt beschwört beschwor
      bilanzieren spekuliert spekulierte wundert wunderte zurückwies zurückweist hinwies hinweist bekanntgab bekanntgibt
      bekanntgaben einräumten ergänzten hinzufügten anmahnte signalisiert signalisierte garantiert garantierte diagnostiziert
      diagnostizierte konzediert konzedierte insistiert insistierte postuliert postulierte kontern folgert folgerte beharrt beharrte
      bekundet bekundete bestritt bestreitet bestritten bestreiten offenbart offenbarte verneint verneinte leugnet leugnete
      vermeldet vermeldete argwöhnt argwöhnte korrigiert korrigierte bekräftigen bekräftigten gestehen gestanden beteuerten
      versicherten versichern schilderten schildern erzählten erzählen erläuterten erläutern deutet deutete sichert sicherte
      bringt brachte schiebt schob prangert prangerte pflichtete darlegt darlegte vorrechnet
      vorrechnete hervorhebt anmerkt ausführt klarstellt feststellt festhielt festhält herausstellt andeutet andeutete einwendet
      einwandte anführt anführte beschied ${withoutComma}`,
    quote: `nannte nennt nannten bezeichnete bezeichnet sprach sprachen spricht sprechen rief ruft scherzte
      schimpfte schimpft lachte lacht kommentierte kommentiert witzelte lautet lautete regt sah sieht sehen sahen gratulierte gratuliert würdigte würdigt verurteilte verurteilt dankte dankt
      verteidigte verteidigt höhnte stichelte fasst fasste seufzt seufzte
      stöhnt stöhnte grinst grinste murmelt murmelte brummt brummte winkt winkte wettert wetterte poltert polterte ätzt ätzte
      wirbt warb pflichtet lenkt lenkte setzt setzte legt legte hakt hakte philosophiert sinniert sinnierte frohlockt
      frohlockte unkt unkte frotzelt frotzelte flachst flachste tadelt tadelte schreit schrie brüllt brüllte
      flüstert flüsterte feixt feixte lästert lästerte motzt motzte meckert meckerte raunt raunte stammelt stammelte staunt
      staunte strahlt strahlte lächelt lächelte nickt nickte preist pries feiert feierte umschreibt umschrieb
      charakterisiert charakterisierte tituliert titulierte schmettert schmetterte zürnt zürnte tobt tobte grantelt grantelte
      kommentieren kommentierten loben lobten ermunterte ermuntert rufen riefen witzelt scherzt scherzen
      plaudert plauderte beteuern zitiert beginnt begann schloss schließt warf wirft klagen klagten ergänzen bremst bremste
      dämpft dämpfte mosert moserte akzentuierte akzentuiert beanstandet beanstandete bemerkt bemerkte beschwichtigt beschwichtigte doziert dozierte orakelt orakelte
      prahlt prahlte protestiert protestierte referiert referierte relativiert relativierte schlussfolgerte schlussfolgerten skizziert
      skizzierte verdeutlicht verdeutlichte ereiferte entrüstete beschwerte schließt schlossen schließen schlug schlägt schlugen schlagen
      versteht verstand wertet wertete bewertet bewertete betrachtet betrachtete begreift interpretiert interpretierte stuft stufte
      ausdrückt ausdrückte formuliert formulierte empfindet empfand brandmarkt brandmarkte geißelt geißelte ruft wiesen weisen räumten räumen stellten stellen führten führen hoben heben merkten merken fügten fügen ließen lassen`,
  }),
  perfects: byValue<Complement>({
    any: 'gesagt mitgeteilt bekanntgegeben verlautbart hervorgehoben klargestellt hinzugefügt',
    news: `erklärt berichtet bestätigt gemeldet angekündigt gewarnt betont behauptet dementiert bekräftigt unterstrichen
      enthüllt befürchtet verkündet`,
    stand: 'beklagt bemängelt begrüßt moniert verlangt',
    clause: `geschrieben gefordert kritisiert erzählt versichert ergänzt eingeräumt versprochen zugegeben argumentiert
      erläutert geschildert verraten vermutet prognostiziert angemahnt festgestellt angemerkt ausgeführt zugesichert
      zugesagt beteuert erwidert gemeint errechnet ermittelt herausgefunden beobachtet bedauert`,
    quote: `genannt bezeichnet gesprochen gelobt beschrieben geschwärmt geklagt geschimpft gejubelt gescherzt gerufen
      geantwortet kommentiert gewürdigt verurteilt`,
  }),
  auxiliaries: words('hat haben hatte hatten habe'),
  verbParticles: new Map([
    ['gab', words('bekannt an zu bedenken')],
    ['gibt', words('bekannt an zu bedenken')],
    ['gaben', words('bekannt an zu bedenken')],
    ['geben', words('bekannt an zu bedenken')],
    ['teilte', words('mit')],
    ['teilten', words('mit')],
    ['teilt', words('mit')],
    ['kündigte', words('an')],
    ['kündigt', words('an')],
    ['räumte', words('ein')],
    ['räumt', words('ein')],
    ['wandte', words('ein')],
    ['wendet', words('ein')],
    ['ließ', words('wissen ausrichten mitteilen verlauten durchblicken anklingen')],
    ['lässt', words('wissen ausrichten mitteilen verlauten durchblicken anklingen')],
    ['hob', words('hervor')],
    ['hebt', words('hervor')],
    ['führte', words('aus an')],
    ['führt', words('aus an')],
    ['wies', words('hin zurück')],
    ['weist', words('hin zurück')],
    ['stellte', words('klar fest')],
    ['stellt', words('klar fest')],
    ['hielt', words('fest entgegen vor')],
    ['hält', words('fest entgegen vor')],
    ['merkte', words('an')],
    ['merkt', words('an')],
    ['regt', words('an')],
    ['sprach', words('aus')],
    ['spricht', words('aus')],
    ['sprachen', words('aus')],
    ['sprechen', words('aus')],
    ['fügte', words('hinzu an')],
    ['fügt', words('hinzu an')],
    ['schließt', words('aus')],
    ['schloss', words('aus')],
    ['schlossen', words('aus')],
    ['schließen', words('aus')],
    ['schlägt', words('vor')],
    ['schlug', words('vor')],
    ['schlagen', words('vor')],
    ['schlugen', words('vor')],
    ['ruft', words('auf zu')],
    ['rief', words('auf zu')],
    ['rufen', words('auf zu')],
    ['riefen', words('auf zu')],
    ['kündigen', words('an')],
    ['kündigten', words('an')],
    ['räumten', words('ein')],
    ['räumen', words('ein')],
    ['wiesen', words('hin zurück')],
    ['weisen', words('hin zurück')],
    ['stellten', words('klar fest')],
    ['stellen', words('klar fest')],
    ['führten', words('aus an')],
    ['führen', words('aus an')],
    ['hoben', words('hervor')],
    ['heben', words('hervor')],
    ['merkten', words('an')],
    ['merken', words('an')],
    ['fügten', words('hinzu an')],
    ['fügen', words('hinzu an')],
    ['ließen', words('wissen ausrichten mitteilen verlauten durchblicken anklingen')],
    ['lassen', words('wissen ausrichten mitteilen verlauten durchblicken anklingen')],
    ['legte', words('nahe dar')],
    ['legt', words('nahe dar')],
    ['deutete', words('an')],
    ['deutet', words('an')],
    ['sicherte', words('zu')],
    ['sichert', words('zu')],
    ['brachte', words('vor')],
    ['bringt', words('vor')],
    ['schob', words('nach')],
    ['schiebt', words('nach')],
    ['prangerte', words('an')],
    ['prangert', words('an')],
    ['pflichtete', words('bei')],
    ['pflichtet', words('bei')],
  ]),
  unsaid: new Map([
    ['äußerte', words('sich')],
    ['äußerten', words('sich')],
    ['sagte', words('ab zu')],
    ['sagten', words('ab zu')],
    ['sagt', words('ab zu')],
    ['sagen', words('ab zu')],
    ['meldete', words('an ab zurück sich')],
    ['meldet', words('an ab zurück sich')],
    ['empfiehlt', words('sich')],
    ['empfahl', words('sich')],
    ['verspricht', words('sich')],
    ['versprach', words('sich')],
    ['meldeten', words('an ab zurück sich')],
  ]),
  reportVerbs: words(
    'berichtete berichteten berichtet berichten meldete meldet melden schrieb schreibt schreiben berichtete',
  ),
  participles: new Map(),
  clauseOpeners: words('dass daß er sie es man wir ob warum heraus hinzu'),
  likeWords: words('wie'),
  thatWords: words('dass daß'),
  finiteVerbs: words(''),
  beliefVerbs: words(withoutComma),
  findingVerbs: words('zeigte zeigt zeigten zeigen ergab ergaben ergibt'),
  saidPronouns: words('das dies'),
  questionWords: words('was'),
  emptyObjects: words('nichts ja nein'),
  tellVerbs: words('sagte sagten sagt erklärte'),
  toldMarkers: words('der dem den zu zum gegenüber im bei beim'),
  interviewCues: phrases(
    `gegenüber, interview mit, gespräch mit, im interview mit, im gespräch mit, interview bei, interview im,
    interview in der, gespräch bei`,
  ),
  beforeSource: phrases(
    `laut, nach angaben, nach informationen, nach einschätzung, nach darstellung, nach aussage, nach ansicht, nach
    meinung, nach auffassung, nach überzeugung, nach den worten, in den worten, nach aussagen, nach auskunft, nach einem bericht,
    nach berichten, nach schätzungen, nach prognosen, in den augen, heißt es in einem, heißt es in einer, hieß es in einem,
    hieß es in einer, geht aus einem, geht aus einer, ging aus einem, ging aus einer, wie aus einem, wie aus einer, wie aus der, wie aus dem, wie aus den, in einer mitteilung,
    in einer erklärung, in einer stellungnahme, kritik kam von, kritik kam vom, kritik kommt von, kritik kommt
    vom, lob kam von, lob kam vom, lob kommt von, lob kommt vom, heißt es aus, hieß es aus, heißt es bei, hieß es bei, heißt es vom, hieß es vom, heißt es von,
    hieß es von, heißt es beim, hieß es beim, nach erkenntnissen, nach berechnungen, nach mitteilung, nach bekunden, nach darlegung, nach lesart, nach beobachtung, nach beobachtungen, nach vermutung, nach recherchen, nach zählung, nach dafürhalten, von seiten, vonseiten, gemäß, geht es nach, ginge es nach, ging es nach, wenn es nach, nach worten, aus sicht, laut
    einem bericht, laut einer mitteilung`,
  ),
  beforeOpinion: phrases('für'),
  beforeNamed: phrases(
    'unter berufung auf, unter verweis auf, unter hinweis auf, mit verweis auf, mit hinweis auf, bericht von, zitiert von, veröffentlicht von, bestätigt von',
  ),
  closingCues: words('so'),
  beforeMedium: phrases(
    `zuerst bei, zuerst in, zuerst im, veröffentlicht in, erschienen in, im fachblatt, in der fachzeitschrift, im fachmagazin, im magazin, in der zeitschrift, bericht der,
    bericht des, bericht von, kommentar in, kommentar im, beitrag in, beitrag im, gastbeitrag in, gastbeitrag im, gastbeitrag für, artikel in,
    aufsatz in, interview in, interview im, studie in, studie im, berichte der, berichte des, recherchen von, recherchen der, recherchen des, meldung der`,
  ),
  afterSource: words('zufolge'),
  quotingVerbs: words('zitierte zitiert'),
  quotingClose: phrases('mit den worten, mit der aussage'),
  determiners: words(
    'mein meine meiner meinem meinen meines unser unsere unserer unserem unseren unseres der die das den dem des ein eine einen einem einer eines sein seine seiner seinen seinem seines ihr ihre ihrer ihren ihrem ihres',
  ),
  definite: words('der die das'),
  prepositions: words(
    'von vom beim zum zur in an auf aus bei mit nach zu für gegen über unter vor hinter neben zwischen durch ohne um seit während wegen trotz im am ins ans gegenüber samt binnen innerhalb außerhalb anlässlich angesichts aufgrund anhand mithilfe hinsichtlich bezüglich statt entgegen gemäß per pro ab bis',
  ),
  ofWords: words('von vom'),
  aroundWords: words('um'),
  conjunctions: words('und aber oder während als dass daß weil wenn obwohl denn da so wie bevor nachdem'),
  joining: words('und oder sowie'),
  bodyJoins: words('für'),
  adverbs: words(
    'auch später dann zuvor bereits zuletzt hatte hat haben habe jedoch wiederum selbst weiter heute gestern zunächst erneut kürzlich daraufhin danach dazu zudem inzwischen mittlerweile schließlich damals jüngst unlängst seinerzeit vorab ebenfalls einmal noch schon',
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
  timeLeads: words('am im'),
  clausePrepositions: words('nach seit'),
  personalPronouns: words('er sie'),
  mouthpieces: words(
    `sprecher sprecherin bericht studie umfrage angaben mitteilung daten zahlen statistik erklärung forscher forscherin
    forschende forschenden forschern team forschungsteam forscherteam arbeitsgruppe forschungsgruppe wissenschaftler
    wissenschaftlerinnen forscherinnen schreiben untersuchung auswertung antwort unterlagen dokument dokumenten papier
    berichts schreibens sprechers sprecherin fachleute fachleuten ökonomen volkswirte analysten experten expertinnen
    mediziner physiker biologen astronomen statistiker meteorologen ermittlungen messungen berechnungen schätzungen recherchen
    vorlage beschlussvorlage stellungnahme pressemitteilung jahresbericht protokoll
    prognose prognosen analyse erhebung erhebungen hochrechnung hochrechnungen auswertungen ergebnisse ergebnissen`,
  ),
  publishedBy: words('veröffentlicht veröffentlichte veröffentlichten'),
  bodyNouns: words(
    'universität institut verband behörde gewerkschaft stiftung partei ministerium verein klub club gericht klinikum krankenhaus kammer präsidium inspektion amt dienst sender zeitung',
  ),
  firmNouns: words('unternehmen konzern firma'),
  thingPronouns: words(''),
  personWords: words(''),
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
    sender magazin unternehmen konzern herr frau dr prof mutter vater sohn tochter bruder schwester ehefrau ehemann witwe
    witwer freund freundin nachbar nachbarin tante onkel cousin cousine enkel enkelin großmutter großvater anwohner
    anwohnerin pfleger pflegerin bauer bäuerin gutachter gutachterin zeuge zeugin papst bischof bischöfin könig königin
    unternehmer unternehmerin coach coachin torwart torhüter torfrau stürmer stürmerin mittelfeldspieler teamchef profi
    architekt architektin moderator moderatorin reporter reporterin korrespondent korrespondentin analyst analystin
    botschafter botschafterin kommandeur general oberst pilot pilotin rentner rentnerin student studentin veranstalter
    obmann obfrau dezernent beigeordneter kämmerer deichgraf imam rabbiner kaplan rapper musiker pianist gitarrist`,
  ),
  descriptors: byValue<SourceKind>({
    NEWS_AGENCY: 'nachrichtenagentur agentur staatsagentur presseagentur',
    NEWSPAPER: 'zeitung tageszeitung wochenzeitung sonntagszeitung boulevardblatt regionalzeitung lokalzeitung',
    BROADCASTER: 'sender fernsehsender radiosender',
    MAGAZINE:
      'magazin nachrichtenmagazin zeitschrift fachzeitschrift fachblatt fachmagazin fachjournal wissenschaftsmagazin wissenschaftsjournal',
    WEBSITE: 'portal website',
    GOVERNMENT: '',
    ORGANIZATION:
      'gewerkschaft partei bürgerinitiative initiative bündnis umweltorganisation menschenrechtsorganisation hilfsorganisation',
    COMPANY:
      'unternehmen konzern firma kette reederei autobauer hersteller betreiber verleih filmverleih verlag brauerei spedition werft molkerei start-up startup',
    PERSON: 'bruder schwester',
    OTHER: '',
  }),
  roleShape:
    /(?:minister|schüler|lehrer|lehrerin|arzt|ärztin|mediziner|pfarrer|wirt|wirtin|gründer|inhaber|berater|beauftragte|beauftragter|mitglied|referent|jurist|polizist|landwirt|kanzler|präsident|sprecher|chef|leiter|forscher|meister|politiker|kapitän|trainer|anwalt|vorstand|direktor|wissenschaftler|sekretär|ökonom|experte|expert|loge?|graf|techniker|ingenieur|händler|spieler|führer|redakteur|rat|rats|wart|bauer|gärtner|pfleger|sozialarbeiter|unternehmer|schreiber|macher|anwohner|aktivist|chirurg|pädagoge|psychologe|biologe|geologe|makler|winzer|förster|fischer|bäcker|metzger|schaffner|lotse|kommissar|manager|beamter|beamte|dekan|pastor|bischof|sänger|maler|bildhauer|fotograf|autor|verleger|kurator|intendant|dirigent|kritiker|komponist|regisseur|darsteller|sieger|organisator|moderator|ermittler|stratege|analyst|kandidat|vorsteher|kommandant|läufer|fahrer|schwimmer|springer|reporter|korrespondent|botschafter|verteidiger|torwart|torhüter|stürmer|chemiker|physiker|informatiker|mathematiker|soziologe|theologe|student|veranstalter|koordinator|dozent|assistent|obmann|obfrau|geiger|pianist|musiker|vize|geschäftsführer|banker|retter|athlet|biathlet|rektor|rechtler|züchter|besitzer|betreiber|nachbar|nachfolger|vorgänger|kollege|mitarbeiter|leser|hörer|bewohner|sprayer|skipper|rennfahrer|profi|virologe|archäologe)(?:s|n|en|in|innen)?$|(?:istin|antin|entin|ogin|eurin|orin|änin|ätin|ärin|rätin|bäuerin|ärztin|wältin|[^h]erin)$/i,
  descriptorShapes: [
    [
      /(?:autobauer|\p{L}zulieferer|\p{L}dienstleister|\p{L}spezialist|\p{L}entwickler|\p{L}lieferant|\p{L}produzent|\p{L}reederei|\p{L}vermieter|\p{L}hersteller|\p{L}konzern|\p{L}betreiber|\p{L}anbieter|\p{L}händler|\p{L}versicherer|\p{L}riese|\p{L}unternehmen|\p{L}firma|heizungsbauer|maschinenbauer|flugzeugbauer|anlagenbauer|schiffbauer|\p{L}airline|\p{L}bank|\p{L}kette|\p{L}gesellschaft|\p{L}genossenschaft)$/iu,
      'COMPANY',
    ],
    [
      /(?:\p{L}gewerkschaft|\p{L}verband|\p{L}organisation|\p{L}bündnis|\p{L}verein|\p{L}institut|(?<!\p{L})ngo)$/iu,
      'ORGANIZATION',
    ],
    [/(?:\p{L}sender|\p{L}radio)$/iu, 'BROADCASTER'],
    [/(?:\p{L}zeitung|\p{L}blatt)$/iu, 'NEWSPAPER'],
    [/(?:\p{L}magazin|\p{L}zeitschrift|fachblatt)$/iu, 'MAGAZINE'],
    [/(?:\p{L}portal)$/iu, 'WEBSITE'],
    [/(?:\p{L}behörde)$/iu, 'GOVERNMENT'],
  ],
  publicBodies: words('regierung'),
  namingWords: words('sogenannte sogenannten film buch lied roman titel motto wort begriff namens'),
  contribution: [
    /^(?:quelle|quellen): ?(?<source>.{2,60}?)\.?$/i,
    /^mit material (?:von|der) (?<source>.{2,60}?)\.?$/i,
  ],
  ordinaryTitles: words(
    'bild zeit welt spiegel stern focus presse standard echo kurier tageszeitung sputnik meta blick profil panorama phoenix capital verdi bahn',
  ),
  openers: words(
    `laut gemäß gemäss zufolge doch dort hier hierzu jetzt nun nur noch schon sogar trotzdem deshalb daher darum also allerdings
    vielleicht etwa rund zwar dabei damit dafür dagegen daran darauf darin darüber demnach dennoch ebenso ebenfalls
    eigentlich einst endlich entsprechend fast ferner früher ganz genau gleichzeitig immer immerhin insgesamt
    insbesondere lange lediglich leider letztlich manchmal meist mehr mehrere viele einige manche alle beide zwei drei
    vier fünf sechs sieben acht neun zehn nachdem natürlich neben nämlich oft plötzlich schließlich sehr seitdem selten
    sonst später stattdessen tatsächlich teils überhaupt umso unterdessen viel vielmehr vorher wahrscheinlich wann
    warum weder weiterhin weitere wenig wenige wer wem wen weshalb wie wieder wieso wo woher wohin wohl womöglich
    skeptisch kritisch gelassen ähnlich anders enttäuscht erleichtert erfreut besorgt verärgert überrascht entsetzt begeistert empört
    zufrieden unzufrieden froh stolz irritiert bestürzt schockiert verwundert überzeugt zuversichtlich optimistisch
    zugleich zumindest zusammen zuerst zuletzt zunächst zuvor erstmals bislang bisher anfangs vorerst gerade heute gestern damals seither dann danach mehrfach wiederholt erneut kürzlich rückendeckung zustimmung widerspruch morgen übrigens offenbar offiziell derzeit aktuell aktuelle`,
  ),
  bodyEndings: [
    [
      /(amt|ministerium|institut|werk|zentrum|krankenhaus|klinikum|gericht|kreuz|kreis|präsidium|bistum|theater|flughafen|bund|verband|verein|dienst|rundfunk|rat|anzeiger|landtag|gerichtshof|rechnungshof)(?:e?s)(?=$| )/iu,
      '$1',
    ],
    [
      /^(\p{Lu}\p{L}*?(?:isch|lich|ig|al|iv|ell|är|eutsch|gemein)|Rot|Neu|Frei|Alt|Vereinigt|Evangelisch)e[nmr]? (?=(?:\p{L}+ )?\p{L}*(?:amt|ministerium|institut|werk|blatt|echo|zentrum|gericht|museum|haus|kreuz)(?:$| für ))/u,
      '$1es ',
    ],
    [
      /^(\p{Lu}\p{L}*?(?:isch|lich|ig|al|iv|ell|är|eutsch|gemein)|Rot|Neu|Frei|Alt|Vereinigt|Evangelisch)e[nmr]? (?=(?:[\p{L}-]+ )?[\p{L}-]*(?:anzeiger|bund|verband|verein|kurier|rundfunk|bote|rat|dienst|konzern|tag|club|landesbund|wetterdienst)$)/iu,
      '$1er ',
    ],
    [
      /^(\p{Lu}\p{L}*?(?:isch|lich|ig|al|iv|ell|är|eutsch|gemein)|Rot|Neu|Frei|Alt|Vereinigt|Evangelisch)en (?=\p{Lu})/u,
      '$1e ',
    ],
  ],
  personEndings: [],
  capitalisesNouns: true,
  isVerbSecond: true,
  hasCommaClauses: true,
  hasFreeInversion: false,
  dropsPronouns: false,
  orthography: {
    hasDashes: false,
    abbreviations: words(''),
    // As Switzerland writes them.
    spellings: new Map(
      [
        ...words(
          `heißt hieß hießen äußerte äußerten äußert äußern ließ ließen begrüßt begrüßte begrüßten begrüßen schließt schließen schließlich
          weiß gemäß außerdem weißt spaß`,
        ),
      ].map((word) => [word.replaceAll('ß', 'ss'), word]),
    ),
  },
};
