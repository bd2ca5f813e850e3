/** Publishes labelled texts in a newsroom of their own, to measure what readers would get. */

import type { Db } from '../../db/engine/database.ts';
import { insertArticles } from '../../db/seed.ts';
import type { LabelledText } from './labelled-set.ts';

const TEXTS_AT_ONCE = 200;
const MAX_HEADLINE_CHARS = 500;

/** @returns ids in the order of the texts */
export async function publishTexts(db: Db, texts: readonly LabelledText[]): Promise<number[]> {
  const ids: number[] = [];
  const now = new Date();
  for (let start = 0; start < texts.length; start += TEXTS_AT_ONCE) {
    const rows = texts.slice(start, start + TEXTS_AT_ONCE).map(({ title, body, date, language }, index) => {
      // Undated texts are all of one time, which tells nothing; what is to come would be hidden.
      const published = date === null || date > now ? new Date(0) : date;
      return {
        slug: String(start + index),
        // A few texts of every set have lost their title; an article has a headline.
        headline: (title.trim() || body.trim().slice(0, 80) || '-').slice(0, MAX_HEADLINE_CHARS),
        body: toHtml(body),
        language,
        word_count: 0,
        published_at: published,
        first_published_at: published,
        updated_at: published,
      };
    });
    const made = await db.transaction().execute((trx) => insertArticles(trx, rows));
    for (const [slug, id] of made) ids[Number(slug)] = id;
  }
  return ids;
}

function toHtml(text: string): string {
  const escaped = text.replaceAll('\0', '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<p>${escaped.replace(/\n\s*\n/g, '</p><p>')}</p>`.slice(0, 1_000_000);
}
