import { expect, it } from 'vitest';
import { kept } from './kept.ts';

it('reads once for all who ask in time, for each key apart', async () => {
  let now = 0;
  let reads = 0;
  const { read, forget } = kept(
    100,
    (key: string) => Promise.resolve(`${key}${++reads}`),
    () => now,
  );

  expect(await Promise.all([read('a'), read('a'), read('b')])).toEqual(['a1', 'a1', 'b2']);
  now = 99;
  expect(await read('a')).toBe('a1');
  now = 100;
  expect(await read('a')).toBe('a3');
  forget();
  expect(await read('a')).toBe('a4');
});

it('gives a failure to those who waited for it, and tries again for the next', async () => {
  let reads = 0;
  const { read } = kept(
    100,
    () => (++reads === 1 ? Promise.reject(new Error('no')) : Promise.resolve(reads)),
    () => 0,
  );

  const [first, second] = [read(undefined), read(undefined)];
  await expect(first).rejects.toThrow('no');
  await expect(second).rejects.toThrow('no');
  expect(await read(undefined)).toBe(2);
});
