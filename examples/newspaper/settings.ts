/** The site's settings, from environment variables. */

import { z } from 'zod';

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Where readers find the site, without a slash at the end. */
  readonly siteUrl: string;
  readonly siteName: string;
  /** Where Dateline is, without a slash at the end. */
  readonly apiUrl: string;
  /** Whether that was chosen, so that nothing is started in its place. */
  readonly isApiGiven: boolean;
  /** Other hosts whose pictures readers' browsers may load. */
  readonly imageOrigins: readonly string[];
}

/** The message has a line for each wrong variable. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';
}

const isOrigin = (text: string) =>
  /^https?:$/.test(URL.parse(text)?.protocol ?? '') && URL.parse(text)?.origin === text;
const origin = z
  .string()
  .transform((text) => text.replace(/(?<!\/)\/+$/, ''))
  .refine(isOrigin, 'must be a bare http:// or https:// origin such as https://news.example');
const port = z
  .string()
  .regex(/^[1-9]\d{0,4}$/, 'must be a port, from 1 to 65535')
  .transform(Number)
  .refine((number) => number <= 65_535, 'must be a port, from 1 to 65535');

const environment = z.object({
  SITE_PORT: port.default(3000),
  SITE_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an IP address')
    .default('127.0.0.1'),
  SITE_URL: origin.optional(),
  SITE_NAME: z.string().max(200, 'must have at most 200 characters').default('The Harbour Courier'),
  DATELINE_URL: origin.optional(),
  PORT: port.default(4000),
  IMAGE_ORIGINS: z
    .string()
    .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
    .refine((all) => all.every(isOrigin), 'must be bare origins such as https://images.example, with commas between')
    .default([]),
});

/** An empty variable means its default. @throws InvalidSettings */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(
    Object.keys(environment.shape).map((name) => [name, env[name]?.trim() || undefined]),
  );
  const { success, data, error } = environment.safeParse(given);
  if (!success) {
    const lines = error.issues.map(({ path: [name], message }) => {
      return `${String(name)} is ${JSON.stringify(given[String(name)])}: it ${message}.`;
    });
    throw new InvalidSettings(lines.join('\n'));
  }
  return {
    port: data.SITE_PORT,
    host: data.SITE_HOST,
    siteUrl: data.SITE_URL ?? `http://localhost:${data.SITE_PORT}`,
    siteName: data.SITE_NAME,
    apiUrl: data.DATELINE_URL ?? `http://localhost:${data.PORT}`,
    isApiGiven: data.DATELINE_URL !== undefined,
    imageOrigins: data.IMAGE_ORIGINS,
  };
}
