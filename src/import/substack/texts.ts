/** The texts of an export of Substack, which lie in files beside the table that tells of the posts. */

import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { RefusedInput } from '../imported-document.ts';
import { tableRows } from '../records/rows.ts';
import { isOfReaders, isSubstack, textColumn } from './recognise.ts';

const MAX_CHARS = 50_000_000;

/** Names of the files in a folder, or in its folder `posts`, that are read with its `posts.csv` or tell of readers; undefined where there is no such table. */
export async function partsOfSubstack(folder: string): Promise<((name: string) => boolean) | undefined> {
  const csv = await readFile(join(folder, 'posts.csv'), 'utf8').catch(() => '');
  if (!isSubstack(csv)) return undefined;
  const texts = new Set(tableRows(csv).rows.map(({ values }) => `${String(values.post_id)}.html`));
  return (name) => texts.has(name) || isOfReaders(name);
}

/** The table with the texts that lie beside it, or in the folder `posts`, in a column more. */
export async function withTexts(path: string, csv: string): Promise<string> {
  if (!isSubstack(csv)) return csv;
  const { header, rows } = tableRows(csv);
  if (header.includes(textColumn)) return csv;
  const lines = [[...header, textColumn]];
  let size = csv.length;
  for (const { values } of rows) {
    const text = await textOfPost(dirname(path), String(values.post_id));
    size += text.length;
    if (size > MAX_CHARS)
      throw new RefusedInput(`Its texts have more than ${MAX_CHARS / 1_000_000} million characters.`);
    lines.push([...header.map((name) => String(values[name] ?? '')), text]);
  }
  return lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
}

async function textOfPost(folder: string, id: string): Promise<string> {
  // What leads out of the folder is no id.
  if (id === '' || basename(id) !== id) return '';
  for (const path of [join(folder, 'posts', `${id}.html`), join(folder, `${id}.html`)]) {
    const size = await stat(path).then(
      (found) => (found.isFile() ? found.size : 0),
      () => 0,
    );
    if (size > 0 && size < MAX_CHARS) return readFile(path, 'utf8');
  }
  return '';
}
