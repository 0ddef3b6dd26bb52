import { PlimsollError } from '@plimsoll/model';
import { expect, it } from 'vitest';
import { toFailure, toLastError } from './error-text.ts';

it('gives a failure a headline', () => {
  const error = new PlimsollError('CREDENTIALS_INVALID', 'AWS does not know the key', { hint: 'check it' });

  expect(toFailure(error)).toEqual({
    code: 'CREDENTIALS_INVALID',
    title: 'The access key is not valid.',
    message: 'AWS does not know the key',
    hint: 'check it',
  });
  expect(toLastError(error, new Date(0))).toMatchObject({ at: '1970-01-01T00:00:00.000Z' });
  expect(toFailure(new PlimsollError('INTERNAL', 'x'))).toMatchObject({ title: 'Something went wrong.' });
});
