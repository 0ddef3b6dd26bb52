import { describe, expect, it } from 'vitest';
import { parseAssignment, toAssignment } from './find-assignments.ts';

describe('parseAssignment', () => {
  it.each([
    ['DB_PASSWORD=Tr0ub4dor3', 'DB_PASSWORD', 'Tr0ub4dor3'],
    ['export API_KEY="k9ZpQ2=wv" # comment', 'API_KEY', 'k9ZpQ2=wv'],
    ['  password: Tr0ub4dor3 # comment', 'password', 'Tr0ub4dor3'],
    ['"clientSecret": "k9Zp:Q2wv",', 'clientSecret', 'k9Zp:Q2wv'],
    ["token = 'k9ZpQ2wv'", 'token', 'k9ZpQ2wv'],
    ['token = "k9ZpQ2wv', 'token', 'k9ZpQ2wv'],
  ])('%s', (line, name, value) => {
    expect(parseAssignment(line)).toEqual({ name, value, isSample: false });
  });

  it.each([
    'PATH=/usr/bin',
    'DB_PASSWORD=',
    'DB_PASSWORD=${X}',
    'PASSWORD_FILE=/run/secrets/x',
    'just words',
    'if (password == x)',
    '=x',
    'token: abc',
    '',
  ])('nothing in %j', (line) => {
    expect(parseAssignment(line)).toBeUndefined();
  });

  it('is not slowed down by blanks', () => {
    expect(parseAssignment(`${' '.repeat(500_000)}PASSWORD=x`)).toBeUndefined();
  });
});

it('toAssignment tells samples apart', () => {
  expect(toAssignment('DB_PASSWORD', 'changeme')).toEqual({ name: 'DB_PASSWORD', value: 'changeme', isSample: true });
});
