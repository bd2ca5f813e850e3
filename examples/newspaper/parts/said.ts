/** Marks of quotes in an article's body: who said it and in which role, on hover and on focus, without a script. */

import { html } from 'hono/html';
import type { ArticleQuery } from '../client/graphql.ts';
import { bodyOf, type Html } from './html.ts';
import { kindWords, roleWords } from './words.ts';

type Article = NonNullable<ArticleQuery['article']>;
type Attribution = NonNullable<Article['attributions']>[number];

interface Saying {
  readonly by: Attribution;
  readonly quote: Attribution['quotes'][number];
  /** Among all quotes of its source here, from 1. */
  readonly place: number;
}

/** Where the list of sources has it. */
export function sourceAnchor({ role, source }: Attribution): string {
  return `${role.toLowerCase()}-${source.slug}`;
}

/**
 * The body with a mark behind each quote, and both in an element that shows who said it. What ends within a link, or stands
 * in `<q>`, whose quotation marks the text of its block has and its markup hasn't, stays as it is: the list of sources has all.
 */
export function markedBody(article: Article, imageOrigins: readonly string[]): Html[] {
  const { body } = article;
  const parts: Html[] = [];
  let done = 0;
  for (const { from, to, saying } of sayingsIn(article)) {
    // Of two that overlap the first has the words.
    if (from < done) continue;
    const [before, words] = [body.slice(done, from), body.slice(from, to)].map((part) => bodyOf(part, imageOrigins));
    parts.push(html`${before}<span class="said">${words}${mark(saying, from)}</span>`);
    done = to;
  }
  return [...parts, bodyOf(body.slice(done), imageOrigins)];
}

function sayingsIn({ body, blocks, attributions }: Article) {
  const text = runningText(body);
  const starts = startsOf(blocks, text);
  return (attributions ?? [])
    .flatMap((by) => by.quotes.map((quote, index): Saying => ({ by, quote, place: index + 1 })))
    .flatMap((saying) => {
      const [block, start] = [blocks[saying.quote.block]?.text ?? '', starts[saying.quote.block]];
      const range = start === undefined ? undefined : rangeOf(block, start, saying.quote, text);
      return range !== undefined && isWrappable(body, range) ? [{ ...range, saying }] : [];
    })
    .sort((a, b) => a.from - b.from || b.to - a.to);
}

/** A link to the list of sources, which touch and print have; a pointer on the quote, or focus on the link, shows the note. */
function mark({ by, quote, place }: Saying, number: number): Html {
  const { role, source, quotes } = by;
  const id = `said-${number}`;
  const isElided = /…|\.\.\./.test(quote.text);
  const which = quotes.length > 1 ? `, ${place} of ${quotes.length}` : ' once';
  return html`<a class="who" href="#${sourceAnchor(by)}" aria-label="Said by ${source.name}" aria-describedby="${id}"></a><span class="who-said" role="tooltip" id="${id}"><b>${source.name}</b> <span>${kindWords[source.kind]}</span> <span>${roleWords[role]}${which}</span>${isElided ? html` <q>${quote.text}</q>` : ''}</span>`;
}

interface RunningText {
  /** Entities read, and one space for white space however long, as between two blocks. */
  readonly characters: string;
  /** By character: where its markup begins, and where it ends. */
  readonly begins: readonly number[];
  readonly ends: readonly number[];
  /** Where a block may begin: behind any other markup than that of words. */
  readonly boundaries: ReadonlySet<number>;
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
const inline = /^<\/?(?:a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|u)[ >]/;

/** Of well-formed markup, in which `<` and `&` of the text are escaped. */
function runningText(body: string): RunningText {
  let characters = '';
  const begins: number[] = [];
  const ends: number[] = [];
  const boundaries = new Set<number>();
  for (const { 0: part, index } of body.matchAll(/<[^<>]*>|&[a-z]+;|\s+|[^<&\s]|&/g)) {
    if (inline.test(part)) continue;
    const character = /^[<\s]/.test(part) ? ' ' : (entities[part] ?? part);
    if (character !== ' ' || !(characters === '' || characters.endsWith(' '))) {
      characters += character;
      begins.push(...Array(character.length).fill(index));
      ends.push(...Array(character.length).fill(index + part.length));
    }
    if (part.startsWith('<')) boundaries.add(characters.length);
  }
  return { characters, begins, ends, boundaries };
}

/** Where the blocks begin, each behind the one before it, as two may have the same words; undefined where one isn't found. */
function startsOf(blocks: Article['blocks'], { characters, boundaries }: RunningText): (number | undefined)[] {
  let end = 0;
  return blocks.map(({ text }) => {
    const words = folded(text).trimEnd();
    let start = characters.indexOf(words, end);
    while (start !== -1 && !boundaries.has(start)) start = characters.indexOf(words, start + 1);
    if (words === '' || start === -1) return undefined;
    end = start + words.length;
    return start;
  });
}

const folded = (text: string) => text.replace(/\s+/g, ' ').trimStart();

/** With its quotation marks, as any of the languages turns them, and what stands between the last word and them. */
function rangeOf(
  block: string,
  start: number,
  { offset, length }: Saying['quote'],
  { characters, begins, ends }: RunningText,
): { readonly from: number; readonly to: number } | undefined {
  const first = start + folded(block.slice(0, offset)).length;
  const behind = start + folded(block.slice(0, offset + length)).length;
  const opening = /(?:« |[“„«‹‘‚"»›])?$/.exec(characters.slice(Math.max(0, first - 2), first))?.[0] ?? '';
  const closing = /^[,.!?…]{0,3}(?: »|[”“»›’"«‹])/.exec(characters.slice(behind, behind + 5))?.[0] ?? '';
  const [from, to] = [begins[first - opening.length], ends[behind + closing.length - 1]];
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** Whether what is opened in the range is closed in it, and no link is around it. */
function isWrappable(body: string, { from, to }: { readonly from: number; readonly to: number }): boolean {
  let depth = 0;
  for (const [tag] of body.slice(from, to).matchAll(/<[^<>]*>/g)) {
    if (tag.startsWith('</')) depth -= 1;
    else if (!tag.endsWith('/>')) depth += 1;
    if (depth < 0 || !inline.test(tag)) return false;
  }
  const before = body.slice(0, from);
  return depth === 0 && before.lastIndexOf('<a ') <= before.lastIndexOf('</a>');
}
