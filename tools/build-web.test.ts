import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashOf } from './build-web.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-build-web-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('changes when a file changes or comes, not for a test or another order', async () => {
  const [a, b] = [join(folder, 'a.ts'), join(folder, 'b.ts')];
  await writeFile(a, 'one');
  const first = await hashOf([folder]);

  await writeFile(join(folder, 'a.test.ts'), 'test');
  expect(await hashOf([folder])).toBe(first);

  await writeFile(b, 'two');
  const second = await hashOf([folder]);
  expect(second).not.toBe(first);
  expect(await hashOf([b, a])).toBe(second);

  await writeFile(a, 'changed');
  expect(await hashOf([folder])).not.toBe(second);
});
