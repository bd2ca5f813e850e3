/** Environment variables of the image proxy: complete sets are read, contradictory ones refused. */

import { describe, expect, test } from 'vitest';
import { InvalidConfig, readConfig } from '../../src/config.ts';

describe('settings of the image proxy', () => {
  const given = { IMAGE_PROXY_URL: 'https://img.example/', IMAGE_PROXY_KEY: 'c0ffee' };
  const complaints = (env: Record<string, string>) => {
    try {
      readConfig(env);
    } catch (error) {
      if (error instanceof InvalidConfig) return error.message;
    }
    return 'none';
  };

  test('of each proxy are read', () => {
    const read = (env: Record<string, string>) => readConfig({ ...given, ...env }).imageProxy;
    const url = 'https://img.example';
    expect(readConfig({}).imageProxy).toBeUndefined();
    expect(read({ IMAGE_PROXY: 'imgproxy', IMAGE_PROXY_SALT: 'ab' })).toEqual({
      is: 'imgproxy',
      url,
      key: 'c0ffee',
      salt: 'ab',
    });
    expect(read({ IMAGE_PROXY: 'thumbor' })).toEqual({ is: 'thumbor', url, key: 'c0ffee' });
    expect(read({ IMAGE_PROXY: 'cloudinary', IMAGE_PROXY_HASH: 'sha256' })).toEqual({
      is: 'cloudinary',
      url,
      key: 'c0ffee',
      hash: 'sha256',
    });
  });

  test.each([
    [{ IMAGE_PROXY_KEY: 'hunter2' }, /^IMAGE_PROXY is "none": it must be imgproxy, .* where IMAGE_PROXY_KEY is set/],
    [{ IMAGE_PROXY: 'thumbor', IMAGE_PROXY_KEY: 'hunter2' }, /^IMAGE_PROXY_URL is "": it must be set/],
    [{ IMAGE_PROXY: 'cloudinary', IMAGE_PROXY_URL: given.IMAGE_PROXY_URL }, /^IMAGE_PROXY_KEY is "": it must be set/],
    [{ ...given, IMAGE_PROXY: 'imgproxy' }, /^IMAGE_PROXY_SALT is "": it must be set/],
    [
      { ...given, IMAGE_PROXY: 'imgproxy', IMAGE_PROXY_SALT: 'hunter2' },
      /^IMAGE_PROXY_SALT is wrong \(.*\): it must be in hex/,
    ],
    [
      { ...given, IMAGE_PROXY: 'thumbor', IMAGE_PROXY_SALT: 'ab' },
      /^IMAGE_PROXY is "thumbor": it must be imgproxy where/,
    ],
    [
      { ...given, IMAGE_PROXY: 'thumbor', IMAGE_PROXY_HASH: 'sha256' },
      /^IMAGE_PROXY is "thumbor": it must be cloudinary/,
    ],
    [{ ...given, IMAGE_PROXY: 'imgix' }, /^IMAGE_PROXY is "imgix": it must be one of/],
    [{ ...given, IMAGE_PROXY: 'thumbor', IMAGE_PROXY_URL: 'img.example' }, /^IMAGE_PROXY_URL is wrong/],
  ])('that contradict each other are refused by name without showing a key: %o', (env, expected) => {
    expect(complaints(env)).toMatch(expected);
    expect(complaints(env)).not.toContain('hunter2');
  });
});
