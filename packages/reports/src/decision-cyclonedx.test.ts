import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { expect, it } from 'vitest';
import { decisionCyclonedx } from './decision-cyclonedx.ts';
import { DECIDED } from './testing/decided-findings.ts';

const NOW = new Date('2026-11-24T12:00:00Z');

it.each([{ findings: DECIDED }, { findings: [] }])(
  'is what the strict schema of CycloneDX asks for ($findings.length)',
  async ({ findings }) => {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

    expect(await validator.validate(JSON.stringify(decisionCyclonedx(findings, NOW)))).toBeNull();
  },
);

it('says of each decision what it means', () => {
  const { vulnerabilities } = decisionCyclonedx(DECIDED, NOW);

  expect(vulnerabilities).toMatchObject([
    { id: 'CVE-2026-1', analysis: { state: 'exploitable', response: ['will_not_fix'] }, affects: [{}, {}] },
    { id: 'CVE-2026-2', analysis: { state: 'false_positive' }, affects: [{}, {}] },
    { id: 'CVE-2026-3', analysis: { state: 'not_affected', justification: 'code_not_reachable' } },
    {
      id: 'CVE-2026-4',
      analysis: { state: 'not_affected', detail: expect.stringContaining('cannot be controlled by adversary') as string },
    },
    { id: 'CVE-2026-5', analysis: { state: 'not_affected', detail: 'Not affected by ada@example.test: no input reaches it' } },
  ]);
});

it('points only to packages of the images that it lists', () => {
  const { components, vulnerabilities } = decisionCyclonedx(DECIDED, NOW) as {
    components: { 'bom-ref': string; components: { 'bom-ref': string }[] }[];
    vulnerabilities: { affects: { ref: string }[] }[];
  };
  const refs = new Set(components.flatMap((image) => image.components.map((component) => component['bom-ref'])));

  expect(vulnerabilities.flatMap(({ affects }) => affects).filter(({ ref }) => !refs.has(ref))).toEqual([]);
  expect(components.map((image) => image.components.length)).toEqual([2, 1]);
});
