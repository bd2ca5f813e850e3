/** Words by which people keep a piece back: notes to editors, terms of use, embargoes, headlines and beginnings of trials. */

/** Behind "do not use": the piece, or nothing at all; not "without credit", "in Finland" or "the picture". */
const whole =
  '(?=\\W*$|\\s*[.!:;,–—-]|\\s+(?:this|it|until|till|before|prior|yet|for now|at all|the (?:story|text|item|article|piece|report))\\b)';
const embargoes: readonly RegExp[] = [
  /^\W*(?:(?:strictly |press )?embargoed (?:until|till|for|to)\b|(?:strict |press )?embargo(?: until\b| till\b|(?:ed)?\s*:(?!\s*(?:none|no|nil|n\/a|lifted|over|keine?r?)\b))|under (?:strict )?embargo\b|not for immediate (?:release|publication)\b|sperrfrist\b(?!\?)|sous embargo\b|embargo jusqu|ne pas publier\b|bajo embargo\b|no publicar\b|sotto embargo\b)/i,
  new RegExp(`^\\W*(?:not for (?:release|publication)|do not publish)\\b${whole}`, 'i'),
];
const takeOuts: readonly RegExp[] = [
  /^\W*(?:mandatory kill\b|kill\b(?=\W*$|\s*[:,–—-]|\s+(?:this|it|do not|notice|advisory|the (?:story|text|item|article|piece|report))\b))/i,
  new RegExp(`^\\W*(?:please )?(?:do not|don['’]t) (?:use|run|publish|transmit|release)\\b${whole}`, 'i'),
  new RegExp(`^\\W*not for (?:use|publication|release|broadcast|transmission)\\b${whole}`, 'i'),
  /^\W*(?:legal hold|on hold|hold)\b(?=\W*$|\s*[.:;,–—-]|\s+(?:for|until|till|pending|this|please)\b)/i,
  /^\W*(?:(?:bitte )?nicht (?:verwenden|veröffentlichen|beachten)\b|nicht zur veröffentlichung\b|ne pas utiliser\b|no usar\b|no utilizar\b|non usare\b|niet gebruiken\b)/i,
  /^\W*(?:(?:for )?internal (?:use )?only|for (?:planning|guidance|editors?|newsroom)(?: use| purposes)? only|(?:awaiting|pending|needs|not yet) (?:legal|approv(?:al|ed)|clear(?:ance|ed)|sign-?off|release)|draft(?:\W*$|\s*[:,–—-])|spiked?\b(?=\W*$|\s*[:,–—-]))/i,
  /^\W*(?:this is (?:only )?a test\b|not to be (?:published|used|released) (?:before|until|till|yet)\b)/i,
  /^\W*(?:test[ –—+-]{1,3}test\b|test(?: (?:message|item|story|only))?\W*$)/i,
];

/** Whether a beginning of a text says that it isn't to be published yet; an article about an embargo begins otherwise. */
export const isEmbargoNote = (line: string) => embargoes.some((shape) => shape.test(line));

const MAX_NOTE_CHARACTERS = 2_000;

/** Whether a note tells editors in one of its sentences not to use the piece: a kill, a hold, a trial. */
export function isTakeOut(note: string): boolean {
  return [note, ...note.slice(0, MAX_NOTE_CHARACTERS).split(/[.!?;:\n]\s/)].some(
    (part) => isEmbargoNote(part) || takeOuts.some((shape) => shape.test(part)),
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

/**
 * Why terms of use keep a piece from readers.
 *
 * @param readDate gives a date in a text
 */
export function termsThatWithhold(
  written: string,
  now: Date,
  readDate: (text: string) => Date | undefined,
): string | undefined {
  const says = `Its terms of use say: ${written.slice(0, 300)}`;
  if (isTakeOut(written) || terms.some((shape) => shape.test(written))) return says;
  const end = readDate(ending.exec(written)?.[1] ?? '');
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
