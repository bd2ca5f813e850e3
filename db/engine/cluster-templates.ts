/**
 * Templates of embedded databases, made once when the project is installed: a new data folder begins as a copy of one,
 * which takes a fifth of the time of making it. Without them (scripts switched off, a part of them lost) everything
 * works, and a first start takes longer; migrations that came since are run on the copy.
 */

import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { Kysely } from 'kysely';
import type { DB } from '../types.ts';
import { postgresMajor } from './cluster-parts.ts';
import { createDiskGuard } from './disk-room.ts';
import { embeddedDialect } from './embedded-dialect.ts';
import { loadEngine, startParams } from './embedded-engine.ts';

/** Where an installation puts them. */
export const templatesFolder = join(import.meta.dirname, '../../node_modules/.cache/dateline');

/** A migrated newsroom with nothing in it. */
export const emptyTemplate = 'empty';

/** What another installation may still be making, or a start be copying, is younger. */
const LEFTOVER_AGE_MS = 3_600_000;

/** As Postgres makes its own, whatever the template's may be: an installation may be read-only. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** Of a template anybody's to copy: whoever installs is often not whom the service runs as, and nothing in it is secret. */
const TEMPLATE_FILE_MODE = 0o644;
const TEMPLATE_FOLDER_MODE = 0o755;

/** What a template is made of, beside the database in it. */
interface Manifest {
  /** No two templates have the same, so that one that takes the place of another while it is copied is noticed. */
  readonly id: string;
  readonly major: string;
  /** Sizes in bytes by path; `null` for a folder. */
  readonly files: Readonly<Record<string, number | null>>;
}

/** Whether there is one that this engine can read. */
export function hasTemplate(name: string, templates = templatesFolder): boolean {
  return readManifest(join(templates, name)) !== null;
}

/**
 * @param to a folder that isn't there yet; nor is it then, where nothing was copied
 * @returns whether all of it was copied
 */
export function copyTemplate(name: string, to: string, templates = templatesFolder): boolean {
  const template = join(templates, name);
  const manifest = readManifest(template);
  if (manifest === null) return false;
  try {
    mkdirSync(to, { mode: FOLDER_MODE });
    for (const [path, size] of Object.entries(manifest.files)) {
      if (size === null) mkdirSync(join(to, path), { mode: FOLDER_MODE });
      else copyWhole(join(clusterIn(template), path), join(to, path), size);
    }
    if (readManifest(template)?.id === manifest.id) return true;
  } catch {
    // Half a template, or another in its place: whoever asked has other ways.
  }
  rmSync(to, { recursive: true, force: true });
  return false;
}

function copyWhole(from: string, to: string, size: number): void {
  copyFileSync(from, to);
  chmodSync(to, FILE_MODE);
  if (statSync(to).size !== size) throw new Error(`${from} isn’t whole.`);
}

function readManifest(template: string): Manifest | null {
  try {
    const manifest: Manifest = JSON.parse(readFileSync(manifestIn(template), 'utf8'));
    return manifest.major === postgresMajor ? manifest : null;
  } catch {
    return null;
  }
}

const manifestIn = (template: string) => join(template, 'manifest.json');
const clusterIn = (template: string) => join(template, 'postgres');

/**
 * Makes one and then puts it in the place of the one of before. Nobody copies half of it, nor a mixture.
 *
 * @param from another that it begins as a copy of, if there is that one
 */
export async function makeTemplate(
  name: string,
  fill: (db: Kysely<DB>) => Promise<unknown>,
  { from, templates = templatesFolder }: { readonly from?: string; readonly templates?: string } = {},
): Promise<void> {
  const engine = await loadEngine();
  const id = randomUUID();
  const unfinished = join(templates, `unfinished-${id}`);
  const dataDir = clusterIn(unfinished);
  mkdirSync(unfinished, { recursive: true });
  try {
    if (from !== undefined) copyTemplate(from, dataDir, templates);
    const pglite = await engine.create({ dataDir, startParams: startParams(engine) });
    const guard = createDiskGuard(() => true, pglite);
    const db = new Kysely<DB>({ dialect: embeddedDialect(pglite, guard) });
    await fill(db).finally(() => db.destroy());
    const manifest: Manifest = { id, major: postgresMajor, files: filesIn(dataDir) };
    writeFileSync(manifestIn(unfinished), JSON.stringify(manifest));
    letAnybodyRead(unfinished);
    putInPlace(unfinished, join(templates, name));
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Parents before what is in them. */
function filesIn(folder: string): Manifest['files'] {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [relative(folder, path), entry.isDirectory() ? null : statSync(path).size] as const;
  });
  return Object.fromEntries(paths.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function letAnybodyRead(folder: string): void {
  chmodSync(folder, TEMPLATE_FOLDER_MODE);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? TEMPLATE_FOLDER_MODE : TEMPLATE_FILE_MODE);
  }
}

/** A folder can't be renamed over another: that one is moved away first, and whoever comes in between has none to copy. */
function putInPlace(made: string, place: string): void {
  const before = `${made}-before`;
  attempt(() => renameSync(place, before), ['ENOENT']);
  // Of two installations at once the other was first: its own is as good.
  attempt(() => renameSync(made, place), ['ENOTEMPTY', 'EEXIST', 'EPERM']);
  rmSync(before, { recursive: true, force: true });
}

function attempt(work: () => void, expected: readonly string[]): void {
  try {
    work();
  } catch (error) {
    if (!expected.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** Removes those of before, and what was left of making one, once they are old. */
export function removeOtherTemplates(kept: readonly string[], templates = templatesFolder): void {
  const oldest = Date.now() - LEFTOVER_AGE_MS;
  mkdirSync(templates, { recursive: true });
  for (const name of readdirSync(templates)) {
    const path = join(templates, name);
    if (kept.includes(name) || (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? oldest) >= oldest) continue;
    rmSync(path, { recursive: true, force: true });
  }
}
