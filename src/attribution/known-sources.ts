/**
 * Sources that newsrooms name every day, with the names they go by. Those that a newsroom keeps itself come on top
 * and win over these. A word that is common in its language ("Nature", "Sun") is listed only with what tells it apart.
 */
import type { NamedSource, SourceKind } from '../import/document.ts';

export interface KnownSource {
  readonly name: string;
  readonly kind: SourceKind;
  /** Other names, acronyms and inflections by which texts call it. */
  readonly aliases?: readonly string[] | undefined;
  readonly homepage?: string | undefined;
}

// One line a source: "Name = alias = alias".
const TABLE: Readonly<Partial<Record<SourceKind, string>>> = {
  NEWS_AGENCY: `
    Reuters = Thomson Reuters = Reuters News Agency
    Associated Press = AP = The Associated Press = AP News
    AFP = Agence France-Presse = Agence France Presse
    dpa = DPA = Deutsche Presse-Agentur = Deutschen Presse-Agentur = German Press Agency
    Bloomberg = Bloomberg News
    United Press International = UPI
    PA Media = Press Association = PA Wire = PA Images
    ANSA = Ansa
    EFE = Agencia EFE
    Lusa
    Belga
    ANP
    Ritzau
    NTB
    TT News Agency
    STT
    APA = Austria Presse Agentur
    Keystone-SDA = Keystone-ATS = Keystone = SDA
    KNA
    epd
    TASS = Tass = ITAR-TASS
    RIA Novosti = RIA
    Interfax = Interfax-Ukraine
    Sputnik News = Sputnik
    Ukrinform
    Belta = BelTA
    Anadolu Agency = Anadolu
    IRNA
    Tasnim = Tasnim News Agency
    Fars News Agency = Fars
    Mehr News Agency
    WAFA = Wafa
    SANA
    Saudi Press Agency = SPA
    MENA
    Xinhua = Xinhua News Agency
    China News Service
    Kyodo = Kyodo News
    Jiji Press = Jiji
    Yonhap = Yonhap News Agency = Yonhap News
    KCNA = Korean Central News Agency
    Press Trust of India = PTI
    ANI = Asian News International
    IANS
    Bernama
    Antara
    Australian Associated Press = AAP
    Canadian Press = The Canadian Press
    Getty Images = Getty
    European Pressphoto Agency = EPA-EFE = epa
    Sipa = SIPA
    Zuma Press = ZUMA = Zuma
    Magnum Photos
    picture alliance = Picture Alliance = picture-alliance
    imago = IMAGO = Imago Images = imago images
    Inter Press Service
    Religion News Service
    Catholic News Agency
    Kaiser Health News = KFF Health News`,
  NEWSPAPER: `
    New York Times = NYT = NY Times
    Washington Post
    Wall Street Journal = WSJ
    Los Angeles Times = LA Times
    USA Today
    Chicago Tribune
    Boston Globe
    New York Post
    Miami Herald
    Financial Times = FT
    Guardian = The Guardian
    Daily Telegraph = The Telegraph = Telegraph
    The Times = Times of London
    The Sunday Times = Sunday Times
    The Observer
    The Independent
    The Sun
    Daily Mail = Mail on Sunday = MailOnline
    Daily Mirror = The Mirror
    Daily Express
    Evening Standard
    Irish Times
    Irish Independent
    The Scotsman
    Globe and Mail
    Toronto Star
    Sydney Morning Herald
    The Australian
    Straits Times
    South China Morning Post = SCMP
    Times of India
    Hindustan Times
    Indian Express
    The Hindu
    Dawn newspaper
    Asahi Shimbun = Asahi
    Yomiuri Shimbun = Yomiuri
    Mainichi Shimbun
    Nikkei = Nikkei Asia
    Chosun Ilbo
    JoongAng Ilbo
    Hankyoreh
    Global Times
    People's Daily
    China Daily
    Le Monde
    Le Figaro
    Libération
    Les Echos
    Le Parisien
    Ouest-France
    El País = El Pais
    El Mundo
    La Vanguardia
    Corriere della Sera
    La Repubblica
    La Stampa
    Il Sole 24 Ore
    Süddeutsche Zeitung = Süddeutschen Zeitung = SZ
    Frankfurter Allgemeine Zeitung = FAZ = F.A.Z. = Frankfurter Allgemeinen Zeitung
    Die Welt = Welt am Sonntag
    Bild = Bild-Zeitung = Bild am Sonntag = Bild newspaper
    Handelsblatt
    Tagesspiegel = Der Tagesspiegel
    taz = Tageszeitung
    Die Zeit
    Rheinische Post = Rheinischen Post
    Neue Zürcher Zeitung = NZZ = Neuen Zürcher Zeitung
    Tages-Anzeiger
    Der Standard
    Die Presse
    De Telegraaf
    De Volkskrant = Volkskrant
    NRC
    De Standaard
    Dagens Nyheter
    Svenska Dagbladet
    Aftenposten
    Politiken
    Berlingske
    Helsingin Sanomat
    Gazeta Wyborcza
    Rzeczpospolita
    Kommersant
    Vedomosti
    Izvestia
    Novaya Gazeta
    Kyiv Post
    Kyiv Independent
    Haaretz
    Jerusalem Post
    Times of Israel
    Yedioth Ahronoth
    Asharq Al-Awsat
    Hürriyet = Hurriyet
    Cumhuriyet
    O Globo
    Folha de S.Paulo = Folha de São Paulo
    Clarín
    La Nación`,
  BROADCASTER: `
    BBC = BBC News = British Broadcasting Corporation = BBC Radio 4 = BBC Radio
    ITV = ITV News
    Sky News
    Channel 4 News = Channel 4
    CNN
    Fox News
    NBC = NBC News
    MSNBC
    CNBC
    ABC News
    CBS = CBS News
    NPR = National Public Radio
    PBS
    C-SPAN
    CBC = CBC News
    CTV News
    Voice of America = VOA
    Radio Free Europe = RFE/RL = Radio Free Europe/Radio Liberty
    Radio Free Asia
    Al Jazeera = Al-Jazeera
    Al Arabiya
    Al Mayadeen
    Deutsche Welle = DW = Deutschen Welle
    ARD
    ZDF
    Deutschlandfunk
    NDR = Norddeutscher Rundfunk = Norddeutschen Rundfunk
    WDR = Westdeutscher Rundfunk
    Bayerischer Rundfunk = Bayerischen Rundfunk = BR
    MDR
    SWR
    RBB
    n-tv = ntv = NTV
    RTL
    ORF
    SRF
    France 24
    France Info = Franceinfo
    France Télévisions
    BFM TV = BFMTV
    TF1
    RTÉ = RTE
    RAI
    RTVE
    NOS
    VRT
    NRK
    SVT
    DR
    Yle = YLE
    TVP
    TVN24
    Rossiya 1
    Channel One
    RT = Russia Today
    CCTV
    CGTN
    NHK
    KBS
    Arirang
    NDTV
    Euronews
    Suspilne
    Channel 12
    Kan
    Televisa
    TV Globo = GloboNews
    Globovisión
    SABC
    Channel NewsAsia = CNA`,
  MAGAZINE: `
    Der Spiegel = Spiegel = Spiegels
    Focus magazine
    Stern magazine = Magazin Stern
    The Economist
    Time magazine = TIME magazine
    Newsweek
    The New Yorker = New Yorker
    The Atlantic
    Vanity Fair
    Rolling Stone
    Forbes
    Fortune magazine
    Foreign Affairs
    Foreign Policy magazine
    National Geographic
    Nature = journal Nature = Nature magazine
    Science = journal Science = Science magazine
    The Lancet = Lancet
    New England Journal of Medicine
    British Medical Journal = BMJ
    Scientific American
    New Scientist
    Wired
    Paris Match
    L'Express
    Variety magazine
    The Hollywood Reporter = Hollywood Reporter
    Nature Communications
    Nature Climate Change
    Science Advances
    Proceedings of the National Academy of Sciences = PNAS`,
  WEBSITE: `
    Politico
    Axios
    Bellingcat
    The Intercept = Intercept
    ProPublica
    HuffPost = Huffington Post
    BuzzFeed News
    Business Insider
    TechCrunch
    The Verge
    TMZ
    Vox
    Mediapart
    Meduza
    The Insider
    Ukrainska Pravda
    Al-Monitor
    The Conversation
    The Information
    The Athletic
    ESPN
    Wikipedia
    Wikimedia Commons = Wikimedia
    Unsplash
    Pexels
    Pixabay
    Flickr`,
  GOVERNMENT: `
    Kremlin = Kreml = Kremls
    White House = Weißes Haus = Weiße Haus = Weißen Haus = Weißen Hauses
    Pentagon = Pentagons
    Downing Street = No 10 = No. 10
    Élysée Palace = Elysee Palace = Élysée = Elysee
    State Department = U.S. State Department = US State Department
    Justice Department = U.S. Justice Department = Department of Justice = US Justice Department
    Treasury Department = U.S. Treasury
    Homeland Security
    FBI = Federal Bureau of Investigation
    CIA
    NSA
    FDA = Food and Drug Administration
    CDC = Centers for Disease Control and Prevention
    FAA = Federal Aviation Administration
    NASA
    NOAA = National Oceanic and Atmospheric Administration
    National Weather Service
    USGS = U.S. Geological Survey = US Geological Survey
    Environmental Protection Agency = EPA
    Federal Reserve
    Securities and Exchange Commission = SEC
    Federal Trade Commission = FTC
    Census Bureau = U.S. Census Bureau
    Supreme Court
    Met Office
    Home Office
    Foreign Office
    Scotland Yard
    Metropolitan Police
    Bank of England
    Bank of Japan
    Bundesbank = Deutsche Bundesbank
    Bundesregierung = German government
    Bundestag
    Bundeswehr
    Bundespolizei
    Bundeskriminalamt = BKA = Bundeskriminalamts
    Verfassungsschutz
    Auswärtiges Amt = Auswärtige Amt = Auswärtigen Amt = Auswärtigen Amts = Auswärtigen Amtes
    Statistisches Bundesamt = Statistische Bundesamt = Statistischen Bundesamt = Statistischen Bundesamts = Statistischen Bundesamtes = Destatis
    Deutscher Wetterdienst = Deutsche Wetterdienst = Deutschen Wetterdienst = Deutschen Wetterdienstes
    Bundesagentur für Arbeit
    Congress
    Knesset
    Duma = State Duma
    Israel Defense Forces = IDF
    Shin Bet
    Revolutionary Guards = Islamic Revolutionary Guard Corps = IRGC
    FSB
    SBU
    Holy See = Vatican
    Joint Chiefs of Staff
    Roscosmos
    CNSA
    JAXA`,
  ORGANIZATION: `
    United Nations = UN = U.N. = Vereinte Nationen = Vereinten Nationen
    UNICEF = Unicef
    UNHCR = UN Refugee Agency = U.N. Refugee Agency = UN refugee agency = U.N. refugee agency = UN's refugee agency = U.N.'s refugee agency
    UNESCO = Unesco
    UNRWA
    World Health Organization = WHO = World Health Organisation = Weltgesundheitsorganisation
    World Food Programme = WFP = World Food Program
    World Meteorological Organization = WMO
    International Labour Organization = ILO
    Food and Agriculture Organization = FAO
    International Atomic Energy Agency = IAEA
    International Energy Agency = IEA
    International Monetary Fund = IMF
    World Bank = Weltbank
    World Trade Organization = WTO
    World Economic Forum
    OECD
    OPEC = OPEC+
    NATO = Nato
    European Union = EU = E.U.
    European Commission = EU Commission = EU-Kommission = Europäische Kommission
    European Parliament
    European Council
    European Central Bank = ECB = EZB = Europäische Zentralbank
    European Space Agency = ESA
    European Medicines Agency = EMA
    Europol
    Frontex
    Interpol
    Eurostat
    African Union
    Arab League
    ASEAN
    International Criminal Court = ICC
    International Court of Justice
    International Olympic Committee = IOC
    FIFA = Fifa
    UEFA = Uefa
    FIA
    World Anti-Doping Agency = WADA
    NBA
    NFL
    NHL
    Red Cross = International Committee of the Red Cross = ICRC = Rotes Kreuz
    Red Crescent
    Doctors Without Borders = Médecins Sans Frontières = MSF = Ärzte ohne Grenzen
    Amnesty International = Amnesty
    Human Rights Watch = HRW
    Greenpeace
    Oxfam = Oxfam International
    Save the Children
    WWF = World Wildlife Fund
    Transparency International
    Reporters Without Borders = RSF
    Committee to Protect Journalists = CPJ
    Chatham House
    Brookings Institution
    Pew Research Center = Pew
    Gallup
    YouGov
    Ipsos
    RAND Corporation
    MIT = Massachusetts Institute of Technology
    CERN
    Robert Koch Institute = Robert-Koch-Institut = RKI = Robert-Koch-Instituts
    Max Planck Institute
    Ifo Institute = ifo Institut = Ifo-Institut
    Fraunhofer
    ADAC
    IG Metall
    Verdi
    Taliban
    Hamas
    Hezbollah
    Islamic State
    Houthis
    Syrian Observatory for Human Rights
    AFL-CIO
    UAW = United Auto Workers
    NAACP
    ACLU = American Civil Liberties Union`,
  COMPANY: `
    Apple
    Google = Alphabet
    Microsoft
    Amazon = Amazon.com
    Meta
    Facebook
    Instagram
    TikTok
    ByteDance
    Netflix
    Tesla
    SpaceX
    OpenAI
    Anthropic
    Nvidia = NVIDIA
    Intel
    AMD
    TSMC
    Samsung = Samsung Electronics
    LG
    Sony
    Nintendo
    Toyota
    Honda
    Nissan
    Hyundai
    Kia
    BYD
    Huawei
    Alibaba
    Tencent
    Baidu
    Xiaomi
    Foxconn
    Boeing
    Airbus
    Lockheed Martin
    General Motors = GM
    General Electric = GE
    General Dynamics
    Ford Motor
    Stellantis
    Volkswagen = VW
    BMW
    Mercedes-Benz = Mercedes
    Porsche
    Audi
    Renault
    Volvo
    Siemens
    Bosch
    Bayer
    BASF
    SAP
    Deutsche Bahn = Deutschen Bahn
    Deutsche Telekom
    Deutsche Bank = Deutschen Bank
    Commerzbank
    Lufthansa
    Ryanair
    EasyJet = easyJet
    British Airways
    Emirates airline
    Allianz
    Munich Re
    Zalando
    Rheinmetall
    ThyssenKrupp = Thyssenkrupp
    Nokia
    Ericsson
    Ikea = IKEA
    H&M
    Spotify
    Novo Nordisk
    Novartis
    Roche
    Nestlé = Nestle
    UBS
    Credit Suisse
    Pfizer
    Moderna
    BioNTech = Biontech
    Johnson & Johnson
    AstraZeneca
    GSK
    Sanofi
    Merck
    Eli Lilly
    Shell
    BP
    TotalEnergies
    ExxonMobil = Exxon
    Chevron
    Equinor
    Gazprom
    Rosneft
    Lukoil
    Orlen
    Saudi Aramco = Aramco
    Naftogaz
    Energoatom
    Goldman Sachs
    JPMorgan = JPMorgan Chase
    Morgan Stanley
    Citigroup
    Bank of America
    Wells Fargo
    HSBC
    Barclays
    BlackRock
    Berkshire Hathaway
    Moody's
    Fitch
    S&P Global
    Standard & Poor's
    Visa Inc.
    Mastercard
    PayPal
    Uber
    Airbnb
    Walmart
    Starbucks
    McDonald's
    Coca-Cola
    Pepsi
    Nike
    Adidas = adidas
    Disney
    Warner Bros.
    Maersk
    DHL
    FedEx
    UPS
    Major League Baseball
    Shutterstock
    Adobe Stock
    Depositphotos
    iStock
    Alamy
    Maxar = Maxar Technologies
    Planet Labs`,
};

function rows(kind: SourceKind, table: string): KnownSource[] {
  return table
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', ...aliases] = line.split('=').map((part) => part.trim());
      return { name, kind, aliases };
    });
}

export const KNOWN_SOURCES: readonly KnownSource[] = (Object.keys(TABLE) as SourceKind[]).flatMap((kind) =>
  rows(kind, TABLE[kind] ?? ''),
);

/** Names and aliases to their source; the list that is given wins over the built-in one. */
export interface SourceIndex {
  /** By the exact name or alias, an article before it aside. */
  find(name: string): KnownSource | undefined;
  /** By the exact name or alias, its article included. */
  exact(name: string): KnownSource | undefined;
  /** Whether any name in it starts with a word: what most words of a text can be passed over by. */
  hasOpening(word: string): boolean;
  /** The most words that a name in it has. */
  readonly longest: number;
}

const MEDIA: ReadonlySet<SourceKind> = new Set(['NEWS_AGENCY', 'NEWSPAPER', 'BROADCASTER', 'MAGAZINE', 'WEBSITE']);

export function isMedium(source: NamedSource | undefined): boolean {
  return source !== undefined && MEDIA.has(source.kind);
}

function spelling(name: string): string {
  return name.replaceAll('’', "'").replace(/\s+/g, ' ').trim();
}

/** The first word, as far as a possessive or a hyphen leaves it: texts are asked by whole words and by their stems. */
function openingOf(name: string): string {
  return (name.split(' ')[0] ?? '').toLowerCase().replace(/'s$/, '');
}

/** Without its article, and "REUTERS" as "Reuters": an acronym is at most four letters. */
function plain(name: string): string {
  const bare = spelling(name).replace(/^(?:[Tt]he|[Dd]er|[Dd]ie|[Dd]as) /, '');
  return /^\p{Lu}{5,}$/u.test(bare) ? bare.charAt(0) + bare.slice(1).toLowerCase() : bare;
}

const indexes = new WeakMap<readonly KnownSource[], SourceIndex>();

export function indexSources(known: readonly KnownSource[]): SourceIndex {
  const made = indexes.get(known);
  if (made !== undefined) return made;
  const byName = new Map<string, KnownSource>();
  const names = (source: KnownSource) => [source.name, ...(source.aliases ?? [])].map(spelling);
  // Entered from the least to the most trusted, since a later entry replaces an earlier one.
  for (const source of KNOWN_SOURCES) {
    const claimed = known.find((kept) => names(source).some((name) => names(kept).includes(name)));
    for (const name of names(source)) byName.set(name, claimed ?? source);
  }
  for (const source of known) for (const name of names(source)) byName.set(name, source);
  const openings = new Set([...byName.keys()].map((name) => openingOf(name)));
  const index: SourceIndex = {
    exact: (name) => byName.get(spelling(name)),
    find: (name) => byName.get(spelling(name)) ?? byName.get(plain(name)),
    hasOpening: (word) => openings.has(spelling(word).toLowerCase()),
    longest: Math.max(...[...byName.keys()].map((name) => name.split(' ').length)),
  };
  indexes.set(known, index);
  return index;
}
