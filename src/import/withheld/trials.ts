/** Headlines and beginnings of pieces with which somebody tries a system, which are unfinished, or which are editors' own. */

/** Nothing but this as a headline; a text may begin with “Test” over a review. */
const trialHeadline =
  /^\W*(?:test(?:[ -]?(?:post|article|story|page|piece|item|artikel|beitrag|meldung|message|seite|test))?(?: ?\d{1,4})?|(?:auto draft|untitled|no title|ohne titel|sans titre|sin título|senza titolo|sem título|zonder titel|bez tytułu)(?: ?\d{1,4})?|(?:(?:your|insert) )?(?:headline|title|überschrift|titel|schlagzeile|titre|titular|titolo) (?:goes |comes |kommt )?(?:here|hier|ici|aquí|qui)|asdf\w{0,9}|qwert\w{0,9}|tk(?: tk){0,5}|tbc|tbd|lorem ipsum|(?:new|neuer|neue) (?:post|article|story|beitrag|artikel|meldung|seite))\W*$/iu;
const desksWords =
  'draft|entwurf|brouillon|borrador|bozza|rascunho|szkic|utkast|wip|embargoed|embargo|hold|placeholder|unpublished|internal';
const bansOfDesks = 'do not (?:use|publish)|not for publication|nicht (?:verwenden|veröffentlichen)';
/** How a mark of the desk ends a headline: in square brackets or in round ones. */
const squareMark = new RegExp(`\\[((?:${desksWords}|${bansOfDesks})(?: v?\\d{1,3})?)\\][^\\p{L}\\p{N}]*$`, 'iu');
const roundMark = new RegExp(`\\((?:${bansOfDesks}|(?:${desksWords})(?: v?\\d{1,3})?)\\)[^\\p{L}\\p{N}]*$`, 'iu');
/** Before a word of a sentence, which an editor has put into somebody's mouth: "never agreed to the [embargo]". */
const partOfSentence =
  /(?<!\p{L})(?:the|an?|this|that|its|our|their|his|her|no|any|of|to|on|in|for|by|with|der|die|das|den|dem|des|ein\p{L}{0,2}|kein\p{L}{0,2}|l[ea]s?|un[ae]?|el|los|il|lo|de|du|del|het|een) ?$/iu;
/** What a headline goes on with as well: "Letting go (hold)", "Life under sanctions (embargo)". */
const wordInBrackets = /\((?:hold|embargo)\)\W*$/;
/** A draft in Dutch; in English it is a car. */
const dutchMark = /\(CONCEPT\)[^\p{L}\p{N}]*$/u;
const english = /(?<!\p{L})(?:the|and|with|its|for|to|new|shows|unveils)(?!\p{L})/iu;
const capitalsBehindDash =
  / [-–—|] ?(?:DRAFT|ENTWURF|BROUILLON|BORRADOR|SZKIC|WIP|DO NOT (?:USE|PUBLISH)|PLACEHOLDER)(?: [vV]?\d{1,3})?$/;
const trials: readonly RegExp[] = [
  /^\W*test\b.{0,40}\b(?:please ignore|(?<=[-–—:,(!] ?)ignore|ignore (?:this|me)|(?:bitte )?(?:ignorieren|nicht (?:beachten|verwenden))|à ignorer|favor ignorar)(?!\p{L})/iu,
  /^\s*\[(?:test|draft|entwurf|brouillon|borrador|hold|wip|embargo(?:ed)?)\]/i,
  /^\W*(?:TEST TEST|TEST ?\+\+|(?:ZURÜCKGEZOGEN|KILL(?:ED)?|(?:DRAFT|ENTWURF|BROUILLON|BORRADOR|HOLD(?: FOR \p{Lu}{3,12})?|WIP|PLACEHOLDER)(?= ?[:–—-])) ?[:–—-](?=\s))/u,
  // What is written in capitals as a whole is about a draft rather than one.
  /^\W*(?:ENTWURF|BROUILLON|BORRADOR|PLACEHOLDER|WIP) (?=\p{Lu}?\p{Ll})/u,
  /^\W*(?:lorem ipsum dolor|welcome to wordpress\. this is your first post|achtung,? redaktionen|bitte verwenden sie (?:diese meldung|diesen text) nicht|(?:do not use|please disregard) this (?:story|item|text))\b/i,
  /^\W*(?:die meldung .{0,40}wird (?:ersatzlos )?zurückgezogen|annulation\b\W{1,3}pri[eè]re\b)/i,
  /^\W*(?:(?:text|copy|story|body|artikel|bericht|beitrag) (?:folgt|to (?:come|follow))|(?:this is )?(?:an? |ein )?(?:placeholder|dummy|platzhalter|blind)[ -]?(?:text|copy|story|artikel)?(?=\W*$|\s?[:.])|blindtext\b|tk(?: tk){1,9})(?:\W*$|[:.])/i,
];

export const isTrialHeadline = (headline: string) => trialHeadline.test(headline);
/** Of a headline, or a text's first line. */
export const isTrial = (line: string) => trials.some((shape) => shape.test(line));

/** A word in small letters may be a sentence's own; with a capital in brackets it is the desk's. */
export function isMarkedAtItsEnd(headline: string): boolean {
  const square = squareMark.exec(headline);
  const word = square?.[1] ?? '';
  if (square !== null && (word !== word.toLowerCase() || !partOfSentence.test(headline.slice(0, square.index))))
    return true;
  return (
    (roundMark.test(headline) && !wordInBrackets.test(headline)) ||
    (dutchMark.test(headline) && !english.test(headline)) ||
    capitalsBehindDash.test(headline)
  );
}
