/** An imported document as it will be stored: what it is known by, what is compared of it, and what is in doubt. */

import { createHash } from 'node:crypto';
import { bodyWordCount } from '../text/body.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { accepted, MAX_TOPICS } from './accept.ts';
import { type NewTopics, namedTopics } from './content.ts';
import { type Doubt, doubtsOf } from './doubts.ts';
import { identityOf, type PieceIdentity } from './identity.ts';
import type { ImportedDocument } from './imported-document.ts';

/** What becomes of pieces that are in doubt: without a date, without a text, or perhaps no news. */
export interface HoldPolicy {
  /** `drafts`: an editor gets them; `skip`: they are told and left out; `publish`: none is in doubt. */
  readonly held: 'drafts' | 'skip' | 'publish';
  /** Whether what only lacks a date comes out, as of now. */
  readonly publishUndated: boolean;
  /** What the addresses of our own articles begin with: by them an export of this newsroom is known. */
  readonly publicUrl?: string | undefined;
  /** Whether names that mean no topic are suggested as one, or made one; default make. */
  readonly newTopics?: NewTopics | undefined;
  /** Whether pieces wait to be indexed for search until somebody indexes many together, at a third of the cost. */
  readonly isIndexedLater?: boolean | undefined;
  /** By which embargoes are over; default the moment of saving. */
  readonly now?: Date | undefined;
}

/** A document as it will be stored, under what it is known by. */
export interface Candidate extends PieceIdentity {
  readonly document: ImportedDocument;
  readonly isOfAnotherSite: boolean;
  readonly fingerprint: string;
  readonly wordCount: number;
  readonly doubts: readonly Doubt[];
}

export function candidate(given: ImportedDocument, policy: HoldPolicy): Candidate {
  const document = accepted(given);
  return {
    ...identityOf(document),
    document,
    isOfAnotherSite: document.isOfAnotherSite === true,
    fingerprint: fingerprintOf(document),
    wordCount: bodyWordCount(document.body),
    doubts:
      policy.held === 'publish' || document.isAsExported === true
        ? []
        : doubtsOf(document, policy.now ?? new Date()).filter((doubt) => !isSettled(doubt, document, policy)),
  };
}

/** A newsroom's own export is as whole as what it was made of, although somebody has written into its text since. */
const isSettled = ({ kind }: Doubt, { isEntered }: ImportedDocument, { publishUndated }: HoldPolicy) =>
  (kind === 'undated' && publishUndated) || (kind === 'bodyless' && isEntered === true);

/** What follows from the text or the way that it came, and is no change of the piece. */
const unsaid: ReadonlySet<string> = new Set<keyof ImportedDocument>([
  'isCard',
  'unsure',
  'droppedFromBody',
  'otherUrls',
  'isOfAnotherSite',
  'sections',
  'version',
  'takenBack',
  'isEntered',
  'isAsExported',
  'isLossy',
  'isDateOfVersion',
]);

/**
 * Of what the input says. A date that was only guessed is another at each import; and whom a text is found to quote or
 * credit follows from the text and from the sources that are known by then: neither is a change of the piece.
 */
function fingerprintOf(document: ImportedDocument): string {
  const { publishedAt, isDateGuessed, attributions, image, ...rest } = document;
  const said = Object.fromEntries(Object.entries(rest).filter(([name]) => !unsaid.has(name)));
  const topics = [...new Set(namedTopics(document))].slice(0, MAX_TOPICS);
  const declared = attributions
    .filter(({ role }) => role === 'AUTHOR' || role === 'PUBLISHER')
    .map(({ role, source }) => [role, source.name]);
  const picture = image && { ...image, credit: undefined };
  const whole = canonicalJson([{ ...said, topics }, isDateGuessed ? null : publishedAt, declared, picture]);
  return createHash('sha256').update(whole).digest('hex');
}
