import { expect, it } from 'vitest';
import { readConfig } from './config.ts';

it('needs nothing to be set', () => {
  const config = readConfig({});

  expect(config).toMatchObject({ host: '127.0.0.1', port: 4680, databaseUrl: undefined, allowedEndpoints: [], allowAmbient: false });
  expect([...config.roles]).toEqual(['api', 'scanner', 'matcher']);
});

it('reads lists', () => {
  const config = readConfig({ PLIMSOLL_ALLOWED_ENDPOINTS: 'http://127.0.0.1:5000, http://[::1]:5000', PLIMSOLL_ROLES: 'scanner' });

  expect(config.allowedEndpoints).toEqual(['http://127.0.0.1:5000', 'http://[::1]:5000']);
  expect([...config.roles]).toEqual(['scanner']);
});

it.each([{ PLIMSOLL_PORT: 'http' }, { PLIMSOLL_ROLES: 'api,cook' }, { PLIMSOLL_SCAN_CONCURRENCY: '0' }])(
  'names what is wrong in %j',
  (environment) => {
    const name = Object.keys(environment)[0]!;

    expect(() => readConfig(environment)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(name) as string }),
    );
  },
);
