import { expect, it } from 'vitest';
import { iso } from './instants.ts';

it('turns dates into text at any depth, and leaves the rest', () => {
  const value = { at: new Date(0), rows: [{ since: new Date(1000), n: 1, none: null }], text: 'x' };

  expect(iso(value)).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    rows: [{ since: '1970-01-01T00:00:01.000Z', n: 1, none: null }],
    text: 'x',
  });
});
