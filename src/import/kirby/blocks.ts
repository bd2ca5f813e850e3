/** Texts of Kirby as HTML or Markdown: its blocks and layouts, and tags such as `(link: … text: …)`. */

import { escapedAttribute, escapedText } from '../../text/html/tree.ts';
import { type JsonRecord, recordOf, recordsOf, textOf } from '../archive/json.ts';
import { bodyOfMarkdown, type MarkdownBody } from '../markdown/body.ts';

/** @returns undefined for what is no list of blocks */
export function bodyOfBlocks(text: string): MarkdownBody | undefined {
  if (!/^\[\s{0,9}\{/.test(text)) return undefined;
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return undefined;
  }
  const blocks = recordsOf(list).flatMap(blocksIn);
  if (blocks.length === 0 || !blocks.every(({ type, content }) => typeof type === 'string' && recordOf(content)))
    return undefined;
  const dropped = new Set<string>();
  const html = blocks.filter(({ isHidden }) => isHidden !== true).map((block) => blockHtml(block, dropped));
  return { html: html.join(''), dropped: [...dropped] };
}

/** A row of a layout holds columns of blocks. */
function blocksIn(block: JsonRecord): JsonRecord[] {
  const { columns } = block;
  return Array.isArray(columns) ? recordsOf(columns).flatMap((column) => recordsOf(column.blocks)) : [block];
}

function blockHtml({ type, content }: JsonRecord, dropped: Set<string>): string {
  const { text, level, citation, code, url, caption, src, alt } = recordOf(content) ?? {};
  const html = textOf(text) ?? '';
  switch (type) {
    case 'heading': {
      const tag = /^h[2-6]$/.exec(textOf(level) ?? '')?.[0] ?? 'h2';
      return `<${tag}>${html}</${tag}>`;
    }
    case 'text':
    case 'list':
      return html.startsWith('<') ? html : `<p>${html}</p>`;
    case 'quote': {
      const whose = textOf(citation);
      return `<blockquote><p>${html}</p>${whose === undefined ? '' : `<p><cite>${whose}</cite></p>`}</blockquote>`;
    }
    case 'markdown':
      return bodyOfMarkdown(withoutKirbyTags(html, dropped)).html;
    case 'code':
      return `<pre><code>${escapedText(textOf(code) ?? '')}</code></pre>`;
    case 'line':
      return '<hr>';
    case 'video':
      return `<iframe src="${escapedAttribute(textOf(url) ?? '')}"></iframe>`;
    case 'image': {
      const address = textOf(src);
      if (address === undefined) break;
      const words = textOf(caption);
      const below = words === undefined ? '' : `<figcaption>${words}</figcaption>`;
      return `<figure><img src="${escapedAttribute(address)}" alt="${escapedAttribute(textOf(alt) ?? '')}">${below}</figure>`;
    }
  }
  dropped.add(`[${String(type).slice(0, 40)}]`);
  return html;
}

/** An address or a caption may have brackets of its own: "Eel_(fish)". */
const tag =
  /\((link|email|tel|file|image|video|youtube|vimeo|twitter|gist|date|audio|gallery):((?:[^()\n]|\([^()\n]{0,200}\)){0,1000})\)/g;
const attribute =
  / (text|title|alt|caption|link|class|width|height|target|rel|role|lang|imgclass|linkclass|type|download): /;

/** The tags as Markdown; those that show what lies beside the text are left out, and named. */
export function withoutKirbyTags(text: string, dropped: Set<string>): string {
  return text.replace(tag, (_, name: string, written: string) => {
    const [value = '', ...rest] = written.split(attribute);
    const of = new Map<string, string>();
    for (let at = 0; at + 1 < rest.length; at += 2) of.set(rest[at] ?? '', (rest[at + 1] ?? '').trim());
    const target = value.trim();
    const words = of.get('text') ?? '';
    switch (name) {
      case 'link':
        return `[${words || target}](<${target}>)`;
      case 'email':
        return `[${words || target}](<mailto:${target}>)`;
      case 'tel':
        return words || target;
      case 'date':
        return '';
      case 'video':
      case 'youtube':
      case 'vimeo':
      case 'twitter':
        return `\n\n<iframe src="${escapedAttribute(target)}"></iframe>\n\n`;
      case 'image': {
        if (!/^https?:\/\//.test(target)) break;
        const caption = of.get('caption');
        const below = caption === undefined ? '' : `<figcaption>${escapedText(caption)}</figcaption>`;
        return `\n\n<figure><img src="${escapedAttribute(target)}" alt="${escapedAttribute(of.get('alt') ?? '')}">${below}</figure>\n\n`;
      }
    }
    dropped.add(`(${name}: ${target.slice(0, 80)})`);
    return words;
  });
}
