/** Lines of the page among those of the piece: "Advertisement", "Read also", requests to sign up or to follow, notices of copyright. */

const advertisement =
  /^(?:advert(?:isement|isment)?s?|ad|sponsored(?: content| message)?|(?:story|article) continues (?:below|after)(?: (?:this |the )?ad(?:vertisement)?)?|scroll (?:down )?to continue(?: with content)?|continue reading(?: below)?|anzeige|werbung|publicit[ée]|la suite après (?:la|cette) publicité|publicidad|pubblicità|publicidade|continua após a publicidade|advertentie|reklam[ae]?|annonse?|annons|artikkelen fortsetter under annonsen|artikeln fortsätter efter annonsen|mainos|hirdetés|advertorial|реклама|広告|广告|廣告|광고|quảng cáo|iklan|διαφήμιση|إعلان)$/iu;

const readAlso =
  /^(?:read (?:also|more|next|on|this next)|also read|see also|related(?: (?:articles?|stor(?:y|ies)|coverage|content|reading|topics|news|posts?))?|more (?:on this(?: story| topic)?|like this|stories|to read|coverage)|recommended(?: (?:stories|reading|articles|for you))?|you (?:may|might) (?:also )?(?:like|be interested in)|don[’']t miss|in case you missed it|(?:most|top) (?:read|popular|viewed|stories)|trending(?: now)?|what to read next|lesen sie (?:auch|mehr|dazu|hier)(?: auch)?|mehr (?:zum thema|dazu|lesen|zu diesem thema)|auch interessant|zum thema|passend dazu|das könnte (?:sie|dich) (?:auch )?interessieren|weiterlesen|[àa] lire (?:aussi|également)|lire (?:aussi|la suite)|voir aussi|sur le même (?:sujet|thème)|articles? (?:liés?|associés?|similaires)|le[ae] también|leer (?:también|más)|te puede interesar|te puede gustar|más información|noticias relacionadas|ver (?:también|más)|lee (?:también|más)|leia (?:também|mais)|veja (?:também|mais)|saiba mais|leggi anche|approfondisci|potrebbe interessarti(?: anche)?|lees (?:ook|meer|verder)|meer over dit onderwerp|les (?:også|mer)|läs (?:också|mer|även)|læs (?:også|mere)|lue (?:myös|lisää)|czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również)|čtěte také|přečtěte si(?: také)?|(?:pre)?čítajte (?:aj|tiež)|pročitajte (?:i|još)|preberite (?:tudi|še)|olvassa el|citește și|ilgili haberler|baca juga|xem thêm|tin liên quan|читайте (?:также|також|ещё)|смотрите также|по теме|関連記事|あわせて読みたい|続きを読む|相关(?:新闻|阅读)|相關(?:新聞|閱讀)|延伸(?:阅读|閱讀)|관련 ?기사|اقرأ أيضا|διαβάστε (?:επίσης|ακόμη))\s*[:：.›»→>…]*$/iu;

/** An imperative at the start of a sentence, and what it asks for behind it. */
const requests = [
  /(?:^|[.!?:–—]\s*)(?:please )?(?:sign up|subscribe|register|join)\b.{0,90}\b(?:newsletters?|e-?mails?|inbox|alerts|bulletin|briefing|mailing list|whatsapp|telegram|channel)\b/iu,
  /(?:^|[.!?:–—]\s*)(?:get|receive) (?:our|the|all|more|your)\b.{0,80}\b(?:in your inbox|by e-?mail|newsletters?)\b/iu,
  /(?:^|[.!?:–—]\s*)(?:inscrivez|abonnez)[ -]vous\b.{0,80}\b(?:newsletters?|lettre|chaîne|infolettre)|(?:^|[.!?:–—]\s*)(?:abonnieren sie|melden sie sich|jetzt)\b.{0,80}\bnewsletter|(?:^|[.!?:–—]\s*)(?:suscr[ií]bete|ap[uú]ntate|reg[ií]strate)\b.{0,80}\b(?:newsletters?|bolet[ií]n)|(?:^|[.!?:–—]\s*)(?:iscriviti|assine|inscreva-se|schrijf je in|meld je aan|zapisz się)\b.{0,80}\bnewsletter/iu,
  /(?:^|[.!?:–—]\s*)(?:you can )?(?:follow|like|find|join) (?:us|the \S+(?: \S+)?|our \S+) on\b.{0,40}\b(?:facebook|twitter|x|instagram|whatsapp|telegram|linkedin|youtube|tiktok|threads|bluesky|google news)\b/iu,
  /(?:^|[.!?:–—]\s*)(?:folgen sie uns|folge uns|suivez[ -]nous|s[ií]guenos|seguici|siga-nos|volg ons|śledź nas|følg oss|följ oss|подписывайтесь|підписуйтесь|ikuti kami)(?:\s|$)/iu,
  /(?:^|[.!?:–—]\s*)(?:subscribe|sign up|log ?in|sign in|register) (?:now |today )?(?:to|for|and) (?:read|continue|keep|unlock|get|full|unlimited|just|only|one|[€$£]?\d)/iu,
  /(?:^|[.!?:–—]\s*)(?:already (?:a subscriber|a member|subscribed|have an account)|bereits abonnent|déjà abonné|ya eres suscriptor|sei già abbonato)\b/iu,
  /(?:^|[.!?:–—]\s*)(?:please )?(?:enable|turn on|activate|allow) java ?script\b|\bjava ?script (?:is (?:disabled|required|not)|muss|aktivieren|désactivé)/iu,
  /(?:^|[.!?:–—]\s*)(?:download|get) (?:our|the) (?:\S+ ){0,3}app\b|^(?:lade|laden sie) (?:dir )?(?:\S+ ){0,4}app\b/iu,
  /^(?:share|print|email|save|listen to) this (?:article|story|page)\b|^(?:artikel|beitrag) (?:teilen|drucken|merken)$/iu,
  /^(?:help us|support (?:us|our|independent))\b.{0,60}\b(?:journalism|donat\w+|reporting)\b/iu,
];

const copyright =
  /^(?:©|\(c\)|copyright\b).{0,160}$|^.{0,120}\ball rights reserved\b.{0,60}$|^.{0,60}\b(?:alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati|todos os direitos reservados|wszelkie prawa zastrzeżone)\b.{0,60}$/iu;
const captionLabel = /^(?:image|media|figure|photo|video) (?:source|caption|credit)\s*[:,]/iu;
const code =
  /\bwindow\.\w+\s*=|\bfunction\s*\w*\(|\bvar \w+\s*=|\bdataLayer\b|\bgoogletag\b|\bdocument\.\w+\(|=>\s*\{|\|\|\s*[[{]/gu;

/** Letters of a request at most; a piece about newsletters has longer paragraphs. */
const MAX_REQUEST_LETTERS = 320;
const MAX_LABEL_LETTERS = 70;
const MIN_CODE_MARKS = 2;

/** Whether a line asks readers for something, or says whose the page is. Lines that quote somebody never do. */
export function isRequest(line: string): boolean {
  if (line.length === 0 || line.length > MAX_REQUEST_LETTERS) return false;
  if (/^["“„«‘'»]/u.test(line)) return false;
  return requests.some((request) => request.test(line)) || copyright.test(line);
}

/** Whether a line is a label for what stands below it: an advertisement, or other stories. */
export function isLabel(line: string): boolean {
  return line.length <= MAX_LABEL_LETTERS && (advertisement.test(line) || readAlso.test(line));
}

/** Whether a line is none of the piece's: a request, a label, a caption by its first words, or code. */
export function isPageLine(line: string): boolean {
  if (isLabel(line) || isRequest(line)) return true;
  if (line.length <= MAX_REQUEST_LETTERS && captionLabel.test(line)) return true;
  return line.length < 2_000 && (line.match(code)?.length ?? 0) >= MIN_CODE_MARKS;
}
