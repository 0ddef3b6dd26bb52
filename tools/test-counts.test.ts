import { expect, it } from 'vitest';
import { addCounts, NO_COUNTS, readPlaywright, readVitest, sumLine } from './test-counts.ts';

const passed = { status: 'passed', fullName: 'does' };

it('names what failed and what did not run, a file that could not be loaded too', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [
      { name: '/a.test.ts', status: 'passed', assertionResults: [passed, passed, passed] },
      { name: '/b.test.ts', status: 'failed', message: 'cannot find module', assertionResults: [] },
      {
        name: '/c.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'failed', fullName: 'adds', failureMessages: ['expected 1 to be 2\n    at c.test.ts:4'] },
          { status: 'pending', fullName: 'needs a tool', failureMessages: [] },
        ],
      },
      { name: '/d.test.ts', status: 'failed', message: 'no database', assertionResults: [{ status: 'pending', fullName: 'reads' }] },
    ],
  };

  expect(readVitest(JSON.stringify(report))).toEqual({
    passed: 3,
    failed: 3,
    skipped: 2,
    notes: [
      'failed: /b.test.ts\n    cannot find module',
      'failed: /c.test.ts > adds\n    expected 1 to be 2\n        at c.test.ts:4',
      'skipped: /c.test.ts > needs a tool',
      'failed: /d.test.ts\n    no database',
      'skipped: /d.test.ts > reads',
    ],
  });
});

it('does not take a flaky test for a good one', () => {
  const report = {
    stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 },
    suites: [
      {
        specs: [{ title: 'opens', file: 'a.spec.ts', tests: [{ status: 'flaky', results: [{ error: { message: 'late' } }, {}] }] }],
        suites: [{ specs: [{ title: 'closes', file: 'a.spec.ts', tests: [{ status: 'expected', results: [{}] }] }] }],
      },
    ],
  };

  expect(readPlaywright(JSON.stringify(report))).toEqual({
    passed: 5,
    failed: 2,
    skipped: 0,
    notes: ['flaky: a.spec.ts > opens\n    late'],
  });
});

it('sums suites into one line', () => {
  const sum = addCounts({ ...NO_COUNTS, passed: 1, notes: ['a'] }, { ...NO_COUNTS, passed: 2, skipped: 1, notes: ['b'] });

  expect(sumLine(sum)).toBe('3 passed, 0 failed, 1 skipped');
  expect(sum.notes).toEqual(['a', 'b']);
  expect(sumLine({ ...NO_COUNTS, passed: 3 })).toBe('3 passed, 0 failed');
});
