/** "Do not use", "nicht veröffentlichen", "nie publikować": the words of a ban in the languages of desks. */

/** What lawyers and broadcasters list behind one another: "not for publication, broadcast or online use". */
const outlets = '(?:publication|release|broadcast|transmission|distribution)';
const outletList = `${outlets}(?:(?:,? (?:or|and)|,| ?/) ?(?:${outlets}|online|print|web|digital)(?: use)?\\b){0,4}`;
const doings = '(?:use|run|publish|transmit|release|broadcast|print|post)';
const doingList = `${doings}(?:(?:,? (?:or|and)|,| ?/) ?${doings}\\b){0,4}`;

/** Of the piece, in lines of a text as well, where a story may begin so: {@link lineBan} of notes.ts tells them apart. */
export const publishingBans = `not for (?:${outletList})|(?:do not|don['’]t) publish(?: or broadcast)?|not to be (?:published|released|broadcast|used|printed)(?: or (?:published|released|broadcast|used|printed))?|(?:noch )?nicht (?:zur veröffentlichung(?: bestimmt| vorgesehen)?|veröffentlichen)|ne pas (?:publier|diffuser)|no (?:publicar|difundir)|não (?:publicar|divulgar)|non (?:pubblicare|diffondere)|niet (?:te )?(?:publiceren|verspreiden)|nie (?:publikować|publikuj|rozpowszechniać)|publicera (?:inte|ej)|(?:får )?(?:inte|ej) publiceras`;
/** Which only notes to editors say. */
export const usingBans = `(?:do not|don['’]t) ${doingList}|not for use(?:(?:,? (?:or|and)|,| ?/) ?${outletList})?|(?:noch )?nicht (?:verwenden|beachten|drucken|senden|publizieren)|ne pas utiliser|no (?:usar|utilizar)|não (?:usar|utilizar)|non (?:usare|utilizzare)|niet (?:te )?(?:gebruiken|uitzenden)|nie (?:wykorzystywać|używać|używaj)|använd (?:inte|ej)`;
/** How polite notes begin. */
export const politely =
  '(?:(?:please|kindly|bitte|merci de|pri[eè]re de|veuillez|à|(?:por )?favor(?: de)?|por favor|se ruega|se pide|si prega di|gelieve|a\\.?u\\.?b\\.?|alstublieft|pros(?:imy|zę)(?: o)?|vänligen),? )?';
/** Polish "do" and Dutch "voor" also mean "for", and English has its own "do": only with a time or what happens then. */
const untilElsewhere =
  'do(?=\\s+(?:\\d|dnia|godz|poniedziałku|wtorku|środy|czwartku|piątku|soboty|niedzieli|jutra|południa|północy|odwołania|czasu|chwili|momentu|końca|decyzji|publikacji|autoryzacji|konferencji|rozpoczęcia|wyjaśnienia|uzyskania|rozprawy|procesu|wyroku|ogłoszenia|zgody))|' +
  'voor(?=\\s+(?:(?:aanstaande|komende|volgende|de|het)\\s+)?(?:\\d|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|morgen|middernacht|start|begin|aanvang|opening|publicatie|presentatie|persconferentie|toespraak|uitspraak|vonnis|akkoord|proces|zitting))';
/** "Until" and "before", by which a ban has an end. */
export const until = `(?<!\\p{L})(?:(?:until|till|before|prior to|bis|vor|jusqu['’]au?|avant|hasta|antes del?|até|fino al?|prima del?|tot|vóór|przed|före|innan)(?!\\p{L})|${untilElsewhere})`;
/** Of what is beside the piece. */
export const pictures =
  '(?:photo|picture|pix\\b|image|caption|video|audio|clip|graphic|map\\b|foto|bild|grafi|image[nm]|imágen|imagem|immagin|didascali|légende|infograf|beeld|afbeelding)';
/** What a note may be about besides the piece as a whole. */
const beside = `(?:${pictures}|quote)`;
/** Of the piece itself: "this", "den Text", "cette dépêche"; not "this photo". */
export const thePiece = `(?:(?:it|this|dies\\w*|cett?e?|est[ea]|quest[oa]|deze|dit)(?!\\s+(?:\\S+\\s+)?${beside})\\b|(?:the|die|den|das|la|le|el|il|lo|de|het)\\s+(?:story|text|item|article|piece|report|meldung|artikel|beitrag|bericht|dépêche|texte|nota|noticia|texto|artículo|notizia|testo|articolo|tekst)\\b)`;
/** Whoever names a condition lets others use it; one that the desk itself has to meet lets nobody yet. */
export const conditions =
  '(?:without|unless|except|ohne|außer|sin|salvo|excepto|sans|sauf|senza|tranne|sem|exceto|zonder|behalve|tenzij|utan|uden|uten|bez)(?!\\p{L})';
export const ofTheDesk =
  '[^.!?;\\n]*(?:legal|clearance|sign-?off|freigabe|rücksprache|rechtsabteilung|justi[tz]iar|jur[ií]d|jurist|prawni|lawyers?|avocat|a[bv]v?o[cg]a[dt])';
/** What those have whom a ban isn't for: "without prior permission", "avant accord écrit". */
export const permission = `(?:(?<!\\p{L})${conditions}|permission|consent|approval|consulting|zustimmung|genehmigung|accord|autori[sz]|toestemming|zgod)`;
