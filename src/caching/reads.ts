/** Dependency tracking: which rows and lists one response was made from, noted while it is made, as cache tags. */

import { articleTag, sourceTag, type Tag, topicTag } from './tags.ts';

export interface Reads {
  /** Each once. */
  tags(): readonly Tag[];
  tag(tag: Tag): void;
  article(article: { readonly id: number }): void;
  topic(topic: { readonly slug: string }): void;
  source(source: { readonly slug: string }): void;
}

export function createReads(): Reads {
  return new Noted();
}

/** Of what isn't cached. */
export const noReads: Reads = { tags: () => [], tag: () => {}, article: () => {}, topic: () => {}, source: () => {} };

/** Tags are made last, once for each thing: one page reads the same things many times. */
class Noted implements Reads {
  readonly #tags = new Set<Tag>();
  readonly #articles = new Set<number>();
  readonly #topics = new Set<string>();
  readonly #sources = new Set<string>();

  tags(): readonly Tag[] {
    const tags = [...this.#tags];
    for (const id of this.#articles) tags.push(articleTag(id));
    for (const slug of this.#topics) tags.push(topicTag(slug));
    for (const slug of this.#sources) tags.push(sourceTag(slug));
    return tags;
  }

  tag(tag: Tag): void {
    this.#tags.add(tag);
  }

  article({ id }: { readonly id: number }): void {
    this.#articles.add(id);
  }

  topic({ slug }: { readonly slug: string }): void {
    this.#topics.add(slug);
  }

  source({ slug }: { readonly slug: string }): void {
    this.#sources.add(slug);
  }
}
