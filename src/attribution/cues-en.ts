/** English cue tables: the verbs, prepositions and titles by which English news names its sources. */

import type { SourceKind } from './attribution.ts';
import type { Complement, Cues } from './cues.ts';
import { byValue, phrases, words } from './word-list.ts';

export const english: Cues = {
  language: 'en',
  functionWords: words(
    'the of and to in that is was for on with as at by from it he she said had has were be an a who',
  ),
  verbs: byValue<Complement>({
    any: 'said says say testified testifies',
    news: `announced announces announce confirmed confirms confirm reported reports report disclosed discloses disclose revealed
      reveals reveal denied denies deny warned warns warn acknowledged acknowledges acknowledge alleged alleges allege
      cautioned cautions estimates estimated predicted predicts forecast forecasts apologised apologized apologises apologizes`,
    stand: `criticised criticises criticized criticizes condemned condemns denounced denounces urged urges demanded demands slammed slams advised advises
      recommended recommends`,
    clause: `replied replies responded responds believes believed hoped hopes thinks added
      adds add emphasized emphasised emphasizes emphasises stressed stresses noted notes note explained explains explain
      suggested suggests suggest claimed claim wrote writes write found finds find concluded concludes conclude showed shows
      show promised promises vowed vows pledged pledges declared declares conceded concedes reiterated reiterates repeated
      repeats maintained maintains asserted asserts recalled recalls remarked observed observes complained complains commented
      comments complain tweeted tweets posted contends contended indicated indicates clarified clarifies ruled wondered
      signalled signaled boasted boasts lamented laments countered counters continued agreed agrees assured assures informed
      informs determined proposed quipped calculated hinted hints opined opines confided confides confessed confesses affirmed
      affirms attested attests recounted recounts elaborated theorized theorised retorted protested objected reasoned
      reflected feared told tells tell stated states state admitted admits admit argued argues argue insisted insists insist
      claims speculates speculated reckons reckoned surmised guessed guesses supposes figured figures ventured ventures
      volunteered volunteers posits posited surmises deduced recollected reminisced reminisces blogged intimated intimates
      implied implies stipulates specified specifies specify foresees envisages retorts swore swears rued rues bemoaned
      bemoans`,
    quote: `remembered remembers called calls call described describes describe asked asks joked jokes shouted shouts whispered
      hailed hails praised praises branded brands labelled labeled labels dismissed dismisses blasted welcomed welcomes
      accused accuses blamed rejected rejects characterized characterised characterizes characterises spoke speaks thanked
      defended defends exclaimed sighed laughed mused likened summed begged yelled cried reads read echoed lauded fumed chimed
      decried decries derided derides mocked mocks scoffed snapped muttered grumbled moaned enthused gushed beamed smiled
      shrugged chuckled grinned roared bellowed screamed pleaded interjected answered answers sums laughs sighs cries begs
      pleads whispers screams roars beams gushes enthuses fumes grumbles mutters snaps grins scoffs chuckles jests jested
      quips deadpanned deadpans gasped gasps sobbed sobs boomed crowed crows groaned groans hissed huffed intoned drawled
      barked raged rages thundered sneered sneers taunted taunts teased teases winces crooned marvelled marveled marvels
      rhapsodised raved raves exhorted implored implores interjects muses murmured murmurs whooped winked rails railed
      lambasted lambasts savaged ridiculed ridicules panned likens deemed deems salutes saluted pays championed toasted
      greeted toasts recited recites typed texted emailed captioned wailed stammered stuttered yells shrieked nodded frowned
      brags bragged smirked eulogised eulogized chides admonished scolded`,
  }),
  participles: byValue<Complement>({
    any: 'saying stating announcing confirming warning arguing insisting claiming alleging predicting telling',
    news: '',
    stand: '',
    clause: `adding noting explaining stressing emphasizing emphasising suggesting writing pointing declaring promising concluding
      vowing pledging acknowledging admitting revealing disclosing`,
    quote: 'calling describing labelling labeling branding asking praising denouncing dismissing joking urging',
  }),
  perfects: new Map(),
  auxiliaries: words(''),
  verbParticles: new Map(),
  unsaid: new Map([
    ['report', words('results earnings quarterly sales revenue revenues profit profits loss losses income turnover')],
    ['reports', words('results earnings quarterly sales revenue revenues profit profits loss losses income turnover')],
    ['reported', words('results earnings sales revenue revenues profit profits loss losses income turnover')],
  ]),
  reportVerbs: words('said says reported reports report wrote writes published found revealed announced'),
  clauseOpeners: words('that he she it they we i there how why whether what where when if nobody'),
  likeWords: words('as'),
  thatWords: words('that'),
  finiteVerbs: words('had has have was were is are will would could can should must may might did does'),
  beliefVerbs: words('believes believed believe thinks hoped hopes'),
  findingVerbs: words('found finds find showed shows show'),
  saidPronouns: words(''),
  questionWords: words('what whatever'),
  emptyObjects: words('nothing goodbye farewell little yes hello sorry so'),
  tellVerbs: words('told tells tell telling informed'),
  toldMarkers: words(''),
  interviewCues: phrases(
    'interview with, interview on, speaking to, speaking with, spoke to, speaking on, remarks to, comments to, interview to',
  ),
  beforeSource: phrases('according to, in the words of, in the view of, in the opinion of'),
  beforeOpinion: phrases(''),
  beforeNamed: phrases(
    `citing, reported earlier by, reported first by, confirmed by, announced by, reported by, disclosed by, revealed by, published by,
    released by, issued by, said by, stated by, quoted by, denied by, obtained by, seen by, reviewed by,
    cited by, compiled by, carried out by, conducted by, commissioned by, verified by, estimated by, described by, polled by, surveyed by, collected by, gathered by`,
  ),
  beforeMedium: phrases(
    'per, published its results in, published their results in, published the results in, published its findings in, published their findings in, published the findings in, published last week in, reporting in, write in, wrote in, writes in, writing in, column in, op-ed in, essay in, article in, published in, as saying by, appeared in, quoted in, reported in, broadcast by, broadcast on, in an article for',
  ),
  closingCues: words(''),
  afterSource: words(''),
  quotingVerbs: words('quoted quotes quoting cited cites citing'),
  quotingClose: phrases('as saying, as telling, as writing, as stating, as warning, as adding'),
  determiners: words('the a an his her its their our my this that one another both neither either some any'),
  definite: words('the'),
  prepositions: words(
    `of for at from in with near by to on into onto over under between among against about after before during
    through across within without behind inside outside around toward towards per via than like including beyond
    since until amid alongside despite beside besides`,
  ),
  ofWords: words('of'),
  aroundWords: words(''),
  conjunctions: words(
    'and but or while as that because when if since although though whereas so yet until unless where which who after before whether once',
  ),
  joining: words('and or'),
  bodyJoins: words('of for'),
  adverbs: words(
    `also later then previously earlier recently repeatedly publicly first has have had further again now today
    yesterday itself himself herself themselves separately initially only already just still once officially formally
    immediately subsequently eventually finally quickly long often meanwhile even however therefore clearly
    tonight explicitly simply both jointly all always specifically since`,
  ),
  blockers: words(
    `to not n't never will would could might may can cannot must should shall did does do didn't doesn't don't won't
    wouldn't couldn't can't hasn't haven't hadn't isn't wasn't refused declined let`,
  ),
  passives: words('was were is are been be being get got gets'),
  hearsay: words('reportedly allegedly supposedly apparently purportedly falsely'),
  relatives: words('who'),
  times: words(
    `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december today yesterday tomorrow tonight overnight week month year morning evening
    afternoon night weekend spring summer autumn fall winter christmas easter jan feb mar apr jun jul aug sep sept
    oct nov dec`,
  ),
  timeLeads: words('on in this last early late'),
  clausePrepositions: words('after before since until'),
  personalPronouns: words('he she'),
  mouthpieces: words(
    `spokesman spokeswoman spokesperson spokespeople spokesmen statement report reports study studies survey surveys poll
    polls data figures analysis analyses research statistics release communique communiqué filing filings letter
    calculations estimate estimates forecast forecasts team researchers analysts strategists scientists engineers experts
    astronomers
    economists division unit arm subsidiary headquarters bulletin index census document documents memo editorial
    newsroom tally tracker findings numbers records investigation review census reporting representative representatives`,
  ),
  publishedBy: words('published released conducted issued'),
  bodyNouns: words(
    `university institute association agency company firm union organisation organization department authority
    commission council committee foundation office club federation society party`,
  ),
  firmNouns: words('company firm manufacturer maker carmaker airline retailer'),
  thingPronouns: words('it its itself'),
  personWords: words('he she his her himself herself'),
  anonymous: words(
    `ngo ngos authorities officers democrats leaders official officials source sources resident residents witness witnesses employee employees worker workers aide aides
    insider insiders lawmaker lawmakers critic critics analyst analysts people person man woman men women media
    fans police diplomat diplomats soldier soldiers activist activists lawyer lawyers adviser advisers advisor
    advisors doctor doctors investor investors trader traders staff student students prosecutor prosecutors
    observers supporters opponents relatives neighbours neighbors passengers villagers executive executives
    customers outlets newspapers reporters reporter journalist journalists colleague colleagues minister ministers
    parents protesters locals users teachers nurses farmers experts sailor commander commanders`,
  ),
  roles: words(
    `president minister chancellor secretary senator representative governor mayor judge justice sheriff chief officer
    captain general colonel major sergeant admiral commander inspector detective superintendent constable commissioner
    chair chairman chairwoman chairperson chairs director professor doctor ambassador envoy leader speaker spokesman
    spokeswoman spokesperson coach manager economist analyst attorney prosecutor lawyer solicitor barrister advisor adviser
    researcher
    scientist architect activist author actor actress singer writer novelist poet journalist reporter editor columnist
    historian physicist chemist teacher nurse surgeon physician engineer farmer fisherman owner founder co-founder
    cofounder head boss executive ceo cfo coo cto premier politician lawmaker legislator congressman congresswoman
    councillor councilor councilman councilwoman candidate deputy vice king queen prince princess pope bishop archbishop
    cardinal rabbi imam priest pastor reverend father mother brother sister son daughter husband wife widow uncle
    aunt cousin friend neighbour neighbor colleague resident witness survivor victim student graduate pupil campaigner
    organiser organizer volunteer curator conductor composer musician rapper comedian filmmaker producer designer
    photographer artist painter sculptor chef baker driver pilot astronaut skipper player striker goalkeeper
    goalie midfielder defender forward quarterback athlete runner cyclist swimmer boxer skier snowboarder champion winner
    medallist medalist star defendant suspect investor billionaire entrepreneur banker broker strategist consultant
    expert specialist psychologist psychiatrist epidemiologist virologist agency newspaper broadcaster daily weekly
    magazine website outlet channel station network tabloid portal group firm company giant maker carmaker automaker operator
    retailer manufacturer supplier insurer lender airline startup start-up charity union party think-tank thinktank tank
    watchdog regulator publisher bank journal official aide counsel correspondent master chaplain principal dean rector
    chancellor provost ranger warden firefighter marshal veteran businessman businesswoman trader tycoon
    organisation organization campaign coalition alliance magnate ombudsman auditor treasurer accountant translator
    librarian archivist archaeologist negotiator diplomat statesman
    successor predecessor rival opponent partner fellow member guest host presenter anchor announcer blogger youtuber
    influencer podcaster model dancer choreographer playwright dramatist critic philosopher theologian mathematician
    statistician meteorologist forecaster climatologist botanist zoologist ecologist conservationist environmentalist
    veterinarian vet dentist pharmacist paramedic midwife carer caretaker janitor cleaner plumber electrician carpenter
    builder developer landlord landlady tenant shopkeeper grocer butcher waiter waitress bartender trainer tutor lecturer
    scholar academic co-author co-chair co-director coauthor commentator pundit pollster
    agent convener convenor whistleblower verger vicar curate deacon nun monk abbot headteacher headmaster headmistress
    publican brewer vintner
    lifeguard grandmother grandfather grandson granddaughter nephew niece mother-in-law father-in-law stepfather stepmother
    boyfriend girlfriend
    fiancé fiancee fiancée classmate teammate roommate housemate bystander onlooker pedestrian motorist commuter shopper
    voter delegate assemblyman
    assemblywoman alderman trustee juror magistrate clerk registrar organist sailor steward umpire referee technician
    technologist programmer
    lord lady dame sir baroness baron count countess duke duchess mr mrs ms dr prof sen rep gov gen lt
    col sgt capt rev hon st cmdr adm insp det supt attorney-general secretary-general vice-president vice-chancellor
    president-elect
    mayor-elect governor-elect undersecretary under-secretary md vp mp`,
  ),
  descriptors: byValue<SourceKind>({
    NEWS_AGENCY: 'newswire',
    NEWSPAPER: 'newspaper daily tabloid broadsheet',
    BROADCASTER: 'broadcaster channel station',
    MAGAZINE: 'magazine weekly journal',
    WEBSITE: 'website site portal blog',
    GOVERNMENT: 'regulator watchdog',
    ORGANIZATION:
      'charity union party think-tank thinktank nonprofit agency group organisation organization campaign coalition alliance',
    COMPANY:
      'company firm carmaker automaker airline retailer manufacturer startup start-up insurer lender operator maker giant supplier',
    PERSON: 'brother sister mother father son daughter husband wife widow friend neighbour neighbor resident',
    OTHER: '',
  }),
  roleShape:
    /(?:ologist|ographer|onomist|swoman|sman|holder|keeper|worker|maker|leader|minister|president|secretary|[a-z]{4}ator|[a-z]{3}ician|[a-z]{3}[^sx]ist)$/,
  descriptorShapes: [],
  publicBodies: words(
    `ministry government military army navy police parliament treasury cabinet embassy court presidency chancellery
    coastguard regulator service agency commission authority office bureau force`,
  ),
  namingWords: words(
    `called named dubbed titled entitled so-called nicknamed film book song album novel movie play series show documentary
    exhibition term word phrase slogan headline banner label ship yacht operation motto hashtag band single painting
    podcast programme program memoir poem opera musical game app project`,
  ),
  contribution: [
    /^(?<source>.{2,60}?) (?:(?:journalist|writer|reporter|correspondent|producer)s? (?:.{2,160} )?)?contributed (?:reporting )?to this (?:report|story|article)\.?$/i,
    /^\(?with (?:reporting|files|inputs?|material|additional reporting) (?:by|from) (?<source>.{2,60}?)\.?\)?$/i,
    /^(?:source|via): ?(?<source>.{2,60}?)\.?$/i,
  ],
  ordinaryTitles: words('time variety nature science fortune focus people shelter capital 10'),
  openers: words(''),
  bodyEndings: [],
  personEndings: [],
  capitalisesNouns: false,
  isVerbSecond: false,
  hasCommaClauses: false,
  hasFreeInversion: false,
  dropsPronouns: false,
  orthography: { hasDashes: false, abbreviations: words('') },
};
