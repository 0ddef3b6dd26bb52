import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { spdx3 } from './spdx3.ts';
import { schemaErrors } from './testing/schema-errors.ts';
import { cleanScan, decidedScan, OPTIONS, sampleInventory, sampleScan } from './testing/sample-documents.ts';

const SCHEMA = 'spdx-3.0.1.schema.json';

const graph = z.object({
  '@graph': z.array(
    z.looseObject({
      type: z.string(),
      spdxId: z.string().optional(),
      name: z.string().optional(),
      from: z.string().optional(),
      to: z.array(z.string()).optional(),
    }),
  ),
});

it.each([
  ['a scan', sampleScan],
  ['a scan with decisions', { ...decidedScan, filter: 'severity low' }],
  ['an inventory', sampleInventory],
  ['nothing', { ...cleanScan, packages: [], target: { ...cleanScan.target, digest: '', os: null } }],
])('is valid: %s', (_, document) => {
  expect(schemaErrors(SCHEMA, spdx3.render(document, OPTIONS))).toEqual([]);
});

it('would not validate an element that is none', () => {
  const text = spdx3.render(sampleScan, OPTIONS).replaceAll('"software_packageUrl"', '"packageUrl"');

  expect(schemaErrors(SCHEMA, text)).not.toEqual([]);
});

describe('a scan', () => {
  const elements = graph.parse(JSON.parse(spdx3.render(sampleScan, OPTIONS)))['@graph'];
  const nameOf = (id: string | undefined): string | undefined => elements.find(({ spdxId }) => spdxId === id)?.name;
  const related = (type: string): unknown[] =>
    elements.filter((one) => one.type === type).map(({ from, to }) => [nameOf(from), to?.map(nameOf)]);

  it('uses every id once, and no id that is not there', () => {
    const ids = elements.flatMap(({ spdxId }) => spdxId ?? []);
    const used = elements.flatMap(({ from, to }) => [...(from === undefined ? [] : [from]), ...(to ?? [])]);

    expect(new Set(ids).size).toBe(ids.length);
    expect(used.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('says which vulnerability affects which package, and which does not', () => {
    expect(related('security_VexAffectedVulnAssessmentRelationship')).toEqual([
      ['CVE-2026-0001', ['libssl3']],
      ['CVE-2026-0002', ['lodash']],
      ['GHSA-dddd-eeee-ffff', ['@a/b']],
    ]);
    expect(related('security_VexNotAffectedVulnAssessmentRelationship')).toEqual([['GO-2026-0001', ['lodash']]]);
  });
});

it('says what was decided: a risk is accepted, the others do not affect', () => {
  const elements = graph.parse(JSON.parse(spdx3.render(decidedScan, OPTIONS)))['@graph'];
  const of = (type: string): object[] => elements.filter((one) => one.type === `security_Vex${type}VulnAssessmentRelationship`);

  expect(of('Affected')).toMatchObject([{ security_actionStatement: expect.stringContaining('Risk accepted by') as string }]);
  expect(of('NotAffected')).toMatchObject([
    { security_impactStatement: expect.stringContaining('False positive by') as string },
    { security_justificationType: 'vulnerableCodeNotInExecutePath' },
    {},
  ]);
});
