/** Words by which people keep a piece back: notes to editors, terms of use, embargoes, headlines and beginnings of trials. */

import { HOUR_MS } from '../../time/units.ts';
import { isDayAlone, readDate } from '../feed/date.ts';

/** What a note may be about that is beside the piece. */
const beside =
  '(?:photo|picture|pix\\b|image|caption|video|audio|clip|graphic|map\\b|quote|foto|bild|grafi|image[nm]|imágen|imagem|immagin|didascali|légende|infograf|beeld|afbeelding)';
/** Of the piece itself: "this", "den Text", "cette dépêche"; not "this photo". */
const thePiece = `(?:(?:it|this|dies\\w*|cett?e?|est[ea]|quest[oa]|deze|dit)(?!\\s+(?:\\S+\\s+)?${beside})\\b|(?:the|die|den|das|la|le|el|il|lo|de|het)\\s+(?:story|text|item|article|piece|report|meldung|artikel|beitrag|bericht|dépêche|texte|nota|noticia|texto|artículo|notizia|testo|articolo|tekst)\\b)`;
/** With these the one before it goes on, as lawyers list what takes a permission. */
const furtherUses =
  '(?:or|nor|and|copy|store|sell|share|print|modify|alter|edit|distribute|archive|broadcast|transmit|publish|display|license|post|re-?(?:produce|publish|print|sell|distribute|write|use|transmit|broadcast))\\b';
/** Whoever names a condition lets others use it; one that the desk itself has to meet lets nobody yet. */
const conditions =
  '(?:without|unless|except|ohne|außer|sin|salvo|excepto|sans|sauf|senza|tranne|sem|exceto|zonder|behalve|tenzij|utan|uden|uten|bez)(?!\\p{L})';
const ofTheDesk = '[^.!?;\\n]*(?:legal|clearance|sign-?off|freigabe)';
/** Behind "do not use": the piece, a time, or nothing at all; not "in Finland", "the picture" or "copy or resell". */
const whole = `(?=\\W*$|\\s*[.!:;–—-]|\\s*,(?!\\s*${furtherUses})|\\s+(?:${thePiece}|(?:until|till|before|prior|yet|for now|at all|bis|vor|jusqu|avant|hasta|antes|até|fino|finché|prima|tot|voor)(?!\\p{L})|${conditions}(?=${ofTheDesk})))`;
const unconditional = `(?![^.!?;\\n]*(?<!\\p{L})${conditions}(?!${ofTheDesk}))`;
const ban = (words: string) => new RegExp(`^\\W*(?:${words})(?!\\p{L})${whole}${unconditional}`, 'iu');
const embargoes: readonly RegExp[] = [
  /^\W*(?:(?:strictly |press )?embargoed (?:until|till|for|to)\b|(?:strict |press )?embargo(?: until\b| till\b|(?:ed)?\s*:(?!\s*(?:none|no|nil|n\/a|lifted|over|keine?r?)\b))|under (?:strict )?embargo\b|not for immediate (?:release|publication)\b|sperrfrist\b(?!\?)|sous embargo\b|embargo jusqu|bajo embargo\b|sotto embargo\b)/i,
  ban(
    'not for (?:release|publication)|do not publish|ne pas publier|no publicar|não publicar|non pubblicare|niet publiceren',
  ),
];
const takeOuts: readonly RegExp[] = [
  /^\W*(?:mandatory kill\b|kill\b(?=\W*$|\s*[:,–—-]|\s+(?:this|it|do not|notice|advisory|the (?:story|text|item|article|piece|report))\b))/i,
  ban("(?:please )?(?:do not|don['’]t) (?:use|run|publish|transmit|release)"),
  ban('not for (?:use|publication|release|broadcast|transmission)'),
  ban('(?:bitte )?nicht (?:verwenden|veröffentlichen|beachten)|nicht zur veröffentlichung'),
  ban('ne pas utiliser|no usar|no utilizar|não usar|não utilizar|non usare|non utilizzare|niet gebruiken'),
  /^\W*(?:legal hold|on hold|hold)\b(?=\W*$|\s*[.:;,–—-]|\s+(?:for|until|till|pending|this|please)\b)/i,
  /^\W*(?:(?:for )?internal (?:use )?only|for (?:planning|guidance|editors?|newsroom)(?: use| purposes)? only|(?:awaiting|pending|needs|not yet) (?:legal|approv(?:al|ed)|clear(?:ance|ed)|sign-?off|release)|draft(?:\W*$|\s*[:,–—-])|spiked?\b(?=\W*$|\s*[:,–—-]))/i,
  /^\W*(?:this is (?:only )?a test\b|not to be (?:published|used|released) (?:before|until|till|yet)\b)/i,
  /^\W*(?:test[ –—+-]{1,3}test\b|test(?: (?:message|item|story|only))?\W*$)/i,
];

const MAX_NOTE_CHARACTERS = 2_000;

/** "Embargoed until 1 March 2020 at nine": what is kept back until when. A dot ends it but in "1. März" and "01.03.2020". */
const timed =
  /(?<!\p{L})(?:embargo\w*|sperrfrist|hold|ne pas (?:publier|utiliser)|no (?:publicar|usar|utilizar)|non (?:pubblicare|usare)|niet (?:publiceren|gebruiken)|nicht (?:verwenden|veröffentlichen)|(?:do not|don['’]t|not to be|not for) \w+)(?!\p{L})[^.!?;\n]{0,40}?(?::|(?<!\p{L})(?:until|till|before|prior to|bis|vor|jusqu['’]au?|avant|hasta|antes del?|até|fino al?|prima del?|tot|voor)(?!\p{L}))\s*((?:[^.!?;\n]|(?<=\b\d{1,2})\.|\.(?=\S)){4,80})/giu;
/** In the last zone on earth a day alone is over so much later than it begins in ours; a time in no zone by half a day. */
const DAY_OVER_HOURS = 36;
const TIME_OVER_HOURS = 12;

/** Of what names its year, and no later one: "6 May, 12 noon" comes each year. */
function isOver(written: string, now: Date): boolean {
  const inOrder = written.replace(/\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b/, '$3-$2-$1').replace(/^\D{0,20}(?=\d{4}-)/, '');
  const date = readDate(inOrder);
  const years = (written.match(/(?<!\d)\d{4}(?!\d)/g) ?? []).map(Number);
  if (date === undefined || Math.max(...years) !== date.getUTCFullYear()) return false;
  const hours = isDayAlone(inOrder) ? DAY_OVER_HOURS : TIME_OVER_HOURS;
  return date.getTime() + hours * HOUR_MS <= now.getTime();
}

/** Without what it kept back until a time that is past; what it says behind that stays. */
const withoutPast = (note: string, now: Date) =>
  note
    .slice(0, MAX_NOTE_CHARACTERS)
    .replace(timed, (said: string, until: string) => (isOver(until, now) ? until.replace(/^.*?\d{4}/, '') : said));

/** Whether a beginning of a text says that it isn't to be published yet; an article about an embargo begins otherwise. */
export function isEmbargoNote(line: string, now: Date): boolean {
  const left = withoutPast(line, now);
  return embargoes.some((shape) => shape.test(left));
}

/** Whether a note tells editors in one of its sentences not to use the piece: a kill, a hold, a trial. */
export function isTakeOut(note: string, now: Date): boolean {
  const left = withoutPast(note, now);
  return [left, ...left.split(/[.!?;:\n]\s/)].some((part) =>
    [...embargoes, ...takeOuts].some((shape) => shape.test(part)),
  );
}

/** What terms of use say besides what notes do; most of them are about who may use it, and where. */
const terms: readonly RegExp[] = [
  /\b(?:embargoed (?:until|till|for)|under embargo|(?:not to be (?:used|published|released)|not for (?:publication|use|release|broadcast)|hold) (?:before|until)\b(?=.{0,30}(?:\d|day\b|notice\b|noon\b|midnight\b)))/i,
  /\b(?:internal use only|advance copy)\b/i,
];
/** "Not for use after 1 April 2026" */
const ending =
  /\b(?:not for use|do not use|not to be used|expires|valid (?:until|till)|use until)(?: after| on)?:? (.{6,40})/i;

/** Why terms of use keep a piece from readers. */
export function termsThatWithhold(written: string, now: Date): string | undefined {
  const says = `Its terms of use say: ${written.slice(0, 300)}`;
  const left = withoutPast(written, now);
  if (isTakeOut(left, now) || terms.some((shape) => shape.test(left))) return says;
  const end = readDate(ending.exec(left)?.[1] ?? '');
  return end !== undefined && end <= now ? says : undefined;
}

/** Nothing but this as a headline; a text may begin with “Test” over a review. */
const trialHeadline =
  /^\W*test(?:[ -]?(?:post|article|story|page|piece|item|artikel|beitrag|meldung|message|seite))?(?: ?\d{1,4})?\W*$/i;
/** Headlines and beginnings of pieces with which somebody tries a system, or which are marked as unfinished or as editors' own. */
const trials: readonly RegExp[] = [
  /^\W*test\b.{0,40}\b(?:please ignore|(?<=[-–—:,(!] ?)ignore|ignore (?:this|me)|(?:bitte )?(?:ignorieren|nicht (?:beachten|verwenden))|à ignorer|favor ignorar)(?!\p{L})/iu,
  /^\s*\[(?:test|draft|entwurf|brouillon|borrador|hold|wip)\]/i,
  /^\W*(?:TEST TEST|TEST ?\+\+|(?:DRAFT|ENTWURF|BROUILLON|BORRADOR|HOLD|ZURÜCKGEZOGEN) ?:)/u,
  /^\W*(?:lorem ipsum dolor|welcome to wordpress\. this is your first post|achtung,? redaktionen|bitte verwenden sie (?:diese meldung|diesen text) nicht|(?:do not use|please disregard) this (?:story|item|text))\b/i,
];

export const isTrialHeadline = (headline: string) => trialHeadline.test(headline);
/** Of a headline, or a text's first line. */
export const isTrial = (line: string) => trials.some((shape) => shape.test(line));
