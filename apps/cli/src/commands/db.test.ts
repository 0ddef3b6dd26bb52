import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeEpssFile } from '@plimsoll/advisories/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CommandWorld, commandWorld, runCommand } from '../testing/run-command.ts';

let world: CommandWorld;
beforeEach(async () => void (world = await commandWorld()));
afterEach(() => world.close());

it('builds a store and says what it holds', async () => {
  const update = await world.run('db', 'update');
  const status = await world.run('db', 'status', '--json');

  expect(update.status).toBe(0);
  expect(update.stdout).toMatch(/^2 advisories, built 20/);
  expect(update.stdout).toMatch(/^ {2}npm +1 records {2}newest 2026-01-01/m);
  expect(JSON.parse(status.stdout)).toMatchObject({ records: 2, feeds: [{ id: 'Debian' }, { id: 'npm', records: 1 }] });
  expect((await world.run('db', 'status')).stdout).toBe(update.stdout);
});

it('shows progress on a terminal, unless it is to be quiet', async () => {
  const shown = await runCommand(['db', 'update'], world.environment, { columns: 80 });
  const quiet = await runCommand(['db', 'update', '--quiet'], world.environment, { columns: 80 });

  expect(shown.stderr).toContain('fetching');
  expect(quiet.stderr).toBe('');
});

it('takes a mirror, a folder and some ecosystems', async () => {
  const { status, stdout } = await world.run(
    'db',
    'update',
    '--mirror',
    world.mirror,
    '--db',
    join(world.dir, 'db'),
    '--ecosystems',
    'npm',
  );

  expect(status).toBe(0);
  expect(stdout).toMatch(/^1 advisories/);
  expect((await world.run('db', 'status', '--db', join(world.dir, 'db'))).stdout).toBe(stdout);
  expect((await world.run('db', 'status')).status).toBe(3);
});

it('takes EPSS scores from a file, says of which day they are, and how much of it is no score', async () => {
  const path = join(world.dir, 'scores.csv');
  const lines = Array.from({ length: 20 }, (_, index) => `CVE-2026-${index},0.5,0.9\n`);
  await writeFile(path, `#model_version:v2026.03.14,score_date:2026-09-01T12:55:00Z\ncve,epss,percentile\n${lines.join('')}oops\n`);

  const { status, stdout } = await world.run('db', 'update', '--epss', path);

  expect(status).toBe(0);
  expect(stdout).toMatch(/^ {2}epss +20 records {2}newest 2026-09-01 {2}fetched \S+ {2}1 not readable$/m);
  expect(JSON.parse((await world.run('db', 'status', '--json')).stdout)).toMatchObject({
    feeds: expect.arrayContaining([expect.objectContaining({ id: 'epss', edition: 'v2026.03.14' })]) as unknown,
  });
});

it('finds EPSS scores beside the mirror, and keeps the last good ones', async () => {
  const path = join(world.dir, 'epss', 'epss_scores-current.csv');
  await mkdir(join(world.dir, 'epss'));
  await writeEpssFile(path, { 'CVE-2026-3': [0.94358, 0.99968] }, '2026-09-01');
  await world.run('db', 'update');
  await writeFile(path, 'Not today.');

  const { status, stdout } = await world.run('db', 'update');

  expect(status).toBe(0);
  expect(stdout).toMatch(/^ {2}epss +1 records {2}newest 2026-09-01 .*FAILED: the EPSS scores do not say of which day they are/m);
});

it('fails without any source, and keeps what it had when the source goes away', async () => {
  expect(await world.run('db', 'update', '--mirror', join(world.dir, 'nowhere'))).toMatchObject({
    status: 3,
    stderr: expect.stringContaining('nowhere') as string,
  });

  await world.run('db', 'update');
  await rm(world.mirror, { recursive: true });
  await world.run('db', 'update');

  expect((await world.run('db', 'status')).stdout).toMatch(/^2 advisories/);
});

it('says how to make a store where there is none', async () => {
  const { status, stderr } = await world.run('db', 'status');

  expect(status).toBe(3);
  expect(stderr).toContain('plimsoll db update');
});
