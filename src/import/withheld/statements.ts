/**
 * Names and values by which whatever system says that a piece isn't for readers: states, flags, access, embargoes, ends,
 * terms of use, notes. One vocabulary for feeds, wires, archives and tables.
 */

import { normalForm } from '../../text/piled-marks.ts';
import { type JsonRecord, recordOf, textsOf } from '../archive/json.ts';
import { isTakeOut, termsThatWithhold } from './notes.ts';
import { isPlainlyUnpublished, isUnready, stateOf } from './states.ts';
import { notBefore, outsideOfSpan, untimely } from './times.ts';

/** Where the word would mean comments, pictures or people, not the piece. */
const otherStatus =
  /comment|ping|media(?!status)|image|author|user|subscription|job|sales|order|thread|us?state|country/;
const stateName = /(?:status|state|workflow|lifecycle)$/;
/** Of a system's own record, which has states of much else: translations, advertisements, what was binned and came back. */
const ownStateName =
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
/** Of a record of a piece; in a feed they may be about a player, a user or a serial. */
const ownHidingFlag = /^(?:is)?(?:preview|stub|pending|scheduled|blocked|unfinished|incomplete|placeholder|dummy)$/;
const showingFlag =
  /^(?:is|canbe|can|currently|iscurrently)?(?:shown|activationstatus|haspublishedversion|cisactive|oktopublish|visibleonsite|published|public|visible|online|released|publishable|(?:dg)?publish|publish(?:ed|ing)?status|pubstatus|approved|approvedbylegal|legalapproved|approval|signoff|signedoff|cleared|legalcleared|ready|readytopublish|embargolifted|activo|activa|enlinea|freigegeben|freigabe|sichtbar|visivel|enligne|veroffentlicht|publie|misenligne|publicad[oa]|pubblicat[oa]|gepubliceerd|zichtbaar|opublikowan[yae]|widoczn[yae]|dopublikacji|zurveroffentlichung|apublier|parapublicar|dapubblicare|tepubliceren|visibleen(?:web|elsitio)|publicerad|publiceret|publisert|julkaistu)$/;
/** A database's column of what is online. `isLive` is of coverage that goes on: a piece that isn't live is done. */
const liveFlag = /^(?:live|_?is[_ -]live)$/i;
/** "Página activa": whatever else may be active, this is the piece. */
const pageFlag =
  /^(?:pagina|page|seite|post|article|articulo|articolo|artikel|artigo|story|item|entry|entrada|nota|noticia|beitrag|contenido|content)(?:is)?(?:activ[oae]?|aktiv|acti(?:f|ve)|attiv[oa]|ativ[oa]|actief|published|public|visible|sichtbar|visivel|online|enligne|enlinea|enabled|live)$/;
/** SEOPress' yes means no. */
const unfoundFlag = /noindex(?:ed)?$|^seopressrobotsindex$/;
/** Where a system says what a record is. */
const kindName = /^(?:type|layout|posttype|contenttype|kind|version)$/;
const draftKind = /^(?:drafts?|entwurf|brouillon|borrador|unpublished|wip)$/i;
/** Under which subjects nothing is filed that is out; a draft is one of players as well. */
const drawerName = /^(?:post)?(?:section|category|categorie|rubric|rubrik|folder|channel)s?$/;
const drawer =
  /^(?:unpublished|drafts|do not publish|not for publication|entwürfe|unveröffentlicht|brouillons|borradores|bozze|rascunhos|szkice|concepten)$/i;
/** In capitals and small letters an environment is one in which people live and build. */
const trialPlace =
  /^(?:staging|preview|sandbox|qa|uat|QA|UAT|Staging|Preview|Sandbox|stage|dev|development|test|testing)$/;
const password = /^(?:post)?password$/;
const notesName =
  /^(?:(?:ed|desk|legal|internal|editor|editors|editorial)?(?:notes?|comments?|remarks?|memo|warnings?|message|instructions?)|notes?toeditors?|specialinstructions?|hinweise?|bemerkung(?:en)?|anmerkung(?:en)?|notas?|edmsg)$/;
const termsName = /^(?:usageterms|usage|usagerights|rights|copyright|copyrightnotice|termsofuse)$/;

/** Without prefix, case, marks and signs. */
function key(name: string): string {
  return normalForm(name.replace(/^.*:/, ''), 'NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

const isYes = (value: string) => /^(?:yes|true|1|y|on|x|ja|oui|sí|si|sim|tak|da)$/i.test(value);
const isNo = (value: string) => /^(?:no|false|0|n|f|off|nein|non|não|nee|nej|nei|nie|ne)$/i.test(value);

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
  if (plain === 'show' && isNo(value)) return `It isn’t public: ${name} is ${value}.`;
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
  if ((isState || isAccess) && (isHidden(value, isAccess) || (isState && isUnready(value)))) return says;
  if (secrecyName.test(plain) && secrecy.test(value)) return says;
  return untimely(name, plain, value, isYes(value), now);
}

/** "Closed access", `info:eu-repo/semantics/embargoedAccess`, `stat:withheld` and `in_review` are one word each. */
function isHidden(value: string, isAccess: boolean): boolean {
  const state = stateOf(/(?<![^/#:])[^/#:]*$/.exec(value)?.[0] ?? '');
  return state === 'hidden' || state === 'in work' || state === 'to come' || (isAccess && state === 'closed');
}

/** What a record says of the piece besides its parts. */
const ofThePiece =
  /^(?:flags?|extras?|params?|meta(?:data)?|custom(?:fields)?|settings|options|publish(?:ing)?|publication|workflow|scheduling|schedulesettings|rightsinfo|administrative|editorial|acf|seo|build|record|revision|additionalproperties|exports?|info|header|envelope|release|sys|system|properties|lifecycle)$/;
/** What in a page's matter is of its looks, or of what it tells of, as well. */
const ambiguousPart = /^(?:info|header|envelope|release|properties)$/;
/** What was worked on, which a version that is out keeps beside it in the state in which that was left: of ninjs and of Superdesk's own. */
const worked = /^(?:task|archiveitem)$/;
/** Whose day of release isn't the piece's. */
const work =
  /film|movie|kino|cine|cinema|album|music|musik|música|musique|game|spiel|videojuego|book|buch|libro|livre|serie|trailer|stream|review|kritik|rezension|reseña|critique|recensione/i;
const workField =
  /^(?:director|regie|cast|artist|album|isbn|imdb|imdb_?id|runtime|platforms?|film|movie|game|book|trailer|studio)$/i;
/** Where players are drafted. */
const sportField = /^(?:sports?|leagues?|teams?|players?|season)$/i;
const sport = /sport|basketball|football|hockey|baseball|soccer|rugby|cricket|\b(?:w?nba|nfl|nhl|mlb|mls|afl)\b/i;
const workNames = /^(?:type|section|sections|category|categories|tags?|keywords?|genre|kind|topics?)$/i;

/** When it came out, which is empty until it does; `publish_up` and `publish_at` may be empty for what is out. */
const publishedName =
  /^(?:first|last)?(?:published(?:at|on|date|time|datetime)?|publish(?:date|time)|publication(?:date|time)|fecha(?:de)?publicacion|veroffentlicht(?:am)?|veroffentlichungsdatum)$|^date(?:de)?publi(?:shed|cation)$/;
const createdName = /^tstamp$|^(?:date)?(?:created|creation|inserted)(?:at|on|date|time|datetime)?(?:gmt)?$/;

const MAX_DEPTH = 3;

const isSaid = (value: unknown) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function stateSaid({ state, status }: JsonRecord) {
  return [state, status].map((each) => (typeof each === 'string' ? stateOf(each) : 'unknown'));
}

const isEmpty = (value: unknown) =>
  value === null || (typeof value === 'string' && /^(?:\s*|0000-00-00.*|null)$/i.test(value));

/** Of a record that says when it was made and leaves open when it came out: a draft of Strapi, Rails, Laravel. */
function neverOut(record: JsonRecord): string | undefined {
  const written = Object.entries(record).map(([name, value]) => ({ name, plain: key(name), value }));
  const published = written.filter(({ plain }) => publishedName.test(plain));
  const created = written.find(({ plain, value }) => createdName.test(plain) && !isEmpty(value));
  // What was never published anew has been published once.
  const first = published.find(({ plain }) => !plain.startsWith('last'));
  if (first === undefined || !published.every(({ value }) => isEmpty(value))) return undefined;
  // Prismic says twice that it didn't.
  if (created === undefined && published.length < 2) return undefined;
  const isSaidOut =
    stateSaid(record).includes('out') ||
    written.some(({ plain, value }) => showingFlag.test(plain) && isSaid(value) && isYes(String(value)));
  return isSaidOut
    ? undefined
    : `It isn’t published where it comes from: ${first.name} is empty${created === undefined ? '' : `, and ${created.name} isn’t`}.`;
}

/** By the names that it has beside its title, or what is said there of its kind. */
const isAboutWork = (record: JsonRecord) =>
  Object.entries(record).some(([name, value]) =>
    workNames.test(name) ? work.test(JSON.stringify(value) ?? '') : workField.test(name),
  );

const isAboutSport = (record: JsonRecord) =>
  Object.entries(record).some(([name, value]) =>
    workNames.test(name) ? sport.test(JSON.stringify(value) ?? '') : sportField.test(name),
  );

/** Among other subjects a draft is one of players, and draughts are a game. */
function isFiledAway(value: unknown): string | undefined {
  const texts = textsOf(value);
  return texts.find((each) => drawer.test(each) && (texts.length === 1 || !/^drafts$/i.test(each)));
}

/** What such a part says of the piece itself. */
function isOfItself(name: string, value: unknown): boolean {
  const plain = key(name);
  return (
    /^(?:embargo|sperrfrist)/.test(plain) ||
    /^release(?:date|at|on|time)$/.test(plain) ||
    plain === 'draft' ||
    ((stateName.test(plain) || ofThePiece.test(plain)) && (typeof value !== 'string' || isPlainlyUnpublished(value)))
  );
}

function inner(name: string, value: unknown, record: JsonRecord): JsonRecord | undefined {
  const held = recordOf(value);
  if (ofThePiece.test(key(name))) return held;
  if (held === undefined || !worked.test(key(name))) return undefined;
  return stateSaid(record).includes('out') && stateSaid(held).includes('in work') ? undefined : held;
}

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
  isOfWork = false,
): string | undefined {
  const isWork = isOfWork || isAboutWork(record);
  for (const [name, value] of Object.entries(record)) {
    if (isRead(name)) continue;
    // Of Hugo: a page that is written in no format.
    if (name === 'outputs' && Array.isArray(value) && value.length === 0)
      return 'It isn’t to be found where it comes from: outputs is empty.';
    // Of Contentstack: where and when an entry is out.
    if (name === 'publish_details' && Array.isArray(value) && value.length === 0)
      return 'It isn’t public: publish_details is empty.';
    const plain = key(name);
    if (kindName.test(plain) && typeof value === 'string' && draftKind.test(value.trim()) && !isAboutSport(record))
      return `It isn’t public: ${name} is ${value.trim()}.`;
    const filed = drawerName.test(plain) ? isFiledAway(value) : undefined;
    if (filed !== undefined) return `It isn’t public: ${name} is ${filed}.`;
    const part = depth < MAX_DEPTH ? inner(name, value, record) : undefined;
    const reason = isSaid(value)
      ? (ownHiding(name, String(value), now) ??
        outsideOfSpan(name, String(value), record, now) ??
        (isWork ? undefined : unreleased(name, String(value), now)))
      : part &&
        hidingInRecord(
          part,
          now,
          ambiguousPart.test(plain) ? (each) => !isOfItself(each, part[each]) : undefined,
          depth + 1,
          isWork,
        );
    if (reason !== undefined) return reason;
  }
  return depth === 0 ? neverOut(record) : undefined;
}

/** In a feed, and beside what tells of a film, it is a film's. */
function unreleased(name: string, value: string, now: Date): string | undefined {
  return /^release(?:date|at|on|time)$/.test(key(name)) ? notBefore(name, value, now) : undefined;
}
