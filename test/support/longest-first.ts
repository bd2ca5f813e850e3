/** The order of test files: what takes long begins first, so that no worker is alone with it in the end. */

import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** By how long they take; a checkout without a former run knows no more of files than their size. */
const longest = [
  'processes/recipes',
  'processes/documents',
  'site/browser',
  'text/linear-time',
  'processes/killed',
  'processes/start',
  'processes/scheduled',
  'site/graphiql',
  'site/lists',
  'commands/migrate',
  'site/imported',
  'commands/dump',
  'processes/purging',
  'processes/nginx',
];

/** Those above, then others that start processes and wait for them, then what is quick and many. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId, project }: TestSpecification): number {
  const place = longest.findIndex((name) => moduleId.endsWith(`test/${name}.test.ts`));
  if (place >= 0) return place;
  return longest.length + (project.name === 'processes' ? 0 : 1);
}
