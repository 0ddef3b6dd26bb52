import { describe, expect, it } from 'vitest';
import { secretExamples } from '../testing/secret-examples.ts';
import { GOOD_SETTINGS, inputOf } from '../testing/check-input.ts';
import { secretsInEnvironment } from './secrets-in-environment.ts';

const TOKEN = secretExamples['github-token']!.found[0]!;
const run = (...env: string[]): unknown[] => [...secretsInEnvironment.run(inputOf({ set: { env } }))];

describe('secrets-in-environment', () => {
  it('finds what the name tells', () => {
    expect(run('DB_PASSWORD=k9ZpQ2wvLm')).toMatchObject([
      { message: 'ENV DB_PASSWORD holds a secret', severity: 'high', evidence: ['DB_PASSWORD=k9****'] },
    ]);
  });

  it('finds what the value tells, under any name', () => {
    expect(run(`X=${TOKEN}`)).toMatchObject([{ message: 'ENV X holds a secret: GitHub token', severity: 'critical' }]);
  });

  it('holds a sample to be a known password', () => {
    expect(run('DB_PASSWORD=example-not-a-real-password')).toMatchObject([
      { severity: 'medium', message: expect.stringContaining('a sample') },
    ]);
  });

  it.each([
    'PATH=/usr/bin',
    'DB_PASSWORD=',
    'DB_PASSWORD_FILE=/run/secrets/x',
    'TOKEN=$OTHER',
    'GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568',
    'NO_EQUALS',
    'SECRET=true',
  ])('leaves %s', (entry) => {
    expect(run(entry)).toEqual([]);
  });

  it('does not blame the application for what the base has', () => {
    const entry = 'DB_PASSWORD=k9ZpQ2wvLm';

    expect(
      secretsInEnvironment.run(inputOf({ set: { env: [entry] }, base: { layers: 1, settings: { ...GOOD_SETTINGS, env: [entry] } } })),
    ).toMatchObject([{ origin: 'base' }]);
    expect(secretsInEnvironment.run(inputOf({ set: { env: [entry] }, base: { layers: 1, settings: GOOD_SETTINGS } }))).toMatchObject([
      { origin: 'application' },
    ]);
  });
});
