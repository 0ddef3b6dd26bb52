/** What a suite did. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** One step of `npm test`; with `counts` it is a suite whose JSON report says how many tests there were. */
export interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly counts?: (json: string) => Counts;
}

/** The counts of Vitest's JSON report. A file that could not be loaded is a failure though no test of it failed. */
export function readVitest(json: string): Counts {
  const report = JSON.parse(json) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: readonly { status: string; assertionResults: readonly unknown[] }[];
  };
  const unloaded = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded, skipped: report.numPendingTests + report.numTodoTests };
}

/** The counts of Playwright's JSON report; a flaky test passed in the end and still counts as failed. */
export function readPlaywright(json: string): Counts {
  const { stats } = JSON.parse(json) as { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

export function addCounts(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** `123 passed, 0 failed`, with the skipped ones if there are any. */
export function sumLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}
