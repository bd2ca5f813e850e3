/** French cue tables: the verbs, prepositions and titles by which French news names its sources. */

import type { SourceKind } from './attribution.ts';
import type { Complement, Cues } from './cues.ts';
import { byValue, phrases, words } from './word-list.ts';

export const french: Cues = {
  language: 'fr',
  functionWords: words(
    `le la les des et est dans que une du pour qui au sur par plus ce pas il ne se avec sont aux cette ont elle mais
    été à un en`,
  ),
  verbs: byValue<Complement>({
    any: 'déclare déclarent',
    news: `affirme affirment annonce annoncent assure assurent confirme confirment rapporte rapportent révèle révèlent dément
      démentent précise précisent indique indiquent signale signalent garantit`,
    stand: `dénonce dénoncent fustige fustigent réclame réclament exige exigent salue saluent`,
    clause: `montre montrent démontre démontrent avertit prévient dit disent explique expliquent estime estiment ajoute ajoutent
      souligne soulignent note notent relève rappelle rappellent raconte racontent écrit écrivent soutient soutiennent juge
      jugent considère constate constatent craint craignent espère pense croit regrette reconnaît promet prédit plaide martèle
      témoigne admet prévoit pointe argue avance concède concèdent déplorent alerte alertent détaillent avertissent
      préviennent reconnaissent espèrent promettent prévoient imagine suppose suggère suggèrent prône jure rétorque objecte
      témoignent pensent`,
    quote: `accusent lance lâche lancent soupire sourit glisse confie qualifie évoque ironise insiste conclut poursuit répond résume
      réagit répète tranche tonne martèle observe plaisante commente argumente nuance décrit demande détaille accuse appelle
      renchérit reprend souffle tempère indigne insurge exclame félicite réjouit inquiète agace étonne interroge emporte
      alarme enthousiasme souvient déplore vante peste râle rage grogne grommelle gronde bougonne murmure chuchote crie hurle
      clame proclame abonde assène enrage rassure sanctionne riposte réplique rit rigole gémit exulte explose savoure se
      relativise décrypte analyse philosophe vitupère raille moque brocarde encense applaudit loue remercie exhorte supplie
      implore interpelle questionne balaie balaye cingle attaque`,
  }),
  perfects: byValue<Complement>({
    any: 'déclaré',
    news: 'affirmé annoncé assuré confirmé rapporté révélé démenti prévenu averti précisé indiqué signalé',
    stand: '',
    clause: `dit expliqué estimé ajouté souligné noté relevé rappelé raconté écrit soutenu jugé considéré constaté regretté reconnu
      promis prédit plaidé martelé admis fait argué avancé concédé alerté détaillé suggéré juré`,
    quote: `lancé lâché soupiré glissé confié dénoncé salué qualifié évoqué ironisé insisté conclu poursuivi répondu résumé réagi
      répété commenté décrit demandé appelé tweeté accusé félicité déploré vanté défendu emporté indigné insurgé réjoui
      inquiété étonné exclamé agacé clamé proclamé assené asséné riposté répliqué fustigé raillé loué remercié crié hurlé
      plaisanté rassuré balayé pesté taclé cinglé`,
  }),
  auxiliaries: words('a ont avait avaient aurait'),
  verbParticles: new Map(),
  unsaid: new Map(),
  reportVerbs: words(
    `rapporte écrit révèle affirme annonce indique relève note raconte rapporté écrit révélé affirmé annoncé indiqué`,
  ),
  participles: byValue<Complement>({
    any: ``,
    news: '',
    stand: '',
    clause: ``,
    quote: ``,
  }),
  clauseOpeners: words(`que qu' ne vouloir avoir être vouloir ne pas ce`),
  likeWords: words('comme'),
  thatWords: words("que qu'"),
  finiteVerbs: words(''),
  beliefVerbs: words(''),
  findingVerbs: words('montre montrent démontre démontrent'),
  saidPronouns: words(''),
  questionWords: words(''),
  emptyObjects: words('non oui rien adieu'),
  tellVerbs: words(
    `dit déclare déclaré affirmé confié assuré expliqué indiqué annoncé confirmé raconte raconté affirme confie
    assure explique indique annonce confirme précisé ajouté`,
  ),
  toldMarkers: words('à au aux sur'),
  interviewCues:
    phrases(`interrogé par, interrogée par, interrogés par, entretien à, entretien au, entretien avec, interview à, interview
    au, auprès de, auprès du, au micro de, invité de, invitée de, cité par, citée par, rapporté par`),
  beforeSource: phrases(`selon, d' après, aux yeux de, de l' avis de, à en croire`),
  beforeOpinion: phrases('pour'),
  beforeNamed: phrases(`citant, publié par, publiée par, cité par, confirmé par, annoncé par, révélé par, d après`),
  beforeMedium: phrases(
    `publié dans la revue, publiée dans la revue, publiée dans, publié dans, paru dans, parue dans, paru dans la
    revue, dans les colonnes de, dans les colonnes du, dans le quotidien, dans le journal, dans le magazine, dans l'
    hebdomadaire, dans la revue, tribune dans, tribune au, tribune à, tribune publiée dans, tribune publiée par`,
  ),
  closingCues: words(''),
  afterSource: words(''),
  quotingVerbs: words('cite cité'),
  quotingClose: phrases(`disant que`),
  determiners: words(`le la les l' un une des du au aux son sa ses leur leurs ce cet cette ces notre nos mon ma mes`),
  definite: words(`le la les l'`),
  prepositions: words(
    `de d' du des à au aux en dans pour par sur avec sans sous chez vers entre contre depuis pendant selon après
    avant dès lors devant derrière hors parmi malgré outre`,
  ),
  ofWords: words("de d' du des"),
  aroundWords: words(''),
  conjunctions: words(
    `et ou mais où que qu' qui quand lorsque lorsqu' comme si car puisque puisqu' donc ni or dont tandis alors`,
  ),
  joining: words('et ou'),
  bodyJoins: words(`de d' du des pour`),
  adverbs: words(
    `aussi également ensuite déjà encore notamment toutefois cependant pourtant lui elle même hier ainsi toujours
    plus tard enfin a ont avait avaient`,
  ),
  blockers: words(
    `ne n' pas jamais pourrait pourraient devrait doit peut veut voudrait souhaite souhaité va vont refuse refusé`,
  ),
  passives: words('est sont était étaient été sera seront fut serait être'),
  hearsay: words('aurait auraient prétendument soi-disant'),
  relatives: words('qui'),
  times: words(
    `lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre
    octobre novembre décembre matin soir après-midi midi nuit semaine année mois hier`,
  ),
  timeLeads: words('ce cette le en au dans'),
  clausePrepositions: words('après avant depuis'),
  personalPronouns: words('il elle'),
  mouthpieces: words(
    `porte-parole communiqué rapport étude enquête sondage chiffres données estimation estimations statistiques
    analyse note`,
  ),
  publishedBy: words('publié publiée publiés'),
  bodyNouns: words(''),
  firmNouns: words(''),
  thingPronouns: words(''),
  personWords: words(''),
  anonymous: words(
    `ong ongs ngo ngos témoins témoin habitants habitant habitante voisins voisin voisine sources source experts autorités responsables
    responsable enquêteurs police policiers gendarmes pompiers secours médias presse agriculteur agriculteurs
    riverains syndicats organisateurs élus proches famille entourage spécialistes observateurs analystes parquet
    gouvernement avocats opposition`,
  ),
  roles: words(
    `ministre président présidente maire préfet préfète sénateur sénatrice député députée directeur directrice chef
    cheffe patron patronne porte-parole avocat avocate procureur procureure juge professeur professeure chercheur
    chercheuse médecin docteur historien historienne économiste sociologue politologue politiste hydrologue
    climatologue entraîneur entraîneuse sélectionneur capitaine joueur joueuse attaquant gardien chanteur chanteuse
    acteur actrice réalisateur réalisatrice écrivain écrivaine auteur auteure autrice romancier romancière
    journaliste photographe agriculteur agricultrice éleveur éleveuse pêcheur boulanger boulangère restaurateur
    restauratrice commerçant commerçante fondateur fondatrice cofondateur cofondatrice gérant gérante responsable
    secrétaire trésorier trésorière délégué déléguée général générale adjoint adjointe conseiller conseillère
    chancelier chancelière roi reine pape cardinal évêque archevêque imam rabbin colonel lieutenant commandant
    commissaire ambassadeur ambassadrice premier première dirigeant dirigeante leader coordinateur coordinatrice
    enseignant enseignante infirmier infirmière étudiant étudiante habitante ingénieur ingénieure analyste
    spécialiste expert experte milliardaire entrepreneur entrepreneuse militant militante syndicaliste candidat
    candidate maître m. mme mm. mlle dr pr me monsieur madame frère soeur sœur père mère fils fille épouse mari
    cousin cousine oncle tante ami amie voisin voisine artiste peintre architecte compositeur compositrice astronome
    biologiste physicien physicienne océanographe météorologue virologue épidémiologiste psychologue pdg agence
    quotidien journal hebdomadaire magazine revue chaîne radio syndicat association ong groupe entreprise société
    constructeur viticulteur viticultrice pompier gendarme boucher bouchère coiffeur coiffeuse chauffeur conducteur
    conductrice retraité retraitée locataire propriétaire cuisinier cuisinière curé pasteur proviseur recteur doyen doyenne
    universitaire géologue glaciologue pédiatre oncologue urgentiste vétérinaire pharmacien pharmacienne pilote cycliste
    nageur nageuse tennisman défenseur coach manager président-directeur vice-président vice-présidente sous-préfet
    sous-préfète bâtonnier magistrat magistrate greffier commissaire-priseur galeriste conservateur conservatrice éditeur
    éditrice styliste humoriste chorégraphe cinéaste metteur dramaturge`,
  ),
  descriptors: byValue<SourceKind>({
    NEWS_AGENCY: `agence`,
    NEWSPAPER: `quotidien journal`,
    BROADCASTER: `chaîne radio`,
    MAGAZINE: `hebdomadaire magazine mensuel revue`,
    WEBSITE: `site`,
    GOVERNMENT: ``,
    ORGANIZATION: `syndicat association ong organisation fédération`,
    COMPANY: `groupe entreprise société constructeur géant compagnie opérateur enseigne équipementier`,
    PERSON: `frère sœur père mère fils fille cousin cousine oncle tante`,
    OTHER: ``,
  }),
  roleShape: /(?:logue|iste|ographe|icien|icienne|ateur|atrice)$/,
  descriptorShapes: [],
  publicBodies: words(
    `ministère parquet préfecture gouvernement mairie présidence gendarmerie chancellerie ambassade tribunal rectorat`,
  ),
  namingWords: words(
    `film livre roman chanson album titre intitulé intitulée dit surnommé expression mot documentaire série pièce
    exposition slogan baptisé baptisée nommé nommée opération`,
  ),
  contribution: [],
  ordinaryTitles: words('libération marianne croix point capital'),
  openers: words(
    `selon pour dans avec après avant depuis interrogé interrogée comme ainsi mais et quand lors si chez face grâce
    malgré outre parmi quant entre contre plusieurs certains certaines beaucoup tous toutes tout aucun aucune chaque
    autre autres deux trois quatre cinq six dix cent mille hier demain aujourd hui ici là voici voilà alors puis
    enfin toujours jamais rien personne merci oui non pourquoi comment combien quel quelle quels quelles où qui que
    dont`,
  ),
  bodyEndings: [],
  personEndings: [],
  capitalisesNouns: false,
  isVerbSecond: false,
  hasCommaClauses: false,
  hasFreeInversion: true,
  dropsPronouns: false,
  orthography: {
    elision: /^(?:[ldnstcjm]|qu|jusqu|lorsqu|puisqu)['’](?=\p{L})/iu,
    enclitic: /-(?:t-)?(?:il|elle|on|ils|elles)$/u,
    hasDashes: true,
    abbreviations: words('M MM Mme Mmes Mlle Me Pr Dr St Ste'),
  },
};
