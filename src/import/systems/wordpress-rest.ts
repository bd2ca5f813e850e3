/** Posts as the REST API of WordPress gives them, with what is embedded in them (`_embed`). */

import { type JsonRecord, recordOf, recordsOf, textOf } from '../archive/json.ts';
import type { System } from './system.ts';

export const wordpressRest: System = {
  name: 'posts of WordPress (REST)',
  fits: (json) =>
    postsIn(json).some(({ title, content }) => rendered(title) !== undefined && recordOf(content) !== undefined),
  rowsOf: (json) => postsIn(json).map(rowOf),
};

const postsIn = (json: unknown): JsonRecord[] => (Array.isArray(json) ? recordsOf(json) : recordsOf([json]));

const rendered = (value: unknown): string | undefined => textOf(recordOf(value)?.rendered);

function rowOf(post: JsonRecord): JsonRecord {
  const embedded = recordOf(post._embedded) ?? {};
  const seo = recordOf(post.yoast_head_json) ?? {};
  const [picture] = recordsOf(embedded['wp:featuredmedia']);
  const people = recordsOf(embedded.author).map(({ name, link }) => ({ name, url: link }));
  const terms = (Array.isArray(embedded['wp:term']) ? embedded['wp:term'] : []).flatMap((each: unknown) =>
    recordsOf(each),
  );
  const named = (taxonomy: string) =>
    terms.filter((term) => term.taxonomy === taxonomy).flatMap(({ name }) => textOf(name) ?? []);
  const gmt = (value: unknown) => (textOf(value) === undefined ? undefined : `${textOf(value)}Z`);
  const isProtected = recordOf(post.content)?.protected === true || textOf(post.password) !== undefined;
  return {
    record: post,
    id: rendered(post.guid) ?? post.link,
    url: post.link,
    slug: post.slug,
    status: post.status,
    type: post.type,
    password: isProtected ? 'yes' : undefined,
    headline: rendered(post.title),
    // One that is made of the text's beginning ends so.
    standfirst: rendered(post.excerpt)?.replace(/\s{0,9}\[(?:&hellip;|…|\.{3})\](?=\s{0,9}(?:<|$))/, ''),
    body: rendered(post.content),
    publishedAt: gmt(post.date_gmt) ?? post.date,
    updatedAt: gmt(post.modified_gmt),
    // Of what isn't embedded a plugin that nearly all sites have says the same.
    authors: people.length > 0 ? people : seo.author,
    sections: named('category'),
    keywords: named('post_tag'),
    image: picture && { url: picture.source_url, alt: picture.alt_text, caption: rendered(picture.caption) },
    language: seo.og_locale ?? post.lang,
  };
}
