import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CommandWorld, commandWorld, runCommand } from '../testing/run-command.ts';

let world: CommandWorld;
beforeEach(async () => void (world = await commandWorld()));
afterEach(() => world.close());

const layers = (): string[] => {
  try {
    return readdirSync(join(world.dir, 'cache', 'layers'));
  } catch {
    return [];
  }
};

it('keeps what it read, unless it is told not to', async () => {
  await world.run('inventory', '--no-cache', world.images);
  expect(layers()).toEqual([]);

  await world.run('inventory', world.images);
  expect(layers()).toHaveLength(2);
});

it('shows on a terminal how far it is, and takes that away in the end', async () => {
  const { stderr } = await runCommand(['inventory', world.images], world.environment, { columns: 80 });

  expect(stderr).toMatch(/\[#* *-*\] layer \d of 2/);
  expect(stderr.endsWith('\r\u001b[2K')).toBe(true);
});
