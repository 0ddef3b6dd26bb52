import { describe, expect, it } from 'vitest';
import { checks } from './registry.ts';
import { runChecks } from './run-checks.ts';
import { factIn, inputOf } from './testing/check-input.ts';

describe('runChecks', () => {
  it('says of every check that a good image passes it', () => {
    const results = runChecks(inputOf({ tag: '1.2.3', mutableTags: false, baseOutdated: { name: 'debian:12', reasons: [] } }));

    expect(results.map(({ id, status }) => [id, status])).toEqual(checks.map(({ id }) => [id, 'pass']));
  });

  it('gives a result for every finding of a check, with the severity of the check unless the finding has its own', () => {
    const results = runChecks(inputOf({ set: { env: ['A_PASSWORD=changeme', 'B_PASSWORD=k9ZpQ2wvLm'] } })).filter(
      ({ id }) => id === 'CIS-4.10-env',
    );

    expect(results.map(({ status, severity }) => [status, severity])).toEqual([
      ['fail', 'medium'],
      ['fail', 'high'],
    ]);
  });

  it('does not call clean what was not seen', () => {
    const results = runChecks(inputOf({ isPartial: true }));
    const statusOf = (id: string): string | undefined => results.find((result) => result.id === id)?.status;

    expect(statusOf('CIS-4.8')).toBe('unknown');
    expect(statusOf('CIS-4.10-files')).toBe('unknown');
    expect(statusOf('CIS-4.1')).toBe('pass');
  });

  it('bounds the evidence', () => {
    const facts = Array.from({ length: 100 }, (_, at) => factIn(1, { kind: 'setuid', path: `bin/p${at}`, mode: 0o4755 }));

    const [result] = runChecks(inputOf({ facts })).filter(({ id }) => id === 'CIS-4.8');

    expect(result?.evidence).toHaveLength(20);
    expect(result?.message).toMatch(/^100 setuid or setgid files: bin\/p0, bin\/p1, bin\/p2 and 97 more$/);
  });
});
