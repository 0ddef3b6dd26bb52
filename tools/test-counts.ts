/** What a suite did. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** One entry for each test that failed or did not run: `failed: FILE > NAME`, with the error's first lines. */
  notes: readonly string[];
}

export const NO_COUNTS: Counts = { passed: 0, failed: 0, skipped: 0, notes: [] };

/** One step of `npm test`; with `counts` it is a suite whose JSON report says how many tests there were. */
export interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly counts?: (json: string) => Counts;
}

const MAX_ERROR_LINES = 12;

/**
 * The counts of Vitest's JSON report. A file that could not be loaded, or whose `beforeAll` failed, is a failure though no test of it failed.
 */
export function readVitest(json: string): Counts {
  const report = JSON.parse(json) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: readonly {
      name: string;
      status: string;
      message?: string;
      assertionResults: readonly { status: string; fullName: string; failureMessages?: readonly string[] | null }[];
    }[];
  };
  let brokenFiles = 0;
  const notes: string[] = [];
  for (const { name: file, status, message = '', assertionResults } of report.testResults) {
    if (status === 'failed' && assertionResults.every((test) => test.status !== 'failed')) {
      brokenFiles += 1;
      notes.push(note('failed', file, message));
    }
    for (const test of assertionResults) {
      if (test.status === 'failed') notes.push(note('failed', `${file} > ${test.fullName}`, test.failureMessages?.join('\n') ?? ''));
      else if (test.status !== 'passed') notes.push(note('skipped', `${file} > ${test.fullName}`, ''));
    }
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
    notes,
  };
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly { readonly status: string; readonly results: readonly { readonly error?: { readonly message?: string } }[] }[];
  }[];
}

const PLAYWRIGHT_WORDS: Readonly<Record<string, string>> = { unexpected: 'failed', flaky: 'flaky', skipped: 'skipped' };

/** The counts of Playwright's JSON report; a flaky test passed in the end and still counts as failed. */
export function readPlaywright(json: string): Counts {
  const { stats, suites = [] } = JSON.parse(json) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    suites?: readonly PlaywrightSuite[];
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped, notes: suites.flatMap(notesOf) };
}

function notesOf({ suites = [], specs = [] }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests.flatMap(({ status, results }) => {
      const word = PLAYWRIGHT_WORDS[status];
      return word === undefined ? [] : [note(word, `${file} > ${title}`, results.find(({ error }) => error)?.error?.message ?? '')];
    }),
  );
  return [...own, ...suites.flatMap(notesOf)];
}

function note(word: string, where: string, error: string): string {
  const lines = error.trim().split('\n').slice(0, MAX_ERROR_LINES);
  return [`${word}: ${where}`, ...lines.filter((line) => line !== '').map((line) => `    ${line}`)].join('\n');
}

export function addCounts(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped, notes: [...a.notes, ...b.notes] };
}

/** `123 passed, 0 failed`, with the skipped ones if there are any. */
export function sumLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}
