/** One published piece in each format that is imported, with whatever a test adds to it, and what becomes of it. */

import { doubtsOf } from '../../src/import/doubts.ts';
import { RefusedInput } from '../../src/import/imported-document.ts';
import { readArchiveText, readingNow } from './read-archive.ts';

/** Why the piece in a text doesn't come out; null where it does. */
export async function fate(text: string, name: string): Promise<string | null> {
  try {
    const { documents, refused = [] } = await readArchiveText(text, name);
    const held = documents.map((document) => doubtsOf(document, readingNow)[0]?.reason ?? document.takenBack ?? null);
    return [...held, ...refused.map(({ reason }) => reason)][0] ?? null;
  } catch (error) {
    if (error instanceof RefusedInput) return error.message;
    throw error;
  }
}

/** Of all of them. */
export const text = 'The pier is shut, the keeper said on Monday.';
export const day = '2026-03-02T10:00:00Z';

export const line = (more: object) => JSON.stringify({ title: 'Pier shut', body: text, date: day, ...more });
/** A row for each of the values of one more column. */
export const table = (column: string, ...values: readonly string[]) =>
  [`headline,body,date,${column}`, ...values.map((value) => `Pier shut,"${text}",${day},"${value}"`), ''].join('\n');
export const markdown = (matter: string) => `---\ntitle: Pier shut\ndate: ${day}\n${matter}\n---\n${text}\n`;
export const ninjs = (more: object) =>
  JSON.stringify({
    uri: 'urn:x:1',
    type: 'text',
    versioncreated: day,
    headline: 'Pier shut',
    body_html: text,
    pubstatus: 'usable',
    ...more,
  });
/** @param rest in the item itself */
export const newsml = (meta: string, headline = 'Pier shut', rest = '') =>
  `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1">${rest}<itemMeta><itemClass qcode="ninat:text"/><versionCreated>${day}</versionCreated>
  ${meta}</itemMeta><contentMeta><headline>${headline}</headline></contentMeta><contentSet><inlineData contenttype="text/plain">${text}</inlineData></contentSet></newsItem>`;
export const newsml1 = (management: string, status = 'Usable') =>
  `<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>x.example</ProviderId><DateId>20260302</DateId><NewsItemId>1</NewsItemId><RevisionId>1</RevisionId></NewsIdentifier></Identification>
  <NewsManagement><FirstCreated>20260302T100000Z</FirstCreated><Status FormalName="${status}"/>${management}</NewsManagement><NewsComponent><NewsLines><HeadLine>Pier shut</HeadLine></NewsLines>
  <ContentItem><DataContent><p>${text}</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`;
export const nitf = (docdata: string, head = '') =>
  `<nitf><head>${head}<docdata><doc-id id-string="e7" regsrc="W"/><date.issue norm="20260302T090000+0100"/>${docdata}</docdata></head>
  <body><body.head><hedline><hl1>Pier shut</hl1></hedline></body.head><body.content><p>${text}</p></body.content></body></nitf>`;
export const iptc = (head: string, body = text) =>
  `\x01bdt0123 4 pl 45 dpa 0099\n\nPier/\n\x02${head} =\n\n   ${body}\n\x03\n021200 Mrz 26\n`;
export const rss = (item: string) =>
  `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><channel><title>P</title><link>https://p.example/</link><item><title>Pier shut</title>
  <link>https://p.example/1</link><pubDate>Mon, 02 Mar 2026 09:00:00 GMT</pubDate><description>${text}</description>${item}</item></channel></rss>`;
export const page = (head: string, body = '') =>
  `<!doctype html><html lang="en"><head><title>Pier shut after storm</title><meta property="article:published_time" content="${day}">${head}</head>
  <body ${body}><article><h1>Pier shut after storm</h1>${`<p>${text} It will stay so until the storm has passed.</p>`.repeat(4)}</article></body></html>`;
/** An export of WordPress, with metadata of the post. */
export const wordpress = (meta: Readonly<Record<string, string>>) =>
  `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>P</title><link>https://p.example</link>
  <wp:wxr_version>1.2</wp:wxr_version><item><title>Pier shut</title><link>https://p.example/2026/pier/</link><content:encoded><![CDATA[<p>${text}</p>]]></content:encoded><wp:post_id>7</wp:post_id>
  <wp:post_date_gmt>2026-03-02 09:00:00</wp:post_date_gmt><wp:comment_status>closed</wp:comment_status><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>${Object.entries(
    meta,
  )
    .map(
      ([key, value]) =>
        `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value><![CDATA[${value}]]></wp:meta_value></wp:postmeta>`,
    )
    .join('')}</item></channel></rss>`;
export const ghost = (post: object) =>
  JSON.stringify({
    db: [
      {
        meta: { version: '5.0.0' },
        data: {
          posts: [
            {
              id: '1',
              title: 'Pier shut',
              slug: 'pier',
              html: `<p>${text}</p>`,
              status: 'published',
              visibility: 'public',
              type: 'post',
              published_at: day,
              ...post,
            },
          ],
        },
      },
    ],
  });
