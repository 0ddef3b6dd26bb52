import { expect, it } from 'vitest';
import { ERROR_CODES, PlimsollError, toProblem } from './errors.ts';

it('has no code twice', () => {
  expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
});

it('keeps code, hint and cause', () => {
  const cause = new Error('why');

  expect(new PlimsollError('NOT_FOUND', 'm', { hint: 'h', cause })).toMatchObject({
    name: 'PlimsollError',
    code: 'NOT_FOUND',
    message: 'm',
    hint: 'h',
    cause,
  });
});

it('becomes a problem of a path; a bug does not', () => {
  expect(toProblem(new PlimsollError('TRUNCATED', 'm'), 'a/b')).toEqual({ code: 'TRUNCATED', message: 'm', path: 'a/b' });
  expect(toProblem(new PlimsollError('TRUNCATED', 'm'))).toEqual({ code: 'TRUNCATED', message: 'm' });
  expect(() => toProblem(new TypeError('bug'))).toThrow('bug');
});
