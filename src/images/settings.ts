/** The image proxy's settings from environment variables: all of those that it needs, or none. */

import type { ImageProxy } from './image-proxy.ts';

export const imageProxies = ['none', 'imgproxy', 'thumbor', 'cloudinary'] as const;

/** As the environment has them, empty if not set. */
export interface ImageProxySettings {
  readonly IMAGE_PROXY: (typeof imageProxies)[number];
  readonly IMAGE_PROXY_URL: string;
  readonly IMAGE_PROXY_KEY: string;
  readonly IMAGE_PROXY_SALT: string;
  readonly IMAGE_PROXY_HASH: 'sha1' | 'sha256';
}

/** Each variable that doesn't go with the others, and what it must be. */
export function imageProxyProblems(given: ImageProxySettings): [name: keyof ImageProxySettings, message: string][] {
  const proxy = given.IMAGE_PROXY;
  if (proxy === 'none') {
    const stray = (['IMAGE_PROXY_URL', 'IMAGE_PROXY_KEY', 'IMAGE_PROXY_SALT'] as const).find((name) => given[name]);
    return stray ? [['IMAGE_PROXY', `must be imgproxy, thumbor or cloudinary where ${stray} is set`]] : [];
  }
  const isImgproxy = proxy === 'imgproxy';
  const problems: [keyof ImageProxySettings, string][] = [];
  for (const name of [
    'IMAGE_PROXY_URL',
    'IMAGE_PROXY_KEY',
    ...(isImgproxy ? ['IMAGE_PROXY_SALT' as const] : []),
  ] as const) {
    if (given[name] === '') problems.push([name, `must be set with IMAGE_PROXY=${proxy}`]);
    else if (isImgproxy && name !== 'IMAGE_PROXY_URL' && !/^([0-9a-f]{2})+$/i.test(given[name]))
      problems.push([name, 'must be in hex, as imgproxy has it']);
  }
  if (!isImgproxy && given.IMAGE_PROXY_SALT)
    problems.push(['IMAGE_PROXY', 'must be imgproxy where IMAGE_PROXY_SALT is set']);
  if (proxy !== 'cloudinary' && given.IMAGE_PROXY_HASH !== 'sha1')
    problems.push(['IMAGE_PROXY', 'must be cloudinary where IMAGE_PROXY_HASH is set']);
  return problems;
}

/** Undefined where pictures are given out as they are. */
export function imageProxyOf(given: ImageProxySettings): ImageProxy | undefined {
  const url = given.IMAGE_PROXY_URL.replace(/(?<!\/)\/+$/, '');
  const key = given.IMAGE_PROXY_KEY;
  switch (given.IMAGE_PROXY) {
    case 'none':
      return undefined;
    case 'imgproxy':
      return { is: 'imgproxy', url, key, salt: given.IMAGE_PROXY_SALT };
    case 'thumbor':
      return { is: 'thumbor', url, key };
    case 'cloudinary':
      return { is: 'cloudinary', url, key, hash: given.IMAGE_PROXY_HASH };
  }
}
