import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';

it('is temporary unless one is named', async () => {
  const folder = await openDataFolder(undefined);
  expect(existsSync(folder.path)).toBe(true);
  expect(folder.registryPort).toBeUndefined();

  await folder.close();
  expect(existsSync(folder.path)).toBe(false);
});

it('stays if it was named, and remembers where the registry was', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'plimsoll-demo-folder-'));
  const path = join(parent, 'new', 'folder');
  const first = await openDataFolder(path);
  await first.keepRegistryPort(45_660);
  await first.close();

  expect((await openDataFolder(path)).registryPort).toBe(45_660);
  await rm(parent, { recursive: true });
});

it('does not guess what a damaged file said', async () => {
  const path = await mkdtemp(join(tmpdir(), 'plimsoll-demo-folder-'));
  await writeFile(join(path, 'demo.json'), '{"registryPort":"x"}');

  await expect(openDataFolder(path)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await rm(path, { recursive: true });
});
