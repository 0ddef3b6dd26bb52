import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openvex } from './openvex.ts';
import { schemaErrors } from './testing/schema-errors.ts';
import { decidedScan, OPTIONS, sampleInventory, sampleScan } from './testing/sample-documents.ts';

const SCHEMA = 'openvex-0.2.0.schema.json';

const vex = z.object({
  statements: z.array(
    z.object({
      vulnerability: z.object({ name: z.string(), aliases: z.array(z.string()).optional() }),
      products: z.tuple([z.object({ '@id': z.string(), subcomponents: z.array(z.object({ '@id': z.string() })) })]),
      status: z.string(),
      justification: z.string().optional(),
      impact_statement: z.string().optional(),
      action_statement: z.string().optional(),
    }),
  ),
});

describe('a scan', () => {
  const text = openvex.render(sampleScan, OPTIONS);
  const { statements } = vex.parse(JSON.parse(text));

  it('is valid', () => {
    expect(schemaErrors(SCHEMA, text)).toEqual([]);
  });

  it('says what is affected, and what to do', () => {
    expect(statements.map(({ vulnerability, status, action_statement }) => [vulnerability.name, status, action_statement])).toEqual([
      ['CVE-2026-0001', 'affected', 'Update openssl to 3.0.22-1~deb12u1.'],
      ['CVE-2026-0002', 'affected', 'There is no fix yet.'],
      ['GHSA-dddd-eeee-ffff', 'affected', 'Update @a/b to 1.0.1 or 2.0.0.'],
      ['GO-2026-0001', 'not_affected', undefined],
    ]);
  });

  it('names the image, and in it the source package with what it is installed as', () => {
    const [product] = statements[0]!.products;

    expect(product['@id']).toMatch(/^pkg:oci\/web@sha256/);
    expect(product.subcomponents.map((one) => one['@id'])).toEqual([
      'pkg:deb/debian/openssl@3.0.20-1~deb12u2?arch=source&distro=debian-12',
      'pkg:deb/debian/libssl3@3.0.20-1~deb12u2?arch=amd64&distro=debian-12',
    ]);
  });
});

it('says in words why something is not affected where no justification was stated', () => {
  const [denial] = sampleScan.notAffected;
  const text = openvex.render(
    { ...sampleScan, findings: [], notAffected: [{ ...denial!, justification: 'not_stated', evidence: 'so they say' }] },
    OPTIONS,
  );

  expect(schemaErrors(SCHEMA, text)).toEqual([]);
  expect(vex.parse(JSON.parse(text)).statements[0]).toMatchObject({ impact_statement: 'so they say', status: 'not_affected' });
});

it('refuses an inventory', () => {
  expect(() => openvex.render(sampleInventory, OPTIONS)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
});

it('states what was decided', () => {
  const text = openvex.render(decidedScan, OPTIONS);

  expect(schemaErrors(SCHEMA, text)).toEqual([]);
  expect(vex.parse(JSON.parse(text)).statements.slice(0, 3)).toMatchObject([
    { status: 'affected', action_statement: expect.stringContaining('Risk accepted by ada@example.test until 2027-01-30') as string },
    { status: 'not_affected', impact_statement: expect.stringContaining('False positive') as string },
    { status: 'not_affected', justification: 'vulnerable_code_not_in_execute_path' },
  ]);
});
