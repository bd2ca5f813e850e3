import { type Kysely, sql } from 'kysely';

/**
 * `article_words.pairings`: whoever knows of pairs counts it up as it writes them, by which the trigger knows a writer that
 * doesn't, even where the pairs of other words are the same.
 *
 * Contracts: nothing; the version before, which doesn't count, writes pairs that the trigger took away once more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table article_words add column pairings integer not null default 0`.execute(db);
  await sql`drop trigger article_words_unpaired on article_words`.execute(db);
  await sql`
    create trigger article_words_unpaired before update of words on article_words for each row
    when (old.words is distinct from new.words and old.pairings = new.pairings)
    execute function forget_word_pairs()
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger article_words_unpaired on article_words`.execute(db);
  await sql`
    create trigger article_words_unpaired before update of words on article_words for each row
    when (old.words is distinct from new.words and old.pairs is not distinct from new.pairs)
    execute function forget_word_pairs()
  `.execute(db);
  await sql`alter table article_words drop column pairings`.execute(db);
}
