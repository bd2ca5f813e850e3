/**
 * Embargoes and bans in whole sentences, as press offices write them: "We ask you not to publish before Tuesday", "Dieser Text
 * darf erst ab 18 Uhr veröffentlicht werden". Whoever tells of somebody else's embargo begins otherwise, or in quotation marks.
 */

import { thePiece } from './bans.ts';
import { isOverBy } from './until.ts';

/** A dot stands in "7. Juni" and "10.00" as well. */
const inside = '(?:[^.!?;\\n“”„«»"]|(?<=\\d)\\.|\\.(?=\\d))';
const within = `${inside}{0,90}?`;
const near = `${inside}{0,40}?`;
const alone = '(?!\\p{L})';
/** Behind a verb that may have any object: this piece, what it says, a time or nothing; not "the names of victims". */
const object = `(?=\\W*$|\\s*[.,;:(–—-]|\\s+(?:${thePiece}|anything|any (?:of|part)|(?:it|them|this|these|that)(?!\\p{L})|before|until|till|ahead|prior|in advance|on|earlier))`;
const deeds =
  '(?:publish|use|run|release|broadcast|post|share|distribute|circulate|transmit|print|report|disclose|quote)';
const done =
  '(?:published|used|run|released|broadcast|posted|shared|distributed|circulated|transmitted|printed|reported|disclosed|quoted|made public)';
const enText =
  '(?:(?:press|news|media) )?(?:release|text|story|report|article|information|material|statement|document|announcement|content|item|copy|advance|speech|embargo)s?';
const deText =
  '(?:\\p{L}*(?:text|beitrag|meldung|mitteilung|artikel|bericht|information|inhalt|rede|unterlage|dokument|studie|manuskript|vorabmeldung|material|interview)\\p{L}{0,4})';

/** By its sender, in the first person or politely. */
const requests: readonly string[] = [
  `(?:we|i)(?: (?:would|must|do|kindly|respectfully|also|therefore))* (?:ask|request|beg|urge|remind|invite)(?: (?:that|you|all|editors|journalists|the media|media(?: outlets)?|colleagues|recipients|kindly|please|to)){0,5} (?:not to|to not|do not|don['’]t|(?:to )?refrain from)(?: (?:publicly|yet))? (?:${deeds}|publishing|using|running|releasing|broadcasting|posting|sharing|distributing|reporting)(?:,? (?:or|and|nor) ${deeds})*${object}`,
  `(?:we|i)(?: (?:would|must|do|kindly|respectfully|also|therefore))* (?:ask|request|beg|urge|remind|thank|invite)${within} (?:to )?(?:respect|observe|honou?r|keep to|hold to|comply with|respecting|observing)(?:ing)? (?:the|this|our) embargo${alone}`,
  `(?:please|kindly)(?: \\p{L}+)? (?:respect|observe|honou?r|note|keep to|hold to|be aware of|comply with|mind) (?:the|this|our)(?: strict)? embargo${alone}`,
  `(?:editors|journalists|media|recipients|colleagues|you) are (?:kindly |politely |respectfully )?(?:asked|requested|reminded|urged) (?:not to ${deeds}${object}|to (?:respect|observe|honou?r) (?:the|this|our) embargo)`,
  `(?:wir|ich) (?:bitten?|ersuchen?|weisen?)${within}(?<!\\p{L})(?:sperrfrist|embargo|nicht (?:vor|bis)(?!\\p{L})${within}(?:veröffentlich|verwend|verbreit|sende|publizier|druck|nutz|bericht)|(?:nicht|noch nicht|erst (?:ab|nach|am)${within}) ?zu (?:veröffentlichen|verwenden|verbreiten|publizieren|senden))`,
  `(?:(?:please|kindly)|(?:we|i)(?: \\p{L}+){0,2} (?:ask|request)(?: \\p{L}+){0,3} to) hold (?:${thePiece}|publication|(?:this|it)(?!\\p{L})|your (?:coverage|reports?|stor(?:y|ies)))`,
  `bitte (?:beachten|respektieren|halten)${near}(?<!\\p{L})(?:sperrfrist|embargo)`,
  `bitte (?:\\p{L}+ ){0,3}?nicht (?:vor|bis)(?!\\p{L})${within}(?:veröffentlichen|verwenden|verbreiten|publizieren|senden|drucken)(?!\\p{L})`,
  `(?:nous|je) (?:vous )?(?:prions|prie|demandons|demande|remercions|remercie|saurions gré|rappelons)${within}(?:de (?:bien vouloir )?ne pas (?:les? |la |en )?(?:publier|diffuser|utiliser|communiquer|divulguer)|(?:de )?(?:bien vouloir )?respecter l['’]embargo|(?:sous )?embargo jusqu)`,
  `(?:merci de (?:bien vouloir )?|veuillez |prière de |pri[eè]re de bien vouloir )respecter (?:l['’]|cet? )embargo`,
  `(?:(?:les?|os) )?(?:rogamos|pedimos|solicitamos|agradecemos|se ruega|se pide|se solicita|rogamos encarecidamente)${within}(?:no (?:(?:l[oa]s? )?(?:publi|difund|utili|divulg)\\p{L}+)|respet\\p{L}+ el embargo)`,
  `(?:pedimos|solicitamos|agradecemos|pede-se|solicita-se|rogamos|roga-se)${within}(?:não (?:publi|divulg|difund|utili)\\p{L}+|respeit\\p{L}+ o embargo)`,
  `(?:vi |si )?(?:preghiamo|prego|chiediamo|prega|chiede|invitiamo|ringraziamo)${within}(?:non (?:pubblic|diffond|utilizz|divulg)\\p{L}+|rispett\\p{L}+ (?:l['’])?embargo)`,
  `(?:wij|we|ik) (?:verzoeken|vragen|verzoek|vraag|vestigen)${within}(?<!\\p{L})(?:embargo(?! op)|niet ${near}te (?:publiceren|verspreiden|gebruiken))`,
  `gelieve ${near}(?<!\\p{L})(?:embargo|niet (?:vóór|voor) ${near}te (?:publiceren|verspreiden|gebruiken))`,
  `(?:uprzejmie )?(?:prosimy|proszę|uprasza się)${within}(?:(?:nie(?:publikowani|rozpowszechniani|ujawniani)\\p{L}+)|nie (?:publikow|rozpowszechni|ujawni)\\p{L}+|przestrzegani\\p{L} embarga|zachowani\\p{L} embarga)`,
  `(?:vi|jag) (?:ber|vädjar|uppmanar)${within}(?:(?:inte|ej) (?:att )?(?:publicera|sprida|använda)|(?:att )?respektera embargo\\p{L}*)`,
];

/** Of the piece that it stands in: "this", "the following", "all that is in here". */
const rules: readonly string[] = [
  `(?:please note(?: that)?[:,]? )?(?:this|these|the (?:following|enclosed|attached|above)|all|the (?:contents?|information|embargo) (?:of|in|contained in|on) (?:this|the following)) ${enText}${near} (?:is|are|remains?|stays?)(?: \\p{L}+){0,2} (?:embargoed|under (?:strict )?embargo|(?:subject to|issued under|provided under|released under|sent under|shared under) (?:an? |the )?(?:strict )?(?:press |media )?embargo)`,
  `(?:please note(?: that)?[:,]? )?(?:this|these|the (?:following|enclosed|attached|above)|all|the (?:contents?|information) (?:of|in|contained in) (?:this|the following)) ${enText}${near} (?:may|must|can|should|shall|is|are|ought)(?: (?:strictly|also|to))*(?: not| only|n['’]t|not)(?: \\p{L}+)? (?:to )?(?:be )?(?:for (?:publication|release|broadcast)|${done})(?: \\p{L}+){0,3} (?:before|until|till|prior|ahead|earlier|after|from|as of|yet)${alone}`,
  `(?:this|the following) ${enText}${near} (?:is|are) (?:strictly )?not (?:yet )?for (?:publication|release|broadcast)${alone}`,
  `(?:diese[rsmn]?|(?:der|die|das|alle)(?: (?:nach)?folgende[nrs]?| vorliegende[nrs]?| beiliegende[nrs]?| anliegende[nrs]?)?) ${deText}${near} (?:unterlieg\\p{L}+|steh\\p{L}+|ist|sind|hat|haben|gilt) ${near}(?<!\\p{L})(?:einer sperrfrist|eine sperrfrist|der sperrfrist|sperrfrist|einem embargo|unter embargo|gesperrt bis)`,
  `(?:diese[rsmn]?|(?:der|die|das|alle) (?:(?:nach)?folgende[nrs]?|vorliegende[nrs]?|beiliegende[nrs]?|obige[nrs]?|anliegende[nrs]?)) ${deText}${near} (?:darf|dürfen|soll|sollen|ist|sind|kann|können|bitte) ${near}(?:nicht (?:vor|bis)|erst (?:ab|nach|am|mit)|frühestens|ab sofort erst|noch nicht)(?!\\p{L})${within}(?:veröffentlich|verwend|verbreit|gesende|publizier|gedruckt|freigegeben|frei(?!\\p{L})|genutzt)`,
  `(?:ce(?:tte|t)?|ces|le présent|la présente|les présent\\p{L}+|toutes les) (?:texte|communiqué|dépêche|article|information|document|contenu|dossier|discours|étude|rapport)s?${near} (?:est|sont|reste|restent|ne (?:peu(?:t|vent)|doi(?:t|vent)|saurai(?:t|ent)))${near}(?:sous embargo|embargo|(?:pas )?être (?:publié|diffusé|utilisé|repris|communiqué|divulgué)\\p{L}{0,2} (?:avant|jusqu))`,
  `(?:est[ea]s?|el presente|la presente|l[oa]s siguientes?|el siguiente) (?:texto|comunicado|información|nota|noticia|artículo|documento|contenido|material|informe|discurso|datos)s?${near} (?:est[áa]n?|queda|se encuentra|tiene|no (?:puede|podrá|debe|deberá|se puede|puede)n?)${near}(?:embargad|embargo|(?:ser )?(?:publicad|difundid|utilizad|divulgad)\\p{L}+ (?:antes|hasta)|(?:publicarse|difundirse|divulgarse) (?:antes|hasta))`,
  `(?:est[ea]s?|o presente|a presente) (?:texto|comunicado|informaç\\p{L}+|nota|notícia|artigo|documento|conteúdo|material|relatório|discurso)s?${near} (?:est(?:á|ão)|fica|não (?:pode|podem|deve|devem|poderá|deverá))${near}(?:embargad|embargo|(?:ser )?(?:publicad|divulgad|difundid|utilizad)\\p{L}+ (?:antes|até))`,
  `(?:quest[oaie]|il presente|la presente) (?:testo|comunicato|notizia|articolo|documento|informazion[ei]|contenut[oi]|materiale|rapporto|discorso)${near} (?:è|sono|resta|restano|non (?:può|possono|deve|devono|va|vanno))${near}(?:embargo|(?:essere )?(?:pubblicat|diffus|utilizzat|divulgat)\\p{L}+ (?:prima|fino))`,
  `(?:dit|deze|onderstaande?|bijgaande?) (?:(?:pers)?bericht|tekst|artikel|informatie|nieuws|document|materiaal|rapport|toespraak)${near} (?:is|zijn|staat|valt|mag|mogen)${near}(?<!\\p{L})(?:embargo|(?:pas|niet|niet eerder) ${near}(?:vanaf|na|vóór|voor|eerder|dan)${within}(?:gepubliceerd|verspreid|gebruikt|uitgezonden))`,
  `(?:ten|ta|to|te|niniejsz\\p{L}+|poniższ\\p{L}+) (?:tekst|materiał|informacj\\p{L}+|komunikat|depesz\\p{L}+|artykuł|dokument|raport)\\p{L}{0,2}${near} (?:jest|są|nie (?:może|mogą|należy))${near}(?:embargiem|(?:być )?(?:publikowan|opublikowan|rozpowszechnian|ujawnian)\\p{L}+ (?:przed|do))`,
  `(?:denna|detta|dessa|den här|det här|nedanstående) (?:text|pressmeddelande|artikel|information|nyhet|dokument|material|rapport)\\p{L}{0,3}${near} (?:är|har|omfattas|får)${near}(?<!\\p{L})(?:embargo|(?:inte|ej|tidigast|först) ${near}(?:publiceras|spridas|användas)(?: (?:före|förrän|innan))?)`,
];

const sentence = new RegExp(`^[^\\p{L}“”„«»"‘‚]*(?:${[...requests, ...rules].join('|')})`, 'iu');

/** Not behind the day in "7. Juni". */
const parts = /(?<=(?:(?<!\d)|\d{4})[.!?])\s+(?=[\p{Lu}\p{N}])|(?<=:)\s+|\n/u;

/** Whether a sentence of a text or a note keeps the piece back; one whose time is past doesn't. */
export function keepsBack(text: string, now: Date): boolean {
  return text.split(parts).some((part) => sentence.test(part) && !isOverBy(part, now));
}
