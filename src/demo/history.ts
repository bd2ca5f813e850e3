/** Working histories of the demo newsroom's pieces (editorial workflow): begun, handed in, returned, approved and published. */

import type { WorkStep } from '../../db/drafts/histories.ts';
import { MINUTE_MS } from '../time/units.ts';
import { seededRandom } from './seeded-random.ts';

export interface DemoHistory {
  /** Whose draft it is, as drafts have their owners. */
  readonly owner: string;
  /** From the first words to the page; each is a revision. */
  readonly steps: readonly WorkStep[];
}

interface WrittenPiece {
  readonly slug: string;
  readonly publishedAt: Date;
  /** How much it is read, from 0 to 1. */
  readonly heat: number;
  /** The first author's slug and name. */
  readonly writer: { readonly slug: string; readonly name: string };
}

const editor = { actor: 'demo:edda-marlowe', name: 'Edda Marlowe', role: 'EDITOR' } as const;

/** What came back with a piece. */
const objections = [
  'Who says that figure? Name the source, or leave the figure out.',
  'The standfirst promises more than the text has.',
  'Ask the other side, and give them until five to answer.',
  'Begin with what is new today; the history can come fourth.',
];

/** What everybody waits for is written in an hour or two, the rest in up to two days. */
const HOT = 0.55;
const QUICKEST_MINUTES = 40;
const QUICK_MINUTES = 150;
const SLOWEST_MINUTES = 2_900;
/** Of the slower pieces. */
const RETURNED_PART = 0.3;

/** In whole minutes, the same for the same piece. */
export function historyOf({ slug, publishedAt, heat, writer }: WrittenPiece): DemoHistory {
  const random = seededRandom(`desk of ${slug}`);
  const [least, most] = heat > HOT ? [QUICKEST_MINUTES, QUICK_MINUTES] : [QUICK_MINUTES, SLOWEST_MINUTES];
  const minutes = least * (most / least) ** random();
  /** @param part of the whole time, from 0 to 1 */
  const at = (part: number) => new Date(publishedAt.getTime() - Math.floor(minutes * (1 - part)) * MINUTE_MS);
  const author = { actor: `demo:${writer.slug}`, name: writer.name, role: 'WRITER' } as const;
  const submitted = 0.4 + 0.3 * random();
  const left = 1 - submitted;
  const objection =
    heat <= HOT && random() < RETURNED_PART ? objections[Math.floor(random() * objections.length)] : null;
  return {
    owner: author.actor,
    steps: [
      { type: 'draft.created', at: at(0), ...author, note: null },
      { type: 'draft.submitted', at: at(submitted), ...author, note: null },
      ...(objection == null
        ? []
        : [
            { type: 'draft.returned', at: at(submitted + left * 0.2), ...editor, note: objection } as const,
            { type: 'draft.submitted', at: at(submitted + left * 0.6), ...author, note: null } as const,
          ]),
      { type: 'draft.approved', at: at(submitted + left * 0.9), ...editor, note: null },
      { type: 'article.published', at: publishedAt, ...editor, note: null },
    ],
  };
}
