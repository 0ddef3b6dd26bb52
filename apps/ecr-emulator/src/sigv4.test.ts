import { expect, it } from 'vitest';
import { parseAmzDate, signatureOf, toAmzDate } from './sigv4.ts';

const EMPTY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

it('gives the signature of the documented IAM example', () => {
  const request = {
    method: 'GET',
    path: '/',
    rawQuery: 'Action=ListUsers&Version=2010-05-08',
    headers: new Map([
      ['content-type', ['application/x-www-form-urlencoded; charset=utf-8']],
      ['host', ['iam.amazonaws.com']],
      ['x-amz-date', ['20150830T123600Z']],
    ]),
    signedHeaders: ['content-type', 'host', 'x-amz-date'],
    payloadHash: EMPTY_HASH,
  };
  const scope = { date: '20150830', region: 'us-east-1', service: 'iam' };

  expect(signatureOf(request, '20150830T123600Z', scope, 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY')).toBe(
    '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
  );
});

it('trims and collapses header values, joins repeated ones, and sorts the query', () => {
  const sign = (rawQuery: string, values: string[]) =>
    signatureOf(
      { method: 'POST', path: '/', rawQuery, headers: new Map([['x-list', values]]), signedHeaders: ['x-list'], payloadHash: EMPTY_HASH },
      '20150830T123600Z',
      { date: '20150830', region: 'us-east-1', service: 'ecr' },
      'secret',
    );

  expect(sign('b=2&a=1&c', ['  a   b ', 'c'])).toBe(sign('a=1&b=2&c=', ['a b,c']));
  expect(sign('a=1&b=2&c=', ['a b,c'])).not.toBe(sign('a=1&b=2&c=', ['a b,d']));
});

it('writes and reads dates in the basic format only', () => {
  const ms = Date.UTC(2026, 10, 24, 10, 15, 0);

  expect(toAmzDate(ms)).toBe('20261124T101500Z');
  expect(parseAmzDate('20261124T101500Z')).toBe(ms);
  expect(parseAmzDate('2026-11-24T10:15:00Z')).toBeUndefined();
  expect(parseAmzDate('20269924T101500Z')).toBeUndefined();
});
