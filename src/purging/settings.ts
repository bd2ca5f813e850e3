/** The CDN's settings from environment variables: all that the chosen one needs, and none of another. */

import { apiUrls, type Cdn } from './cdn.ts';

export const cdns = ['none', 'fastly', 'cloudflare', 'http'] as const;

/** As the environment has them, empty if not set. */
export interface CdnSettings {
  readonly CDN: (typeof cdns)[number];
  readonly FASTLY_SERVICE_ID: string;
  readonly FASTLY_TOKEN: string;
  readonly FASTLY_SOFT_PURGE: boolean;
  readonly CLOUDFLARE_ZONE_ID: string;
  readonly CLOUDFLARE_TOKEN: string;
  readonly CDN_API_URL: string;
  readonly PURGE_URL: string;
  readonly PURGE_TOKEN: string;
}

const settingsOf = {
  fastly: { needed: ['FASTLY_SERVICE_ID', 'FASTLY_TOKEN'], others: [] },
  cloudflare: { needed: ['CLOUDFLARE_ZONE_ID', 'CLOUDFLARE_TOKEN'], others: [] },
  http: { needed: ['PURGE_URL'], others: ['PURGE_TOKEN'] },
} as const;

/** Each variable that doesn't go with the others, and what it must be. */
export function cdnProblems(given: CdnSettings): [name: keyof CdnSettings, message: string][] {
  const problems: [keyof CdnSettings, string][] = [];
  for (const [cdn, { needed, others }] of Object.entries(settingsOf)) {
    const stray = [...needed, ...others].find((name) => given[name] !== '');
    if (given.CDN === cdn) {
      for (const name of needed) if (given[name] === '') problems.push([name, `must be set with CDN=${cdn}`]);
    } else if (stray !== undefined) {
      problems.push(['CDN', `must be ${cdn} where ${stray} is set`]);
    }
  }
  const hasApi = given.CDN === 'fastly' || given.CDN === 'cloudflare';
  if (given.CDN_API_URL !== '' && !hasApi)
    problems.push(['CDN', 'must be fastly or cloudflare where CDN_API_URL is set']);
  if (given.FASTLY_SOFT_PURGE && given.CDN !== 'fastly')
    problems.push(['CDN', 'must be fastly where FASTLY_SOFT_PURGE is on']);
  return problems;
}

/** Undefined where none is purged. */
export function cdnOf(given: CdnSettings): Cdn | undefined {
  const apiUrl = given.CDN_API_URL.replace(/(?<!\/)\/+$/, '');
  switch (given.CDN) {
    case 'none':
      return undefined;
    case 'fastly':
      return {
        is: 'fastly',
        apiUrl: apiUrl || apiUrls.fastly,
        serviceId: given.FASTLY_SERVICE_ID,
        token: given.FASTLY_TOKEN,
        isSoft: given.FASTLY_SOFT_PURGE,
      };
    case 'cloudflare':
      return {
        is: 'cloudflare',
        apiUrl: apiUrl || apiUrls.cloudflare,
        zoneId: given.CLOUDFLARE_ZONE_ID,
        token: given.CLOUDFLARE_TOKEN,
      };
    case 'http':
      return { is: 'http', url: given.PURGE_URL, token: given.PURGE_TOKEN || undefined };
  }
}
