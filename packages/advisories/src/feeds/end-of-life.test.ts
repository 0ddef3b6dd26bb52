import { expect, it } from 'vitest';
import { parseEndOfLife } from './end-of-life.ts';

it('reads days and flags', () => {
  const text = JSON.stringify([
    { cycle: '12', eol: '2026-07-11', extendedSupport: '2028-06-30', lts: false },
    { cycle: 15, eol: true },
    { cycle: '16', eol: false, extendedSupport: null },
  ]);

  expect(parseEndOfLife('debian', text)).toEqual([
    { cycle: '12', endOfLife: '2026-07-11', extendedSupport: '2028-06-30' },
    { cycle: '15', endOfLife: true },
    { cycle: '16', endOfLife: false },
  ]);
});

it.each(['', '{}', '[{"cycle":"1","eol":"never"}]'])('refuses %j', (text) => {
  expect(() => parseEndOfLife('debian', text)).toThrow(/debian/);
});
