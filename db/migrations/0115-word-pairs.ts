import { type Kysely, sql } from 'kysely';

/**
 * `article_words.pairs`: what stands side by side in an article, as numbers, so that a phrase of frequent words is looked
 * for among those that may have it. Null until an article is indexed anew, which happens in the background.
 *
 * Contracts: nothing that the version before asks for; what it indexes is looked through, since what has other words and the
 * same pairs loses these by the trigger `article_words_unpaired`, until it is indexed by this one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table article_words add column pairs integer[]`.execute(db);
  await sql`alter table article_words alter column pairs set storage external`.execute(db);
  await sql`create index article_words_pairs on article_words using gin (pairs)`.execute(db);
  await sql`create index article_words_unpaired on article_words (article_id) where pairs is null`.execute(db);
  await sql`
    create function forget_word_pairs() returns trigger language plpgsql as $$
    begin
      new.pairs := null;
      return new;
    end
    $$
  `.execute(db);
  await sql`
    create trigger article_words_unpaired before update of words on article_words for each row
    when (old.words is distinct from new.words and old.pairs is not distinct from new.pairs)
    execute function forget_word_pairs()
  `.execute(db);
  await sql`insert into article_to_index (article_id) select id from article on conflict do nothing`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger article_words_unpaired on article_words`.execute(db);
  await sql`drop function forget_word_pairs`.execute(db);
  await sql`alter table article_words drop column pairs`.execute(db);
}
