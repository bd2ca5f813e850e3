/**
 * What a feed says of itself that plainly forbids to publish its items now: an embargo to come, a draft. Its items are held for
 * an editor then, and not refused: most of what a feed says of itself is of its licence, its service or its name.
 */

import { isYes } from '../archive/json.ts';
import { isEmbargoNote, namesTime } from '../withheld/notes.ts';
import { isPlainlyUnpublished } from '../withheld/states.ts';
import { notBefore } from '../withheld/times.ts';
import { oneLine } from './markup.ts';

export interface FeedElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

const plainly = (name: string) =>
  name
    .replace(/^.*:/, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

const heads = /^(?:rss|rdf|feed|channel)$/;
const embargo = /^(?:embargo|sperrfrist)[a-z]*$/;
const lifted = /(?:lift(?:ed)?|over|ended|expired|removed|past|done)$/;
const beginning =
  /^(?:available(?:from|after|on)?|publish(?:from|after|at|on)|notbefore|holduntil|go(?:es)?live(?:at|on|date)?)$/;
const stateName = /^(?:feed|channel|publication|publishing|workflow|editorial)?(?:status|state|visibility)$|^workflow$/;
const flag =
  /^(?:is)?(?:draft|private|unpublished|withheld|internalonly|confidential|wip|workinprogress|notpublished|notforpublication|donot(?:use|publish)|gesperrt|vertraulich)$/;

/** Why a part of a feed's head forbids it, by the names of what it stands in. */
export function forbiddingPart(
  { name, attributes, text }: FeedElement,
  path: readonly { readonly name: string }[],
  now: Date,
): string | undefined {
  const around = path.map((each) => plainly(each.name));
  if (heads.test(plainly(name)) && around.every((each) => heads.test(each)))
    return Object.entries(attributes)
      .map(([attribute, value]) => statement(attribute, value, now))
      .find((reason) => reason !== undefined);
  // An item of Atom's publishing protocol has its draft in a control, and so may a feed.
  const isOwn = around.every((each, index) => heads.test(each) || (each === 'control' && index === around.length - 1));
  return isOwn ? (statement(name, text, now) ?? sentence(name, text, now)) : undefined;
}

/** The same of a JSON Feed, whose extensions may tell of an embargo; other states there are of something else. */
export function forbiddingHead(head: Readonly<Record<string, unknown>>, now: Date): string | undefined {
  for (const [name, value] of Object.entries(head)) {
    const reason = name.startsWith('_') ? inExtension(value, now) : ofValue(name, value, now);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function ofValue(name: string, value: unknown, now: Date): string | undefined {
  if (typeof value === 'boolean') return statement(name, String(value), now);
  return typeof value === 'string' ? (statement(name, value, now) ?? sentence(name, value, now)) : undefined;
}

function inExtension(extension: unknown, now: Date): string | undefined {
  if (typeof extension !== 'object' || extension === null || Array.isArray(extension)) return undefined;
  return Object.entries(extension)
    .map(([name, value]) => (embargo.test(plainly(name)) ? statement(name, String(value), now) : undefined))
    .find((reason) => reason !== undefined);
}

function statement(name: string, written: string, now: Date): string | undefined {
  const plain = plainly(name);
  const value = written.trim();
  if (value === '' || value.length > 200) return undefined;
  const isEmbargo = embargo.test(plain) && !lifted.test(plain);
  const isSaid =
    ((flag.test(plain) || isEmbargo) && isYes(value)) || (stateName.test(plain) && isPlainlyUnpublished(value));
  if (isSaid) return `Its feed says: ${name} is ${value}.`;
  return isEmbargo || beginning.test(plain) ? notBefore(name, value, now) : undefined;
}

const lineName =
  /^(?:title|subtitle|description|tagline|usercomment|summary|copyright|rights|usageterms|(?:ed|editors?)?notes?)$/;
/** What a title and terms of use say for good as well: “Do Not Publish: stories that power fears”. */
const isForEditors = /^(?:subtitle|description|tagline|usercomment|summary|(?:ed|editors?)?notes?)$/;
const ban = /^\W*(?:please )?do not publish\b/i;
const ofAll =
  /\b(?:items?|stories|pieces|texts|releases|articles|contents?|everything|all)\b[^.!?]{0,60}\b(?:is|are) (?:strictly )?(?:under (?:strict )?embargo|embargoed) until\b/i;

/** A sentence that names a time until which all is under embargo. */
function sentence(name: string, text: string, now: Date): string | undefined {
  const plain = plainly(name);
  if (!lineName.test(plain)) return undefined;
  const line = oneLine(text.slice(0, 10_000));
  const sentences = [line, ...line.split(/(?<=[^\d][.!?]) (?=\p{Lu})|(?<=\d{4}[.!?]) (?=\p{Lu})/u)];
  const said = sentences.find(
    (each) =>
      (namesTime(each) && isEmbargoNote(each, now)) ||
      (ofAll.test(each) &&
        isEmbargoNote(each.slice(each.search(/(?:under (?:strict )?embargo|embargoed) until/i)), now)),
  );
  if (said !== undefined) return `Its feed says: ${said.slice(0, 300)}`;
  return isForEditors.test(plain) && ban.test(line) ? `Its feed says: ${line.slice(0, 300)}` : undefined;
}
