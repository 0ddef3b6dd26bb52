import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { copyBinaries, findBinaries, isReachableByAll, repairLinks } from './binaries.ts';

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-binaries-'));
afterAll(() => rmSync(folder, { recursive: true }));

it.each(['sunos', 'linux'])('asks for DATABASE_URL where there is no build (%s)', async (platform) => {
  await expect(findBinaries(platform, 'mips', false)).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
    hint: expect.stringContaining('DATABASE_URL') as string,
  });
});

it('asks for DATABASE_URL on musl', async () => {
  await expect(findBinaries('linux', 'x64', true)).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
    message: expect.stringContaining('musl') as string,
  });
});

it('copies what runs, and makes the links that an install script did not', async () => {
  const copy = await copyBinaries(await findBinaries(), folder);
  const libpq = join(copy.root, 'lib', 'libpq.so.5');
  rmSync(libpq);

  expect(await repairLinks(copy.root)).toBe(true);

  expect(existsSync(libpq)).toBe(true);
  expect(existsSync(join(copy.root, 'bin', 'postgres'))).toBe(true);
  expect(existsSync(join(copy.root, 'lib', 'libpq.a'))).toBe(false);
  expect(await copyBinaries(await findBinaries(), folder)).toEqual(copy);
});

it('knows a closed folder above', async () => {
  chmodSync(folder, 0o700);
  expect(await isReachableByAll(folder)).toBe(false);

  chmodSync(folder, 0o711);
  expect(await isReachableByAll(folder)).toBe(true);
});
