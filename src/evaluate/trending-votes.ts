/**
 * Reader of vote snapshots of a front page: one JSON object a line, oldest first, gzipped or not.
 *
 * `{"at": "2022-07-01T00:09:12Z", "items": [{"link": …, "upvotes": 43}, …]}`. Upvotes are counted from an item's
 * beginning, so what a snapshot shows more than the one before are the votes in between. An item without a link or
 * upvotes (an advertisement) is left out.
 */

import { z } from 'zod';
import { readLabelledFile, UnreadableFile } from './labelled-file.ts';

/** What became known with one snapshot. */
export interface Moment {
  readonly at: Date;
  /** Items by number, from 0 in the order in which they appeared, with their votes since they were last seen: 1 or more. */
  readonly votes: ReadonlyMap<number, number>;
}

export interface VotesFile {
  readonly file: string;
  readonly moments: readonly Moment[];
  /** When each item appeared first, by number. */
  readonly appearedAt: readonly Date[];
}

const Snapshot = z.object({
  at: z.iso.datetime({ offset: true }),
  items: z.array(z.object({ link: z.string().nullish(), upvotes: z.int().min(0).max(1_000_000).nullish() })),
});

/** @throws {UnreadableFile} */
export async function readVotes(file: string): Promise<VotesFile> {
  const items = new Map<string, number>();
  const appearedAt: Date[] = [];
  const known: number[] = [];
  const moments: Moment[] = [];
  const refuse = (line: number, reason: string) => new UnreadableFile(`${file}, line ${line}: ${reason}`);
  for (const [index, line] of (await readLabelledFile(file)).toString().split('\n').entries()) {
    if (line.trim() === '') continue;
    const snapshot = parseSnapshot(line, (reason) => refuse(index + 1, reason));
    const at = new Date(snapshot.at);
    const last = moments.at(-1);
    if (last && at <= last.at) throw refuse(index + 1, '"at" must be later than in the line before.');
    const votes = new Map<number, number>();
    for (const { link, upvotes } of snapshot.items) {
      if (link == null || upvotes == null) continue;
      const item = items.get(link) ?? items.size;
      if (item === items.size) {
        items.set(link, item);
        appearedAt.push(at);
      }
      const more = upvotes - (known[item] ?? 0);
      known[item] = Math.max(upvotes, known[item] ?? 0);
      if (more > 0) votes.set(item, (votes.get(item) ?? 0) + more);
    }
    moments.push({ at, votes });
  }
  if (moments.length < 2) throw new UnreadableFile(`${file}: at least two snapshots are needed.`);
  return { file, moments, appearedAt };
}

function parseSnapshot(line: string, refuse: (reason: string) => UnreadableFile): z.infer<typeof Snapshot> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw refuse('not JSON.');
  }
  const parsed = Snapshot.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse(`"${issue?.path.join('.') || 'snapshot'}": ${issue?.message}.`);
}
