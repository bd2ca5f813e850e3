/** Lines of the page among those of the piece: "Advertisement", "Read also", requests to sign up or to follow, notices of copyright. */

const advertisement =
  /^(?:advert(?:isement|isment)?s?|ad|sponsored(?: content| message)?|(?:story|article) continues (?:below|after)(?: (?:this |the )?ad(?:vertisement)?)?|scroll (?:down )?to continue(?: with content)?|continue reading(?: below)?|anzeige|werbung|publicit[ée]|la suite après (?:la|cette) publicité|publicidad|pubblicità|publicidade|continua após a publicidade|advertentie|reklam[ae]?|annonse?|annons|artikkelen fortsetter under annonsen|artikeln fortsätter efter annonsen|mainos|hirdetés|advertorial|реклама|広告|广告|廣告|광고|quảng cáo|iklan|διαφήμιση|إعلان)$/iu;

const readAlso =
  /^(?:read (?:also|more|next|on|this next)|also read|see also|related(?: (?:articles?|stor(?:y|ies)|coverage|content|reading|topics|news|posts?))?|more (?:on this(?: story| topic)?|like this|stories|to read|coverage)|recommended(?: (?:stories|reading|articles|for you))?|you (?:may|might) (?:also )?(?:like|be interested in)|don[’']t miss|in case you missed it|(?:most|top) (?:read|popular|viewed|stories)|trending(?: now)?|what to read next|lesen sie (?:auch|mehr|dazu|hier)(?: auch)?|mehr (?:zum thema|dazu|lesen|zu diesem thema)|auch interessant|zum thema|passend dazu|das könnte (?:sie|dich) (?:auch )?interessieren|weiterlesen|[àa] lire (?:aussi|également)|lire (?:aussi|la suite)|voir aussi|sur le même (?:sujet|thème)|articles? (?:liés?|associés?|similaires)|le[ae] también|leer (?:también|más)|te puede interesar|te puede gustar|más información|noticias relacionadas|ver (?:también|más)|lee (?:también|más)|leia (?:também|mais)|veja (?:também|mais)|saiba mais|leggi anche|approfondisci|potrebbe interessarti(?: anche)?|lees (?:ook|meer|verder)|meer over dit onderwerp|les (?:også|mer)|läs (?:också|mer|även)|læs (?:også|mere)|lue (?:myös|lisää)|czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również)|čtěte také|přečtěte si(?: také)?|(?:pre)?čítajte (?:aj|tiež)|pročitajte (?:i|još)|preberite (?:tudi|še)|olvassa el|citește și|ilgili haberler|baca juga|xem thêm|tin liên quan|читайте (?:также|також|ещё)|смотрите также|по теме|関連記事|あわせて読みたい|続きを読む|相关(?:新闻|阅读)|相關(?:新聞|閱讀)|延伸(?:阅读|閱讀)|관련 ?기사|اقرأ أيضا|διαβάστε (?:επίσης|ακόμη))\s*[:：.›»→>…]*$/iu;

/** What may stand in front of a request of the house's own: "Enjoying this?", "Newsletter:". */
const lead = String.raw`(?:[^.!?:]{2,60}[!?:]\s*)`;
const networks =
  '(?:facebook|twitter|x|instagram|whatsapp|telegram|linkedin|youtube|tiktok|threads|bluesky|google news)';

/** An imperative that opens the line, and what it asks for behind it. */
const requests = [
  /^(?:please )?(?:sign up|subscribe)\b.{0,90}\b(?:newsletters?|inbox|alerts|bulletin|briefing|mailing list|whatsapp|telegram|channel|e-?mails)\b/iu,
  /^(?:please )?(?:register|join)\b.{0,90}\b(?:newsletters?|inbox|our (?:\S+ ){0,3}(?:alerts|bulletin|briefing|mailing list|whatsapp|telegram|channel|e-?mails))\b/iu,
  /^join the (?:\S+ ){0,4}(?:whatsapp|telegram|broadcast) channel\b/iu,
  new RegExp(
    String.raw`^${lead}(?:please )?(?:sign up|subscribe|register|join)\b.{0,60}\b(?:our|your inbox|newsletters?)\b`,
    'iu',
  ),
  /^(?:get|receive) (?:our|the|all|more|your)\b.{0,80}\b(?:in your inbox|newsletters?)\b|^(?:get|receive) our\b.{0,80}\bby e-?mail\b/iu,
  new RegExp(
    String.raw`^${lead}?(?:(?:inscrivez|abonnez)[ -]vous\b.{0,80}(?:\bnewsletters?\b|\binfolettre|\blettre d[’']info|\b(?:notre|nos) (?:lettre|chaîne))|(?:abonnieren sie|melden sie sich)\b.{0,80}\bnewsletter|(?:suscr[ií]bete|ap[uú]ntate|reg[ií]strate)\b.{0,80}\b(?:newsletters?|bolet[ií]n)|(?:iscriviti|assine|inscreva-se|schrijf je in|meld je aan|zapisz się)\b.{0,80}\bnewsletter)`,
    'iu',
  ),
  /^jetzt (?:hier |gleich |kostenlos |gratis )?(?:unseren?|den|zum|für (?:den|unseren)|die|das)? ?(?:\S+ ){0,3}newsletter (?:\S+ ){0,2}(?:abonnieren|anmelden|bestellen|eintragen|sichern)[.!]*$/iu,
  new RegExp(
    String.raw`^${lead}?(?:you can )?(?:follow|like|find|join) (?:us|our \S+(?: \S+)?) on\b.{0,40}\b${networks}\b`,
    'iu',
  ),
  new RegExp(
    String.raw`^follow (?:the )?(?:\S+ ){1,4}on ${networks}(?:(?:,| and|, and| or| &) ${networks})*[.!]*$`,
    'iu',
  ),
  new RegExp(
    String.raw`^${lead}?(?:folgen sie uns|folge uns|suivez[ -]nous|s[ií]guenos|seguici|siga-nos|volg ons|śledź nas|følg oss|följ oss|подписывайтесь|підписуйтесь|ikuti kami)(?:\s|$)`,
    'iu',
  ),
  new RegExp(
    String.raw`^${lead}?(?:subscribe|sign up|log ?in|sign in|register) (?:now |today )?(?:to (?:read|continue|keep reading|unlock)|and (?:read|continue|unlock))\b|^${lead}?(?:subscribe|sign up) (?:now |today )?for (?:full|unlimited|just|only|one|[€$£]?\d)`,
    'iu',
  ),
  new RegExp(
    String.raw`^${lead}?(?:already (?:a subscriber|a member|subscribed|registered|have an account)|bereits abonnent(?:in)?|déjà abonnée?|¿?ya eres suscriptor|sei già abbonato)(?: ?[?]|$|[,.:!–—-]? (?:log|sign|click|hier|jetzt|connectez|inicia|accedi)\b)`,
    'iu',
  ),
  new RegExp(
    String.raw`^${lead}?(?:please )?(?:enable|turn on|activate|allow) java ?script\b|^.{0,60}\bjava ?script is (?:disabled|required)(?: (?:in your|for this|to (?:view|see|read|use))\b|[.!]*$)|^(?:bitte )?(?:aktivieren|erlauben) sie java ?script\b|^java ?script (?:bitte )?aktivieren[.!]*$|^java ?script (?:muss|est désactivé)\b.{0,60}(?:browser|navigateur|aktiviert)`,
    'iu',
  ),
  /^(?:download|get) our (?:\S+ ){0,3}app\b|^(?:download|get) the (?:\S+ ){0,3}app\b.{0,40}\b(?:news|stories|headlines|articles)\b|^(?:lade|laden sie) (?:dir |sich )?unsere (?:\S+ ){0,3}(?:\S+-)?app\b/iu,
  /^(?:share|print|email|save|listen to) this (?:article|story|page)\b|^(?:artikel|beitrag) (?:teilen|drucken|merken)$/iu,
  /^(?:help us|support (?:us|our|independent))\b.{0,60}\b(?:journalism|donat\w+|reporting)\b/iu,
];

/** A sign, or that all rights are reserved. */
const copyright = [
  /^©/u,
  /^(?:\(c\)|copyright)\s*(?:©|\(c\))/iu,
  /(?:^|[.,;|©–—-]\s*|\d\s*)(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati|todos os direitos reservados|wszelkie prawa zastrzeżone)(?=\s*(?:[.!,|©]|$))/iu,
];
const MAX_COPYRIGHT_LETTERS = 200;

/** What a sentence of news has and no request does: somebody who says it. */
const saying =
  /(?<!\p{L})(?:said|says|say|told|tells|announced|warned|reported|confirmed|explained|argued|added|adds|wrote|writes|claimed|stated|testified|insisted|according to|sagte|sagten|sagt|teilte|teilten|erklärte|erklärten|erklärt|hieß es|heißt es|berichtete|berichteten|berichtet|warnte|warnten|warnt|betonte|bestätigte|kündigte|schrieb|schreibt|meinte|meint|laut|zufolge|a dit|déclaré|affirmé|indiqué|expliqué|annoncé|selon|dijo|dice|dijeron|afirmó|declaró|anunció|aseguró|explicó|según|detto|dichiarato|spiegato|secondo|disse|afirmou|segundo|zei|zegt|aldus|volgens|powiedział|powiedziała|poinformował|poinformowała|sade|säger|enligt)(?!\p{L})/iu;
/** Fewer words in quotation marks are a name. */
const MIN_QUOTED_WORDS = 5;

/** Who edited it, as pages in Chinese say below it. */
const editedBy = /^[（(【[]?(?:责任编辑|責任編輯|责编)\s*[:：]\s*[\p{Script=Han}·、 ]{2,20}[）)】\]]?$/u;
/** As Xinhua's pages say in a line above the text, or in one each. */
const ofXinhua =
  /^(?:source|来源|來源)\s?[:：]\s?(?:xinhua|新华社|新華社|新华网)(?:\s?[|｜丨]?\s?\d{4}-\d\d-\d\d[\d :]{0,10})?(?:\s?[|｜丨]\s?editor\s?[:：]\s?\S{2,20})?$|^editor: ?huaxia$/iu;
const captionLabel = /^(?:image|media|figure|photo|video) (?:source|caption|credit)\s*[:,]/iu;
const code =
  /\bwindow\.\w+\s*=|\bfunction\s*\w*\(|\bvar \w+\s*=|\bdataLayer\b|\bgoogletag\b|\bdocument\.\w+\(|=>\s*\{|\|\|\s*[[{]/gu;

/** Letters of a request at most; a piece about newsletters has longer paragraphs. */
const MAX_REQUEST_LETTERS = 320;
const MAX_LABEL_LETTERS = 70;
const MIN_CODE_MARKS = 2;

/** Whether a line asks readers for something, or says whose the page is. Lines that tell what somebody says never do. */
export function isRequest(line: string): boolean {
  if (line.length === 0 || line.length > MAX_REQUEST_LETTERS) return false;
  if (/^["“„«‘'»]/u.test(line) || saying.test(line) || isQuoting(line)) return false;
  if (requests.some((request) => request.test(line))) return true;
  return line.length <= MAX_COPYRIGHT_LETTERS && (copyright.some((notice) => notice.test(line)) || isNotice(line));
}

function isQuoting(line: string): boolean {
  return [...line.matchAll(/["“„«]([^"“”„«»]*)["“”»]/gu)].some(
    ([, quoted = '']) => quoted.trim().split(/\s+/).length >= MIN_QUOTED_WORDS,
  );
}

/** "Copyright Harbour Post 2026": a name and a year; a sentence about copyright has small words. */
function isNotice(line: string): boolean {
  const rest = /^(?:\([Cc]\)|(?:[Cc]opyright|COPYRIGHT)\b)(.*)$/u.exec(line)?.[1]?.split(/all rights reserved/i)[0];
  const words = rest?.match(/[\p{L}\p{N}]\S*/gu) ?? [];
  return (
    words.some((word) => /^(?:19|20)\d{2}(?!\d)/.test(word)) &&
    words.every((word) => /^(?:by|the|of|and|c\)?)$|^[\p{Lu}\p{N}]/u.test(word))
  );
}

/** Whether a line is a label for what stands below it: an advertisement, or other stories. */
export function isLabel(line: string): boolean {
  return line.length <= MAX_LABEL_LETTERS && (advertisement.test(line) || readAlso.test(line));
}

/** Whether a line is none of the piece's: a request, a label, a caption by its first words, or code. */
export function isPageLine(line: string): boolean {
  if (isLabel(line) || isRequest(line)) return true;
  if (line.length <= MAX_REQUEST_LETTERS && (captionLabel.test(line) || editedBy.test(line) || ofXinhua.test(line)))
    return true;
  return line.length < 2_000 && (line.match(code)?.length ?? 0) >= MIN_CODE_MARKS;
}
