/** Recognises JSON of content systems by its shape. */

import { recordOf } from '../archive/json.ts';
import { arc } from './arc.ts';
import { chorus } from './chorus.ts';
import { contentful } from './contentful.ts';
import { jsonApi } from './json-api.ts';
import { jsonLd } from './json-ld.ts';
import { plone } from './plone.ts';
import type { System } from './system.ts';
import { tinyNews } from './tiny-news.ts';
import { wordpressRest } from './wordpress-rest.ts';

/** The first that fits is it. */
const systems: readonly System[] = [arc, wordpressRest, contentful, plone, jsonLd, jsonApi, chorus, tinyNews];

export function systemOf(json: unknown): System | undefined {
  return recordOf(json) === undefined && !Array.isArray(json) ? undefined : systems.find((system) => system.fits(json));
}
