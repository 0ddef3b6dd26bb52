import { rm } from 'node:fs/promises';
import { join } from 'node:path';
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
