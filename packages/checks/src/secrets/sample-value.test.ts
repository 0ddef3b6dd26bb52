import { describe, expect, it } from 'vitest';
import { isReference, isSampleValue } from './sample-value.ts';

describe('isSampleValue', () => {
  it.each(['changeme', 'AKIAIOSFODNN7EXAMPLE', '****', 'xxxxxxxx', 'your-token-here', 'Password', 'example-not-a-real-password', '000000'])(
    '%s is one',
    (value) => {
      expect(isSampleValue(value)).toBe(true);
    },
  );

  it.each(['Tr0ub4dor3', 'k9ZpQ2wvLm', 'correct-horse-battery'])('%s is none', (value) => {
    expect(isSampleValue(value)).toBe(false);
  });
});

describe('isReference', () => {
  it.each([
    '',
    '$TOKEN',
    '${TOKEN:-}',
    '{{ token }}',
    '<token>',
    '%TOKEN%',
    '/run/secrets/token',
    './token',
    'true',
    'required',
    'arn:aws:secretsmanager:eu-central-1:1:secret:x',
    'vault:secret/data/x',
    'process.env.TOKEN',
    'getenv("TOKEN")',
    'os.environ["TOKEN"]',
    'https://idp.internal/token',
  ])('%s says where the value is', (value) => {
    expect(isReference(value)).toBe(true);
  });

  it.each(['Tr0ub4dor3', 'k9/ZpQ2+wvLm', 'https://u:k9ZpQ2wv@host'])('%s is the value', (value) => {
    expect(isReference(value)).toBe(false);
  });
});
