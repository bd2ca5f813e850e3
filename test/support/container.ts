/** The Containerfile as tests read it: its stages and their instructions. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './documents.ts';

export interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** In order: that which installs, and that which is run. */
export function stages(): Instruction[][] {
  const lines = readFileSync(join(root, 'Containerfile'), 'utf8').split('\n');
  const found: Instruction[][] = [];
  for (const line of lines) {
    const [, name = '', text = ''] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    if (name === 'FROM') found.push([]);
    if (name !== '') found.at(-1)?.push({ name, text });
  }
  return found;
}

/** What is copied from the project's folder. */
export function copied([build = []]: readonly Instruction[][]): string[] {
  return build.filter(({ name }) => name === 'COPY').flatMap(({ text }) => text.split(' ').slice(0, -1));
}
