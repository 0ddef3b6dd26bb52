import { expect, it } from 'vitest';
import { present } from './present.ts';

it('keeps what is there, and only that', () => {
  expect(present({ a: null, b: undefined, c: 0, d: '', e: false })).toEqual({ c: 0, d: '', e: false });
});
