import { expect, it } from 'vitest';
import { addCounts, readPlaywright, readVitest, sumLine } from './test-counts.ts';

it('counts a file that could not be loaded as a failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [
      { status: 'passed', assertionResults: [1, 2, 3] },
      { status: 'failed', assertionResults: [] },
    ],
  };

  expect(readVitest(JSON.stringify(report))).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

it('does not take a flaky test for a good one', () => {
  expect(readPlaywright('{"stats":{"expected":5,"unexpected":1,"flaky":1,"skipped":0}}')).toEqual({ passed: 5, failed: 2, skipped: 0 });
});

it('sums suites into one line', () => {
  const sum = addCounts({ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 0, skipped: 1 });

  expect(sumLine(sum)).toBe('3 passed, 0 failed, 1 skipped');
  expect(sumLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
});
