/** Headlines and beginnings of pieces with which somebody tries a system, which are unfinished, or which are editors' own. */

/** Nothing but this as a headline; a text may begin with “Test” over a review. */
const trialHeadline =
  /^\W*(?:test(?:[ -]?(?:post|article|story|page|piece|item|artikel|beitrag|meldung|message|seite|test))?(?: ?\d{1,4})?|(?:auto draft|untitled|no title|ohne titel|sans titre|sin título|senza titolo|sem título|zonder titel|bez tytułu)(?: ?\d{1,4})?|(?:(?:your|insert) )?(?:headline|title|überschrift|titel|schlagzeile|titre|titular|titolo) (?:goes |comes |kommt )?(?:here|hier|ici|aquí|qui)|asdf\w{0,9}|qwert\w{0,9}|tk(?: tk){0,5}|tbc|tbd|lorem ipsum|(?:new|neuer|neue) (?:post|article|story|beitrag|artikel|meldung|seite))\W*$/iu;
/** Before a word of a sentence: "never agreed to the [embargo]". */
const partOfSentence =
  '(?<!(?<!\\p{L})(?:the|an?|this|that|its|our|their|his|her|no|any|of|to|on|in|for|by|with|der|die|das|den|dem|des|ein\\p{L}{0,2}|kein\\p{L}{0,2}|l[ea]s?|un[ae]?|el|los|il|lo|de|du|del|het|een) ?)';
const desksWords =
  'draft|entwurf|brouillon|borrador|bozza|rascunho|szkic|utkast|wip|embargoed|embargo|hold|placeholder|unpublished|internal';
const bansOfDesks = 'do not (?:use|publish)|not for publication|nicht (?:verwenden|veröffentlichen)';
/**
 * How a mark of the desk ends a headline: in square brackets, in round ones with a capital, or in capitals behind a dash.
 * "Letting go (hold)" goes on with a word, and in “lift the [embargo]” an editor has put one into somebody's mouth.
 */
const endings: readonly RegExp[] = [
  new RegExp(`${partOfSentence}\\[(?:${desksWords}|${bansOfDesks})(?: v?\\d{1,3})?\\][^\\p{L}\\p{N}"”“»’]*$`, 'iu'),
  new RegExp(`\\((?:${bansOfDesks}|(?:${desksWords}) v?\\d{1,3})\\)\\W*$`, 'iu'),
  /\((?:DRAFT|ENTWURF|BROUILLON|BORRADOR|BOZZA|RASCUNHO|SZKIC|CONCEPT|UTKAST|WIP|EMBARGO(?:ED)?|HOLD|PLACEHOLDER|UNPUBLISHED|INTERNAL|Draft|Brouillon|Borrador|Embargoed|Placeholder|Unpublished)\)\W*$/u,
  / [-–—|] ?(?:DRAFT|ENTWURF|BROUILLON|BORRADOR|SZKIC|WIP|DO NOT (?:USE|PUBLISH)|PLACEHOLDER)(?: [vV]?\d{1,3})?$/,
];
const trials: readonly RegExp[] = [
  /^\W*test\b.{0,40}\b(?:please ignore|(?<=[-–—:,(!] ?)ignore|ignore (?:this|me)|(?:bitte )?(?:ignorieren|nicht (?:beachten|verwenden))|à ignorer|favor ignorar)(?!\p{L})/iu,
  /^\s*\[(?:test|draft|entwurf|brouillon|borrador|hold|wip)\]/i,
  /^\W*(?:TEST TEST|TEST ?\+\+|(?:ZURÜCKGEZOGEN|KILL(?:ED)?|(?:DRAFT|ENTWURF|BROUILLON|BORRADOR|HOLD|WIP|PLACEHOLDER)(?= ?[:–—-])) ?[:–—-](?=\s))/u,
  // What is written in capitals as a whole is about a draft rather than one.
  /^\W*(?:ENTWURF|BROUILLON|BORRADOR|PLACEHOLDER|WIP) (?=\p{Lu}?\p{Ll})/u,
  /^\W*(?:lorem ipsum dolor|welcome to wordpress\. this is your first post|achtung,? redaktionen|bitte verwenden sie (?:diese meldung|diesen text) nicht|(?:do not use|please disregard) this (?:story|item|text))\b/i,
  /^\W*(?:die meldung .{0,40}wird (?:ersatzlos )?zurückgezogen|annulation\b\W{1,3}pri[eè]re\b)/i,
  /^\W*(?:(?:text|copy|story|body|artikel|bericht|beitrag) (?:folgt|to (?:come|follow))|(?:this is )?(?:an? |ein )?(?:placeholder|dummy|platzhalter|blind)[ -]?(?:text|copy|story|artikel)?(?=\W*$|\s?[:.])|blindtext\b|tk(?: tk){1,9})(?:\W*$|[:.])/i,
];

export const isTrialHeadline = (headline: string) => trialHeadline.test(headline);
/** Of a headline, or a text's first line. */
export const isTrial = (line: string) => trials.some((shape) => shape.test(line));
export const isMarkedAtItsEnd = (headline: string) => endings.some((shape) => shape.test(headline));
