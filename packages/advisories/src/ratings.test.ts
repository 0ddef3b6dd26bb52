import type { Severity } from '@plimsoll/model';
import { describe, expect, it } from 'vitest';
import type { AdvisoryDetails, AffectedPackage } from './advisory.ts';
import { rateGroup, ratePackage } from './ratings.ts';

function record(id: string, label?: Severity, vectors: readonly string[] = []): AdvisoryDetails {
  return {
    id,
    aliases: [],
    upstream: [],
    related: [],
    summary: '',
    details: '',
    vectors,
    ...(label === undefined ? {} : { label }),
    cwes: [],
    modified: '2026-01-01T00:00:00.000Z',
    references: [],
  };
}

function affected(ecosystem: string, fields: Partial<AffectedPackage> = {}): AffectedPackage {
  return { ecosystem, release: '', name: 'x', ranges: [], versions: [], ...fields };
}

describe('rateGroup', () => {
  it('takes the word of GHSA before that of others', () => {
    expect(rateGroup([record('RETIRE-1', 'critical'), record('GHSA-1', 'low')], []).severity).toBe('low');
  });

  it('takes the best vector where GHSA has no word: the newest version, then the highest score', () => {
    const low = 'CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N';
    const critical = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
    const older = 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H';

    expect(rateGroup([record('NSWG-1', 'low', [older, 'nonsense']), record('GHSA-1', undefined, [low, critical])], [])).toEqual({
      own: 'critical',
      severity: 'critical',
      cvss: { vector: critical, score: 9.8 },
    });
  });

  it('takes the word of bundles only where nobody rates the flaw alone', () => {
    expect(rateGroup([record('CGA-1')], [record('ALSA-1', 'low'), record('ALSA-2', 'high')])).toEqual({ own: 'unknown', severity: 'high' });
    expect(rateGroup([record('RETIRE-1', 'low')], [record('ALSA-2', 'high')])).toEqual({ own: 'low', severity: 'low' });
  });

  it('holds malicious packages critical', () => {
    expect(rateGroup([record('MAL-2026-1')], []).severity).toBe('critical');
  });

  it('knows nothing of an unrated flaw', () => {
    expect(rateGroup([record('CGA-1')], [])).toEqual({ own: 'unknown', severity: 'unknown' });
  });
});

it.each`
  case                                               | label        | pkg                                                                                     | alone    | own          | severity
  ${"a distribution's word on the package"}          | ${'high'}    | ${affected('Debian', { label: 'negligible' })}                                          | ${true}  | ${'high'}    | ${'negligible'}
  ${"a distribution's word on a flaw"}               | ${'low'}     | ${affected('AlmaLinux')}                                                                | ${true}  | ${'high'}    | ${'low'}
  ${"the record's vector for the package"}           | ${'low'}     | ${affected('AlmaLinux', { vectors: ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'] })} | ${true}  | ${'low'}     | ${'critical'}
  ${'a bundle that says how bad its worst flaw is'}  | ${'high'}    | ${affected('AlmaLinux')}                                                                | ${false} | ${'low'}     | ${'low'}
  ${'a bundle about a flaw that nobody rates alone'} | ${'high'}    | ${affected('AlmaLinux')}                                                                | ${false} | ${'unknown'} | ${'high'}
  ${'a record of a distribution without ratings'}    | ${undefined} | ${affected('Wolfi')}                                                                    | ${true}  | ${'medium'}  | ${'medium'}
  ${"a language's record beside a better source"}    | ${'low'}     | ${affected('npm')}                                                                      | ${true}  | ${'high'}    | ${'high'}
`('$case makes it $severity', ({ label, pkg, alone, own, severity }) => {
  expect(ratePackage(label, pkg, { own, severity: own }, alone)).toBe(severity);
});
