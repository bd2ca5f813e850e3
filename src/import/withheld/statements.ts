/**
 * Names and values by which whatever system says that a piece isn't for readers: states, flags, access, embargoes, ends,
 * terms of use, notes. One vocabulary for feeds, wires, archives and tables.
 */

import { type JsonRecord, recordOf } from '../archive/json.ts';
import { readDate } from '../feed/date.ts';
import { isTakeOut, termsThatWithhold } from './notes.ts';
import { stateOf } from './states.ts';

/** Where the word would mean comments, pictures or people, not the piece. */
const otherStatus =
  /comment|ping|media(?!status)|image|author|user|subscription|job|sales|order|thread|us?state|country/;
const stateName = /(?:status|state)$/;
/** Of a system's own record, which has states of much else: translations, advertisements, what was binned and came back. */
const ownStateName =
  /^(?:is)?(?:(?:post|article|story|item|content|entry|workflow|publication|publish(?:ing)?|editorial|moderation|approval|legal|review|copy|desk|production|pub)?(?:status|state)|workflow|(?:workflow|editorial|production)?(?:stage|phase|step)|zustand|situacao|situacion)$/;
const accessName = /(?:visibility|access|accessrights|accesslevel)$/;
const ownAccessName = /^(?:post)?(?:visibility|access|accessrights|accesslevel)$/;
const hidingFlag =
  /^(?:is)?(?:draft|private|hidden|trashed|deleted|unpublished|embargoed|passwordprotected|protected|archived|unlisted|spiked|killed|recalled|withheld|withdrawn|retracted|rejected|test|testitem|internal|internalonly|staffonly|confidential|offline|disabled|sandbox|(?:on|legal|editorial|sensitive)?hold|(?:markedas|markedfor)?not?(?:for)?publi(?:sh|cation)|donot(?:use|publish)|headless|eleventyexcludefromcollections|hide(?:post|from(?:site|web|public|readers))?)$/;
const showingFlag =
  /^(?:is|canbe|can)?(?:published|public|visible|online|released|publishable|publish|approved|approvedbylegal|legalapproved|ready|readytopublish|embargolifted|activo|activa|enlinea|freigegeben|sichtbar|visivel|enligne)$/;
/** A database's column of what is online. `isLive` is of coverage that goes on: a piece that isn't live is done. */
const liveFlag = /^(?:live|_?is[_ -]live)$/i;
/** "Página activa": whatever else may be active, this is the piece. */
const pageFlag =
  /^(?:pagina|page|seite|post|article|articulo|articolo|artikel|artigo|story|item|entry|entrada|nota|noticia|beitrag|contenido|content)(?:is)?(?:activ[oae]?|aktiv|acti(?:f|ve)|attiv[oa]|ativ[oa]|actief|published|public|visible|sichtbar|visivel|online|enligne|enlinea|enabled|live)$/;
/** SEOPress' yes means no. */
const unfoundFlag = /noindex(?:ed)?$|^seopressrobotsindex$/;
const embargoName =
  /^(?:utc)?(?:embargo[a-z]*|available|availablefrom|publishat|publishon|publishschedule|notbefore|holduntil|golive(?:at|on|date)?)$/;
const expiryName =
  /^(?:post)?(?:expires|expir(?:y|ation)date(?:timestamp)?|expire[sd]?(?:at|on)?|unpublish(?:ed)?(?:at|on|date)|validuntil|unavailableafter|takedown(?:at|date))$/;
const password = /^(?:post)?password$/;
const notesName = /^(?:ed(?:itor(?:s|ial)?)?notes?|notes?toeditors?|(?:special)?instructions?|notes?|edmsg)$/;
const termsName = /^(?:usageterms|usage|usagerights|rights|copyright|copyrightnotice|termsofuse)$/;

/** Without prefix, case, marks and signs. */
function key(name: string): string {
  return name
    .replace(/^.*:/, '')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

const isYes = (value: string) => /^(?:yes|true|1|y|on|x|ja|oui|sí|si|sim)$/i.test(value);
const isNo = (value: string) => /^(?:no|false|0|n|f|off|nein|non|não|nee)$/i.test(value);

/**
 * Why one statement of a feed's item keeps it from the public.
 *
 * @param name of an element, attribute or key, with or without its prefix
 * @returns `undefined` for what says no such thing
 */
export function hiding(name: string, written: string, now: Date): string | undefined {
  const plain = key(name);
  const isOther = otherStatus.test(plain);
  return statement(name, plain, written, now, {
    isState: !isOther && stateName.test(plain),
    isAccess: !isOther && accessName.test(plain),
  });
}

/** The same of a name in a system's own record: only of those that are surely about the piece. */
function ownHiding(name: string, written: string, now: Date): string | undefined {
  const plain = key(name);
  const value = written.trim();
  if ((liveFlag.test(name) || pageFlag.test(plain)) && isNo(value)) return `It isn’t public: ${name} is ${value}.`;
  if ((unfoundFlag.test(plain) && isYes(value)) || (/robots$/.test(plain) && /\bnoindex\b/i.test(value)))
    return `It isn’t to be found where it comes from: ${name} is ${value.slice(0, 60)}.`;
  // Hugo makes a page of it that no list leads to.
  if (plain === 'list' && value === 'never') return `It isn’t to be found where it comes from: ${name} is ${value}.`;
  // In a feed it may be a film's.
  const release = /^release(?:date|at|on|time)$/.test(plain) ? readDate(value) : undefined;
  if (release !== undefined && release > now)
    return `It isn’t public before ${release.toISOString()}: ${name} says so.`;
  return statement(name, plain, written, now, {
    isState: ownStateName.test(plain),
    isAccess: ownAccessName.test(plain),
  });
}

function statement(
  name: string,
  plain: string,
  written: string,
  now: Date,
  { isState, isAccess }: { readonly isState: boolean; readonly isAccess: boolean },
): string | undefined {
  const value = written.trim();
  if (value === '') return undefined;
  if (notesName.test(plain) && isTakeOut(value, now)) return `Its note to editors says: ${value.slice(0, 300)}`;
  if (termsName.test(plain)) return termsThatWithhold(value, now);
  if (value.length > 200) return undefined;
  const says = `It isn’t public: ${name} is ${value}.`;
  if (password.test(plain)) return 'It isn’t public: it has a password.';
  if (hidingFlag.test(plain) && isYes(value)) return says;
  if (showingFlag.test(plain) && isNo(value)) return says;
  if ((isState || isAccess) && isHidden(value, isAccess)) return says;
  return untimely(name, plain, value, now);
}

function untimely(name: string, plain: string, value: string, now: Date): string | undefined {
  // `dcterms:valid` is a span: "start=2026-03-01; end=2026-04-01".
  const end = plain === 'valid' ? /\bend=([^;]+)/.exec(value)?.[1] : expiryName.test(plain) ? value : undefined;
  const over = end === undefined ? undefined : readDate(end);
  if (over !== undefined && over <= now)
    return `It isn’t public any more since ${over.toISOString()}: ${name} says so.`;
  if (!embargoName.test(plain)) return undefined;
  if (plain.startsWith('embargo') && isYes(value)) return `It isn’t public: ${name} is ${value}.`;
  const until = readDate(value);
  return until !== undefined && until > now
    ? `It isn’t public before ${until.toISOString()}: ${name} says so.`
    : undefined;
}

/** "Closed access", `info:eu-repo/semantics/embargoedAccess`, `stat:withheld` and `in_review` are one word each. */
function isHidden(value: string, isAccess: boolean): boolean {
  const state = stateOf(/(?<![^/#:])[^/#:]*$/.exec(value)?.[0] ?? '');
  return state === 'hidden' || state === 'in work' || state === 'to come' || (isAccess && state === 'closed');
}

/** What a record says of the piece besides its parts. */
const ofThePiece =
  /^(?:flags?|extras?|params?|meta(?:data)?|custom(?:fields)?|settings|options|publish(?:ing)?|publication|workflow|scheduling|schedulesettings|rightsinfo|administrative|editorial|acf|seo|build|record)$/;
const MAX_DEPTH = 3;

/** What is out keeps the task on which it was worked, in the state in which that was left. */
const isSaidOut = ({ state, status }: JsonRecord) =>
  [state, status].some((each) => typeof each === 'string' && stateOf(each) === 'out');

/**
 * Why a system's record of a piece keeps it from readers, by the names in it and in what it keeps of the piece besides.
 *
 * @param isRead which of its own names are looked at elsewhere
 */
export function hidingInRecord(
  record: JsonRecord,
  now: Date,
  isRead: (name: string) => boolean = () => false,
  depth = 0,
): string | undefined {
  for (const [name, value] of Object.entries(record)) {
    if (isRead(name)) continue;
    const isSaid = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    const isOfThePiece = ofThePiece.test(key(name)) || (key(name) === 'task' && !isSaidOut(record));
    const inner = depth < MAX_DEPTH && isOfThePiece ? recordOf(value) : undefined;
    const reason = isSaid
      ? ownHiding(name, String(value), now)
      : inner && hidingInRecord(inner, now, undefined, depth + 1);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
