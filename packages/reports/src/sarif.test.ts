import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sarif } from './sarif.ts';
import { schemaErrors } from './testing/schema-errors.ts';
import { cleanScan, decidedScan, OPTIONS, sampleInventory, sampleScan } from './testing/sample-documents.ts';

const SCHEMA = 'sarif-2.1.0-rtm.5.schema.json';

const log = z.object({
  runs: z.tuple([
    z.object({
      tool: z.object({
        driver: z.object({
          rules: z.array(z.object({ id: z.string(), helpUri: z.url(), properties: z.record(z.string(), z.unknown()) })),
        }),
      }),
      invocations: z.tuple([z.object({ toolExecutionNotifications: z.array(z.object({ message: z.object({ text: z.string() }) })) })]),
      results: z.array(
        z.object({
          ruleId: z.string(),
          ruleIndex: z.number(),
          level: z.string(),
          locations: z.array(
            z.object({
              physicalLocation: z.object({ artifactLocation: z.object({ uri: z.string() }) }).optional(),
              logicalLocations: z.array(z.object({ name: z.string(), kind: z.string() })),
            }),
          ),
          partialFingerprints: z.record(z.string(), z.string()),
          properties: z.record(z.string(), z.unknown()),
          suppressions: z.array(z.object({ justification: z.string() })).optional(),
        }),
      ),
    }),
  ]),
});

function runOf(text: string): z.infer<typeof log>['runs'][0] {
  return log.parse(JSON.parse(text)).runs[0];
}

it.each([
  ['findings', sampleScan],
  ['decided findings', decidedScan],
  ['nothing', cleanScan],
])('is valid with %s', (_, document) => {
  expect(schemaErrors(SCHEMA, sarif.render(document, OPTIONS))).toEqual([]);
});

it('would not validate anything', () => {
  expect(schemaErrors(SCHEMA, '{"version":"2.1.0","runs":[{"results":[{}]}]}')).not.toEqual([]);
});

describe('a scan', () => {
  const run = runOf(sarif.render(sampleScan, OPTIONS));

  it('has a rule a vulnerability, to which results point', () => {
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(['CVE-2026-0001', 'CVE-2026-0002', 'GHSA-dddd-eeee-ffff', 'GO-2026-0001']);
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('rates by the judged severity: the CVSS score only where it says the same', () => {
    expect(run.tool.driver.rules.map(({ properties }) => properties['security-severity'])).toEqual(['9.8', '8.0', undefined, undefined]);
    expect(run.results.map(({ level }) => level)).toEqual(['error', 'error', 'warning', 'none']);
  });

  it('places a finding at its path and layer', () => {
    const [first] = run.results;

    expect(first?.locations[0]?.physicalLocation?.artifactLocation.uri).toBe('var/lib/dpkg/status');
    expect(first?.locations[0]?.logicalLocations).toEqual([
      { name: 'openssl', kind: 'package' },
      { name: `sha256:${'b'.repeat(64)}`, kind: 'layer' },
    ]);
  });

  it('suppresses what is not affected, with the reason', () => {
    expect(run.results.map(({ suppressions }) => suppressions?.[0]?.justification.slice(0, 28))).toEqual([
      undefined,
      undefined,
      undefined,
      'vulnerable_code_not_present:',
    ]);
  });

  it('has the EPSS score where there is one', () => {
    expect(run.results.map(({ properties }) => properties['epss'])).toEqual([
      { probability: 0.94358, percentile: 0.99968, date: '2026-09-01' },
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('tells the problems', () => {
    expect(run.invocations[0].toolExecutionNotifications).toHaveLength(1);
  });
});

it('knows a finding again after an update that did not help', () => {
  const [, lodash] = sampleScan.findings;
  const later = { ...sampleScan, findings: [{ ...lodash!, purl: 'pkg:npm/lodash@4.17.21' }] };

  expect(runOf(sarif.render(later, OPTIONS)).results[0]?.partialFingerprints).toEqual(
    runOf(sarif.render(sampleScan, OPTIONS)).results[1]?.partialFingerprints,
  );
});

it('refuses an inventory', () => {
  expect(() => sarif.render(sampleInventory, OPTIONS)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
});

it('suppresses what was decided, with the decision', () => {
  const { results } = runOf(sarif.render(decidedScan, OPTIONS));

  expect(results.slice(0, 3).map(({ suppressions }) => suppressions?.[0]?.justification.split(':')[0])).toEqual([
    'Risk accepted by ada@example.test until 2027-01-30',
    'False positive by ada@example.test',
    'Not affected by ada@example.test',
  ]);
  expect(results.map(({ level }) => level)).toEqual(['error', 'error', 'warning', 'none']);
});
