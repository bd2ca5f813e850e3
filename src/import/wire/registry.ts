/**
 * Registry of the formats in which agencies and newsrooms hand pieces over: how each is recognised by its content, and its
 * reader, which is loaded when it is first needed.
 */

import { isIptc7901 } from '../iptc-7901/recognise.ts';
import { isNinjs } from '../ninjs/recognise.ts';
import type { Format, FormatReader } from './format.ts';

/** The first that fits is it. */
export const formats = {
  ninjs: { isJson: isNinjs, load: async () => (await import('../ninjs/ninjs.ts')).readNinjs },
  'newsml-g2': {
    isXml: (root) => /^(?:newsitem|newsmessage|packageitem)$/.test(root),
    load: async () => (await import('../newsml-g2/newsml-g2.ts')).readNewsmlG2,
  },
  'newsml-1': {
    isXml: (root) => root === 'newsml',
    load: async () => (await import('../newsml-1/newsml-1.ts')).readNewsml1,
  },
  nitf: {
    isXml: (root) => root === 'nitf',
    load: async () => (await import('../nitf/nitf.ts')).readNitf,
  },
  'iptc-7901': {
    isText: isIptc7901,
    load: async () => (await import('../iptc-7901/iptc-7901.ts')).readIptc7901,
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof formats;

export function isFormat(kind: string): kind is FormatName {
  return kind in formats;
}

function firstThat(fits: (format: Format) => boolean): FormatName | undefined {
  return Object.entries<Format>(formats).find(([, format]) => fits(format))?.[0] as FormatName | undefined;
}

export function formatOfJson(value: unknown): FormatName | undefined {
  return firstThat(({ isJson }) => isJson?.(value) === true);
}

export function formatOfXml(xml: string, root: string): FormatName | undefined {
  return firstThat(({ isXml }) => isXml?.(root, xml) === true);
}

export function formatOfText(text: string): FormatName | undefined {
  return firstThat(({ isText }) => isText?.(text) === true);
}

export function readFormat(name: FormatName): Promise<FormatReader> {
  return formats[name].load();
}
