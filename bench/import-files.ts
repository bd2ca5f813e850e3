/** A folder of invented pieces in the formats that newsrooms send, a file each, the same at every run. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchArticle, benchArticles } from './articles.ts';

const site = 'https://quayworth.example';
const FILES_PER_FOLDER = 500;

const formats: Readonly<Record<string, (article: BenchArticle) => string>> = {
  html: (
    article,
  ) => `<!doctype html><html lang="${article.language}"><head><title>${article.headline} | Quayworth Post</title>
<link rel="canonical" href="${addressOf(article)}"><meta property="og:site_name" content="Quayworth Post">
<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: article.headline, description: article.standfirst, datePublished: article.publishedAt, author: { '@type': 'Person', name: authorOf(article) } })}</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>${article.headline}</h1>${article.body}</article></body></html>`,
  txt: (article) => `${dayOf(article)}

${article.headline}

By ${authorOf(article)}

${paragraphsOf(article).join('\n\n')}
`,
  json: (article) =>
    JSON.stringify({
      uri: addressOf(article),
      type: 'text',
      version: '1',
      pubstatus: 'usable',
      versioncreated: article.publishedAt,
      language: article.language,
      headline: article.headline,
      description_text: article.standfirst,
      byline: `By ${authorOf(article)}`,
      body_html: article.body,
    }),
  xml: (
    article,
  ) => `<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:quayworth.example:${article.id}" version="1" standard="NewsML-G2" standardversion="2.29">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Quayworth Post"/><versionCreated>${article.publishedAt.toISOString()}</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><contentCreated>${article.publishedAt.toISOString()}</contentCreated><headline>${article.headline}</headline><by>${authorOf(article)}</by><language tag="${article.language}"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>${article.body}</body></html></inlineXML></contentSet></newsItem>`,
  nitf: (
    article,
  ) => `<?xml version="1.0"?><nitf><head><title>${article.headline}</title><docdata><doc-id id-string="quayworth-${article.id}"/><date.issue norm="${article.publishedAt.toISOString()}"/></docdata></head>
<body><body.head><hedline><hl1>${article.headline}</hl1></hedline><byline>By ${authorOf(article)}</byline></body.head><body.content>${article.body}</body.content></body></nitf>`,
  md: (article) => `---
title: ${JSON.stringify(article.headline)}
date: ${article.publishedAt.toISOString()}
author: ${authorOf(article)}
description: ${JSON.stringify(article.standfirst)}
lang: ${article.language}
---

${paragraphsOf(article).join('\n\n')}
`,
  rss: (
    article,
  ) => `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Quayworth Post</title><link>${site}/</link><description>News</description>
<item><title>${article.headline}</title><link>${addressOf(article)}</link><guid>${addressOf(article)}</guid><pubDate>${article.publishedAt.toUTCString()}</pubDate><content:encoded><![CDATA[${article.body}]]></content:encoded></item></channel></rss>`,
};

/** The endings of the files, in turn. */
export const endings = Object.keys(formats);

/** Writes them into folders of the folder, which has to be there. */
export async function writeImportFiles(folder: string, count: number, now: Date): Promise<void> {
  for (const article of benchArticles(count, now)) {
    // What is to come or withdrawn is another subject.
    const piece =
      article.publishedAt < now ? article : { ...article, publishedAt: new Date(now.getTime() - article.id) };
    const ending = endings[article.id % endings.length] ?? '';
    const place = join(folder, String(Math.floor(article.id / FILES_PER_FOLDER)));
    await mkdir(place, { recursive: true });
    await writeFile(join(place, `${article.id}.${ending}`), formats[ending]?.(piece) ?? '');
  }
}

const people = ['Ada Quay', 'Tobias Wrenfield', 'Hanna Thorsby', 'Orla Fennimore', 'Ben Bly'];

function authorOf({ id }: BenchArticle): string {
  return people[id % people.length] ?? '';
}

function addressOf({ id, slug }: BenchArticle): string {
  return `${site}/${id}/${slug.slice(0, 60)}`;
}

function dayOf({ publishedAt }: BenchArticle): string {
  return publishedAt.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

function paragraphsOf({ body }: BenchArticle): string[] {
  return body
    .split('</p>')
    .map((part) => part.replace('<p>', ''))
    .filter((part) => part !== '');
}
