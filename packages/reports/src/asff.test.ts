import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { asff } from './asff.ts';
import { schemaErrors } from './testing/schema-errors.ts';
import { cleanScan, decidedScan, OPTIONS, sampleInventory, sampleScan } from './testing/sample-documents.ts';

const SCHEMA = 'asff.schema.json';

const findings = z.array(
  z.object({
    Id: z.string(),
    ProductArn: z.string(),
    AwsAccountId: z.string(),
    Severity: z.object({ Label: z.string() }),
    Resources: z.tuple([z.object({ Type: z.string(), Id: z.string() })]),
    Vulnerabilities: z.tuple([z.object({ Id: z.string(), FixAvailable: z.string(), ExploitAvailable: z.string() })]),
  }),
);

const elsewhere = { ...sampleScan, target: { ...sampleScan.target, name: 'oci:images:web', digest: '' } };

it.each([
  ['findings', sampleScan],
  ['decided findings', decidedScan],
  ['nothing', cleanScan],
  ['an image from elsewhere', elsewhere],
  ['endless text', { ...sampleScan, findings: [{ ...sampleScan.findings[0]!, summary: '😀'.repeat(5000), path: 'a/'.repeat(5000) }] }],
])('obeys the rules of the fields with %s', (_, document) => {
  expect(schemaErrors(SCHEMA, asff.render(document, OPTIONS))).toEqual([]);
});

it('would not obey with a title that is too long', () => {
  const [finding] = z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(asff.render(sampleScan, OPTIONS)));

  expect(schemaErrors(SCHEMA, JSON.stringify([{ ...finding, Title: 'a'.repeat(257) }]))).toHaveLength(1);
});

describe('an image of Amazon ECR', () => {
  const list = findings.parse(JSON.parse(asff.render(sampleScan, OPTIONS)));

  it('is the resource, in its own account and region', () => {
    expect(list[0]).toMatchObject({
      AwsAccountId: '123456789012',
      ProductArn: 'arn:aws:securityhub:eu-central-1:123456789012:product/123456789012/default',
      Resources: [
        {
          Type: 'AwsEcrContainerImage',
          Id: `arn:aws:ecr:eu-central-1:123456789012:repository/shop/web/sha256:${'a'.repeat(64)}`,
        },
      ],
    });
  });

  it('has a finding each, rated, with fix and exploit', () => {
    expect(list.map(({ Severity, Vulnerabilities: [one] }) => [one.Id, Severity.Label, one.FixAvailable, one.ExploitAvailable])).toEqual([
      ['CVE-2026-0001', 'CRITICAL', 'YES', 'YES'],
      ['CVE-2026-0002', 'HIGH', 'NO', 'NO'],
      ['GHSA-dddd-eeee-ffff', 'INFORMATIONAL', 'YES', 'NO'],
    ]);
  });
});

it('has the ids of the last time, so that Security Hub updates its findings', () => {
  const later = { ...OPTIONS, now: new Date('2027-01-01T00:00:00Z') };
  const ids = (text: string): string[] => findings.parse(JSON.parse(text)).map(({ Id }) => Id);

  expect(ids(asff.render(sampleScan, later))).toEqual(ids(asff.render(sampleScan, OPTIONS)));
});

it('does not invent an account for an image from elsewhere', () => {
  expect(findings.parse(JSON.parse(asff.render(elsewhere, OPTIONS)))[0]).toMatchObject({
    AwsAccountId: '000000000000',
    Resources: [{ Type: 'Container' }],
  });
});

it('refuses an inventory', () => {
  expect(() => asff.render(sampleInventory, OPTIONS)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
});

it('suppresses what was decided, with a note', () => {
  expect(JSON.parse(asff.render(decidedScan, OPTIONS))).toMatchObject([
    {
      Workflow: { Status: 'SUPPRESSED' },
      Note: { Text: expect.stringContaining('Risk accepted by ada@example.test') as string, UpdatedBy: 'ada@example.test' },
    },
    { Workflow: { Status: 'SUPPRESSED' } },
    { Workflow: { Status: 'SUPPRESSED' } },
  ]);
});
