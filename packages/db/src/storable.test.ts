import type { Member } from '@plimsoll/model';
import { expect, it } from 'vitest';
import { splitStorable, toJson, toText } from './storable.ts';

it('replaces what Postgres refuses', () => {
  expect(toText('a\0b\ud800')).toBe('a\uFFFDb\uFFFD');
  expect(toJson({ a: ['x\0', { b: '\udc00' }], n: 1 })).toBe('{"a":["x\uFFFD",{"b":"\uFFFD"}],"n":1}');
});

it('leaves out a package whose name fits no index, and says so', () => {
  const member = (name: string): Member => ({ package: { type: 'npm', name, version: '1', licenses: [] }, path: 'app' });

  const { stored, problems } = splitStorable([member('a'), member('é'.repeat(1000))]);

  expect(stored).toEqual([member('a')]);
  expect(problems).toMatchObject([{ code: 'LIMIT_EXCEEDED', path: 'app' }]);
});
