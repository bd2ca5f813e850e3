/**
 * Names and values by which whatever system says that a piece isn't for readers: states, flags, access, embargoes, ends,
 * terms of use, notes. One vocabulary for feeds, wires, archives and tables.
 */

import { normalForm } from '../../text/piled-marks.ts';
import { isNo, isYes } from '../archive/json.ts';
import { isTakeOut, termsThatWithhold } from './notes.ts';
import { isPlainlyUnpublished, isUnready, stateOf } from './states.ts';
import { untimely } from './times.ts';

/** Where the word would mean comments, pictures or people, not the piece. */
const otherStatus =
  /comment|ping|media(?!status)|image|author|user|subscription|job|sales|order|thread|us?state|country/;
export const stateName = /(?:status|state|workflow|lifecycle)$/;
/** Of a system's own record, which has states of much else: translations, advertisements, what was binned and came back. */
export const ownStateName =
  /^(?:is)?(?:(?:post|article|story|item|content|entry|workflow|publication|publish(?:ing)?|editorial|moderation|approval|legal|review|copy|desk|production|pub|online|page|news|web|document|doc|escenic|cue|freigabe|redaktions|artikel|beitrags|veroffentlichungs)?(?:status|state)(?:name|label)?|workflow|(?:workflow|editorial|production)?(?:stage|phase|step)(?:identifier|name|label)?|lifecycle|legal|legalcheck|copydesk|(?:publicatie|publicerings|publiserings|publikations)status|statuspublikacji|approval|zustand|situacao|situacion|(?:statut|estado|etat|stato|situacao|etapa|etape)(?:de|del|di|da)?(?:la)?(?:publicacion|publication|pubblicazione|publicacao|redaction|redaccion|revision))$/;
/** Of what is shown of the piece, or beside it: of these only a plain draft is the piece's. */
const besideStateName = /^(?:current|live|display|site|object|asset)(?:status|state)(?:name|label)?$/;
const accessName = /(?:visibility|access|accessrights|accesslevel)$/;
const ownAccessName = /^(?:post)?(?:visibility|access|accessrights|accesslevel|availability)$/;
/** For how few eyes it is. What else stands there says whom else it is for. */
const secrecyName = /^(?:sensitiv(?:e|ity)|confidentiality|privacy|classification|securitylevel|distribution)$/;
const secrecy =
  /^(?:(?:strictly |streng )?(?:confidential|vertraulich|confidentiel|confidencial|riservato)|internal(?: (?:use )?only)?|intern|private|secret|staff(?: only)?|none)$/i;
const hidingFlag =
  /^(?:is)?(?:draft|private|hidden|trashed|deleted|unpublished|embargoed|passwordprotected|protected|archived|unlisted|spiked|killed|recalled|withheld|withdrawn|retracted|rejected|test|testitem|internal|internalonly|staffonly|confidential|offline|disabled|sandbox|wip|workinprogress|notpublished|unreviewed|unapproved|quarantined|suppressed|censored|intrash|taken?down|spike|gesperrt|versteckt|vertraulich|geheim|confidentiel|masque|oculto|oculta|nascosto|verborgen|ukryty|(?:in|needs?|pending|under)review|(?:on|legal|editorial|sensitive)?hold|(?:markedas|markedfor)?not?(?:for)?publi(?:sh|cation)|markedforlegal|neverpublish|contentprotected|bloquead[oa]|donot(?:use|publish)|headless|eleventyexcludefromcollections|hide(?:post|from(?:site|web|public|readers))?)$/;
const archivedFlag = /^(?:is)?archived$/;
/** Of a record of a piece; in a feed they may be about a player, a user or a serial. */
const ownHidingFlag = /^(?:is)?(?:preview|stub|pending|scheduled|blocked|unfinished|incomplete|placeholder|dummy)$/;
export const showingFlag =
  /^(?:is|canbe|can|currently|iscurrently)?(?:shown|activationstatus|haspublishedversion|cisactive|oktopublish|visibleonsite|published|public|visible|online|released|publishable|(?:dg)?publish|publish(?:ed|ing)?status|pubstatus|approved|approvedbylegal|legalapproved|approval|signoff|signedoff|cleared|legalcleared|ready|readytopublish|embargolifted|activo|activa|enlinea|freigegeben|freigabe|sichtbar|visivel|enligne|veroffentlicht|publie|misenligne|publicad[oa]|pubblicat[oa]|gepubliceerd|zichtbaar|opublikowan[yae]|widoczn[yae]|dopublikacji|zurveroffentlichung|apublier|parapublicar|dapubblicare|tepubliceren|visibleen(?:web|elsitio)|publicerad|publiceret|publisert|julkaistu)$/;
/** A database's column of what is online. `isLive` is of coverage that goes on: a piece that isn't live is done. */
const liveFlag = /^(?:live|_?is[_ -]live)$/i;
/** "Página activa": whatever else may be active, this is the piece. */
const pageFlag =
  /^(?:pagina|page|seite|post|article|articulo|articolo|artikel|artigo|story|item|entry|entrada|nota|noticia|beitrag|contenido|content)(?:is)?(?:activ[oae]?|aktiv|acti(?:f|ve)|attiv[oa]|ativ[oa]|actief|published|public|visible|sichtbar|visivel|online|enligne|enlinea|enabled|live)$/;
/** SEOPress' yes means no. */
const unfoundFlag = /noindex(?:ed)?$|^seopressrobotsindex$/;
/** In capitals and small letters an environment is one in which people live and build. */
const trialPlace =
  /^(?:staging|preview|sandbox|qa|uat|QA|UAT|Staging|Preview|Sandbox|stage|dev|development|test|testing)$/;
const password = /^(?:post)?password$/;
const notesName =
  /^(?:(?:ed|desk|legal|internal|editor|editors|editorial)?(?:notes?|comments?|remarks?|memo|warnings?|message|instructions?)|notes?toeditors?|specialinstructions?|hinweise?|bemerkung(?:en)?|anmerkung(?:en)?|notas?|edmsg)$/;
const termsName = /^(?:usageterms|usage|usagerights|rights|copyright|copyrightnotice|termsofuse)$/;

/** Without prefix, case, marks and signs. */
export function key(name: string): string {
  return normalForm(name.replace(/^.*:/, ''), 'NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

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
export function ownHiding(name: string, plain: string, written: string, now: Date, isOut: boolean): string | undefined {
  const value = written.trim();
  if ((liveFlag.test(name) || pageFlag.test(plain)) && isNo(value)) return `It isn’t public: ${name} is ${value}.`;
  if (
    (unfoundFlag.test(plain) && isYes(value)) ||
    (/(?:robots|googlebot)$/.test(plain) && /\bno(?:ne|index)\b/i.test(value))
  )
    return `It isn’t to be found where it comes from: ${name} is ${value.slice(0, 60)}.`;
  // Hugo makes a page of it that no list leads to.
  if (plain === 'list' && value === 'never') return `It isn’t to be found where it comes from: ${name} is ${value}.`;
  // Sanity keeps drafts beside what is out, by their ids.
  if (name === '_id' && /^(?:drafts|versions)\./.test(value))
    return `It isn’t public: ${name} is ${value.slice(0, 60)}.`;
  const isForTrials = /^(?:env|environment)$/.test(plain) && trialPlace.test(value);
  const isBesideDraft = besideStateName.test(plain) && isPlainlyUnpublished(value);
  const isDeactivated = plain === 'lastreplicationaction' && /^(?:deactivate|delete)/i.test(value);
  if (isForTrials || isBesideDraft || isDeactivated) return `It isn’t public: ${name} is ${value}.`;
  if (ownHidingFlag.test(plain) && isYes(value)) return `It isn’t public: ${name} is ${value}.`;
  // Of TYPO3: the groups of those who may read, or all who are logged in; -1 are those who aren't.
  if (plain === 'fegroup' && !/^(?:|0|-1)$/.test(value)) return `It isn’t public: ${name} is ${value}.`;
  // What is out as well is in an archive that readers have.
  if (isOut && archivedFlag.test(plain)) return undefined;
  if (plain === 'show' && isNo(value)) return `It isn’t public: ${name} is ${value}.`;
  return statement(name, plain, written, now, {
    isState: ownStateName.test(plain) && !(isOut && stateOf(value) === 'archived'),
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
  if ((isState || isAccess) && (isHidden(value, isAccess) || (isState && isUnready(value)))) return says;
  if (secrecyName.test(plain) && secrecy.test(value)) return says;
  return untimely(name, plain, value, isYes(value), now);
}

/** "Closed access", `info:eu-repo/semantics/embargoedAccess`, `stat:withheld` and `in_review` are one word each. */
function isHidden(value: string, isAccess: boolean): boolean {
  const state = stateOf(/(?<![^/#:])[^/#:]*$/.exec(value)?.[0] ?? '');
  return (
    state === 'hidden' ||
    state === 'archived' ||
    state === 'in work' ||
    state === 'to come' ||
    (isAccess && state === 'closed')
  );
}
