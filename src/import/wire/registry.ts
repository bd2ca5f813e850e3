/**
 * Registry of the formats in which agencies and newsrooms hand pieces over: how each is recognised by its content, and its
 * reader, which is loaded when it is first needed.
 */

import type { ImportedPage } from '../imported-document.ts';
import { isNinjs } from '../ninjs/recognise.ts';

export interface FormatContext {
  /** Where it was found; undefined for a file. */
  readonly address?: string | undefined;
  /** Stands in where a piece has no date. */
  readonly now: Date;
}

export type FormatReader = (text: string, context: FormatContext) => ImportedPage;

export interface Format {
  /** As people call it. */
  readonly title: string;
  /** @param value the whole JSON, or the first of many lines */
  readonly isJson?: (value: unknown) => boolean;
  /** @param root name of the first element, in lower case and without its prefix */
  readonly isXml?: (root: string, xml: string) => boolean;
  readonly isText?: (text: string) => boolean;
  readonly load: () => Promise<FormatReader>;
}

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
