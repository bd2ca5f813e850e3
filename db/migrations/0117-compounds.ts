import { type Kysely, sql } from 'kysely';

/** Words of the corpus by their end, so that a search for a word finds compounds of it: station in Brandstation. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index corpus_word_end on corpus_word (reverse(word) collate "C")`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index corpus_word_end`.execute(db);
}
