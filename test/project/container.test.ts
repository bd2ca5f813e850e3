/** Containerfile and compose.yaml, as far as they can be read: what goes into the image, as whom it runs, which settings there are. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { readConfig, settings } from '../../src/config.ts';
import { copied, stages } from '../support/container.ts';
import { root } from '../support/documents.ts';

const [build = [], image = []] = stages();
const of = (stage: typeof build, name: string) => stage.filter((each) => each.name === name).map(({ text }) => text);

test('what is copied exists, is let through, and is all that is', async () => {
  const files = copied([build]);
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  const lines = (await readFile(join(root, '.dockerignore'), 'utf8')).trim().split('\n');
  expect(lines.filter((line) => !line.startsWith('#'))).toEqual(['*', ...files.map((file) => `!${file}`)]);
});

test('both stages have the Node that the project is tested with', async () => {
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const [major] = dependencies.node.split('.');
  for (const [from] of [of(build, 'FROM'), of(image, 'FROM')]) expect(from).toContain(`/node:${major}-`);
});

test('it runs as nobody special, is asked for its health, and gets signals itself', () => {
  expect(of(image, 'USER')).toEqual(['node']);
  expect(of(image, 'HEALTHCHECK')[0]).toContain('/health/ready');
  expect(JSON.parse(of(image, 'CMD')[0] ?? '')).toEqual(['node', 'src/main.js']);
  const names = image.map(({ name }) => name);
  expect(names.indexOf('USER')).toBeGreaterThan(names.lastIndexOf('RUN'));
});

test.each(['a/b+c==', '#1?@:%%2F', 'two words'])('compose.yaml takes the password %s', async (password) => {
  const { services } = parse(await readFile(join(root, 'compose.yaml'), 'utf8'));
  const environment = Object.entries<string>(services.dateline.environment).map(([name, text]) => [
    name,
    text.replace(/\$\{POSTGRES_PASSWORD\}/, () => password).replace(/\$\{\w+:-([^}]*)\}/, '$1'),
  ]);
  const { databaseUrl, ...config } = readConfig(Object.fromEntries(environment));
  expect(config.metrics).toBeDefined();
  vi.stubEnv('PGPASSWORD', Object.fromEntries(environment).PGPASSWORD);
  const { host, user, database, password: given } = new pg.Client({ connectionString: databaseUrl });
  vi.unstubAllEnvs();
  expect({ host, user, database, given }).toEqual({
    host: 'postgres',
    user: 'dateline',
    database: 'dateline',
    given: password,
  });
});

test('compose.yaml gives settings that there are, a database that is well first, and time to stop', async () => {
  const { services } = parse(await readFile(join(root, 'compose.yaml'), 'utf8'));
  // The last is the driver's own.
  const known = [...settings.map(({ name }) => name), 'PGPASSWORD'];
  expect(Object.keys(services.dateline.environment).filter((name) => !known.includes(name))).toEqual([]);
  expect(services.dateline.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  expect(services.postgres.healthcheck.test).toContain('pg_isready');
  expect(services.dateline).toMatchObject({ read_only: true, tmpfs: ['/tmp'], cap_drop: ['ALL'] });
  expect(Number.parseInt(services.dateline.stop_grace_period, 10)).toBeGreaterThan(20);
});
