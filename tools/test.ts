import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { addCounts, type Counts, NO_COUNTS, readPlaywright, readVitest, type Step, sumLine } from './test-counts.ts';

/**
 * Runs every check and every suite, also after a failure; then names every test that failed or did not run, and prints the sum of all suites
 * as its last line.
 * Usage: node tools/test.ts [step ...]; without steps all but `corpus`.
 */
const STEPS: readonly Step[] = [
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'lint', command: ['oxlint', '--type-aware'] },
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'knip', command: ['knip', '--strict'] },
  { name: 'unit', command: ['vitest', 'run', '--project', 'unit'], counts: readVitest },
  { name: 'integration', command: ['vitest', 'run', '--project', 'integration'], counts: readVitest },
  { name: 'browser', command: ['playwright', 'test'], counts: readPlaywright },
  { name: 'corpus', command: ['vitest', 'run', '--project', 'corpus'], counts: readVitest },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`no such step: ${unknown.join(', ')}; steps are ${STEPS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const steps = STEPS.filter(({ name }) => (wanted.length === 0 ? name !== 'corpus' : wanted.includes(name)));
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
let total: Counts = NO_COUNTS;
try {
  for (const step of steps) total = addCounts(total, runStep(step));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const note of total.notes) console.log(note);
console.log(sumLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;

/** A step without counts counts as one failure if it fails; so does a suite that fails without a failed test. */
function runStep({ name, command, counts }: Step): Counts {
  console.log(`\n== ${name}`);
  const startedAt = Date.now();
  const file = join(folder, `${name}.json`);
  const [program = '', ...args] = command;
  const reporters = counts === readVitest ? ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`] : [];
  const { status } = spawnSync(join('node_modules', '.bin', program), [...args, ...reporters], {
    stdio: 'inherit',
    // The tools run on the node that runs this, whatever `env node` would find.
    env: {
      ...process.env,
      PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    },
  });
  let result = counts === undefined ? NO_COUNTS : readCounts(file, counts);
  if (status !== 0 && result.failed === 0) {
    result = addCounts(result, { ...NO_COUNTS, failed: 1, notes: [`failed: ${name} (no test of it failed: its output above says why)`] });
  }
  console.log(`== ${name}: ${status === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s; ${sumLine(result)}`);
  return result;
}

function readCounts(file: string, read: (json: string) => Counts): Counts {
  try {
    return read(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ...NO_COUNTS, failed: 1, notes: [`failed: no results: ${why}`] };
  }
}
