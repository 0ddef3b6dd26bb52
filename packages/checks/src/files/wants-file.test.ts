import { describe, expect, it } from 'vitest';
import { assignmentsIn, isSampleFile, mayHoldSecrets } from './wants-file.ts';

describe('mayHoldSecrets', () => {
  it.each([
    'root/.ssh/id_rsa',
    'root/.aws/credentials',
    'app/.npmrc',
    'root/.docker/config.json',
    'app/.env',
    'app/.env.production',
    'app/server.key',
    'app/src/main.js',
    'etc/sudoers.d/app',
    'app/Dockerfile',
    'etc/nginx/conf.d/a.conf',
    'KEY.PEM',
    'usr/local/bin/start.sh',
  ])('%s', (path) => {
    expect(mayHoldSecrets(path)).toBe(true);
  });

  it.each([
    'app/node_modules/a/.npmrc',
    'usr/lib/python3/dist-packages/a.py',
    'usr/share/doc/a/id_rsa',
    'app/vendor/a/b.php',
    'bin/sh',
    'app/logo.png',
    'etc/ssl/certs/ca.pem',
    'node_modules/a.js',
    'usr/local/lib/python3.12/ssl.py',
  ])('not %s', (path) => {
    expect(mayHoldSecrets(path)).toBe(false);
  });

  it('takes a folder for what its whole name says', () => {
    expect(mayHoldSecrets('app/myvendor/a.php')).toBe(true);
    expect(mayHoldSecrets('app/myvendor/vendor/a.php')).toBe(false);
  });
});

it.each([
  ['app/.env', 'environment'],
  ['app/.env.production', 'environment'],
  ['app/prod.env', 'environment'],
  ['root/.aws/credentials', 'environment'],
  ['etc/environment', 'environment'],
  ['app/application.properties', 'settings'],
  ['app/config.yml', 'settings'],
  ['app/appsettings.Production.json', 'settings'],
  ['app/package.json', undefined],
  ['app/main.js', undefined],
])('assignmentsIn(%s) is %s', (path, kind) => {
  expect(assignmentsIn(path)).toBe(kind);
});

it.each([
  ['app/.env.example', true],
  ['app/config.sample.yml', true],
  ['app/test/config.yml', true],
  ['app/.env', false],
  ['app/latest/config.yml', false],
])('isSampleFile(%s) is %s', (path, isSample) => {
  expect(isSampleFile(path)).toBe(isSample);
});
