/** Pieces as content APIs answer with them, and what is read of one that is told whole. */

import { text } from './one-piece.ts';

export const json = (value: unknown) => JSON.stringify(value, null, 1);
export const lines = (...records: readonly object[]) => records.map((each) => `${JSON.stringify(each)}\n`).join('');

export const at = '2026-03-02T09:30:00Z';
export const html = `<p>${text}</p>`;
export const picture = 'https://p.example/lead.jpg';
export const piece = { title: 'Pier shut', slug: 'pier-shut', date: at, content: html };
export const tree = [{ _type: 'block', style: 'normal', children: [{ _type: 'span', text }] }];
export const words = (type: string, value: string) => [{ type, text: value, spans: [] }];

export const ans = {
  _id: 'QUAY1',
  type: 'story',
  version: '0.10.9',
  canonical_url: '/town/pier-shut/',
  headlines: { basic: 'Pier shut' },
  subheadlines: { basic: 'Weeks of work' },
  content_elements: [
    { type: 'text', content: text },
    { type: 'header', level: 3, content: 'Next' },
    { type: 'list', list_type: 'ordered', items: [{ type: 'text', content: 'Planks' }] },
    {
      type: 'quote',
      content_elements: [{ type: 'text', content: 'Shut.' }],
      citation: { content: 'Ada Quay' },
    },
    { type: 'interstitial_link', url: 'https://p.example/x', content: 'Read more' },
  ],
  first_publish_date: at,
  credits: { by: [{ type: 'author', name: 'Ada Quay' }] },
  taxonomy: { primary_section: { name: 'Town' }, sections: [{ name: 'Town' }], tags: [{ text: 'piers' }] },
  promo_items: {
    basic: {
      type: 'image',
      url: picture,
      alt_text: 'A pier',
      caption: 'On Monday',
      credits: { by: [{ name: 'Hob Marl' }] },
    },
  },
};
export const whole = {
  headline: 'Pier shut',
  standfirst: 'Weeks of work',
  publishedAt: new Date(at),
  slug: 'pier-shut',
  sections: ['Town'],
  topics: ['piers'],
  image: { url: picture, alt: 'A pier', caption: 'On Monday' },
  attributions: [{ role: 'AUTHOR', source: { name: 'Ada Quay', kind: 'PERSON' } }],
};
