/** Headline and standfirst extraction. */

import { type PageDocument, textOf } from './dom.ts';
import type { LinkedData } from './linked-data.ts';
import { type MetaTags, microdata } from './meta-tags.ts';

export interface Headlines {
  readonly headline: string | undefined;
  readonly standfirst: string | undefined;
}

/** @param siteNames names of the site and its host, to be taken off the end of titles */
export function readHeadlines(
  document: PageDocument,
  linked: LinkedData,
  meta: MetaTags,
  siteNames: readonly string[],
): Headlines {
  const title = textOf(document.querySelector('title'));
  const declared = linked.text('headline') ?? linked.text('name');
  const shared = meta.first(
    'og:title',
    'twitter:title',
    'dc.title',
    'dcterms.title',
    'parsely-title',
    'citation_title',
    'headline',
    'sailthru.title',
  );
  const shown = shownHeadline(document, [declared, shared, title]);
  const plain = (text: string | undefined) => withoutSiteName(text ?? '', [shown, declared, shared, title], siteNames);
  // Said twice in the same words, it is the headline as it stands: JSON-LD's has no suffix.
  const agreed =
    declared !== undefined && declared === shared && !endsWithSite(declared, siteNames) ? declared : undefined;
  const headline =
    agreed ?? chooseHeadline({ shown, declared: plain(declared), shared: plain(shared), title: plain(title) });
  return { headline: headline || undefined, standfirst: readStandfirst(linked, meta, headline) };
}

interface Candidates {
  readonly shown: string;
  readonly declared: string;
  readonly shared: string;
  readonly title: string;
}

/**
 * A page often has two headlines, one for readers and one for search engines, and no rule where: the one for search
 * engines is what `<title>` says. So of JSON-LD's headline and the shared one (`og:title`), the one that isn't the
 * `<title>` is the headline. What the h1 says decides where that leaves doubt.
 */
function chooseHeadline({ shown, declared, shared, title }: Candidates): string {
  if (shared === '' || declared === '') return shared || (isSame(declared, title) ? shown : declared) || shown || title;
  if (isSame(shared, declared)) return declared;
  // A line written to tease on social networks says nothing that the page calls itself.
  if ([shown, declared, title].every((other) => likeness(shared, other) < 0.2)) return declared;
  if (isSame(declared, title)) return isSame(shown, declared) || isSame(shown, shared) ? shared : declared;
  if (loosely(title).startsWith(loosely(shared))) {
    // The title's words on the one side, the page's on the other: the fuller one names who and where.
    return isSame(shown, declared) && shared.length > declared.length ? shared : declared;
  }
  return shared;
}

function isSame(one: string, other: string): boolean {
  return one !== '' && loosely(one) === loosely(other);
}

/** Share of words in common (Dice), from 0 to 1. */
function likeness(one: string, other: string): number {
  const [a, b] = [new Set(loosely(one).split(' ')), new Set(loosely(other).split(' '))];
  return (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size);
}

function loosely(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Of several h1 — teasers and sections have them too — the one that shares most words with what the page says it is called. */
function shownHeadline(document: PageDocument, called: readonly (string | undefined)[]): string {
  let best = '';
  let bestShare = 0;
  for (const element of [...microdata(document, 'headline'), ...document.querySelectorAll('h1')]) {
    const text = textOf(element);
    const share = Math.max(...called.map((other) => likeness(text, other ?? '')));
    if (text !== '' && share > bestShare) [best, bestShare] = [text, share];
  }
  return best || textOf(document.querySelector('h1'));
}

const jointPattern = /(?<!\s)\s+[|·•–—«»:-]\s+|(?<!\s)\s*[|｜]\s*/g;

/** Takes off what stands behind the last separator while it is the site's name, or while another title lacks it. */
function withoutSiteName(text: string, others: readonly (string | undefined)[], siteNames: readonly string[]): string {
  let rest = text;
  for (let joint = lastJoint(rest); joint !== undefined; joint = lastJoint(rest)) {
    const [head, tail] = [rest.slice(0, joint.index).trim(), loosely(rest.slice(joint.index + joint[0].length))];
    const isSite = siteNames.some((name) => sameName(name, tail));
    const isLacking = others.some((other) => other !== undefined && loosely(other) === loosely(head));
    if (head === '' || !(isSite || isLacking)) break;
    rest = head;
  }
  return rest;
}

function endsWithSite(text: string, siteNames: readonly string[]): boolean {
  return withoutSiteName(text, [], siteNames) !== text;
}

function lastJoint(text: string): RegExpExecArray | undefined {
  return [...text.matchAll(jointPattern)].at(-1);
}

function sameName(name: string, tail: string): boolean {
  const bare = (text: string) =>
    loosely(text)
      .replace(/^(?:the|die|der|das|le|la|el|il|het|de) /, '')
      .replaceAll(' ', '');
  return (
    bare(name) !== '' &&
    (bare(name) === bare(tail) || startsLike(bare(name), bare(tail)) || startsLike(bare(tail), bare(name)))
  );
}

/** "CBC" and "CBC News", "The Standard" and "thestandard": the shorter name opens the longer one. */
function startsLike(longer: string, shorter: string): boolean {
  return shorter.length >= 3 && longer.startsWith(shorter) && longer.length - shorter.length <= 10;
}

function readStandfirst(linked: LinkedData, meta: MetaTags, headline: string): string | undefined {
  const candidates = [
    linked.text('description'),
    meta.first('og:description'),
    meta.first('description', 'dc.description', 'dcterms.abstract', 'twitter:description'),
    linked.text('alternativeHeadline'),
  ];
  const isSummary = (text: string) => text.length >= 20 && loosely(text) !== loosely(headline) && text.length < 1_000;
  return candidates.find((text) => text !== undefined && isSummary(text));
}
