/** Stories of Arc XP in its ANS format: one, or those of a feed; a text in content elements, people in `credits`, a picture in `promo_items`. */

import { escapedAttribute, escapedText } from '../../text/html/tree.ts';
import { type JsonRecord, recordOf, recordsOf, textOf } from '../archive/json.ts';
import type { System } from './system.ts';

export const arc: System = {
  name: 'stories of Arc XP (ANS)',
  fits: (json) => storiesIn(json).length > 0,
  rowsOf: (json) => storiesIn(json).map(rowOf),
  othersIn(json) {
    const others: Record<string, number> = {};
    for (const each of elementsIn(json).filter((element) => !isStory(element))) {
      const name = `items of the type ${(textOf(each.type) ?? 'unknown').slice(0, 60)}`;
      others[name] = (others[name] ?? 0) + 1;
    }
    return others;
  },
};

const MAX_DEPTH = 20;

/** Of one story its elements are its text, of a feed its stories. */
function elementsIn(json: unknown): JsonRecord[] {
  if (Array.isArray(json)) return recordsOf(json);
  const whole = recordOf(json) ?? {};
  return isStory(whole) ? [whole] : recordsOf(whole.content_elements);
}

const isStory = (record: JsonRecord) =>
  recordOf(record.headlines) !== undefined && (record.type === 'story' || Array.isArray(record.content_elements));

const storiesIn = (json: unknown) => elementsIn(json).filter(isStory);

function rowOf(story: JsonRecord): JsonRecord {
  const headlines = recordOf(story.headlines) ?? {};
  const taxonomy = recordOf(story.taxonomy) ?? {};
  const promoted = recordOf(recordOf(story.promo_items)?.basic) ?? recordOf(recordOf(story.promo_items)?.lead_art);
  const elements = recordsOf(story.content_elements);
  const lead = promoted?.type === 'image' ? promoted : recordOf(recordOf(promoted?.promo_items)?.basic);
  const sections = [taxonomy.primary_section, ...recordsOf(taxonomy.sections)].map((each) =>
    textOf(recordOf(each)?.name, recordOf(each)?.title),
  );
  const source = recordOf(story.source) ?? {};
  const { content_elements: _elements, promo_items: _items, related_content: _related, ...said } = story;
  return {
    record: said,
    id: story._id,
    url: story.canonical_url ?? story.website_url,
    headline: textOf(headlines.basic, headlines.web, headlines.native),
    standfirst: textOf(recordOf(story.subheadlines)?.basic, recordOf(story.description)?.basic),
    body: elements.map((element) => elementHtml(element, 0)).join('\n'),
    publishedAt: textOf(story.first_publish_date, story.display_date, story.publish_date),
    updatedAt: textOf(story.display_date === story.last_updated_date ? undefined : story.last_updated_date),
    status: isUnpublished(story) ? 'draft' : undefined,
    language: story.language,
    authors: peopleIn(recordOf(story.credits)?.by),
    sections: [...new Set(sections.filter((name) => name !== undefined))],
    keywords: recordsOf(taxonomy.tags).flatMap(({ text, description }) => textOf(text, description) ?? []),
    image: lead === undefined ? undefined : pictureOf(lead),
    publisher: source.source_type === 'wires' ? undefined : textOf(recordOf(story.owner)?.name),
  };
}

const isUnpublished = ({ revision, additional_properties }: JsonRecord) =>
  recordOf(revision)?.published === false || recordOf(additional_properties)?.has_published_copy === false;

/** Whom it is by, whatever their profile says. */
const peopleIn = (by: unknown) =>
  recordsOf(by).flatMap((person) => {
    const original = recordOf(recordOf(person.additional_properties)?.original);
    const name = textOf(original?.byline, person.name, person.org);
    return name === undefined ? [] : [{ name }];
  });

function pictureOf(image: JsonRecord): JsonRecord {
  const credits = recordOf(image.credits) ?? {};
  const credited = [...recordsOf(credits.by), ...recordsOf(credits.affiliation)];
  const names = credited.flatMap(({ byline, name }) => textOf(byline, name) ?? []);
  return {
    url: image.url,
    width: image.width,
    height: image.height,
    alt: textOf(image.alt_text),
    caption: textOf(image.caption, image.subtitle),
    credit: textOf(image.vanity_credits, image.credit_display) ?? (names.join(' / ') || undefined),
  };
}

const wrapped = (tag: string, inner: string) => (inner === '' ? '' : `<${tag}>${inner}</${tag}>`);
const within = (list: unknown, depth: number) =>
  recordsOf(list)
    .map((element) => elementHtml(element, depth + 1))
    .join('');

function elementHtml(element: JsonRecord, depth: number): string {
  if (depth > MAX_DEPTH) return '';
  const content = textOf(element.content) ?? '';
  switch (textOf(element.type)) {
    case 'text':
      return wrapped('p', content);
    case 'header':
      return wrapped(`h${Math.min(6, Math.max(2, Number(element.level) || 2))}`, content);
    case 'raw_html':
      return content;
    case 'list':
      return wrapped(element.list_type === 'ordered' ? 'ol' : 'ul', itemsHtml(element.items, depth));
    case 'quote': {
      const cited = textOf(recordOf(element.citation)?.content);
      const source = cited === undefined ? '' : `<p><cite>${cited}</cite></p>`;
      return wrapped('blockquote', within(element.content_elements, depth) + source);
    }
    case 'image':
      return figureHtml(pictureOf(element));
    case 'oembed_response':
      return textOf(recordOf(element.raw_oembed)?.html) ?? '';
    case 'link_list':
    case 'interstitial_link':
      return '';
    case 'table':
      return tableHtml(element);
    case 'divider':
      return '<hr>';
    case 'code':
      return wrapped('pre', wrapped('code', escapedText(content)));
    case 'element_group':
    case 'gallery':
      return within(element.content_elements, depth);
    default:
      // Corrections, endorsements and what a newsroom has added.
      return (
        textOf(element.embed_html) ??
        wrapped('p', textOf(element.content, element.text) ?? '') + within(element.content_elements, depth)
      );
  }
}

const itemsHtml = (items: unknown, depth: number): string =>
  recordsOf(items)
    .map((item) => wrapped('li', item.type === 'list' ? elementHtml(item, depth + 1) : (textOf(item.content) ?? '')))
    .join('');

function figureHtml({ url, alt, caption, credit }: JsonRecord): string {
  const src = textOf(url);
  if (src === undefined) return '';
  const words = [caption, credit].flatMap((each) => textOf(each) ?? []).join(' ');
  const shown = `<img src="${escapedAttribute(src)}" alt="${escapedAttribute(textOf(alt) ?? '')}">`;
  return `<figure>${shown}${words === '' ? '' : `<figcaption>${escapedText(words)}</figcaption>`}</figure>`;
}

function tableHtml({ header, rows }: JsonRecord): string {
  const cells = (tag: string, list: unknown) =>
    wrapped(
      'tr',
      recordsOf(list)
        .map(({ content }) => `<${tag}>${textOf(content) ?? ''}</${tag}>`)
        .join(''),
    );
  const lines = (Array.isArray(rows) ? rows : []).map((row: unknown) => cells('td', row));
  return wrapped('table', cells('th', header) + lines.join(''));
}
