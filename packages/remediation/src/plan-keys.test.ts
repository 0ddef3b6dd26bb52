import { describe, expect, it } from 'vitest';
import type { DependencyPin } from './pins.ts';
import { baseKeys, pinKeys } from './plan-keys.ts';

const keysFor = (...names: string[]) => baseKeys(names.map((name, index) => ({ name, digest: `sha256:${index}` })));

describe('a move', () => {
  it.each`
    name                                  | expected
    ${'platform/nginx:2'}                 | ${'base:platform/nginx:2'}
    ${'platform/nginx:1-20260711'}        | ${'base:platform/nginx:1-@'}
    ${'platform/nginx:1.27.0-alpine3.20'} | ${'base:platform/nginx:1.#.#-alpine#.#'}
    ${'platform/nginx:latest'}            | ${'base:platform/nginx:latest'}
    ${'registry:5000/nginx'}              | ${'base:registry:5000/nginx'}
    ${'platform/base:20260711'}           | ${'base:platform/base:@'}
    ${`sha256:${'1'.repeat(64)}`}         | ${`base:sha256:${'1'.repeat(64)}`}
  `('to $name is $expected', ({ name, expected }) => expect(keysFor(name)).toEqual([expected]));

  it('keeps its key while the tag goes on: the newest has it', () => {
    expect(keysFor('a/b:1.25.3', 'a/b:1.27.0', 'a/b:2.0.0')).toEqual(['base:a/b:1.25.3', 'base:a/b:1.#.#', 'base:a/b:2.#.#']);
    expect(keysFor('a/b:1.27.1', 'a/b:1.27.0')).toEqual(['base:a/b:1.#.#', 'base:a/b:1.27.0']);
  });

  it('to images of one name in two registries has two keys', () => {
    expect(keysFor('a/b:1', 'a/b:1')).toEqual(['base:a/b:1', 'base:a/b:1@sha256:1']);
    expect(keysFor('a/b:2.1', 'a/b:2.0', 'a/b:2.0')).toEqual(['base:a/b:2.#', 'base:a/b:2.0', 'base:a/b:2.0@sha256:2']);
  });
});

describe('a pin', () => {
  const pin = (name: string, path: string, from: string) =>
    ({ ecosystem: 'npm', path, pin: { name, from: [from], to: '9.0.0' } }) as unknown as DependencyPin;

  it('is named after its package, and says where and what only if it has to', () => {
    expect(pinKeys([pin('ws', 'a', '1.0.0'), pin('@x/y', 'a', '1.0.0')])).toEqual(['pin:npm/ws', 'pin:npm/@x/y']);
    expect(pinKeys([pin('ws', 'a', '1.0.0'), pin('ws', 'b', '1.0.0')])).toEqual(['pin:npm/ws in a', 'pin:npm/ws in b']);
    expect(pinKeys([pin('ws', 'a', '1.0.0'), pin('ws', 'a', '2.0.0')])).toEqual([
      'pin:npm/ws in a from 1.0.0',
      'pin:npm/ws in a from 2.0.0',
    ]);
  });

  it('is short, however long the name is', () => {
    const keys = pinKeys([pin('a'.repeat(5000), 'a', '1.0.0'), pin(`${'a'.repeat(5000)}b`, 'a', '1.0.0')]);

    expect(Math.max(...keys.map(({ length }) => length))).toBeLessThanOrEqual(300);
    expect(new Set(keys).size).toBe(2);
  });
});
