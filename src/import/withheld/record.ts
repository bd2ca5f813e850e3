/** Why a system's record of a piece keeps it from readers: by its names and values, its parts, and what it leaves empty. */

import { isYes, type JsonRecord, recordOf, textsOf } from '../archive/json.ts';
import { key, ownHiding, ownStateName, showingFlag, stateName } from './statements.ts';
import { isPlainlyUnpublished, stateOf } from './states.ts';
import { notBefore, outsideOfSpan } from './times.ts';

/** Where a system says what a record is. */
const kindName = /^(?:type|layout|posttype|contenttype|kind|version)$/;
const draftKind = /^(?:drafts?|entwurf|brouillon|borrador|unpublished|wip)$/i;
/** Under which subjects nothing is filed that is out; a draft is one of players as well. */
const drawerName = /^(?:post)?(?:section|category|categorie|rubric|rubrik|folder|channel)s?$/;
const drawer =
  /^(?:unpublished|drafts|do not publish|not for publication|entwürfe|unveröffentlicht|brouillons|borradores|bozze|rascunhos|szkice|concepten)$/i;
/** What a record says of the piece besides its parts. */
const ofThePiece =
  /^(?:flags?|extras?|params?|meta(?:data)?|custom(?:fields)?|settings|options|publish(?:ing)?|publication|workflow|scheduling|schedulesettings|rightsinfo|administrative|editorial|acf|seo|build|record|revision|additionalproperties|exports?|info|header|envelope|release|sys|system|properties|lifecycle)$/;
/** Whether an element of this name says of the piece itself, rather than of its author or a picture. */
export const isPartOfPiece = (name: string): boolean => ofThePiece.test(key(name));
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
function neverOut(record: JsonRecord, written: readonly Field[]): string | undefined {
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

/** Among other subjects, or of what is out, a draft is one of players. */
function filedAway(value: unknown, record: JsonRecord, isStatedOut: boolean): string | undefined {
  const texts = textsOf(value);
  const isSubject = texts.length > 1 || isStatedOut || isAboutSport(record);
  return texts.find((each) => drawer.test(each) && !(isSubject && /^drafts$/i.test(each)));
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

function inner(plain: string, value: unknown, record: JsonRecord): JsonRecord | undefined {
  const held = recordOf(value);
  if (ofThePiece.test(plain)) return held;
  if (held === undefined || !worked.test(plain)) return undefined;
  return stateSaid(record).includes('out') && stateSaid(held).includes('in work') ? undefined : held;
}

/** What the records around a part say of the piece. */
interface Around {
  readonly depth: number;
  readonly isOfWork: boolean;
  readonly isOut: boolean;
  /** By a state, which nothing but the piece has; a flag may be of the folder. */
  readonly isStatedOut: boolean;
}

/** A plain yes to being out, beside which an archive is where readers look. */
const outFlag =
  /^(?:is)?(?:published|public|online|visible|released|publicad[oa]|publie|veroffentlicht|pubblicat[oa]|gepubliceerd|opublikowan[yae]|publicerad)$/;

/** Beside it “Drafts” is a subject. */
const hasStateOut = (fields: readonly Field[]) =>
  fields.some(({ plain, value }) => isSaid(value) && ownStateName.test(plain) && stateOf(String(value)) === 'out');

const hasFlagOut = (fields: readonly Field[]) =>
  fields.some(
    ({ plain, value }) => isSaid(value) && !ownStateName.test(plain) && outFlag.test(plain) && isYes(String(value)),
  );

/** What stands under a name, and the name in small letters alone. */
interface Field {
  readonly name: string;
  readonly plain: string;
  readonly value: unknown;
}

const fieldsOf = (record: JsonRecord): Field[] =>
  Object.entries(record).map(([name, value]) => ({ name, plain: key(name), value }));

/**
 * Why a system's record of a piece keeps it from readers, by the names in it and in what it keeps of the piece besides.
 *
 * @param isRead which of its own names are looked at elsewhere
 */
export function hidingInRecord(
  record: JsonRecord,
  now: Date,
  isRead: (name: string) => boolean = () => false,
  around: Around = { depth: 0, isOfWork: false, isOut: false, isStatedOut: false },
): string | undefined {
  const { depth } = around;
  const isWork = around.isOfWork || isAboutWork(record);
  const fields = fieldsOf(record);
  const isStatedOut = around.isStatedOut || hasStateOut(fields);
  const isOut = around.isOut || isStatedOut || hasFlagOut(fields);
  for (const { name, plain, value } of fields) {
    if (isRead(name)) continue;
    // Of Hugo: a page that is written in no format.
    if (name === 'outputs' && Array.isArray(value) && value.length === 0)
      return 'It isn’t to be found where it comes from: outputs is empty.';
    // Of Contentstack: where and when an entry is out.
    if (name === 'publish_details' && Array.isArray(value) && value.length === 0)
      return 'It isn’t public: publish_details is empty.';
    if (kindName.test(plain) && typeof value === 'string' && draftKind.test(value.trim()) && !isAboutSport(record))
      return `It isn’t public: ${name} is ${value.trim()}.`;
    const filed = drawerName.test(plain) ? filedAway(value, record, isStatedOut) : undefined;
    if (filed !== undefined) return `It isn’t public: ${name} is ${filed}.`;
    const part = depth < MAX_DEPTH ? inner(plain, value, record) : undefined;
    const reason = isSaid(value)
      ? (ownHiding(name, plain, String(value), now, isOut) ??
        outsideOfSpan(name, String(value), record, now) ??
        (isWork ? undefined : unreleased(name, plain, String(value), now)))
      : part &&
        hidingInRecord(part, now, ambiguousPart.test(plain) ? (each) => !isOfItself(each, part[each]) : undefined, {
          depth: depth + 1,
          isOfWork: isWork,
          isOut,
          isStatedOut,
        });
    if (reason !== undefined) return reason;
  }
  return depth === 0 ? neverOut(record, fields) : undefined;
}

/** In a feed, and beside what tells of a film, it is a film's. */
function unreleased(name: string, plain: string, value: string, now: Date): string | undefined {
  return /^release(?:date|at|on|time)$/.test(plain) ? notBefore(name, value, now) : undefined;
}
