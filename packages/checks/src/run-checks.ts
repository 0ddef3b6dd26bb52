import type { Check, CheckInput, CheckResult } from './check.ts';
import { checks } from './registry.ts';

/** Checks that look at files: they cannot pass where not every file was seen. */
const OF_FILES = new Set(['CIS-4.8', 'CIS-4.10-files', 'package-cache', 'sudo', 'world-writable-files']);
const MAX_EVIDENCE = 20;

/** Runs every check. At least one result for each, in the order of the registry: what it found, else that it passes or could not tell. */
export function runChecks(input: CheckInput): readonly CheckResult[] {
  return checks.flatMap((check) => resultsOf(check, input));
}

function resultsOf(check: Check, input: CheckInput): CheckResult[] {
  const { id, title, severity } = check;
  const observations = check.run(input);
  const quiet = { id, severity, evidence: [], origin: 'unknown' as const };
  if (observations.length === 0) {
    if (!input.isPartial || !OF_FILES.has(id)) return [{ ...quiet, status: 'pass', message: title }];
    return [{ ...quiet, status: 'unknown', message: 'Nothing was found, but not every layer could be read' }];
  }
  return observations.map(({ status = 'fail', message, severity: own = severity, layer, evidence = [], origin = 'unknown' }) => ({
    id,
    status,
    severity: own,
    message,
    ...(layer === undefined ? {} : { layer }),
    evidence: evidence.slice(0, MAX_EVIDENCE),
    origin,
  }));
}
