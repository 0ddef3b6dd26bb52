import { describe, expect, it } from 'vitest';
import {
  age,
  asSentence,
  account,
  bytes,
  calendarDate,
  count,
  every,
  instruction,
  list,
  numberWord,
  relativeTime,
  sentence,
  shortDate,
  shortDigest,
  span,
} from './format.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');

describe('relativeTime', () => {
  it.each`
    instant                   | expected
    ${'2026-11-24T11:59:30Z'} | ${'just now'}
    ${'2026-11-24T11:18:00Z'} | ${'42 minutes ago'}
    ${'2026-11-24T10:59:00Z'} | ${'1 hour ago'}
    ${'2026-11-23T11:00:00Z'} | ${'25 hours ago'}
    ${'2026-08-31T12:00:00Z'} | ${'85 days ago'}
    ${'2023-10-10T00:00:00Z'} | ${'3 years ago'}
    ${'2026-11-24T12:18:00Z'} | ${'in 18 minutes'}
    ${'2026-11-24T12:00:20Z'} | ${'in less than a minute'}
  `('$instant is "$expected"', ({ instant, expected }) => expect(relativeTime(instant, NOW)).toBe(expected));
});

it.each`
  size             | expected
  ${0}             | ${'0 B'}
  ${999}           | ${'999 B'}
  ${1500}          | ${'1.5 kB'}
  ${11_000_000}    | ${'11 MB'}
  ${999_999}       | ${'1.0 MB'}
  ${9_400_000_000} | ${'9.4 GB'}
`('$size bytes are "$expected"', ({ size, expected }) => expect(bytes(size)).toBe(expected));

it.each`
  minutes  | expected
  ${60}    | ${'every hour'}
  ${15}    | ${'every 15 minutes'}
  ${360}   | ${'every 6 hours'}
  ${1440}  | ${'every day'}
  ${10080} | ${'every 7 days'}
`('$minutes minutes are "$expected"', ({ minutes, expected }) => expect(every(minutes)).toBe(expected));

it.each`
  text                                             | expected
  ${''}                                            | ${'no instruction recorded'}
  ${'/bin/sh -c apt-get update'}                   | ${'RUN apt-get update'}
  ${'/bin/sh -c #(nop)  CMD ["bash"]'}             | ${'CMD ["bash"]'}
  ${'RUN /bin/sh -c npm ci --omit=dev # buildkit'} | ${'RUN npm ci --omit=dev'}
  ${'COPY . /srv/app # buildkit'}                  | ${'COPY . /srv/app'}
`('the history "$text" reads "$expected"', ({ text, expected }) => expect(instruction(text)).toBe(expected));

it('counts with the right word', () => {
  expect(count(1, 'image')).toBe('1 image');
  expect(count(1204, 'image')).toBe('1,204 images');
  expect(count(0, 'repository', 'repositories')).toBe('0 repositories');
});

it('shortens a digest and leaves what is short', () => {
  expect(shortDigest(`sha256:5b1f${'0'.repeat(56)}c07e`)).toBe('sha256:5b1f…c07e');
  expect(shortDigest('sha256:abc')).toBe('sha256:abc');
});

it('groups an account number and leaves what is none', () => {
  expect(account('482100937716')).toBe('4821-0093-7716');
  expect(account('local')).toBe('local');
});

it('joins a list as one says it', () => {
  expect(list([])).toBe('');
  expect(list(['a'])).toBe('a');
  expect(list(['a', 'b', 'c'])).toBe('a, b and c');
});

it('writes small numbers as words', () => {
  expect(numberWord(4)).toBe('Four');
  expect(numberWord(0)).toBe('No');
  expect(numberWord(1200)).toBe('1,200');
});

it('never says "0 minutes"', () => expect(span(59_000)).toBe('less than a minute'));

it('begins and ends a sentence', () => {
  expect(sentence('every hour')).toBe('Every hour');
  expect(sentence('')).toBe('');
  expect(asSentence(' the key is wrong')).toBe('The key is wrong.');
  expect(asSentence('It is.')).toBe('It is.');
  expect(asSentence('')).toBe('');
});

it('leaves out the year only while it is this one', () => {
  expect(shortDate('2026-08-31T12:00:00Z', NOW)).toBe('31 Aug');
  expect(shortDate('2025-08-31T12:00:00Z', NOW)).toBe('31 Aug 2025');
});

it('tells the age of something, also when the clocks differ', () => {
  expect(age('2026-11-24T11:19:00Z', NOW)).toBe('41 minutes old');
  expect(age('2026-11-24T11:59:50Z', NOW)).toBe('a moment old');
  expect(age('2026-11-24T12:00:10Z', NOW)).toBe('a moment old');
});

it('says a day as it is written, wherever the reader is', () => {
  expect([calendarDate('2026-10-02'), calendarDate('2026-10-02T00:00:00.000Z'), calendarDate('2026-10-02T23:59:59Z')]).toEqual(
    Array(3).fill('2 Oct 2026'),
  );
});
