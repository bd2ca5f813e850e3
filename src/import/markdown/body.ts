/** The text of a Markdown file as HTML: without the tags of Hugo, Jekyll, Eleventy and MDX, whose text is kept. */

import { escapedAttribute, escapedText } from '../../text/html/tree.ts';
import { markdownAsHtml } from '../../text/markdown-in.ts';
import { codeBlocks, codeElements, codeSpans } from './code.ts';
import { withoutComments } from './comments.ts';
import { withoutHiddenParts } from './quarto.ts';

export interface MarkdownBody {
  readonly html: string;
  /** Tags that showed something and are left out, as `{{< chart >}}`. */
  readonly dropped: readonly string[];
}

/** @param isMdx whether the file is MDX, which begins with imports and exports of its scripts */
export function bodyOfMarkdown(text: string, isMdx = false): MarkdownBody {
  const dropped = new Set<string>();
  // A comment may hold blocks of code, and goes with them.
  const blocks = codeBlocks(isMdx ? withoutScripts(text) : withoutHiddenParts(text, dropped));
  const masked = isMdx ? withoutExports(blocks.masked) : blocks.masked;
  return { html: markdownAsHtml(blocks.restored(withoutTags(masked, dropped))), dropped: [...dropped] };
}

/** Without the paragraphs of MDX in front of the first text that import and export. */
function withoutScripts(text: string): string {
  const lines = text.split('\n');
  let at = 0;
  let isScript = false;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') isScript = false;
    else if (!isScript && !/^(?:import|export)\s/.test(line)) break;
    else isScript = true;
  }
  return lines.slice(at).join('\n');
}

const exported =
  /^export (?:(?:const|let|var) [\w$]+\s{0,9}=|(?:async )?function\b\s{0,9}\*?\s{0,9}[\w$]*\s{0,9}\(|class [\w$]+ (?:extends [\w$.]+ )?\{|default (?:function|class|async|[({]|[\w$]+;?$)|\{|\* from )/;
const MAX_EXPORTED_LINES = 200;

/** Without what MDX exports between the paragraphs of a text, until its brackets are closed. */
function withoutExports(text: string): string {
  const kept: string[] = [];
  let open = 0;
  let left = 0;
  let isBehindBlank = true;
  for (const line of text.split('\n')) {
    if (left === 0 && isBehindBlank && exported.test(line)) left = MAX_EXPORTED_LINES;
    if (left > 0) {
      for (const sign of line) open += '([{'.includes(sign) ? 1 : ')]}'.includes(sign) ? -1 : 0;
      left = open > 0 ? left - 1 : 0;
      if (left === 0) open = 0;
    } else kept.push(line);
    isBehindBlank = line.trim() === '';
  }
  return kept.join('\n');
}

const hugoTag = /\{\{([<%])\s{0,9}(\/?)\s{0,9}([\w./-]{1,60})([^{}]{0,2000}?)\/?\s{0,9}[>%]\}\}/g;
/** Of MDX: `<Chart data={x} />`. */
const component = /<([A-Z][\w.]{0,60})\b((?:[^<>{}]|\{[^{}]{0,500}\}){0,2000}?)\/>/g;
const liquidTag = /\{%-?\s{0,9}([\w-]{1,40})([^{}%]{0,1000})-?%\}/g;
const liquidValue = /\{\{-?([^{}<%]{1,300})-?\}\}/g;

function withoutTags(text: string, dropped: Set<string>): string {
  const spans = codeSpans(text);
  // A comment goes with the code in it, and what only shows how code is marked begins none.
  const elements = codeElements(withoutComments(spans.masked, dropped));
  const changed = elements.masked
    .replace(/<!--\s{0,9}more\s{0,9}-->/g, '')
    // Grav's, behind a summary.
    .replace(/\n\n={3,10}\n(?=\n)/g, '\n')
    // Nothing but a script says this.
    .replace(/^import\s[\w{}*, $]{1,300}\sfrom\s{1,9}['"][^'"\n]{1,300}['"];?[ \t]*$/gm, '')
    .replace(component, (_, name: string, written: string) => componentHtml(name, written, dropped))
    // Obsidian's links and what it shows of other files.
    .replace(/!\[\[([^[\]\n]{1,300})\]\]/g, (_, name: string) => {
      dropped.add(`![[${name}]]`);
      return '';
    })
    .replace(/\[\[(?:[^[\]|\n]{1,300}\|)?([^[\]|\n]{1,300})\]\](?![([])/g, '$1')
    .replace(hugoTag, (_, __, slash: string, name: string, written: string) =>
      slash === '/' ? '' : hugoHtml(name, written, dropped),
    )
    .replace(liquidTag, (_, name: string, written: string) => liquidHtml(name, written, dropped))
    .replace(liquidValue, (_, value: string) => liquidText(value, dropped))
    // What Docusaurus, Quarto and VitePress put around a note, and Obsidian and GitHub before it.
    .replace(/^:{3,9}([^\n]*)$/gm, (_, said: string) => titleOfNote(said))
    .replace(/^((?:> ?){1,5})\[![\w-]{1,30}\][+-]?[ \t]*/gm, '$1')
    // Attributes of kramdown: {: .lead}
    .replace(/^\{:[^{}\n]{0,300}\}[ \t]*$/gm, '')
    .replace(/(\]\([^()\s]{1,2000}\)|\*)\{:[^{}\n]{0,300}\}/g, '$1');
  return spans.restored(elements.restored(changed));
}

const kindOfNote =
  /^(?:[\w-]{1,40}(?=\s{0,3}(?:[[{:]|$))|(?:note|tip|info|details|warning|danger|caution|important|hint|abstract|success|question|failure|bug|example|quote)(?=\s)|\{[^{}]{0,300}\})/;

/** "note[Mind the gap]", "tip Mind the gap", "{.callout-note}": what is shown above a note, as a paragraph of its own. */
function titleOfNote(said: string): string {
  const words = said.trim().replace(kindOfNote, '');
  const title = words.trim().replace(/^\[([^[\]]{0,300})\].*$/, '$1');
  return title === '' || /^[{:]/.test(title) ? '' : `${title}\n`;
}

/** Tags that wrap a text, or end it. */
const wrappers =
  /^(?:notice|note|tip|warning|info|details|expand|box|highlight|alert|callout|quote|blockquote|center|div|p|raw|rawhtml|md|markdown|columns?|row|lead|small|tabs?|tab|steps?)$/i;
const players: Readonly<Record<string, (id: string) => string>> = {
  youtube: (id) => `https://www.youtube.com/watch?v=${id}`,
  vimeo: (id) => `https://vimeo.com/${id}`,
  instagram: (id) => `https://www.instagram.com/p/${id}/`,
  gist: (id) => `https://gist.github.com/${id.replace(' ', '/')}`,
};

function hugoHtml(name: string, written: string, dropped: Set<string>): string {
  const known = name.toLowerCase().replace(/^.*\//, '');
  const said = (key: string) =>
    new RegExp(`(?<![\\w-])${key}\\s{0,9}=\\s{0,9}(?:"([^"]*)"|\`([^\`]*)\`|([^\\s"\`]+))`)
      .exec(written)
      ?.slice(1)
      .find(Boolean);
  const words = (written.match(/"[^"]*"|[^\s"]+/g) ?? [])
    .filter((word) => !word.includes('='))
    .map((word) => word.replaceAll('"', ''));
  if (/^(?:figure|img|image|picture|photo)$/.test(known)) return figure(said('src') ?? words[0], said);
  if (known === 'tweet' || known === 'x' || known === 'twitter') {
    const [user, id] = [said('user'), said('id') ?? words.at(-1)];
    return player(id && `https://x.com/${user ?? 'i'}/status/${id}`);
  }
  const address = players[known];
  if (address !== undefined) return player(address(said('id') ?? words.join(' ')));
  // A link is written around it: [text]({{< ref "other.md" >}}).
  if (known === 'ref' || known === 'relref')
    return `/${(words[0] ?? '').replace(/^\//, '').replace(/(?:\/_?index)?\.md(?=#|$)/, '/')}`;
  const src = said('src') ?? said('url');
  if (src !== undefined && /^https?:\/\//.test(src)) return player(src);
  if (!wrappers.test(known)) dropped.add(`{{< ${known} >}}`);
  return '';
}

function componentHtml(name: string, written: string, dropped: Set<string>): string {
  const said = (key: string) => new RegExp(`(?<![\\w-])${key}\\s{0,9}=\\s{0,9}["']([^"']*)["']`).exec(written)?.[1];
  const address = players[name.toLowerCase()];
  const id = said('id') ?? said('videoId');
  if (address !== undefined && id !== undefined) return player(address(id));
  if (/^(?:Image|Img|Figure|Picture)$/.test(name) && said('src') !== undefined) return figure(said('src'), said);
  dropped.add(`<${name}>`);
  return '';
}

function figure(src: string | undefined, said: (key: string) => string | undefined): string {
  if (src === undefined) return '';
  const words = [said('title'), said('caption')].filter((part) => part !== undefined).join(' ');
  const caption = [words, said('attr') ?? ''].filter((part) => part !== '').join(' / ');
  const shown = `<img src="${escapedAttribute(src)}" alt="${escapedAttribute(said('alt') ?? '')}">`;
  return `\n\n<figure>${shown}${caption === '' ? '' : `<figcaption>${escapedText(caption)}</figcaption>`}</figure>\n\n`;
}

function player(address: string | undefined): string {
  return address === undefined ? '' : `\n\n<iframe src="${escapedAttribute(address)}"></iframe>\n\n`;
}

/** Tags of plugins, by which Hexo and Jekyll show what isn't in the text. */
const shown =
  /^(?:asset_img|asset_path|img|image|picture|figure|gallery|chart|map|embed|iframe|video|audio|gist|tweet|twitter)$/;

function liquidHtml(name: string, written: string, dropped: Set<string>): string {
  if (name === 'post_url' || name === 'link') return `/${written.trim().replace(/^\//, '')}`;
  if (name === 'highlight') return '\n```\n';
  if (name === 'endhighlight') return '\n```\n';
  if (/^(?:youtube|vimeo)$/.test(name)) return player(players[name]?.(written.trim().replace(/^["']|["']$/g, '')));
  if (shown.test(name)) dropped.add(`{% ${name} %}`);
  if (/^(?:include|include_relative|render|assign|component)/.test(name)) {
    if (name !== 'assign') dropped.add(`{% ${name} ${written.trim().split(/\s/, 1)[0] ?? ''} %}`);
  }
  return '';
}

/** "{{ site.baseurl }}/ferry" leads to the site's own pages; '{{ "/a.jpg" | relative_url }}' is its text. */
function liquidText(value: string, dropped: Set<string>): string {
  const literal = /^\s*["']([^"']*)["']/.exec(value)?.[1];
  if (literal !== undefined) return literal;
  if (/^\s*(?:site|page)\.(?:base_?url|url|root)\b/.test(value)) return '';
  dropped.add(`{{ ${value.trim().slice(0, 40)} }}`);
  return '';
}
