/**
 * Registry of the formats in which agencies and newsrooms hand pieces over: how each is recognised by its content, and its
 * reader, which is loaded when it is first needed.
 */

import { isNinjs } from '../ninjs/recognise.ts';
import type { Format, FormatReader } from './format.ts';

/** The first that fits is it. */
export const formats = {
  ninjs: { title: 'ninjs', isJson: isNinjs, load: async () => (await import('../ninjs/ninjs.ts')).readNinjs },
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
