import { expect, it } from 'vitest';
import { isSecretName } from './secret-name.ts';

it.each([
  'DB_PASSWORD',
  'dbPassword',
  'spring.datasource.password',
  'MYSQL_PWD',
  'API_KEY',
  'apiKey',
  'APIKEY',
  'client-secret',
  'GITHUB_TOKEN',
  'AWS_SECRET_ACCESS_KEY',
  'SECRET_KEY_BASE',
  'DB_PASS',
])('%s', (name) => {
  expect(isSecretName(name)).toBe(true);
});

it.each([
  'PATH',
  'PWD',
  'OLD_PWD',
  'GPG_KEY',
  'PUBLIC_KEY',
  'PASSWORD_FILE',
  'TOKEN_URL',
  'SECRET_NAME',
  'MAX_TOKENS',
  'TOKENIZERS_PARALLELISM',
  'PASSWORD_MIN_LENGTH',
  'KEYBOARD',
  'PASSTHROUGH',
  '',
  'A_PASSWORD'.repeat(100),
])('not %s', (name) => {
  expect(isSecretName(name)).toBe(false);
});
