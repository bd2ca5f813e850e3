/**
 * Embargoes and bans in whole sentences, as press offices write them: "We ask you not to publish before Tuesday", "Dieser Text
 * darf erst ab 18 Uhr veröffentlicht werden". Whoever tells of somebody else's embargo begins otherwise, or in quotation marks.
 */

import { ofTheDesk, permission, until } from './bans.ts';
import { beginsWithTime } from './time-words.ts';
import { beginsWithEvent, isOverBy } from './until.ts';

/** A dot stands in "7. Juni" and "10.00" as well. */
const inside = '(?:[^.!?;\\n“”„«»"]|(?<=\\d)\\.|\\.(?=\\d))';
const within = `${inside}{0,90}?`;
const near = `${inside}{0,40}?`;
const alone = '(?!\\p{L})';
const deeds =
  '(?:publish|use|run|release|broadcast|post|share|distribute|circulate|transmit|print|report|disclose|quote)';
const doing =
  '(?:publishing|using|running|releasing|broadcasting|posting|sharing|distributing|circulating|reporting|disclosing)';
const done =
  '(?:published|used|run|released|broadcast|posted|shared|distributed|circulated|transmitted|printed|reported|disclosed|quoted|made public)';
const enText =
  '(?:(?:(?:press|news|media) )?(?:release|text|story|report|article|information|material|statement|document|announcement|content|item|copy|advance|speech|embargo)s?|research|stud(?:y|ies)|findings?|papers?|data|results?|survey|analysis)';
const deText =
  '(?:\\p{L}*(?:text|beitrag|meldung|mitteilung|artikel|bericht|information|inhalt|rede|unterlage|dokument|studie|manuskript|vorabmeldung|material|interview)\\p{L}{0,4})';
const deThis =
  '(?:diese[rsmn]?|(?:der|die|das|alle) (?:(?:nach)?folgende[nrs]?|vorliegende[nrs]?|beiliegende[nrs]?|obige[nrs]?|anliegende[nrs]?))';
const enThis = `(?:please note(?: that)?[:,]? )?(?:(?:this|these|the (?:following|enclosed|attached|above)|all) ${enText}|(?:the )?(?:contents?|information|embargo|data|material) (?:of|in|contained in|on) (?:this|the following) ${enText})`;
const courtesy = '(?:we|i)(?: (?:would|must|do|kindly|respectfully|also|therefore))*';
const addressees =
  '(?:that|you|all|editors|journalists|the media|media(?: outlets)?|colleagues|recipients|kindly|please|to)';
/** Whom German desks ask, and how; whatever else stands there is what isn't to be used. */
const deAddressees =
  '(?:[\\s,]+(?:sie|euch|alle|die|den|das|um|darum|dringend|herzlich|höflich|freundlich|redaktion(?:en)?|medien|kolleg\\p{L}+|journalist\\p{L}+|presse|und|bis auf weiteres|noch|vorerst|es|ihn|davon|bitte)(?!\\p{L}))*';

/** What says embargo: of the piece that it stands in, whatever stands behind. */
const embargoes: readonly string[] = [
  `${courtesy} (?:ask|request|beg|urge|remind|invite|thank)${within} (?:to )?(?:respect|observe|honou?r|keep to|hold to|comply with|respecting|observing)(?:ing)? (?:the|this|our) embargo${alone}`,
  `(?:please|kindly)(?: \\p{L}+)? (?:respect|observe|honou?r|note|keep to|hold to|be aware of|comply with|mind) (?:the|this|our)(?: strict)? embargo${alone}`,
  `(?:editors|journalists|media|recipients|colleagues|you) are (?:kindly |politely |respectfully )?(?:asked|requested|reminded|urged) to (?:respect|observe|honou?r) (?:the|this|our) embargo`,
  `${enThis}${near} (?:is|are|remains?|stays?)(?: \\p{L}+){0,2} (?:embargoed|under (?:strict )?embargo|(?:subject to|issued under|provided under|released under|sent under|shared under) (?:an? |the )?(?:strict )?(?:press |media )?embargo)`,
  `(?:wir|ich) (?:bitten?|ersuchen?|weisen?)${within}(?<!\\p{L})(?:sperrfrist|embargo)`,
  `bitte (?:beachten|respektieren|halten)${near}(?<!\\p{L})(?:sperrfrist|embargo)`,
  `(?:diese[rsmn]?|(?:der|die|das|alle)(?: (?:nach)?folgende[nrs]?| vorliegende[nrs]?| beiliegende[nrs]?| anliegende[nrs]?)?) ${deText}${near} (?:unterlieg\\p{L}+|steh\\p{L}+|ist|sind|hat|haben|gilt) ${near}(?<!\\p{L})(?:einer sperrfrist|eine sperrfrist|der sperrfrist|sperrfrist|einem embargo|unter embargo|gesperrt bis)`,
  `${deThis} ${deText} (?:ist|sind|bleib\\p{L}+) bis ${within}gesperrt${alone}`,
  `(?:nous|je) (?:vous )?(?:prions|prie|demandons|demande|remercions|remercie|saurions gré|rappelons)${within}(?:(?:de )?(?:bien vouloir )?respecter l['’]embargo|(?:sous )?embargo jusqu)`,
  `(?:merci de (?:bien vouloir )?|veuillez |prière de |pri[eè]re de bien vouloir )respecter (?:l['’]|cet? )embargo`,
  `(?:ce(?:tte|t)?|ces|le présent|la présente|les présent\\p{L}+|toutes les) (?:texte|communiqué|dépêche|article|information|document|contenu|dossier|discours|étude|rapport)s?${near} (?:est|sont|reste|restent)${near}(?:sous )?embargo`,
  `(?:(?:les?|os) )?(?:rogamos|pedimos|solicitamos|agradecemos|se ruega|se pide|se solicita)${within}respet\\p{L}+ el embargo`,
  `(?:est[ea]s?|el presente|la presente|l[oa]s siguientes?|el siguiente) (?:texto|comunicado|información|nota|noticia|artículo|documento|contenido|material|informe|discurso|datos)s?${near} (?:est[áa]n?|queda|se encuentra|tiene)${near}embarg(?:ad|o)`,
  `(?:pedimos|solicitamos|agradecemos|pede-se|solicita-se|rogamos|roga-se)${within}respeit\\p{L}+ o embargo`,
  `(?:est[ea]s?|o presente|a presente) (?:texto|comunicado|informaç\\p{L}+|nota|notícia|artigo|documento|conteúdo|material|relatório|discurso)s?${near} (?:est(?:á|ão)|fica)${near}embarg(?:ad|o)`,
  `(?:vi |si )?(?:preghiamo|prego|chiediamo|prega|chiede|invitiamo|ringraziamo)${within}rispett\\p{L}+ (?:l['’])?embargo`,
  `(?:quest[oaie]|il presente|la presente) (?:testo|comunicato|notizia|articolo|documento|informazion[ei]|contenut[oi]|materiale|rapporto|discorso)${near} (?:è|sono|resta|restano)${near}embargo`,
  `(?:(?:wij|we|ik) (?:verzoeken|vragen|verzoek|vraag|vestigen)${within}|gelieve ${near})(?<!\\p{L})embargo(?! op)`,
  `(?:dit|deze|onderstaande?|bijgaande?) (?:(?:pers)?bericht|tekst|artikel|informatie|nieuws|document|materiaal|rapport|toespraak)${near} (?:is|zijn|staat|valt|mag|mogen)${near}(?<!\\p{L})embargo`,
  `(?:uprzejmie )?(?:prosimy|proszę|uprasza się)${within}(?:przestrzegani|zachowani)\\p{L} embarga`,
  `(?:ten|ta|to|te|niniejsz\\p{L}+|poniższ\\p{L}+) (?:tekst|materiał|informacj\\p{L}+|komunikat|depesz\\p{L}+|artykuł|dokument|raport)\\p{L}{0,2}${near} (?:jest|są)${near}embargiem`,
  `(?:vi|jag) (?:ber|vädjar|uppmanar)${within}respektera embargo`,
  `(?:denna|detta|dessa|den här|det här|nedanstående) (?:text|pressmeddelande|artikel|information|nyhet|dokument|material|rapport)\\p{L}{0,3}${near} (?:är|har|omfattas)${near}(?<!\\p{L})embargo`,
];

/** What asks not to publish: it has to go on with this piece, with a time, or not at all; "the names of victims" aren't ours. */
const requests: readonly string[] = [
  `${courtesy} (?:ask|request|beg|urge|remind|invite)(?: ${addressees}){0,5} (?:not to|to not|do not|don['’]t|(?:to )?refrain from)(?: (?:publicly|yet))? (?:${deeds}|${doing})(?:,? (?:or|and|nor) (?:${deeds}|${doing}))*`,
  `(?:editors|journalists|media|recipients|colleagues|you) are (?:kindly |politely |respectfully )?(?:asked|requested|reminded|urged) not to ${deeds}`,
  `(?:(?:please|kindly)|${courtesy} (?:ask|request)(?: ${addressees}){0,5}) hold(?: (?:publication|your (?:coverage|reports?|stor(?:y|ies))))?(?! on(?!\\p{L}))`,
  `(?:wir|ich) (?:bitten?|ersuchen?)${deAddressees}(?:[\\s,]+(?:${deThis}|den|die|das) ${deText})?(?: (?:noch|vorerst|bis auf weiteres))? nicht ?zu (?:veröffentlichen|verwenden|verbreiten|publizieren|senden)${alone}`,
  `(?:nous|je) (?:vous )?(?:prions|prie|demandons|demande|remercions|remercie|saurions gré|rappelons)${within}de (?:bien vouloir )?ne pas (?:les? |la |en )?(?:publier|diffuser|utiliser|communiquer|divulguer)`,
  `(?:(?:les?|os) )?(?:rogamos|pedimos|solicitamos|agradecemos|se ruega|se pide|se solicita)${within}no (?:(?:l[oa]s? )?(?:publi|difund|utili|divulg)\\p{L}+)`,
  `(?:pedimos|solicitamos|agradecemos|pede-se|solicita-se|rogamos|roga-se)${within}não (?:publi|divulg|difund|utili)\\p{L}+`,
  `(?:vi |si )?(?:preghiamo|prego|chiediamo|prega|chiede|invitiamo|ringraziamo)${within}non (?:pubblic|diffond|utilizz|divulg)\\p{L}+`,
  `(?:uprzejmie )?(?:prosimy|proszę|uprasza się)${within}(?:nie(?:publikowani|rozpowszechniani|ujawniani)\\p{L}+|nie (?:publikow|rozpowszechni|ujawni)\\p{L}+)`,
  `(?:vi|jag) (?:ber|vädjar|uppmanar)${within}(?:inte|ej) (?:att )?(?:publicera|sprida|använda)`,
];

/** What forbids to publish before a time that it has to name, or at which an event is. */
const timed: readonly string[] = [
  `(?:(?:please|kindly) )?(?:you (?:may|must|should|can)(?: ?not|n['’]t)|(?:please|kindly) (?:do not|don['’]t)) ${deeds} (?:it|them|this|these|any of (?:it|this))${alone}`,
  `(?:please|kindly) keep (?:this|these|it)${near} (?:confidential|to yoursel(?:f|ves)|under wraps)`,
  `(?:the|our) ${enText} (?:is|are|remains?) (?:strictly )?(?:embargoed|under (?:strict )?embargo)${alone}`,
  `this ${enText} (?:may|can) (?:only )?be ${done} (?:only )?(?=from|after|as of|on)`,
  `die (?:verwendung|veröffentlichung|verbreitung|nutzung|weitergabe) (?:diese[rs]|der|des) ${near}(?:ist|wird) ${near}(?:nicht|erst|frühestens)`,
  `(?:wir|ich) (?:bitten?|ersuchen?)${within}nicht (?:vor|bis)${within}(?:veröffentlich|verwend|verbreit|sende|publizier|druck|nutz|bericht)`,
  `(?:wir|ich) (?:bitten?|ersuchen?)${within}erst (?:ab|nach|am)${within} ?zu (?:veröffentlichen|verwenden|verbreiten|publizieren|senden)`,
  `bitte (?:(?:(?:${deThis}|den|die|das) )?${deText} )?(?:noch |auf keinen fall )?nicht (?:vor|bis)(?!\\p{L})${within}(?:veröffentlichen|verwenden|verbreiten|publizieren|senden|drucken)${alone}`,
  '(?:(?:queda|está) )?prohibid[oa] (?:su|la) (?:publicación|difusión|divulgación|reproducción)',
  '(?:é |fica )?proibid[ao] (?:a |sua )(?:publicação|divulgação|difusão|reprodução)',
  '(?:è )?vietat[ao] la (?:pubblicazione|diffusione|divulgazione)',
  'zakaz (?:publikacji|rozpowszechniania|ujawniania)',
  '(?:publicatie|verspreiding) (?:is )?(?:niet toegestaan|verboden)',
  '(?:publication|diffusion) (?:is )?(?:interdite|prohibited|not (?:permitted|allowed))',
  'publicering (?:är )?(?:inte|ej) tillåten',
  `(?:(?:wij|we|ik) (?:verzoeken|vragen|verzoek|vraag)|gelieve)${within}niet ${near}te (?:publiceren|verspreiden|gebruiken)`,
];

/** The same of the piece that it stands in: "this", "the following", "all that is in here". */
const rules: readonly string[] = [
  `${enThis}${near} (?:may|must|can|should|shall|is|are|ought)(?: (?:strictly|also|to))*(?: not| only|n['’]t|not)(?: \\p{L}+)? (?:to )?(?:be )?(?:for (?:publication|release|broadcast)|${done})(?: \\p{L}+){0,3} (?:before|until|till|prior to|ahead|earlier|after|from|as of|yet(?=\\W*$))${alone}`,
  `(?:this|the following) ${enText}${near} (?:is|are) (?:strictly )?not (?:yet )?for (?:publication|release|broadcast)${alone}`,
  `${deThis} ${deText}${near} (?:darf|dürfen|soll|sollen|ist|sind|kann|können|bitte) ${near}(?:nicht (?:vor|bis)|erst (?:ab|nach|am|mit)|frühestens|ab sofort erst)(?!\\p{L})${within}(?:veröffentlich|verwend|verbreit|gesende|publizier|gedruckt|freigegeben|frei(?!\\p{L})|genutzt)`,
  `${deThis} ${deText}${near} (?:darf|dürfen|soll|sollen|bitte) ${near}noch nicht(?!\\p{L})${within}(?:veröffentlich|verwend|verbreit|gesende|publizier|gedruckt|freigegeben|genutzt)\\p{L}*(?: werden)?(?=\\W*$)`,
  `(?:ce(?:tte|t)?|ces|le présent|la présente|les présent\\p{L}+|toutes les) (?:texte|communiqué|dépêche|article|information|document|contenu|dossier|discours|étude|rapport)s?${near} ne (?:peu(?:t|vent)|doi(?:t|vent)|saurai(?:t|ent))${near}(?:pas )?être (?:publié|diffusé|utilisé|repris|communiqué|divulgué)\\p{L}{0,2} (?:avant|jusqu)`,
  `(?:est[ea]s?|el presente|la presente|l[oa]s siguientes?|el siguiente) (?:texto|comunicado|información|nota|noticia|artículo|documento|contenido|material|informe|discurso|datos)s?${near} no (?:puede|podrá|debe|deberá|se puede|puede)n?${near}(?:(?:ser )?(?:publicad|difundid|utilizad|divulgad)\\p{L}+ (?:antes|hasta)|(?:publicarse|difundirse|divulgarse) (?:antes|hasta))`,
  `(?:est[ea]s?|o presente|a presente) (?:texto|comunicado|informaç\\p{L}+|nota|notícia|artigo|documento|conteúdo|material|relatório|discurso)s?${near} não (?:pode|podem|deve|devem|poderá|deverá)${near}(?:ser )?(?:publicad|divulgad|difundid|utilizad)\\p{L}+ (?:antes|até)`,
  `(?:quest[oaie]|il presente|la presente) (?:testo|comunicato|notizia|articolo|documento|informazion[ei]|contenut[oi]|materiale|rapporto|discorso)${near} non (?:può|possono|deve|devono|va|vanno)${near}(?:essere )?(?:pubblicat|diffus|utilizzat|divulgat)\\p{L}+ (?:prima|fino)`,
  `(?:dit|deze|onderstaande?|bijgaande?) (?:(?:pers)?bericht|tekst|artikel|informatie|nieuws|document|materiaal|rapport|toespraak)${near} (?:is|zijn|mag|mogen)${near}(?<!\\p{L})(?:pas|niet|niet eerder) ${near}(?:vanaf|na|vóór|voor|eerder|dan)${within}(?:gepubliceerd|verspreid|gebruikt|uitgezonden)`,
  `(?:ten|ta|to|te|niniejsz\\p{L}+|poniższ\\p{L}+) (?:tekst|materiał|informacj\\p{L}+|komunikat|depesz\\p{L}+|artykuł|dokument|raport)\\p{L}{0,2}${near} nie (?:może|mogą|należy)${near}(?:być )?(?:publikowan|opublikowan|rozpowszechnian|ujawnian)\\p{L}+ (?:przed|do)`,
  `(?:denna|detta|dessa|den här|det här|nedanstående) (?:text|pressmeddelande|artikel|information|nyhet|dokument|material|rapport)\\p{L}{0,3}${near} (?:får|är)${near}(?<!\\p{L})(?:inte|ej|tidigast|först) ${near}(?:publiceras|spridas|användas)(?: (?:före|förrän|innan))?`,
];

const beginning = (shapes: readonly string[]) => new RegExp(`^[^\\p{L}“”„«»"‘‚]*(?:${shapes.join('|')})`, 'iu');
const embargo = beginning(embargoes);
const request = beginning(requests);
const timedBan = beginning(timed);
const rule = beginning(rules);

const story =
  '(?:story|text|item|article|piece|report|release|meldung|artikel|beitrag|bericht|dépêche|texte|communiqué|nota|noticia|texto|artículo|comunicado|notizia|testo|articolo|comunicato|tekst\\p{L}?|bericht|materiał\\p{L}?|komunikat\\p{L}?|informacj\\p{L})';
/** Behind what is asked for: nothing, the piece, all of it. */
const ofThePiece = new RegExp(
  `^(?:\\W*$|\\s*[.,;:(–—-]|\\s+(?:(?:(?:it|them|this|these|that|anything|diesen?) )?(?:(?:yet|for now|earlier|in advance|beforehand)${alone}|${until})|(?:it|them|this|these|that|anything|diesen?)(?=\\W*$)|any (?:of|part)|(?:this|these|the|cett?e?|est[ea]|quest[oa]|denna|detta|l[ae]|el|il|lo|tego|tej)\\s+${story}${alone}))`,
  'iu',
);
const whenever = new RegExp(
  `(?:${until}|(?<!\\p{L})(?:ahead of|earlier than|after|from|as of|on|ab|nach|am|frühestens|na|vanaf|dal|od|po|från|tidigast)${alone})\\s*(.*)`,
  'isu',
);

/** Whether a time or an event stands behind "before", "until" or the like. */
function namesWhen(text: string): boolean {
  for (let rest = text; ; ) {
    const behind = whenever.exec(rest)?.[1];
    if (behind === undefined) return false;
    if (
      beginsWithTime(behind, true) ||
      beginsWithEvent(behind) ||
      /^(?:further|auf weiteres|nuevo|nouvel|nader)/i.test(behind)
    )
      return true;
    rest = behind;
  }
}

/** "Without prior permission" lets those publish who have one. */
const forOthers = new RegExp(`${permission}(?!${ofTheDesk})`, 'iu');

function withholds(part: string): boolean {
  if (embargo.test(part)) return true;
  const [asked] = request.exec(part) ?? [];
  if (asked !== undefined && (ofThePiece.test(part.slice(asked.length)) || namesWhen(part))) return true;
  if (timedBan.test(part)) return namesWhen(part);
  return rule.test(part) && (!forOthers.test(part) || namesWhen(part));
}

/** Not behind the day in "7. Juni". */
const parts = /(?<=(?:(?<!\d)|\d{4})[.!?])\s+(?=[\p{Lu}\p{N}])|(?<=:)\s+|\n/u;

/** Whether a sentence of a text or a note keeps the piece back; one whose time is past doesn't. */
export function keepsBack(text: string, now: Date): boolean {
  return text.split(parts).some((part) => withholds(part) && !isOverBy(part, now));
}
