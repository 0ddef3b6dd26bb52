import { compareSemver } from '@plimsoll/versions';
import { expect, it } from 'vitest';
import type { Statement } from './evaluate-entry.ts';
import { toLinks } from './links.ts';

const order = { compare: compareSemver, compareToBound: compareSemver };
const subject = { ecosystem: 'npm', release: '', name: 'x', version: '1.0.0', arch: '', module: '' } as const;

function statement(advisory: string, severity: 'low' | 'high', fixed: readonly string[], range = '< 9.0.0'): Statement {
  return {
    entry: { advisory, vulnerabilities: [{ id: 'CVE-2026-1', severity }], release: '', ranges: [], versions: [] },
    evidence: [{ advisory, range, comparison: '1.0.0 < 9.0.0' }],
    fixed,
  };
}

it('takes the worst severity, every fix once and in order, and each reason once', () => {
  const statements = [
    statement('A', 'low', ['10.0.0', '9.0.0']),
    statement('A', 'low', ['9.0.0']),
    statement('B', 'high', ['9.0.0'], '< 9.9.9'),
  ];

  expect(toLinks(subject, statements, order)).toEqual([
    {
      subject,
      vulnerability: 'CVE-2026-1',
      severity: 'high',
      status: 'affected',
      fixState: 'available',
      fixedVersions: ['9.0.0', '10.0.0'],
      evidence: [
        { advisory: 'A', range: '< 9.0.0', comparison: '1.0.0 < 9.0.0' },
        { advisory: 'B', range: '< 9.9.9', comparison: '1.0.0 < 9.0.0' },
      ],
    },
  ]);
});

it('makes nothing of nothing', () => {
  expect(toLinks(subject, [], order)).toEqual([]);
});
