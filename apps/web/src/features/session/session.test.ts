import { expect, it } from 'vitest';
import { safeNext } from './session.ts';

it.each`
  next                       | expected
  ${undefined}               | ${'/'}
  ${'/images?q=a'}           | ${'/images?q=a'}
  ${'https://evil.example/'} | ${'/'}
  ${'//evil.example/'}       | ${'/'}
  ${'/\\evil.example/'}      | ${'/'}
  ${'javascript:alert(1)'}   | ${'/'}
`('after signing in, next=$next leads to $expected', ({ next, expected }) => expect(safeNext(next)).toBe(expected));
